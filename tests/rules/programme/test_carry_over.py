"""The course of a carry-over: a step at a time, each with its day, and nothing after the council."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.carry_over import AHEAD, Course, after_step, course_problems, is_asked, next_steps, step_problems
from models.choices import CarryOverCover, CarryOverStatus

DRAFT, SUBMITTED, COLLEGE, COUNCIL, REJECTED = CarryOverStatus
TODAY = date(2020, 6, 1)
DAYS = st.dates(date(2020, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DRAFT, (SUBMITTED,)),
        (SUBMITTED, (COLLEGE, REJECTED, DRAFT)),
        (COLLEGE, (COUNCIL, REJECTED)),
        (COUNCIL, ()),
        (REJECTED, (DRAFT,)),
    ],
)
def test_that_each_status_has_its_next_steps(before: CarryOverStatus, after: tuple[CarryOverStatus, ...]) -> None:
    assert next_steps(before) == after
    for status in CarryOverStatus:
        told = step_problems(Course(before), status, TODAY, reason="Geen geld")
        assert (told == {}) is (status in after)


def test_that_a_step_that_cannot_be_says_which_can() -> None:
    assert step_problems(Course(DRAFT), COUNCIL, TODAY, reason=None) == {"to": "Na ‘concept’ komt ‘ingediend’."}
    told = step_problems(Course(COUNCIL), DRAFT, TODAY, reason=None)
    assert told == {"to": "Na ‘raad vastgesteld’ komt geen volgende stap."}


def test_that_a_step_has_a_day_and_a_refusal_a_reason() -> None:
    assert step_problems(Course(SUBMITTED), COLLEGE, None, reason=None) == {"day": "Vul de dag van deze stap in."}
    assert step_problems(Course(SUBMITTED), DRAFT, None, reason=None) == {}
    told = step_problems(Course(COLLEGE), REJECTED, TODAY, reason=" ")
    assert told == {"reason": "Vul in waarom het verzoek is afgewezen."}


@given(st.lists(DAYS, min_size=3, max_size=3))
def test_that_the_whole_course_holds_when_its_days_are_in_order_and_only_then(days: list[date]) -> None:
    course = Course(DRAFT)
    for status, day in zip((SUBMITTED, COLLEGE, COUNCIL), days, strict=True):
        course = after_step(course, status, day, CarryOverCover.RESERVE)
    assert (course.submitted_on, course.college_on, course.decided_on) == tuple(days)
    assert (course_problems(course, TODAY) == {}) is (days == sorted(days))


def test_that_withdrawing_takes_the_days_away() -> None:
    asked = after_step(Course(DRAFT), SUBMITTED, TODAY)
    assert after_step(asked, DRAFT, TODAY) == Course(DRAFT)


def test_that_what_is_refused_keeps_the_days_it_had() -> None:
    college = after_step(after_step(Course(DRAFT), SUBMITTED, TODAY), COLLEGE, TODAY)
    refused = after_step(college, REJECTED, TODAY)
    assert (refused.college_on, refused.decided_on) == (TODAY, TODAY)
    assert course_problems(refused, TODAY) == {}


@pytest.mark.parametrize(
    ("course", "fields"),
    [
        (Course(DRAFT, submitted_on=TODAY), {"submitted_on"}),
        (Course(SUBMITTED), {"submitted_on"}),
        (Course(SUBMITTED, submitted_on=TODAY + timedelta(days=1)), {"submitted_on"}),
        (Course(COLLEGE, submitted_on=TODAY), {"college_on"}),
        (Course(COUNCIL, CarryOverCover.RESULT, TODAY, TODAY), {"decided_on"}),
        (Course(COUNCIL, None, TODAY, TODAY, TODAY), {"cover"}),
        (Course(REJECTED, None, TODAY), {"decided_on"}),
        (Course(COLLEGE, None, TODAY, TODAY - timedelta(days=1)), {"college_on"}),
    ],
)
def test_that_what_does_not_agree_is_told_at_its_field(course: Course, fields: set[str]) -> None:
    assert set(course_problems(course, TODAY)) == fields


def test_that_a_day_that_was_unknown_may_stay_so_until_the_next_step() -> None:
    old = Course(SUBMITTED)
    assert course_problems(old, TODAY, known_before=old) == {}
    assert set(course_problems(Course(COLLEGE, None, None, TODAY), TODAY, known_before=old)) == {"submitted_on"}


def test_that_a_step_of_tomorrow_is_no_step_yet() -> None:
    told = course_problems(Course(SUBMITTED, submitted_on=TODAY + timedelta(days=1)), TODAY)
    assert told == {"submitted_on": AHEAD}


def test_that_money_stands_from_the_moment_it_is_asked() -> None:
    assert [is_asked(status) for status in CarryOverStatus] == [False, True, True, True, False]
