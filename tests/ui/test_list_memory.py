"""A list comes back as it was left: widths, order and filters; and a row is copied as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.errors import DiskFull
from app.services.habits import ListHabits
from app.services.programme.registers import GoalDraft, Goals
from models.choices import ActivityStatus
from tests.ui.conftest import shown
from ui.pages.programme.registers import ACTIVITIES, GOALS
from ui.widgets.record import memory
from ui.widgets.record.page import RecordPage
from ui.widgets.tables.plain_table import Cell, PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import PageDescription


@pytest.fixture
def open_page(
    vault: UnlockedVault,
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[PageDescription], RecordPage]:
    """A page as somebody opens it, which keeps its habits at once."""
    monkeypatch.setattr(memory, "PAUSE", 1)

    def make(description: PageDescription) -> RecordPage:
        page = RecordPage(description, context_of(vault))
        page.refresh()
        shown(qtbot, page)
        return page

    return make


def test_that_widths_and_order_come_back(
    goals: Goals, open_page: Callable[[PageDescription], RecordPage], qtbot: QtBot
) -> None:
    page = open_page(GOALS)
    at = page.list.model.place_of("horizon")
    assert at is not None
    page.list.table.setColumnWidth(at, 222)
    page.list.table.horizontalHeader().setSortIndicator(at, Qt.SortOrder.DescendingOrder)
    wanted = page.memory.now
    qtbot.waitUntil(lambda: ListHabits(goals, GOALS.title).kept() == wanted)

    again = open_page(GOALS)
    assert again.list.table.columnWidth(at) == 222
    assert again.list.table.horizontalHeader().sortIndicatorSection() == at
    assert again.list.model.query.order == "horizon"
    assert again.list.model.index(0, at).data() == "2022"


def test_that_filters_come_back_and_can_be_seen_and_cleared(
    open_page: Callable[[PageDescription], RecordPage], qtbot: QtBot
) -> None:
    page = open_page(ACTIVITIES)
    page.list.filters.choices["status"].choose(ActivityStatus.RUNNING)
    qtbot.waitUntil(lambda: page.memory.last.filters == {"status": "running"})

    again = open_page(ACTIVITIES)
    qtbot.waitUntil(lambda: again.memory.last == page.memory.last)
    assert again.list.filters.choices["status"].value is ActivityStatus.RUNNING
    assert again.list.filters.clear_button.isVisible()
    again.list.filters.clear()
    assert again.list.filters.chosen() == {}


def test_that_a_habit_that_cannot_be_kept_bothers_nobody(
    goals: Goals, open_page: Callable[[PageDescription], RecordPage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(GOALS)
    asked: list[object] = []

    def refuse(habit: object) -> None:
        asked.append(habit)
        raise DiskFull

    monkeypatch.setattr(page.memory._habits, "keep", refuse)
    page.list.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: bool(asked))
    page.list.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: len(asked) > 1)

    assert not page.message.isVisible()


def test_that_a_list_is_sorted_by_keyboard(page: RecordPage, qtbot: QtBot) -> None:
    table = page.list.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(table.findChildren(QMenu)))
    menu = table.findChildren(QMenu)[0]
    name = next(action for action in menu.actions() if "doel" in action.text() or "naam" in action.text())
    name.trigger()
    first = [page.list.model.index(row, 0).data() for row in range(2)]
    menu.hide()
    turned = next(action for action in table.sorting_menu().actions() if action.isChecked())
    turned.trigger()

    assert [page.list.model.index(row, 0).data() for row in range(2)] == first[::-1]


def test_that_a_row_is_copied_as_text_and_stays(page: RecordPage, goals: Goals) -> None:
    page.list.table.setFocus()
    page.list.table.selectRow(0)
    QTest.keyClick(page.list.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    copied = QGuiApplication.clipboard().text()
    assert "Weerbaar bestuur\t" in copied or "Zicht op panden\t" in copied
    assert "\n" not in copied
    assert not QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")


def test_that_a_row_with_an_identifier_is_copied_for_ten_seconds_only(qtbot: QtBot) -> None:
    table = PlainTable("Bedrijven", ("Naam", "KvK"), (10, 10))
    table.show_rows([("a", (Cell("Demo BV"), Cell("12345678"))), ("b", (Cell("Twee\nregels"), Cell("")))])
    shown(qtbot, table)
    table.setFocus()
    table.mark("a")
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "Demo BV\t12345678"
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    table.mark("b")
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Twee regels\t"


def test_that_without_a_row_nothing_is_copied(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("van een ander")
    table = PlainTable("Leeg", ("Naam",), (10,))
    shown(qtbot, table)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "van een ander"


def test_that_a_new_goal_is_in_a_list_with_habits(goals: Goals, page: RecordPage) -> None:
    goals.add(GoalDraft("Nieuw doel", "Raad", 2023, "Iets."))
    page.refresh()

    assert page.list.model.rowCount() == 3
