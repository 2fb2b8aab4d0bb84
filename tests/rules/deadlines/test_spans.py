"""Stretches of days: merged without counting a day twice, limited, counted with or without the last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.deadlines.spans import Span, at_most, merged, total_days, until
from models.norm_choices import Counting

DAYS = st.dates(date(2019, 1, 1), date(2021, 12, 31))
SPANS = st.lists(
    st.builds(lambda first, length: Span(first, first + timedelta(days=length)), DAYS, st.integers(-2, 40)), max_size=8
)


def single_days(spans: list[Span] | tuple[Span, ...]) -> list[date]:
    return [span.first + timedelta(days=n) for span in spans for n in range(span.days)]


@given(SPANS)
def test_that_merging_keeps_each_day_once(spans: list[Span]) -> None:
    found = merged(spans)
    assert single_days(found) == sorted(set(single_days(spans)))
    assert total_days(spans) == len(set(single_days(spans)))
    assert merged(found) == found


@given(SPANS, SPANS)
def test_that_more_spans_never_make_fewer_days(some: list[Span], more: list[Span]) -> None:
    assert total_days([*some, *more]) >= max(total_days(some), total_days(more))


@given(DAYS, st.integers(0, 60))
def test_that_counting_inclusively_is_one_day_more(first: date, days: int) -> None:
    end = first + timedelta(days=days)
    assert until(first, end, Counting.EXCLUSIVE).days == days
    assert until(first, end, Counting.INCLUSIVE).days == days + 1


@given(DAYS, st.integers(0, 60), st.integers(1, 60))
def test_that_a_limit_cuts_and_never_lengthens(first: date, days: int, limit: int) -> None:
    assert at_most(Span(first, first + timedelta(days=days - 1)), limit).days == min(days, limit)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [("2020-02-28", "2020-03-01", 3), ("2019-02-28", "2019-03-01", 2), ("2020-03-28", "2020-03-30", 3)],
)
def test_that_leap_days_count_and_the_clock_does_not(first: str, last: str, days: int) -> None:
    assert Span(date.fromisoformat(first), date.fromisoformat(last)).days == days
