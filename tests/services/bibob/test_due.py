"""The decision term in the list: the day to watch and where it stands, sorted and filtered as any other column."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.rules.deadlines.standing import Standing
from app.services.bibob.investigation import AdviceQuestionDraft, AdviceQuestions
from app.services.bibob.screenings import Screenings
from app.services.records import Query
from models.bibob.choices import AdviceType, LegalBasis
from tests.services.bibob.files import screening

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

TODAY = date(2020, 6, 17)  # a Wednesday, so that no last day here moves off a weekend


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.bibob.screenings.today", lambda: TODAY)


def begun_at(vault: UnlockedVault, days_ago: int, **known: Any) -> int:
    """A file that was begun so many days ago, whose undisturbed term of eight weeks then runs."""
    day = TODAY - timedelta(days=days_ago)
    return screening(vault, opened_on=day, application_on=day, **known)


def listed(vault: UnlockedVault, query: Query | None = None) -> list[tuple[int, date | None, Standing | None]]:
    register = Screenings(vault)
    names = list(register.columns)
    rows = register.rows(register.ids(query or Query()))
    return [(row.id, row.cells[names.index("due")], row.cells[names.index("standing")]) for row in rows]


@pytest.mark.parametrize(
    ("days_ago", "standing"),
    [
        (56, Standing.OVERDUE),
        (55, Standing.TODAY),
        (48, Standing.WEEK),
        (41, Standing.FORTNIGHT),
        (40, Standing.RUNNING),
    ],
)
def test_that_the_list_says_how_near_the_last_day_is(bibob: UnlockedVault, days_ago: int, standing: Standing) -> None:
    begun_at(bibob, days_ago)
    ((_, day, found),) = listed(bibob)
    assert found is standing
    assert day == TODAY + timedelta(days=55 - days_ago), "the earlier of both ways to count"


def test_that_a_term_that_stands_still_says_so(bibob: UnlockedVault) -> None:
    file = begun_at(bibob, 60, advice_type=AdviceType.REGULAR, advice_requested_on=TODAY - timedelta(days=20))
    AdviceQuestions(bibob).add(AdviceQuestionDraft(file, TODAY - timedelta(days=10), None, "Jaarstukken"))
    assert listed(bibob) == [(file, date(2020, 7, 3), Standing.PAUSED)]


def test_that_a_file_that_ended_or_has_no_term_waits_for_nothing(bibob: UnlockedVault) -> None:
    screening(bibob, basis=LegalBasis.CONTRACT, application_on=None)
    begun_at(bibob, 57, withdrawn_on=TODAY)
    assert [each[1:] for each in listed(bibob)] == [(None, None)] * 2


def test_that_a_file_from_before_the_norms_says_that_it_cannot_be_told(bibob: UnlockedVault) -> None:
    old = date(1993, 1, 4)
    screening(bibob, opened_on=old, application_on=old)
    assert [each[1:] for each in listed(bibob)] == [(None, Standing.UNCLEAR)]


def test_that_the_list_sorts_by_the_day_and_unknown_ones_are_last(bibob: UnlockedVault) -> None:
    late, without, near, far = (
        begun_at(bibob, 60),
        screening(bibob, basis=LegalBasis.CONTRACT, application_on=None),
        begun_at(bibob, 50),
        begun_at(bibob, 10),
    )
    assert list(Screenings(bibob).ids(Query(order="due"))) == [late, near, far, without]
    assert list(Screenings(bibob).ids(Query(order="standing"))) == [late, near, far, without]
    assert list(Screenings(bibob).ids(Query(order="due", descending=True))) == [far, near, late, without]
    assert Screenings(bibob).ids(Query(order="number")).index(late) == 0


def test_that_the_list_can_be_narrowed_to_what_is_urgent(bibob: UnlockedVault) -> None:
    late, near = begun_at(bibob, 60), begun_at(bibob, 50)
    begun_at(bibob, 10)
    assert list(Screenings(bibob).ids(Query(where=(("standing", Standing.OVERDUE),)))) == [late]
    week = Query(where=(("standing", Standing.WEEK), ("basis", LegalBasis.PERMIT)))
    assert list(Screenings(bibob).ids(week)) == [near]
    assert list(Screenings(bibob).ids(Query(where=(("standing", None),)))) == []
