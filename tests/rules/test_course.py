"""The course of a case: which status follows which, and when a reason is asked."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.casework.course import course_problems, goes_back, is_raised, next_statuses
from app.rules.casework.notes import note_problem
from models.choices import CaseStatus, Level

NEW, INVESTIGATION, PLAN, EXECUTION, MONITORED, CLOSED = CaseStatus


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NEW, (INVESTIGATION, PLAN, CLOSED)),
        (INVESTIGATION, (PLAN, CLOSED)),
        (PLAN, (EXECUTION, CLOSED, INVESTIGATION)),
        (EXECUTION, (MONITORED, CLOSED, INVESTIGATION, PLAN)),
        (MONITORED, (CLOSED, INVESTIGATION, PLAN, EXECUTION)),
        (CLOSED, (INVESTIGATION, PLAN, EXECUTION, MONITORED)),
    ],
)
def test_that_a_case_goes_on_or_back_and_is_new_only_once(before: CaseStatus, after: tuple[CaseStatus, ...]) -> None:
    assert next_statuses(before) == after


@pytest.mark.parametrize("before", CaseStatus)
@pytest.mark.parametrize("after", CaseStatus)
def test_that_each_step_is_allowed_asks_a_reason_or_is_refused(before: CaseStatus, after: CaseStatus) -> None:
    problems = course_problems(before, after, None)
    if before is after:
        assert problems == {}
    elif after not in next_statuses(before):
        assert set(problems) == {"status"}
    else:
        assert set(problems) == ({"status_reason"} if goes_back(before, after) else set())
    if after in next_statuses(before):
        assert course_problems(before, after, "Nieuwe feiten") == {}


def test_that_a_refusal_says_where_a_case_may_go() -> None:
    assert course_problems(NEW, EXECUTION, None) == {
        "status": "Van ‘nieuw’ gaat een casus naar ‘in onderzoek’, ‘plan van aanpak’ of ‘afgesloten’, "
        "niet naar ‘in uitvoering’."
    }
    assert course_problems(CLOSED, PLAN, None) == {
        "status_reason": "Vul in waarom de casus teruggaat van ‘afgesloten’ naar ‘plan van aanpak’."
    }


@pytest.mark.parametrize(
    ("before", "after", "raised"),
    [
        (Level.LOCAL, Level.REGIONAL, True),
        (Level.REGIONAL, Level.NATIONAL, True),
        (Level.REGIONAL, Level.REGIONAL, False),
        (Level.NATIONAL, Level.LOCAL, False),
    ],
)
def test_that_a_level_is_raised_only_upwards(before: Level, after: Level, raised: bool) -> None:
    assert is_raised(before, after) is raised


@pytest.mark.parametrize(
    ("author", "today", "told"),
    [
        ("a", date(2020, 3, 1), None),
        ("a", date(2020, 3, 2), "Een notitie ligt vast na de dag"),
        ("b", date(2020, 3, 1), "Deze notitie is van een ander"),
    ],
)
def test_that_a_note_changes_only_by_its_author_on_its_own_day(author: str, today: date, told: str | None) -> None:
    problem = note_problem(author=author, written_at="2020-03-01T12:00:00Z", by="a", today=today)
    assert (problem is None) if told is None else str(problem).startswith(told)
