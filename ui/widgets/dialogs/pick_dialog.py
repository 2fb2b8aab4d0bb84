"""Choosing one of many by typing a part of its name: what can be inserted in a text, with what it says now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from ui.plain import plain
from ui.tokens import Space
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

_TO_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class Pick:
    """Something to choose: its name, and what the user sees beside it."""

    name: str
    note: str


class PickDialog(QDialog):
    """A search field over a list. Arrow keys work while typing; Enter chooses. `chosen` is the name, or None."""

    def __init__(
        self, title: str, headings: tuple[str, str], offered: Sequence[Pick], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(640, 520)
        self.search = QLineEdit(placeholderText="Typ een deel van de naam", clearButtonEnabled=True, maxLength=200)
        self.search.setAccessibleName("Zoeken")
        self.search.installEventFilter(self)
        self._items: list[QTreeWidgetItem] = []
        self.list = self._list(title, headings, offered)
        self.none = label("Niets gevonden. Probeer een ander woord.", "muted")
        self.take = button("Invoegen", "plus", "primary", self.accept)
        self.take.setDefault(True)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(title, "section"))
        layout.addWidget(self.search)
        layout.addWidget(self.none)
        frame = card()
        column(frame, 0, 1).addWidget(self.list)
        layout.addWidget(frame, 1)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(button("Annuleren", act=self.reject))
        buttons.addWidget(self.take)
        layout.addLayout(buttons)
        self.search.textChanged.connect(self.narrow)
        self.narrow("")
        self.search.setFocus()

    @property
    def chosen(self) -> str | None:
        """The name that is marked."""
        item = self.list.currentItem()
        return None if item is None or item.isHidden() else item.text(0)

    def narrow(self, text: str) -> None:
        """Show what holds all of these words, in its name or beside it."""
        words = text.casefold().split()
        for item in self._items:
            told = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(word in told for word in words))
        found = [item for item in self._items if not item.isHidden()]
        self.list.setCurrentIndex(QModelIndex())
        if found:
            self.list.setCurrentItem(found[0])
        self.none.setVisible(not found)
        self.take.setEnabled(bool(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hand the arrow keys of the search field to the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.key() in _TO_LIST:
            if event.type() == QEvent.Type.KeyPress:
                self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _list(self, title: str, headings: tuple[str, str], offered: Sequence[Pick]) -> QTreeWidget:
        made = QTreeWidget()
        made.setAccessibleName(title)
        made.setHeaderLabels(list(headings))
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for pick in offered:
            item = QTreeWidgetItem([pick.name, pick.note])
            item.setToolTip(0, plain(pick.name))
            item.setToolTip(1, plain(pick.note))
            self._items.append(item)
        made.addTopLevelItems(self._items)
        made.itemActivated.connect(lambda _item, _column: self.accept())
        return made
