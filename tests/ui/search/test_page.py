"""Searching through the window: as one types, by keyboard, narrowed, kept, and with the way to the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import delete, text

from app.errors import DiskFull
from app.rules.permissions import CASEWORK, PROGRAMME
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from app.services.programme.registers import GoalDraft, Goals
from app.services.search.finding import Facets
from app.services.search.saved import saved_searches
from models.casework import MovedCase
from models.metadata import METADATA
from models.search import search_tables
from tests.ui.conftest import focused, shown
from ui.main_window import MainWindow
from ui.navigation import ENTRIES
from ui.pages.search import page as search_page
from ui.pages.search.page import SearchPage
from ui.pages.search.results import LINE_ROLE, LineDelegate
from ui.pages.search.saving import SaveSearch
from ui.widgets.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.tasks import Tasks
    from ui.widgets.page import PageContext


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    """A director with two cases and a goal."""
    vault = unlock_as("director")
    kind = CaseTypes(vault).add(CaseTypeDraft(name="Panden")).id
    for title, handler in (("Loods aan de kade", "A. van der Meer"), ("Schuur", "B. Meijer")):
        Cases(vault).add(CaseDraft(title=title, case_type_id=kind, opened_on=today(), handler=handler))
    Goals(vault).add(GoalDraft(name="Zicht op loodsen", text="Iedere loods is bekend."))
    return vault


@pytest.fixture
def page(
    vault: UnlockedVault,
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> SearchPage:
    """The page, with the cursor in its field."""
    monkeypatch.setattr(search_page, "TYPING_PAUSE", 1)
    entry = next(each for each in ENTRIES if each.key == "search")
    made = entry.make(context_of(vault))
    assert isinstance(made, SearchPage)
    shown(qtbot, made)
    made.refresh()
    qtbot.waitUntil(lambda: not made.filling)
    made.focus_search()
    return made


def titles(page: SearchPage) -> list[str]:
    return [line.title.partition(" ")[2] if line.hit.kind == "case" else line.title for line in page.model.lines]


def look(page: SearchPage, qtbot: QtBot, words: str) -> None:
    """Type, and wait for the answer."""
    page.field.clear()
    QTest.keyClicks(page.field, words)
    qtbot.waitUntil(lambda: not page.waiting)


def test_that_hits_come_as_one_types(page: SearchPage, qtbot: QtBot) -> None:
    assert page.stack.currentWidget() is page.beginning
    look(page, qtbot, "lood")
    assert titles(page) == ["Loods aan de kade", "Zicht op loodsen"]
    look(page, qtbot, "loods meer, vd")
    assert titles(page) == ["Loods aan de kade"]
    assert page.count.text() == "1 gevonden"


def test_that_a_hit_says_what_and_where_it_is(page: SearchPage, qtbot: QtBot) -> None:
    look(page, qtbot, "Meyer")
    line, nearly = page.model.lines
    assert nearly.title.endswith("Loods aan de kade")  # Meer is one letter away
    assert page.count.text() == "2 gevonden · gezocht is ook op: meer"
    assert line.field == "Regisseur"
    assert line.what == f"Casus · nieuw · {today().year} · Casuïstiek"
    assert "B. Meijer" in line.spoken
    assert page.model.data(page.model.index(0), Qt.ItemDataRole.AccessibleTextRole) == line.spoken
    assert page.model.data(page.model.index(9)) is None


def test_that_nothing_found_says_what_to_try(page: SearchPage, qtbot: QtBot) -> None:
    look(page, qtbot, "vliegtuig")
    assert page.stack.currentWidget() is page.nothing
    assert page.count.text() == "0 gevonden"


def test_that_the_keyboard_goes_down_and_up_and_opens(
    page: SearchPage, qtbot: QtBot, visits: list[Place], vault: UnlockedVault
) -> None:
    look(page, qtbot, "loods")
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    assert focused() is page.list
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert visits == [Place("plan", "goal", 1)]
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert focused() is page.field
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert visits[1:] == [Place("cases", "case", 1)]


def test_that_a_case_that_was_set_apart_opens_on_the_page_of_those(
    page: SearchPage, qtbot: QtBot, visits: list[Place]
) -> None:
    look(page, qtbot, "schuur")
    hit = page.model.lines[0].hit
    page._go(replace(hit, compartment="casework_3f9a21bc"))
    page._go(replace(hit, compartment="casework_3f9a21bc", kind="task", record=9, file_kind="case", file_id=4))
    page._go(replace(hit, kind="nowhere", file_kind=None))
    assert visits == [Place("apart", "casework_3f9a21bc", 2), Place("apart", "casework_3f9a21bc", 4)]
    assert "geen eigen pagina" in page.message.text.text()


def test_that_a_part_opens_in_the_file_it_hangs_on(page: SearchPage, qtbot: QtBot, visits: list[Place]) -> None:
    look(page, qtbot, "schuur")
    hit = page.model.lines[0].hit
    for kind, file in (("mention", "case"), ("mention", "signal"), ("attachment", "case"), ("mention", "inspection")):
        page._go(replace(hit, kind=kind, record=9, file_kind=file, file_id=4))
    assert visits == [
        Place("cases", "mention", 9),
        Place("signals", "mention", 9),
        Place("cases", "attachments", 4),
        Place("inspections", "inspection", 4),
    ]


def test_that_a_signal_that_was_set_apart_opens_on_its_own_tab(
    page: SearchPage, qtbot: QtBot, visits: list[Place]
) -> None:
    look(page, qtbot, "schuur")
    there = replace(page.model.lines[0].hit, compartment="casework_3f9a21bc")
    page._go(replace(there, kind="signal", record=7, file_kind=None))
    page._go(replace(there, kind="mention", record=8, file_kind="signal", file_id=7))
    page._go(replace(there, kind="case_template", file_kind=None))
    tab = "casework_3f9a21bc.signal"
    assert visits == [Place("apart", tab, 7), Place("apart", tab, 7), Place("apart", "casework_3f9a21bc")]


def test_that_the_number_of_a_case_that_was_set_apart_is_told(
    page: SearchPage, qtbot: QtBot, vault: UnlockedVault
) -> None:
    with vault.write("casework") as work:
        left = {"number": "W-2020-0099", "move": "a" * 32, "compartment": "casework_3f9a21bc", "moved_by": "x"}
        work.session.add(MovedCase(**left, moved_on=date(2020, 3, 1)))
        work.record("case.moved_apart", "case", 99)
    look(page, qtbot, "w-2020-0099")
    assert page.message.text.text() == "Casus W-2020-0099 staat sinds 1 maart 2020 in een apart onderdeel."
    look(page, qtbot, "schuur")
    assert page.message.isHidden()


def test_that_who_holds_it_reads_the_title_of_a_compartment(page: SearchPage, qtbot: QtBot) -> None:
    look(page, qtbot, "schuur")
    page.facets.titles = {"casework_3f9a21bc": "Haven"}
    hit = replace(page.model.lines[0].hit, compartment="casework_3f9a21bc")
    assert page._what(hit).endswith(" · Haven")
    page.facets.show_counts(replace(Facets(), compartments=(("casework_3f9a21bc", 2), ("casework", 1))))
    box = page.facets.choices["compartment"]
    assert [box.itemText(at) for at in range(box.count())][1:] == ["Haven (2)", "Casuïstiek (1)"]


def test_that_a_click_opens(page: SearchPage, qtbot: QtBot, visits: list[Place]) -> None:
    look(page, qtbot, "schuur")
    spot = page.list.visualRect(page.model.index(0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert visits == [Place("cases", "case", 2)]


def test_that_escape_goes_back_and_then_empties(page: SearchPage, qtbot: QtBot) -> None:
    look(page, qtbot, "loods")
    page.list.enter()
    page.escape()
    assert focused() is page.field
    page.escape()
    assert page.field.text() == ""
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.beginning)


def test_that_an_answer_can_be_narrowed_and_widened(page: SearchPage, qtbot: QtBot) -> None:
    look(page, qtbot, "loods")
    box = page.facets.choices["compartment"]
    assert [box.itemText(at) for at in range(box.count())] == ["Onderdeel: alle", "Casuïstiek (1)", "Programma (1)"]
    box.choose(CASEWORK)
    qtbot.waitUntil(lambda: titles(page) == ["Loods aan de kade"])
    assert page.facets.clear_button.isVisible()
    look(page, qtbot, "iedere")
    assert page.stack.currentWidget() is page.nothing
    assert box.value == CASEWORK
    page.facets.clear()
    qtbot.waitUntil(lambda: titles(page) == ["Zicht op loodsen"])


def test_that_a_search_is_kept_taken_up_and_dropped(
    page: SearchPage, qtbot: QtBot, user: User, vault: UnlockedVault
) -> None:
    def keep(dialog: QDialog) -> bool:
        assert isinstance(dialog, SaveSearch)
        qtbot.addWidget(dialog)
        dialog.name.clear()
        dialog.start()
        assert dialog._name.problem.startswith("Geef de zoekopdracht een naam")
        dialog.name.setText("Alle loodsen")
        dialog.where.choose(PROGRAMME)
        dialog.start()
        return bool(dialog.made)

    user.dialog = keep
    look(page, qtbot, "loods")
    page.keep()
    qtbot.waitUntil(lambda: titles(page) == ["Zicht op loodsen"])
    assert "is bewaard in Programma" in page.message.text.text()
    page.facets.clear()
    look(page, qtbot, "schuur")
    (kept,) = saved_searches(vault)
    page.saved.choose(None)
    page.saved.choose(kept)
    qtbot.waitUntil(lambda: titles(page) == ["Zicht op loodsen"])
    page.drop()
    assert saved_searches(vault) == ()
    assert not page.saved.isVisible()
    page.drop()


def test_that_a_failure_is_told_and_what_stood_there_stays(
    page: SearchPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(page, qtbot, "loods")

    def full(*_: object) -> None:
        raise DiskFull("De schijf is vol.")

    monkeypatch.setattr(search_page, "search", full)
    page.field.setText("loodsen")
    qtbot.waitUntil(lambda: page.message.text.text() == "De schijf is vol.")
    assert len(page.model.lines) == 2
    monkeypatch.setattr(search_page, "what_is_not_indexed", full)
    page.refresh()
    assert page.message.text.text() == "De schijf is vol."


def test_that_a_hit_is_drawn_with_its_marks(page: SearchPage, qtbot: QtBot) -> None:
    look(page, qtbot, "loods")
    page.list.enter()
    picture = page.list.viewport().grab().toImage()
    assert picture.height() > 100
    assert isinstance(page.list.itemDelegate(), LineDelegate)
    assert page.model.index(0).data(LINE_ROLE).hit.kind == "case"


def test_that_older_records_are_indexed_on_the_way(page: SearchPage, qtbot: QtBot, vault: UnlockedVault) -> None:
    tables = search_tables(METADATA[CASEWORK])
    with vault.compartment(CASEWORK).write() as session:
        session.execute(text("DELETE FROM search_text"))
        for table in (tables.entry, tables.state):
            session.execute(delete(table))
    look(page, qtbot, "schuur")
    assert titles(page) == []
    page.refresh()
    qtbot.waitUntil(lambda: titles(page) == ["Schuur"])
    assert not page.message.isVisible()


@pytest.fixture
def window(vault: UnlockedVault, tasks: Tasks, qtbot: QtBot) -> MainWindow:
    """The whole window."""
    made = MainWindow(vault, tasks)
    shown(qtbot, made)
    return made


@pytest.mark.parametrize("keys", [Qt.Key.Key_K, Qt.Key.Key_F])
def test_that_the_keyboard_leads_there_from_every_page(window: MainWindow, keys: Qt.Key) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier if keys == Qt.Key.Key_F else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window, keys, Qt.KeyboardModifier.ControlModifier | shift)
    assert window.key == "search"
    assert focused() is window.page.field  # type: ignore[attr-defined]


def test_that_typing_in_the_navigation_goes_on_in_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.search.setFocus()
    QTest.keyClicks(window.navigation.search, "s")
    page: Any = window.page
    assert isinstance(page, SearchPage)
    QTest.keyClicks(focused(), "chuur")
    qtbot.waitUntil(lambda: titles(page) == ["Schuur"])
    assert (page.field.text(), window.navigation.search.text()) == ("schuur", "")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert window.key == "cases"
    assert window.where()[0] == Place("cases", "case", 2)


def test_that_who_has_nothing_to_search_has_no_field(unlock_as: UnlockAs, tasks: Tasks, qtbot: QtBot) -> None:
    window = MainWindow(unlock_as("keeper"), tasks)
    shown(qtbot, window)
    assert not window.navigation.search.isVisible()
    assert "search" not in window.navigation.buttons
