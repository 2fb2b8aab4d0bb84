"""The list of a register: any length, sorted and filtered in the query, and honest about what has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.errors import DiskFull
from app.services import places
from app.services.programme.registers import GoalDraft, Goals, InstrumentDraft, Instruments
from app.services.records import Query
from models.choices import InstrumentStatus
from tests.ui.conftest import shown
from ui.pages.programme.registers import INSTRUMENTS
from ui.theme import Theme
from ui.tokens import Tone
from ui.widgets.record.description import Column, Kind
from ui.widgets.record.filter_bar import FilterBar
from ui.widgets.tables import table_model
from ui.widgets.tables.table_model import GONE, ID_ROLE, TONE_ROLE, WAITING, RecordTable
from ui.widgets.tables.table_view import ROW_HEIGHT, RecordView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from app.services.records import Row
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.tasks import Tasks

COLUMNS = (
    Column("name", "Doel"),
    Column("source", "Bron", width=20, extra=True),
    Column("horizon", "Tot en met", Kind.YEAR, width=8),
)


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("policy")


@pytest.fixture
def goals(vault: UnlockedVault) -> Goals:
    register = Goals(vault)
    for number in range(12):
        source = None if number == 3 else f"Plan {number}"
        register.add(GoalDraft(f"Doel {number:02}", source, 2020 + number % 4, "Tekst"))
    return register


@pytest.fixture
def table(goals: Goals) -> RecordTable:
    made = RecordTable(goals, COLUMNS)
    made.load(Query(order="name"))
    return made


def texts(table: RecordTable, column: int) -> list[str]:
    return [table.index(row, column).data() for row in range(table.rowCount())]


def test_that_the_model_keeps_the_promises_of_qt(table: RecordTable, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table)  # type: ignore[no-untyped-call]  # pytest-qt leaves it bare


def test_that_cells_show_what_is_stored_and_nothing_for_unknown(table: RecordTable) -> None:
    assert [table.index(3, column).data() for column in range(3)] == ["Doel 03", "", "2023"]
    assert table.index(3, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Bron: onbekend"
    assert table.index(2, 0).data(Qt.ItemDataRole.ToolTipRole) == "Doel 02"
    assert table.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    assert table.index(0, 0).data(ID_ROLE) == table.id_at(0)


def test_that_rows_come_in_pages_and_old_pages_go(
    table: RecordTable, goals: Goals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_model, "PAGE", 4)
    monkeypatch.setattr(table_model, "PAGES_KEPT", 2)
    asked: list[int] = []
    rows = goals.rows

    def counted(ids: Sequence[int]) -> list[Row]:
        asked.append(len(ids))
        return rows(ids)

    monkeypatch.setattr(goals, "rows", counted)
    table.load(Query(order="name"))

    assert texts(table, 0) == [f"Doel {number:02}" for number in range(12)]
    assert asked == [4, 4, 4]

    texts(table, 0)
    assert asked == [4] * 6
    table.index(11, 0).data()
    assert asked == [4] * 6


def test_that_a_page_of_a_long_list_comes_without_keeping_the_window(
    goals: Goals, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_model, "PAGE", 4)
    monkeypatch.setattr(table_model, "LONG", 10)
    table = RecordTable(goals, COLUMNS, tasks=tasks)
    table.load(Query(order="name"))

    assert texts(table, 0) == [f"Doel {number:02}" for number in range(4)] + [WAITING] * 8
    assert texts(table, 1)[4:] == [""] * 8
    qtbot.waitUntil(lambda: WAITING not in texts(table, 0))
    assert texts(table, 0) == [f"Doel {number:02}" for number in range(12)]


def test_that_a_page_that_comes_too_late_is_not_shown(
    goals: Goals, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_model, "PAGE", 4)
    monkeypatch.setattr(table_model, "LONG", 10)
    table = RecordTable(goals, COLUMNS, tasks=tasks)
    table.load(Query(order="name"))
    assert table.index(4, 0).data() == WAITING
    with qtbot.waitSignal(table.dataChanged):
        table.load(Query(order="name", descending=True))

    assert table.index(4, 0).data() == WAITING
    qtbot.waitUntil(lambda: table.index(4, 0).data() == "Doel 07")


def test_that_a_page_that_cannot_be_read_is_told_once(
    goals: Goals, tasks: Tasks, qtbot: QtBot, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_model, "PAGE", 4)
    monkeypatch.setattr(table_model, "LONG", 10)
    table = RecordTable(goals, COLUMNS, tasks=tasks)
    table.load(Query(order="name"))

    def full(_ids: Sequence[int]) -> list[Row]:
        raise DiskFull("De schijf weigert.")

    monkeypatch.setattr(goals, "rows", full)
    assert table.index(4, 0).data() == WAITING
    qtbot.waitUntil(lambda: bool(user.told))
    assert table.index(4, 0).data() == GONE
    assert len(user.told) == 1


def test_that_in_a_long_list_only_what_is_at_hand_is_marked(
    goals: Goals, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "STRETCH", 4)
    monkeypatch.setattr(table_model, "LONG", 10)
    table = RecordTable(goals, COLUMNS, tasks=tasks)
    table.load(Query(order="name"))
    far = goals.ids(Query(order="name"))[8]
    assert table.row_at_hand(far) is None
    assert table.row_of(far) == 8
    assert table.row_at_hand(table.id_at(2)) == 2


def test_that_sorting_happens_in_the_query(table: RecordTable) -> None:
    table.sort(2, Qt.SortOrder.DescendingOrder)

    assert table.query == Query(order="horizon", descending=True)
    assert texts(table, 2) == ["2023"] * 3 + ["2022"] * 3 + ["2021"] * 3 + ["2020"] * 3

    table.sort(-1)
    assert table.query.order is None


def test_that_the_same_order_is_not_asked_twice(table: RecordTable, qtbot: QtBot) -> None:
    table.sort(0, Qt.SortOrder.AscendingOrder)

    with qtbot.assertNotEmitted(table.modelReset):
        table.sort(0, Qt.SortOrder.AscendingOrder)


def test_that_a_record_removed_by_somebody_else_is_said_to_be_gone(table: RecordTable, goals: Goals) -> None:
    key = table.id_at(0)
    goals.remove(key, goals.get(key).version)

    assert [table.index(0, column).data() for column in range(3)] == [GONE, "", ""]
    assert table.rowCount() == 12


def test_that_a_record_is_found_in_the_list(table: RecordTable) -> None:
    assert table.row_of(table.id_at(5)) == 5
    assert table.row_of(999) is None


def test_that_headers_have_their_titles_and_only_across(table: RecordTable) -> None:
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical

    assert [table.headerData(at, across) for at in range(4)] == ["Doel", "Bron", "Tot en met", None]
    assert table.headerData(0, down) is None
    assert table.headerData(0, across, Qt.ItemDataRole.ToolTipRole) is None
    assert table.headerData(0, across, Qt.ItemDataRole.TextAlignmentRole) is not None


def test_that_nothing_hangs_under_a_cell(table: RecordTable) -> None:
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.columnCount(table.index(0, 0)) == 0
    assert table.data(QModelIndex()) is None


def test_that_a_status_has_the_tone_of_its_meaning(vault: UnlockedVault) -> None:
    Instruments(vault).add(InstrumentDraft("APV", status=InstrumentStatus.WITHDRAWN))
    table = RecordTable(Instruments(vault), INSTRUMENTS.columns)
    table.load(Query())
    status = [column.name for column in INSTRUMENTS.columns].index("status")

    assert table.index(0, status).data(TONE_ROLE) == Tone.NEUTRAL
    assert table.index(0, 0).data(TONE_ROLE) is None


def test_that_the_view_paints_pills_and_all_rows_alike(vault: UnlockedVault, qtbot: QtBot) -> None:
    Instruments(vault).add(InstrumentDraft("APV", status=InstrumentStatus.SET_UP))
    table = RecordTable(Instruments(vault), INSTRUMENTS.columns)
    view = RecordView(table, INSTRUMENTS.columns)
    table.load(Query())
    shown(qtbot, view)
    plain = view.grab().toImage()
    view.selectRow(0)

    assert view.grab().toImage() != plain
    assert view.rowHeight(0) == ROW_HEIGHT


def test_that_one_sees_whether_the_keyboard_is_in_the_list(table: RecordTable, qtbot: QtBot) -> None:
    view, elsewhere = RecordView(table, COLUMNS), QLineEdit()
    beside = QWidget()
    layout = QVBoxLayout(beside)
    layout.addWidget(view)
    layout.addWidget(elsewhere)
    shown(qtbot, beside)
    view.selectRow(0)
    corner = view.visualRect(table.index(0, 0)).topLeft() + QPoint(1, 4)

    def colour() -> str:
        return view.viewport().grab().toImage().pixelColor(corner).name()

    elsewhere.setFocus()
    qtbot.waitUntil(lambda: colour() == Theme.now().tokens.accent_soft.lower())
    view.setFocus()
    qtbot.waitUntil(lambda: colour() == Theme.now().tokens.accent.lower())


def test_that_arrow_keys_choose_and_showing_does_not(table: RecordTable, qtbot: QtBot) -> None:
    view = RecordView(table, COLUMNS)
    shown(qtbot, view)
    heard: list[int] = []
    view.chosen.connect(heard.append)

    view.show_current(table.id_at(1))
    QTest.keyClick(view, Qt.Key.Key_Down)
    view.show_current(None)
    view.show_current(999)

    assert heard == [table.id_at(2)]
    assert not view.currentIndex().isValid()


def test_that_extra_columns_make_room_in_a_narrow_list(table: RecordTable, qtbot: QtBot) -> None:
    view = RecordView(table, COLUMNS)
    shown(qtbot, view)
    assert not view.isColumnHidden(1)

    view.resize(380, 400)
    qtbot.waitUntil(lambda: view.isColumnHidden(1))
    assert not view.isColumnHidden(2)

    view.resize(1000, 400)
    qtbot.waitUntil(lambda: not view.isColumnHidden(1))


def test_that_a_click_on_a_header_sorts(table: RecordTable, qtbot: QtBot) -> None:
    view = RecordView(table, COLUMNS)
    shown(qtbot, view)
    header = view.horizontalHeader()
    place = header.viewport().rect().center()
    place.setX(header.sectionPosition(2) + 8)

    with qtbot.waitSignal(table.modelReset):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    assert table.query.order == "horizon"


@pytest.fixture
def bar(vault: UnlockedVault, qtbot: QtBot) -> FilterBar:
    made = FilterBar(INSTRUMENTS, vault)
    shown(qtbot, made)
    return made


def test_that_the_list_follows_when_typing_pauses(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.changed):
        QTest.keyClicks(bar.search, "bibob beleid")

    assert bar.query(Query(order="name")) == Query("bibob beleid", (), "name")
    assert bar.active


def test_that_enter_does_not_wait(bar: FilterBar, qtbot: QtBot) -> None:
    QTest.keyClicks(bar.search, "apv")
    heard: list[None] = []
    bar.changed.connect(lambda: heard.append(None))

    QTest.keyClick(bar.search, Qt.Key.Key_Return)

    assert len(heard) == 1


def test_that_a_filter_keeps_the_value_of_the_list_and_unknown_is_one(bar: FilterBar) -> None:
    bar.choices["status"].choose(InstrumentStatus.IN_FORCE)
    bar.choices["adopted_by"].choose(None)

    assert bar.query(Query()).where == (("status", InstrumentStatus.IN_FORCE), ("adopted_by", None))


def test_that_clearing_shows_everything_again(bar: FilterBar, qtbot: QtBot) -> None:
    bar.choices["status"].choose(InstrumentStatus.IN_FORCE)
    bar.search.setText("apv")
    assert not bar.clear_button.isHidden()

    with qtbot.waitSignal(bar.changed):
        bar.clear_button.click()

    assert bar.query(Query()) == Query()
    assert not bar.active
    assert bar.clear_button.isHidden()
