"""Sums of money to the cent, in which what is unknown never passes for zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.money import Total, difference, total

CENTS = st.integers(-(10**14), 10**14)


def euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


@given(st.lists(st.one_of(st.none(), CENTS)))
def test_that_a_total_is_exact_to_the_cent_and_counts_the_unknown(amounts: list[int | None]) -> None:
    known = [cents for cents in amounts if cents is not None]
    summed = total(None if cents is None else euros(cents) for cents in amounts)
    assert summed.unknown == amounts.count(None)
    assert summed.complete is (None not in amounts)
    assert summed.amount == (euros(sum(known)) if known else None)


@given(st.one_of(st.none(), CENTS), st.one_of(st.none(), CENTS))
def test_that_a_difference_with_something_unknown_is_unknown(first: int | None, second: int | None) -> None:
    found = difference(*(None if cents is None else euros(cents) for cents in (first, second)))
    assert found == (None if first is None or second is None else euros(first - second))


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], Total(None, 0)),
        ([None, None], Total(None, 2)),
        ([Decimal(0)], Total(Decimal(0), 0)),
        ([Decimal(0), None], Total(Decimal(0), 1)),
    ],
)
def test_that_nothing_unknown_and_zero_are_three_things(amounts: list[Decimal | None], expected: Total) -> None:
    assert total(amounts) == expected
