"""The ledger beside our bookings: every entry in one list, sums kept, number formats read or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import FormatProblem
from app.rules.ledger import LedgerEntry, Notation, compare, notation_of, read_amount, total_of

DAY = date(2019, 5, 14)
SIDE = st.lists(
    st.tuples(
        st.dates(date(2019, 1, 1), date(2019, 1, 4)),
        st.integers(-300, 300).map(lambda cents: Decimal(cents).scaleb(-2)),
        st.sampled_from(["", "F-1", "F-2", "f-1 "]),
    ),
    max_size=12,
).map(lambda rows: [LedgerEntry(at, *row) for at, row in enumerate(rows)])


@given(SIDE, SIDE)
def test_that_nothing_is_lost_or_counted_twice(ledger: list[LedgerEntry], ours: list[LedgerEntry]) -> None:
    found = compare(ledger, ours)
    assert sorted([*(p.ledger.key for p in found.pairs), *(e.key for e in found.only_ledger)]) == list(
        range(len(ledger))
    )
    assert sorted([*(p.ours.key for p in found.pairs), *(e.key for e in found.only_ours)]) == list(range(len(ours)))
    gap = sum((pair.ledger.amount - pair.ours.amount for pair in found.pairs), Decimal(0))
    assert total_of(ledger) - total_of(ours) == gap + total_of(found.only_ledger) - total_of(found.only_ours)


@given(SIDE)
def test_that_a_ledger_agrees_with_itself(ledger: list[LedgerEntry]) -> None:
    assert compare(ledger, ledger).agrees


def entry(key: int, amount: str, reference: str = "", day: date = DAY, **known: str) -> LedgerEntry:
    return LedgerEntry(key, day, Decimal(amount), reference, **known)


def test_that_the_same_reference_with_another_amount_is_shown_as_a_difference() -> None:
    found = compare([entry(2, "1350.00", "DEMO-1")], [entry(7, "1305.00", "demo-1")])
    assert [(pair.ledger.key, pair.ours.key, pair.differs) for pair in found.differing] == [(2, 7, ("bedrag",))]


def test_that_two_rows_with_one_reference_are_told_apart_by_their_amount() -> None:
    ledger = [entry(2, "5", "F-1"), entry(3, "9", "F-1")]
    found = compare(ledger, [entry(1, "9", "F-1"), entry(2, "5", "F-1")])
    assert found.agrees


def test_that_a_booking_without_reference_is_found_by_its_amount_when_that_leaves_no_doubt() -> None:
    found = compare([entry(2, "67.50", "F-9")], [entry(1, "67.50", day=date(2019, 5, 20))])
    assert [pair.differs for pair in found.pairs] == [("datum",)]
    doubt = compare([entry(2, "67.50", "F-9"), entry(3, "67.50", "F-8")], [entry(1, "67.50", day=date(2019, 6, 1))])
    assert not doubt.pairs


def test_that_what_one_side_leaves_open_is_no_difference() -> None:
    found = compare([entry(2, "1", "A", account="43 000", cost_centre="600")], [entry(1, "1", "A", account="43000")])
    assert found.agrees
    other = compare([entry(2, "1", "A", account="43000")], [entry(1, "1", "A", account="43001")])
    assert [pair.differs for pair in other.pairs] == [("grootboeknummer",)]


@pytest.mark.parametrize(
    ("texts", "notation"),
    [
        (["1.234,56", "500"], Notation.DUTCH),
        (["1,234.56", "500"], Notation.ENGLISH),
        (["12.50"], Notation.ENGLISH),
        (["1.234", ""], Notation.DUTCH),
        ([], Notation.DUTCH),
        (["1.234,56", "12.50"], None),
    ],
)
def test_that_a_file_is_written_in_one_way(texts: list[str], notation: Notation | None) -> None:
    assert notation_of(texts) is notation


@pytest.mark.parametrize(
    ("text", "notation", "amount"),
    [
        ("€ 1.234,56", Notation.DUTCH, "1234.56"),
        ("1.234,56-", Notation.DUTCH, "-1234.56"),
        ("(250,00)", Notation.DUTCH, "-250"),
        ("12,5", Notation.DUTCH, "12.50"),
        ("1.234", Notation.DUTCH, "1234"),
        ("1,234.56", Notation.ENGLISH, "1234.56"),
        ("-12.5", Notation.ENGLISH, "-12.50"),
        ("1,234", Notation.ENGLISH, "1234"),
        ("EUR 20", Notation.ENGLISH, "20"),
    ],
)
def test_that_amounts_are_read_as_the_file_writes_them(text: str, notation: Notation, amount: str) -> None:
    assert read_amount(text, notation) == Decimal(amount)


@pytest.mark.parametrize("text", ["abc", "1.23.4", "1,2,3", "12,345", "--5"])
def test_that_what_is_no_amount_is_refused_with_what_stands_there(text: str) -> None:
    with pytest.raises(FormatProblem, match="is geen bedrag in de schrijfwijze"):
        read_amount(text, Notation.DUTCH)


def test_that_an_empty_cell_is_unknown() -> None:
    assert read_amount("  ", Notation.DUTCH) is None
