"""What Start tells of the programme side: what ends or should be there, until it is done or goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied
from app.rules.permissions import Role
from app.services.attention_item import Urgency
from app.services.programme.coming_due import programme_items
from app.services.programme.cooperation import CovenantDraft, Covenants
from app.services.programme.knowledge import Studies, StudyDraft, WorkplaceMeasureDraft, WorkplaceMeasures
from app.services.programme.on_the_way import MilestoneDraft, Milestones, ScanActionDraft, ScanActions
from models.programme.choices import ActionStatus, StudyStatus, WorkplaceKind, WorkplaceStatus
from tests.services.programme.samples import partner, programme, recommendation

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

TODAY = date(2020, 6, 15)
NEAR, FAR = TODAY + timedelta(days=20), TODAY + timedelta(days=31)
LATE = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("coming_due", "on_the_way"):
        monkeypatch.setattr(f"app.services.programme.{place}.today", lambda: TODAY)


def told(vault: UnlockedVault) -> list[tuple[str, Urgency]]:
    return [(item.text, item.urgency) for item in programme_items(vault)]


def test_that_a_covenant_is_told_ninety_days_before_unless_it_goes_on(director: UnlockedVault) -> None:
    register, key = Covenants(director), partner(director, "RIEC Voorbeeld")
    ends = TODAY + timedelta(days=90)
    register.add(CovenantDraft(key, "Delen", None, date(2019, 1, 1), ends))
    register.add(CovenantDraft(key, "Later", None, date(2019, 1, 1), ends + timedelta(days=1)))
    register.add(CovenantDraft(key, "Voorbij", None, date(2018, 1, 1), LATE))
    assert told(director) == [
        ("Convenant ‘Voorbij (RIEC Voorbeeld)’ is geëindigd op 14 juni 2020.", Urgency.OVERDUE),
        ("Convenant ‘Delen (RIEC Voorbeeld)’ eindigt op 13 september 2020.", Urgency.SOON),
    ]
    register.add(CovenantDraft(key, "VOORBIJ", None, TODAY))
    register.add(CovenantDraft(key, "Delen", None, ends + timedelta(days=1)))
    assert told(director) == []


def test_that_an_action_is_told_until_it_is_done(director: UnlockedVault) -> None:
    register = ScanActions(director)
    draft = ScanActionDraft(recommendation(director), "Bericht op intranet", due_on=LATE)
    made = register.add(draft)
    register.add(replace(draft, due_on=FAR))
    register.add(replace(draft, due_on=None))
    register.add(replace(draft, status=ActionStatus.DROPPED))
    expected = "Een actie van de quickscan had klaar moeten zijn op 14 juni 2020: ‘Bericht op intranet’"
    assert told(director) == [(expected, Urgency.OVERDUE)]
    done = replace(made.draft, status=ActionStatus.DONE, done_on=LATE, evidence="Te zien")
    register.change(made.id, done, made.version)
    assert told(director) == []


def test_that_milestones_studies_and_measures_are_told(director: UnlockedVault) -> None:
    Milestones(director).add(MilestoneDraft(programme(director, "Veiling"), "Start", NEAR))
    Milestones(director).add(MilestoneDraft(1, "Klaar", LATE, LATE, "Gehaald"))
    Studies(director).add(StudyDraft("Verkenning", planned_on=LATE))
    Studies(director).add(StudyDraft("Vertraagd", None, StudyStatus.DELAYED, None, LATE, FAR, "Corona"))
    Studies(director).add(StudyDraft("Gestopt", None, StudyStatus.STOPPED, None, LATE))
    WorkplaceMeasures(director).add(
        WorkplaceMeasureDraft(WorkplaceKind.TRAINING, "Training", WorkplaceStatus.IN_PLACE, None, LATE, NEAR)
    )
    assert told(director) == [
        ("Mijlpaal ‘Veiling: Start’ is gepland op 5 juli 2020.", Urgency.SOON),
        ("Onderzoek ‘Verkenning’ werd verwacht op 14 juni 2020.", Urgency.OVERDUE),
        ("Maatregel op het werk ‘Training’ moet worden herzien op 5 juli 2020.", Urgency.SOON),
    ]
    assert {(item.page, item.part) for item in programme_items(director)} == {
        ("programmes", "milestone"),
        ("knowledge", "study"),
        ("quickscan", "workplace_measure"),
    }


def test_that_who_has_no_key_is_told_nothing(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    with pytest.raises(AccessDenied):
        programme_items(unlock_as(Role.BIBOB))
