"""The right of the first page: own actions, the next meetings, and what others changed, each with the way to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.services import since_last_login
from app.services.casework.cases import Cases
from app.services.clock import today
from app.services.meetings.actions import ActionDraft, Actions
from app.services.programme.registers import GoalDraft, Goals
from tests.services.meetings.offices import lip, running_case
from ui.pages.start import StartPage
from ui.start_panels import SHOWN, actions_panel, changes_panel, gather_side, meetings_panel
from ui.widgets.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import Visits
    from ui.start_panels import Home, Side
    from ui.widgets.page import PageContext

HOMES: dict[str, Home] = {"case": ("cases", Cases), "goal": ("plan", Goals)}


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


def texts(panel: QWidget) -> list[str]:
    return [each.text() for each in panel.findChildren(QLabel) if each.text()]


def links(panel: QWidget) -> list[QPushButton]:
    return panel.findChildren(QPushButton)


def act(vault: UnlockedVault, text: str, days: int) -> int:
    made = today() - timedelta(days=60)
    draft = ActionDraft(text, vault.account.name, today() + timedelta(days=days), made)
    return Actions(vault).add(draft).id


def test_that_own_actions_stand_with_their_term_and_open(vault: UnlockedVault, qtbot: QtBot, visits: Visits) -> None:
    late, soon = act(vault, "Bel de eigenaar", -3), act(vault, "Schrijf de eigenaar", 2)
    side = gather_side(vault, HOMES)
    assert side.actions is not None
    panel = actions_panel(side.actions, visits.append)
    qtbot.addWidget(panel)
    assert [each.text() for each in links(panel)] == ["Bel de eigenaar", "Schrijf de eigenaar"]
    assert {"verstreken", "binnen 7 dagen"} <= set(texts(panel))
    for each in links(panel):
        each.click()
    assert visits == [Place("meetings", "action", late), Place("meetings", "action", soon)]


def test_that_more_actions_than_fit_are_counted(vault: UnlockedVault, qtbot: QtBot, visits: Visits) -> None:
    for number in range(SHOWN + 2):
        act(vault, f"Actie {number}", number)
    side = gather_side(vault, HOMES)
    assert side.actions is not None
    panel = actions_panel(side.actions, visits.append)
    qtbot.addWidget(panel)
    assert links(panel)[-1].text() == "En nog 2 acties"
    links(panel)[-1].click()
    assert visits == [Place("meetings", "action")]


def test_that_the_next_meeting_of_each_type_stands_there(vault: UnlockedVault, qtbot: QtBot, visits: Visits) -> None:
    lip(vault, starts_at="09:30")
    side = gather_side(vault, HOMES)
    assert side.meetings is not None
    panel = meetings_panel(side.meetings, visits.append)
    qtbot.addWidget(panel)
    assert "09:30 · nog te plannen" in texts(panel)[1]
    links(panel)[0].click()
    assert visits == [Place("meetings", "calendar")]


@pytest.fixture
def later(vault: UnlockedVault, unlock_as: UnlockAs, monkeypatch: pytest.MonkeyPatch) -> Side:
    """What the director sees on Tuesday, when the policy adviser and the privacy officer did things since Monday."""
    monkeypatch.setattr(since_last_login, "today", lambda: date(2020, 3, 2))
    assert gather_side(vault, HOMES).since is None
    Goals(unlock_as("policy")).add(GoalDraft("Weerbaar bestuur", "Programma", 2022, "Wat dat is."))
    monkeypatch.setattr(since_last_login, "today", lambda: date(2020, 3, 3))
    return gather_side(vault, HOMES)


def test_that_what_others_changed_is_named_and_opens(later: Side, qtbot: QtBot, visits: Visits) -> None:
    panel = changes_panel(later, visits.append)
    qtbot.addWidget(panel)
    assert texts(panel)[0] == "Gewijzigd sinds 2 maart 2020"
    assert [each.text() for each in links(panel)] == ["Weerbaar bestuur"]
    assert texts(panel)[1].startswith("doel toegevoegd door Gebruiker beleidsadviseur, ")
    links(panel)[0].click()
    assert visits == [Place("plan", "goal", 1)]


def test_that_nothing_changed_and_never_here_are_said(later: Side, qtbot: QtBot, visits: Visits) -> None:
    for side, told in (
        (replace(later, changes=()), "Niemand anders heeft iets gewijzigd dat u kunt inzien."),
        (replace(later, since=None, changes=()), "Vanaf uw volgende bezoek op een andere dag"),
    ):
        panel = changes_panel(side, visits.append)
        qtbot.addWidget(panel)
        assert texts(panel)[1].startswith(told)


def test_that_who_holds_no_casework_has_no_panels_of_it(unlock_as: UnlockAs) -> None:
    side = gather_side(unlock_as("policy"), HOMES)
    assert (side.actions, side.meetings) == (None, None)


def test_that_the_first_page_shows_the_panels(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    running_case(vault)
    act(vault, "Bel de eigenaar", -3)
    page = StartPage(context_of(vault), HOMES)
    qtbot.addWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: page.shown is not None)
    told = texts(page.side)
    assert {"Mijn acties", "Komende overleggen", "Sinds uw vorige bezoek"} <= set(told)
