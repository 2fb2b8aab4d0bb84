"""What changed since the last session on an earlier day: by others, per record, and only what one may open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import CASEWORK, Role
from app.services import since_last_login as module
from app.services.casework.cases import CaseDraft, Cases
from app.services.drafts import waiting_drafts
from app.services.programme.registers import GoalDraft, Goals
from app.services.since_last_login import SinceLast, since_last_login
from app.vault.drafts import keep_draft, own_drafts
from tests.services.parents import case_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault

MONDAY, TUESDAY, WEDNESDAY = date(2020, 3, 2), date(2020, 3, 3), date(2020, 3, 4)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day."""
    return lambda day: monkeypatch.setattr(module, "today", lambda: day)


@pytest.fixture
def privacy(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    """Reads casework and the programme."""
    return unlock_as(Role.PRIVACY)


def add_case(vault: UnlockedVault, title: str = "Pand") -> int:
    return Cases(vault).add(CaseDraft(title=title, case_type_id=case_type(vault, title), opened_on=MONDAY)).id


def told(found: SinceLast) -> list[tuple[str, str, str, int]]:
    return [(each.kind, each.what, each.who, each.acts) for each in found.records]


def test_that_a_first_login_has_nothing_to_tell(
    privacy: UnlockedVault, director: UnlockedVault, on: Callable[[date], None]
) -> None:
    add_case(director)
    on(MONDAY)
    assert since_last_login(privacy) == SinceLast(None, ())
    assert since_last_login(privacy) == SinceLast(None, ()), "also the second time on that day"


def test_that_what_others_changed_since_an_earlier_day_is_told_per_record(
    privacy: UnlockedVault, director: UnlockedVault, on: Callable[[date], None]
) -> None:
    old = add_case(director, "Oud")
    on(MONDAY)
    since_last_login(privacy)
    key = add_case(director, "Nieuw")
    record = Cases(director).get(key)
    Cases(director).change(key, replace(record.draft, handler="A. Voorbeeld"), record.version)
    Goals(director).add(GoalDraft("Weerbaar bestuur", "Programma", 2022, "Wat dat is."))
    on(TUESDAY)
    found = since_last_login(privacy)
    assert found.since == MONDAY
    assert set(told(found)) >= {
        ("goal", "doel toegevoegd", "Casusregisseur", 1),
        ("case", "casus gewijzigd", "Casusregisseur", 2),
    }
    assert old not in {each.record for each in found.records if each.kind == "case"}
    assert since_last_login(privacy) == found, "the list stays the whole day"
    on(WEDNESDAY)
    assert since_last_login(privacy) == SinceLast(TUESDAY, ())


def test_that_ones_own_acts_are_no_news(director: UnlockedVault, on: Callable[[date], None]) -> None:
    on(MONDAY)
    since_last_login(director)
    add_case(director)
    on(TUESDAY)
    assert since_last_login(director) == SinceLast(MONDAY, ())


def test_that_what_one_cannot_open_is_not_told(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault], on: Callable[[date], None]
) -> None:
    jurist = unlock_as(Role.JURIST)
    on(MONDAY)
    since_last_login(jurist)
    add_case(director)
    on(TUESDAY)
    assert [each for each in since_last_login(jurist).records if each.kind == "case"] == []


def test_that_where_somebody_was_is_no_input_that_waits(privacy: UnlockedVault, on: Callable[[date], None]) -> None:
    on(MONDAY)
    since_last_login(privacy)
    assert {each.kind for each in own_drafts(privacy)} == {"visit"}
    assert waiting_drafts(privacy) == ()


@pytest.mark.parametrize("kept", [{"day": 5, "entry": 1}, {"day": "gisteren", "entry": 1}, None, "maandag"])
def test_that_a_place_of_another_form_counts_as_never(
    kept: Json, privacy: UnlockedVault, on: Callable[[date], None]
) -> None:
    keep_draft(privacy, CASEWORK, kind="visit", record=0, content={"last": kept, "before": "x"})
    on(MONDAY)
    assert since_last_login(privacy).records == ()
