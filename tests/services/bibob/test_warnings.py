"""What the coordinator is told at the start, and nobody else: terms at 14, 7 and no days, duties, checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from app.rules.permissions import Role
from app.services.attention import AttentionItem, Urgency, attention
from app.services.bibob import warnings as service
from app.services.bibob.aftermath import ConditionDraft, Conditions
from app.services.bibob.screenings import Screenings
from models.bibob.choices import AdviceType, Answer, Danger, Outcome, Phase
from tests.services.bibob.files import WHOLE, screening

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

DECISION = date(2020, 3, 30)  # eight weeks after 3 February; the other way of counting gives a Sunday
OPEN: dict[str, Any] = {"opened_on": date(2020, 2, 3), "application_on": date(2020, 2, 3)}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Say what day it is."""
    return lambda day: monkeypatch.setattr(service, "today", lambda: day)


def told(vault: UnlockedVault) -> list[tuple[str, Urgency]]:
    return [(item.text, item.urgency) for item in attention(vault) if item.page == "bibob"]


@pytest.mark.parametrize(
    ("left", "text", "urgency"),
    [
        (14, "eindigt op 30 maart 2020, over 14 dagen.", Urgency.SOON),
        (7, "eindigt op 30 maart 2020, over 7 dagen.", Urgency.SOON),
        (1, "eindigt op 30 maart 2020, over één dag.", Urgency.SOON),
        (0, "eindigt vandaag, 30 maart 2020.", Urgency.SOON),
        (-1, "is verstreken op 30 maart 2020, één dag geleden.", Urgency.OVERDUE),
        (-40, "is verstreken op 30 maart 2020, 40 dagen geleden.", Urgency.OVERDUE),
    ],
)
def test_that_a_term_is_told_as_it_nears(
    left: int, text: str, urgency: Urgency, bibob: UnlockedVault, at: Callable[[date], None]
) -> None:
    file = screening(bibob, **OPEN)
    at(DECISION - timedelta(days=left))
    (item,) = [item for item in attention(bibob) if item.page == "bibob"]
    assert item == AttentionItem(f"BIB-2020-001: de beslistermijn {text}", urgency, "bibob", file, "screening")


def test_that_nothing_is_told_long_before(bibob: UnlockedVault, at: Callable[[date], None]) -> None:
    screening(bibob, **OPEN)
    at(DECISION - timedelta(days=15))
    assert told(bibob) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BIBOB])
def test_that_nobody_else_is_told(
    role: Role, unlock_as: Callable[[Role], UnlockedVault], at: Callable[[date], None]
) -> None:
    screening(unlock_as(Role.BIBOB), **OPEN)
    at(DECISION)
    items = attention(unlock_as(role))
    assert [item for item in items if item.page == "bibob" or "BIB-" in item.text] == []


def test_that_the_name_of_the_subject_is_not_told(bibob: UnlockedVault, at: Callable[[date], None]) -> None:
    screening(bibob, **OPEN, subject="Merknaam")
    at(DECISION)
    assert told(bibob)
    assert "Merknaam" not in str(told(bibob))


@pytest.mark.parametrize(
    ("known", "day", "start"),
    [
        (
            {"completion_asked_on": date(2020, 2, 10)},
            date(2020, 2, 20),
            "de hersteltermijn eindigt op 23 februari 2020",
        ),
        (
            {"advice_type": AdviceType.REGULAR, "advice_requested_on": date(2020, 2, 10)},
            date(2020, 4, 1),
            "de adviestermijn van het LBB eindigt op 5 april 2020",
        ),
        ({"intention_sent_on": date(2020, 3, 2)}, date(2020, 3, 10), "de zienswijzetermijn eindigt op 15 maart 2020"),
    ],
)
def test_that_each_kind_of_term_is_told(
    known: dict[str, Any], day: date, start: str, bibob: UnlockedVault, at: Callable[[date], None]
) -> None:
    screening(bibob, **OPEN, **known)
    at(day)
    assert any(text.startswith(f"BIB-2020-001: {start}") for text, _ in told(bibob))


def test_that_a_term_that_stands_still_is_only_mentioned(bibob: UnlockedVault, at: Callable[[date], None]) -> None:
    screening(bibob, **OPEN, advice_type=AdviceType.REGULAR, advice_requested_on=date(2020, 3, 20))
    at(date(2020, 4, 20))
    assert (
        "BIB-2020-001: de beslistermijn staat stil; zodra zij weer loopt resteren 10 dagen.",
        Urgency.NOTICE,
    ) in told(bibob)


