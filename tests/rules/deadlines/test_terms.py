"""Single terms: lengths, both ways of counting, the Algemene termijnenwet per norm, and what the explanation says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.deadlines.holidays import free_day, working_day
from app.rules.deadlines.signals import Signal, signal_of
from app.rules.deadlines.terms import added, last_day, settled, term
from models.norm_choices import Counting, NormUnit
from tests.rules.deadlines.books import BOOK, book_with, day, norm

if TYPE_CHECKING:
    from app.rules.norms import Norm

DAYS = st.dates(date(2019, 7, 1), date(2090, 1, 1))
TERMS = st.builds(
    lambda value, unit, counting, applies: norm(
        "awb.objection", value=value, unit=unit, counting=counting, applies_termijnenwet=applies
    ),
    st.integers(1, 40),
    st.sampled_from([NormUnit.DAYS, NormUnit.WEEKS, NormUnit.MONTHS, NormUnit.YEARS]),
    st.sampled_from(Counting),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("begin", "value", "unit", "end"),
    [
        ("2020-02-28", 1, NormUnit.DAYS, "2020-02-29"),
        ("2019-02-28", 1, NormUnit.DAYS, "2019-03-01"),
        ("2019-12-25", 7, NormUnit.DAYS, "2020-01-01"),
        ("2020-03-28", 2, NormUnit.DAYS, "2020-03-30"),  # the clock goes forward in between
        ("2020-10-24", 2, NormUnit.DAYS, "2020-10-26"),  # and back
        ("2020-02-24", 1, NormUnit.WEEKS, "2020-03-02"),
        ("2019-11-30", 3, NormUnit.MONTHS, "2020-02-29"),
        ("2018-11-30", 3, NormUnit.MONTHS, "2019-02-28"),
        ("2020-01-31", 1, NormUnit.MONTHS, "2020-02-29"),
        ("2020-02-29", 1, NormUnit.MONTHS, "2020-03-29"),
        ("2020-10-31", 12, NormUnit.MONTHS, "2021-10-31"),
        ("2020-02-29", 1, NormUnit.YEARS, "2021-02-28"),
        ("2020-02-29", 4, NormUnit.YEARS, "2024-02-29"),
        ("2020-12-31", 2, NormUnit.MONTHS, "2021-02-28"),
    ],
)
def test_that_a_length_of_time_ends_on_the_day_that_the_calendar_gives(
    begin: str, value: int, unit: NormUnit, end: str
) -> None:
    assert added(day(begin), value, unit) == day(end)


@pytest.mark.parametrize("unit", [NormUnit.NUMBER, NormUnit.COUNTING])
def test_that_a_number_is_no_length_of_time(unit: NormUnit) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        added(day("2020-01-01"), 1, unit)


@pytest.mark.parametrize(
    ("norm_id", "begin", "end", "other"),
    [
        ("wbk.confirmation", "2025-01-31", "2025-02-07", "2025-02-06"),  # domein §4.1
        ("wbk.feedback", "2025-02-07", "2025-05-07", "2025-05-06"),
        ("wbk.feedback", "2023-11-30", "2024-02-29", "2024-02-28"),
        ("awb.objection", "2020-07-14", "2020-08-25", "2020-08-24"),
        ("awb.objection", "2020-03-16", "2020-04-28", "2020-04-28"),  # both end on or before King's day
        ("awb.objection", "2020-11-13", "2020-12-28", "2020-12-24"),  # Christmas and a weekend
        ("awb.objection_decision", "2020-05-04", "2020-06-15", "2020-06-15"),  # the other way is a Sunday
        ("awb.objection_decision_committee", "2020-02-07", "2020-05-01", "2020-04-30"),
        ("awb.objection_decision_committee", "2020-02-11", "2020-05-06", "2020-05-04"),  # Liberation day
        ("awb.objection_adjournment", "2020-04-09", "2020-05-22", "2020-05-20"),  # Ascension day
        ("awb.views", "2020-03-30", "2020-04-13", "2020-04-12"),  # Easter Monday, but this norm is not lengthened
        ("bibob.views", "2020-04-27", "2020-05-11", "2020-05-10"),
        ("retention.signal", "2020-02-29", "2021-02-28", "2021-02-27"),
        ("retention.case", "2020-02-29", "2025-02-28", "2025-02-27"),
        ("retention.log", "2020-08-31", "2021-02-28", "2021-02-27"),
        ("damocles.lookback", "2019-12-31", "2024-12-31", "2024-12-30"),
        ("lip.cycle", "2019-12-12", "2020-01-02", "2020-01-01"),
        ("bibob.reuse", "2020-07-31", "2022-07-31", "2022-07-30"),  # two years when it was received
        ("bibob.reuse", "2020-08-01", "2025-08-01", "2025-07-31"),  # five
        ("bibob.reuse", "2024-02-29", "2029-02-28", "2029-02-27"),
    ],
)
def test_that_a_shipped_norm_gives_the_day_of_the_statute(norm_id: str, begin: str, end: str, other: str) -> None:
    found = term("x", "Proef", day(begin), BOOK.on(norm_id, day(begin)), BOOK)
    assert (found.day, found.other) == (day(end), day(other))
    assert found.watch == min(day(end), day(other))


@given(DAYS, TERMS)
def test_that_a_term_never_ends_before_it_begins_and_warns_for_the_earlier_day(begin: date, length: Norm) -> None:
    found = term("x", "Proef", begin, length, BOOK)
    assert found.watch >= begin
    assert found.watch == min(found.day, found.other)
    assert (found.steps[-1].text.startswith("Anders geteld")) is (found.day != found.other)
    assert all(step.article and step.text.endswith(".") for step in found.steps)


@given(DAYS, TERMS)
def test_that_counting_the_other_way_swaps_the_two_days(begin: date, length: Norm) -> None:
    turned = replace(length, counting=length.counting.opposite)
    one, two = term("x", "Proef", begin, length, BOOK), term("x", "Proef", begin, turned, BOOK)
    assert (one.day, one.other) == (two.other, two.day)


@given(DAYS, TERMS, st.integers(1, 40))
def test_that_a_longer_term_ends_no_earlier(begin: date, length: Norm, more: int) -> None:
    longer = replace(length, value=length.value + more)
    assert last_day(begin, longer) >= last_day(begin, length)
    assert working_day(last_day(begin, longer)) >= working_day(last_day(begin, length))


@given(DAYS)
def test_that_only_a_norm_to_which_the_act_applies_moves_off_a_free_day(last: date) -> None:
    applied, steps = settled(last, norm("awb.objection"), BOOK)
    kept, told = settled(last, norm("awb.views"), BOOK)
    assert free_day(applied) is None
    assert kept == last
    assert bool(steps) is bool(told) is (free_day(last) is not None)


@pytest.mark.parametrize(
    ("value", "unit", "moves"),
    [
        (90, NormUnit.DAYS, True),
        (91, NormUnit.DAYS, False),
        (12, NormUnit.WEEKS, True),
        (13, NormUnit.WEEKS, False),
        (3, NormUnit.MONTHS, True),
        (4, NormUnit.MONTHS, False),
        (1, NormUnit.YEARS, False),
    ],
)
def test_that_long_terms_are_not_lengthened(value: int, unit: NormUnit, moves: bool) -> None:
    """Art. 4 onder a: more than 90 days, twelve weeks, three months, or any number of years."""
    sunday = day("2024-06-02")
    end, steps = settled(sunday, norm("awb.objection", value=value, unit=unit), BOOK)
    assert (end != sunday) is moves
    assert steps[0].article.startswith("art. 1 lid 1" if moves else "art. 4")


def test_that_the_explanation_reads_as_a_line_of_reasoning() -> None:
    found = term("objection", "Bezwaar", day("2020-03-16"), norm("awb.objection"), BOOK)
    assert [(step.article, step.text, step.day) for step in found.steps] == [
        (
            "art. 6:7 en 6:8 Awb",
            "6 weken vanaf 16 maart 2020 (dag telt niet mee): 27 april 2020.",
            day("2020-04-27"),
        ),
        (
            "art. 1 lid 1 Algemene termijnenwet",
            "27 april 2020 is Koningsdag; de termijn loopt tot en met 28 april 2020.",
            day("2020-04-28"),
        ),
    ]


def test_that_a_weekend_is_told_with_its_article() -> None:
    _, steps = settled(day("2024-06-01"), norm("awb.views"), BOOK)
    assert steps[0].text == "1 juni 2024 is een zaterdag; volgens de norm wordt deze termijn niet verlengd."


def test_that_the_fifth_of_may_counts_as_its_norm_says() -> None:
    fifth = day("2021-05-05")
    assert settled(fifth, norm("awb.objection"), BOOK)[0] == day("2021-05-06")
    assert settled(fifth, norm("awb.objection"), book_with("termijnenwet.liberation_day", value=5))[0] == fifth


@pytest.mark.parametrize(("done", "late"), [(None, False), ("2020-04-28", False), ("2020-04-29", True)])
def test_that_late_is_after_the_last_day(done: str | None, late: bool) -> None:
    done_on = day(done) if done else None
    assert term("x", "x", day("2020-03-16"), norm("awb.objection"), BOOK, done_on=done_on).late is late


@pytest.mark.parametrize(
    ("left", "signal"),
    [
        (15, None),
        (14, Signal.FORTNIGHT),
        (8, Signal.FORTNIGHT),
        (7, Signal.WEEK),
        (1, Signal.WEEK),
        (0, Signal.TODAY),
        (-1, Signal.OVERDUE),
    ],
)
def test_that_the_warnings_are_at_fourteen_seven_and_no_days(left: int, signal: Signal | None) -> None:
    today = day("2020-02-24")
    assert signal_of(today + timedelta(days=left), today) is signal
