"""The cycle of a meeting, what a decision needs, and the order of an agenda."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.deadlines.holidays import free_day
from app.rules.meetings import (
    Point,
    Slot,
    cycle_problem,
    day_problem,
    decision_problems,
    decisions_on,
    in_agenda_order,
    is_in_rhythm,
    number_ranges,
    slot_of,
    slots,
    standing_items,
)
from models.casework.meeting_choices import Decision, ItemKind

FIRST = date(2019, 7, 4)
HELD = date(2020, 3, 12)


@pytest.mark.parametrize("weeks", [0, -1, -3, 53, 1000])
def test_that_a_cycle_that_is_none_is_refused(weeks: int) -> None:
    assert cycle_problem(weeks) == {"cycle_weeks": "Een cyclus duurt ten minste 1 en ten hoogste 52 weken."}
    with pytest.raises(ValueError, match="at least one week"):
        slots(FIRST, weeks, start=FIRST, end=FIRST)


@pytest.mark.parametrize("weeks", [None, 1, 3, 52])
def test_that_an_ordinary_cycle_is_no_problem(weeks: int | None) -> None:
    assert cycle_problem(weeks) == {}


def test_that_a_lip_falls_each_three_weeks() -> None:
    found = slots(FIRST, 3, start=FIRST, end=date(2019, 9, 30))
    assert [slot.day for slot in found] == [
        date(2019, 7, 4),
        date(2019, 7, 25),
        date(2019, 8, 15),
        date(2019, 9, 5),
        date(2019, 9, 26),
    ]
    assert {slot.reason for slot in found} == {None}


def test_that_nothing_falls_before_the_first_day_or_after_the_last() -> None:
    assert slots(FIRST, 3, start=date(2019, 1, 1), end=date(2019, 7, 3)) == ()
    assert slots(FIRST, 3, start=date(2019, 7, 5), end=date(2019, 7, 24)) == ()
    assert [slot.day for slot in slots(FIRST, 3, start=date(2019, 7, 25), end=date(2019, 7, 25))] == [date(2019, 7, 25)]


@pytest.mark.parametrize(
    ("rhythm", "day", "reason"),
    [
        (date(2020, 4, 27), date(2020, 4, 28), "27 april 2020 is Koningsdag"),
        (date(2020, 5, 21), date(2020, 5, 22), "21 mei 2020 is Hemelvaartsdag"),
        (date(2020, 12, 25), date(2020, 12, 28), "25 december 2020 is eerste kerstdag"),
        (date(2020, 4, 10), date(2020, 4, 14), "10 april 2020 is Goede Vrijdag"),
        (date(2020, 3, 14), date(2020, 3, 16), "14 maart 2020 is een zaterdag"),
    ],
)
def test_that_a_holiday_moves_the_meeting_and_says_why(rhythm: date, day: date, reason: str) -> None:
    assert slot_of(rhythm) == Slot(rhythm, day, reason)


def test_that_a_moved_meeting_leaves_the_rhythm_as_it_is() -> None:
    found = slots(date(2020, 4, 30), 3, start=date(2020, 4, 30), end=date(2020, 6, 30))
    assert [slot.day for slot in found] == [
        date(2020, 4, 30),
        date(2020, 5, 22),
        date(2020, 6, 11),
    ]


@given(
    first=st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    weeks=st.integers(1, 52),
    skip=st.integers(0, 2000),
    length=st.integers(0, 800),
)
def test_that_every_slot_is_in_the_rhythm_and_on_a_working_day(first: date, weeks: int, skip: int, length: int) -> None:
    start = first + timedelta(days=skip)
    found = slots(first, weeks, start=start, end=start + timedelta(days=length))
    assert all(is_in_rhythm(slot.rhythm, first, weeks) and not free_day(slot.day) for slot in found)
    assert all((slot.reason is None) == (slot.rhythm == slot.day) for slot in found)
    assert len(found) in {length // (7 * weeks), length // (7 * weeks) + 1}


@pytest.mark.parametrize(("day", "there"), [(FIRST, True), (date(2019, 7, 25), True), (date(2019, 6, 13), False)])
def test_that_a_day_is_in_the_rhythm_or_not(day: date, there: bool) -> None:
    assert is_in_rhythm(day, FIRST, 3) is there
    assert not is_in_rhythm(day + timedelta(days=1), FIRST, 3)


def test_that_a_meeting_on_a_holiday_is_refused_with_another_day() -> None:
    assert day_problem(date(2020, 4, 27)) == (
        "27 april 2020 is Koningsdag. Kies een andere dag, bijvoorbeeld 28 april 2020."
    )
    assert day_problem(date(2020, 4, 25)) is None
    assert day_problem(date(2020, 4, 28)) is None


@pytest.mark.parametrize("decision", [each for each in Decision if each is not Decision.NO_ACTION])
def test_that_a_decision_needs_an_owner_and_a_term(decision: Decision) -> None:
    problems = decision_problems(ItemKind.SIGNAL, decision, None, None, HELD)
    assert problems == {
        "owner": "Vul in wie dit doet; alleen ‘geen actie’ heeft geen actiehouder.",
        "due_on": "Vul in wanneer het klaar is; alleen ‘geen actie’ heeft geen termijn.",
    }
    assert decision_problems(ItemKind.SIGNAL, decision, "A. Voorbeeld", HELD, HELD) == {}


def test_that_no_action_needs_neither() -> None:
    assert decision_problems(ItemKind.SIGNAL, Decision.NO_ACTION, None, None, HELD) == {}


def test_that_an_item_without_a_decision_is_refused() -> None:
    assert decision_problems(ItemKind.CASE, None, "A. Voorbeeld", HELD, HELD) == {"decision": "Kies het besluit."}


def test_that_a_term_before_the_meeting_is_refused() -> None:
    problems = decision_problems(ItemKind.CASE, Decision.ACTION, "A. Voorbeeld", HELD - timedelta(days=1), HELD)
    assert problems == {"due_on": "De termijn ligt vóór de dag van het overleg."}


@pytest.mark.parametrize("kind", ItemKind)
def test_that_each_kind_has_its_own_decisions(kind: ItemKind) -> None:
    assert Decision.NO_ACTION in decisions_on(kind)
    assert (Decision.LIP_CASE in decisions_on(kind)) is (kind is ItemKind.SIGNAL)
    refused = decision_problems(ItemKind.STANDING, Decision.LIP_CASE, "A. Voorbeeld", HELD, HELD)
    assert refused == {"decision": "‘LIP-casus’ is bij een punt van deze soort geen besluit."}


def test_that_an_agenda_stands_in_order() -> None:
    points = (
        Point(ItemKind.CASE, date(2020, 1, 1)),
        Point(ItemKind.SIGNAL, date(2020, 1, 2)),
        Point(ItemKind.SIGNAL, date(2020, 1, 3), weighed=True),
        Point(ItemKind.SIGNAL, date(2020, 1, 1)),
        Point(ItemKind.ACTION, date(2020, 2, 1)),
        Point(ItemKind.STANDING, date(2020, 2, 1), last=True),
        Point(ItemKind.STANDING, date(2020, 2, 1)),
    )
    assert in_agenda_order(points) == [6, 4, 2, 3, 1, 0, 5]


def test_that_standing_items_after_a_break_close_the_meeting() -> None:
    assert standing_items(("Opening", "…", "Rondvraag")) == (("Opening", False), ("Rondvraag", True))
    assert standing_items(("Opening", "Rondvraag")) == (("Opening", False), ("Rondvraag", False))
    assert standing_items(("...", " … ")) == ()


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((), ""), ((3,), "3"), ((1, 2), "1, 2"), ((1, 2, 3, 5), "1 t/m 3, 5"), ((9, 4, 8, 7), "4, 7 t/m 9")],
)
def test_that_numbers_are_said_in_ranges(numbers: tuple[int, ...], told: str) -> None:
    assert number_ranges(numbers) == told
