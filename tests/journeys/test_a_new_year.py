"""A policy adviser begins 2020 from 2019 in the window: everything comes along in one act, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from app.services.programme.money import money_of
from app.services.programme.year_start import undo_start
from app.services.programme.years import PlanYears
from app.services.records import Query
from models.choices import Nature
from tests.ui.hands import type_in
from ui.pages.programme.starting import StartYearDialog
from ui.pages.programme.years import YearSheet
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow


@pytest.fixture
def vault(work: Callable[[str], UnlockedVault]) -> UnlockedVault:
    """The demo vault as it was before 2020 began."""
    vault = work("beleid")
    (year,) = PlanYears(vault).ids(Query())
    undo_start(vault, year)
    return vault


def page_of(window: MainWindow, place: Place) -> RecordPage:
    window.go(place)
    assert isinstance(window.page, TabbedPage)
    page = window.page.current
    assert isinstance(page, RecordPage)
    return page


def press(page: RecordPage, title: str) -> None:
    act = next(act for act in page.description.acts if act.title == title)
    act.run(page._act_context())


def told(dialog: StartYearDialog) -> list[str]:
    inside = dialog.list.widget()
    assert inside is not None
    return [each.text() for each in inside.findChildren(QLabel)]


def test_that_2020_begins_from_2019_and_the_council_then_gives_the_money(
    vault: UnlockedVault, window_of: Callable[[UnlockedVault], MainWindow], user: User, qtbot: QtBot
) -> None:
    window = window_of(vault)
    page = page_of(window, Place("plan", "plan_year"))
    assert page.list.model.rowCount() == 0

    def begin(dialog: QDialog) -> bool:
        assert isinstance(dialog, StartYearDialog)
        texts = told(dialog)
        assert dialog.year == 2020
        for expected in (
            "Ambitie Westland",
            "iBase aanschaffen voor analyse bij het LIP",
            "Aanpak ondermijning 2019: € 296.800",
            "Strategisch adviseur Veiligheid",
            "budget ondermijning",
            "staat al bij 2020",
        ):
            assert expected in texts
        type_in(dialog.form, "structural", "151.000")
        type_in(dialog.form, "personnel", "111.000")
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = begin
    press(page, "Beginnen vanuit vorig jaar…")
    assert page.panel.record is not None
    assert page.panel.record.title == "2020"
    page.panel.tabs.open("year_view")
    (sheet,) = page.panel.findChildren(YearSheet)
    assert "Doelstelling 2022" in sheet.told
    assert "Structureel budget 2020: begroot € 151.000, uitgegeven onbekend" in sheet.told
    (waiting,) = money_of(vault, 2020).of_nature(Nature.INCIDENTAL)
    assert waiting.budgeted is None
    _decide(window, user)
    (given,) = money_of(vault, 2020).of_nature(Nature.INCIDENTAL)
    assert given.budgeted == 296800


def _decide(window: MainWindow, user: User) -> None:
    """The college agrees and the council adopts it, paid from a reserve."""
    steps = iter((("college", None), ("council", "reserve")))

    def decide(dialog: QDialog) -> bool:
        assert isinstance(dialog, FormDialog)
        to, cover = next(steps)
        assert dialog.form.draft().to.value == to
        if cover is not None:
            chosen = dialog.form.fields["cover"].editor.inner
            assert isinstance(chosen, QComboBox)
            chosen.setCurrentText(cover)
        dialog.start()
        return dialog.made is not None

    user.dialog = decide
    requests = page_of(window, Place("money", "carry_over"))
    requests.open_record(requests.list.model.id_at(0))
    for _ in range(2):
        press(requests, "Volgende stap…")


def test_that_what_was_begun_is_taken_back_in_the_window(
    vault: UnlockedVault, window_of: Callable[[UnlockedVault], MainWindow], user: User, qtbot: QtBot
) -> None:
    window = window_of(vault)
    page = page_of(window, Place("plan", "plan_year"))

    def begin(dialog: QDialog) -> bool:
        assert isinstance(dialog, StartYearDialog)
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = begin
    press(page, "Beginnen vanuit vorig jaar…")
    assert money_of(vault, 2020).budgets
    user.will(True)
    press(page, "Begin ongedaan maken…")
    assert not money_of(vault, 2020).budgets
    assert page.list.model.rowCount() == 0