def test_that_what_is_done_is_not_told(bibob: UnlockedVault, at: Callable[[date], None]) -> None:
    Screenings(bibob).add(replace(WHOLE, keep_until=None, destroyed_on=None))
    at(date(2021, 1, 1))
    assert told(bibob) == []


def test_that_a_file_to_be_destroyed_is_told_until_it_was(bibob: UnlockedVault, at: Callable[[date], None]) -> None:
    record = Screenings(bibob).add(replace(WHOLE, keep_until=date(2026, 1, 10), destroyed_on=None))
    at(date(2026, 1, 5))
    assert [text for text, _ in told(bibob)] == [
        "BIB-2020-001: de bewaartermijn eindigt op 10 januari 2026, over 5 dagen."
    ]
    Screenings(bibob).change(record.id, replace(record.draft, destroyed_on=date(2026, 1, 11)), record.version)
    assert told(bibob) == []


DUTIES: dict[str, dict[str, Any]] = {
    "art. 32": {"subject_informed_on": None, "phase": Phase.OBJECTION, "closed_on": None, "destroyed_on": None},
    "de gevaarsconclusie": {"register_reported_on": None},
    "de terugtrekking": {"register_reported_on": None, "outcome": Outcome.WITHDRAWN},
    "de voorschriften": {"outcome": Outcome.GRANT_WITH_CONDITIONS},
}


@pytest.mark.parametrize("words", DUTIES)
def test_that_an_open_duty_is_told_with_its_article(
    words: str, bibob: UnlockedVault, at: Callable[[date], None]
) -> None:
    Screenings(bibob).add(replace(WHOLE, keep_until=None, **({"destroyed_on": None} | DUTIES[words])))
    at(date(2021, 1, 1))
    ((text, urgency),) = told(bibob)
    assert words in text
    assert text.endswith(" Wet Bibob).")
    assert urgency is Urgency.NOTICE


def test_that_no_danger_is_not_to_be_reported(bibob: UnlockedVault, at: Callable[[date], None]) -> None:
    none: dict[str, Any] = {
        "danger_a": Danger.NONE,
        "danger_b": Danger.NONE,
        "danger_six": Answer.NO,
        "outcome": Outcome.GRANT,
    }
    Screenings(bibob).add(replace(WHOLE, register_reported_on=None, destroyed_on=None, keep_until=None, **none))
    at(date(2021, 1, 1))
    assert told(bibob) == []


@pytest.mark.parametrize(
    ("day", "text", "urgency"),
    [
        (date(2020, 8, 17), None, None),
        (date(2020, 8, 18), "moet worden gecontroleerd op 1 september 2020.", Urgency.SOON),
        (date(2020, 9, 1), "moet worden gecontroleerd op 1 september 2020.", Urgency.SOON),
        (date(2020, 9, 2), "had gecontroleerd moeten zijn op 1 september 2020.", Urgency.OVERDUE),
    ],
)
def test_that_a_condition_is_checked_in_time_also_when_the_file_is_closed(
    day: date, text: str | None, urgency: Urgency | None, bibob: UnlockedVault, at: Callable[[date], None]
) -> None:
    granted = replace(WHOLE, outcome=Outcome.GRANT_WITH_CONDITIONS, destroyed_on=None)
    file = Screenings(bibob).add(granted).id
    made = Conditions(bibob).add(ConditionDraft(file, "Camera", date(2020, 9, 1)))
    at(day)
    assert told(bibob) == ([] if text is None else [(f"BIB-2020-001: een voorschrift {text}", urgency)])
    checked = replace(made.draft, checked_on=date(2020, 9, 1), finding="Hangt")
    Conditions(bibob).change(made.id, checked, made.version)
    assert told(bibob) == []


def test_that_a_file_for_which_a_norm_is_missing_does_not_silence_the_rest(
    bibob: UnlockedVault, at: Callable[[date], None]
) -> None:
    screening(bibob, **OPEN)
    screening(bibob, **OPEN)
    with bibob.write("bibob") as work:
        work.session.execute(text("UPDATE screening SET application_on = '1992-01-01' WHERE id = 1"))
        work.record("screening.changed", "screening", 1)
    at(DECISION)
    overview = told(bibob)
    assert len(overview) == 2
    assert any("de termijnen zijn niet te berekenen" in line for line, _ in overview)


def test_that_a_file_that_need_not_be_kept_says_what_to_do(bibob: UnlockedVault) -> None:
    Screenings(bibob).add(replace(WHOLE, keep_until=date(2020, 12, 31), destroyed_on=None))
    told = "bewaren hoefde tot en met 31 december 2020; vernietig het dossier, of bepaal hoe lang nog."
    assert [item.text for item in service.screening_items(bibob)] == [f"BIB-2020-001: {told}"]
