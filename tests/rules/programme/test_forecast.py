"""The forecast of a year: the three parts add up to the cent, and what is unknown stays unknown."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.rules.forecast import Outlook, forecast

CENTS = st.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
MAYBE = st.none() | CENTS
LINES = st.lists(st.builds(Outlook, MAYBE, st.lists(MAYBE, max_size=3).map(tuple), MAYBE), max_size=6)


@given(LINES, st.booleans())
def test_that_a_forecast_is_the_sum_of_its_parts_and_known_only_when_they_are(lines: list[Outlook], over: bool) -> None:
    found = forecast(lines, over=over)
    known = [line.spent for line in lines] + [amount for line in lines for amount in line.committed]
    known += [line.planned for line in lines]
    assert found.at_least == sum((amount for amount in known if amount is not None), Decimal(0))
    spent_unknown = any(line.spent is None and line.planned is None for line in lines)
    promised_unknown = any(amount is None for line in lines for amount in line.committed)
    plan_unknown = not over and any(line.planned is None for line in lines)
    assert (found.amount is None) is (spent_unknown or promised_unknown or plan_unknown)
    assert found.amount in (None, found.at_least)


def test_that_a_line_with_a_plan_and_no_bookings_counts_as_nothing_spent_yet() -> None:
    line = Outlook(None, (), Decimal(500))
    assert forecast([line], over=False).amount == Decimal(500)


def test_that_nothing_more_is_expected_of_a_year_that_is_over() -> None:
    lines = [Outlook(Decimal(15000), (), None), Outlook(Decimal("0.50"), (Decimal(2),), None)]
    assert forecast(lines, over=False).amount is None
    assert forecast(lines, over=True).amount == Decimal("15002.50")


def test_that_a_budget_without_lines_comes_to_nothing() -> None:
    assert forecast([], over=False).amount == 0
