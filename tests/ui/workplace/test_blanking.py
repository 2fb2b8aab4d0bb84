"""Emptying what is on screen: also tables, trees and lists that keep their model to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QTableWidget, QTableWidgetItem, QTreeWidget, QTreeWidgetItem, QWidget

from ui.widgets.parts import column
from ui.workplace.blanking import blank

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_that_widgets_with_a_model_of_their_own_are_emptied(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    table, tree, items = QTableWidget(1, 1), QTreeWidget(), QListWidget()
    table.setItem(0, 0, QTableWidgetItem("Geheim"))
    tree.addTopLevelItem(QTreeWidgetItem(["Geheim"]))
    items.addItem("Geheim")
    layout = column(window)
    for each in (table, tree, items):
        layout.addWidget(each)

    blank(window)

    assert table.item(0, 0) is None
    assert tree.topLevelItemCount() == 0
    assert items.count() == 0
