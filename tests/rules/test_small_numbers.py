"""Small counts: which they are, and that nothing a public edition prints gives a covered one back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.counting import Counted, TableOfYears, table_of_years
from app.rules.small_numbers import BELOW, MERGED, NOTHING, Cell, Cover, covered, is_small, small_cells
from models.choices import CountingUnit, Level, SmallChoice

YEARS = (2018, 2019)
ALL = st.one_of(st.none(), st.integers(0, 12))


def table(**counts: tuple[int | None, int | None]) -> TableOfYears:
    return table_of_years(
        YEARS,
        {
            year: [
                Counted(name, at, Level.LOCAL, CountingUnit.CASE, pair[place])
                for at, (name, pair) in enumerate(counts.items())
            ]
            for place, year in enumerate(YEARS)
        },
    )


def printed(shown: TableOfYears, cover: Cover) -> dict[str, tuple[str, ...]]:
    rows = {
        row.type_name: tuple(
            cover.count(row.type_name, year, count) for year, count in zip(YEARS, row.counts, strict=True)
        )
        for row in shown.rows
    }
    totals = tuple(cover.total(year, total) for year, total in zip(YEARS, shown.totals, strict=True))
    return rows | {"Totaal": totals}


@pytest.mark.parametrize(("count", "small"), [(None, False), (0, False), (1, True), (4, True), (5, False)])
def test_that_a_count_from_one_to_four_is_small(count: int | None, small: bool) -> None:
    assert is_small(count) is small


def test_that_the_whole_edition_covers_nothing() -> None:
    assert not NOTHING.anything
    assert NOTHING.count("A", 2019, 1) == "1"
    assert NOTHING.count("A", 2019, None, "onbekend") == "onbekend"
    assert NOTHING.total(2019, None, "onbekend") == "onbekend"
    assert NOTHING.statement("A", 2019, 2) == "2"


def test_that_small_counts_are_named_with_what_was_chosen() -> None:
    found = small_cells(table(A=(3, 12), B=(0, 1)), {("B", 2019): SmallChoice.PUBLISH})
    assert [(cell.type_name, cell.year, cell.count, cell.choice) for cell in found] == [
        ("A", 2018, 3, None),
        ("B", 2019, 1, SmallChoice.PUBLISH),
    ]


def test_that_a_count_without_a_choice_is_covered_and_a_total_that_would_tell_is_too() -> None:
    shown, cover = covered(table(A=(3, 12), B=(9, 7)), {})
    assert printed(shown, cover) == {"A": (BELOW, "12"), "B": ("9", "7"), "Totaal": ("ten minste 10", "19")}
    assert shown.rows[0].counts == (None, 12)
    assert cover.statement("A", 2018, 3) == BELOW
    assert cover.statement("A", 2018, 7) == "7"


def test_that_two_covered_counts_keep_the_total_unless_it_tells_them() -> None:
    assert printed(*covered(table(A=(1, 1), B=(3, 1), C=(8, 8)), {}))["Totaal"] == ("12", "ten minste 10")
    assert printed(*covered(table(A=(4, None), B=(4, None)), {}))["Totaal"] == ("ten minste 2", "")


def test_that_what_was_chosen_to_be_published_is() -> None:
    shown, cover = covered(table(A=(3, 12)), {("A", 2018): SmallChoice.PUBLISH})
    assert printed(shown, cover) == {"A": ("3", "12"), "Totaal": ("3", "12")}
    assert cover.statement("A", 2018, 3) == "3"
    assert not cover.anything


def test_that_merged_types_become_one_row_that_is_covered_when_it_is_small_itself() -> None:
    chosen: dict[Cell, SmallChoice] = {("A", 2019): SmallChoice.MERGE, ("B", 2019): SmallChoice.MERGE}
    shown, cover = covered(table(A=(3, 2), C=(9, 9), B=(None, 4), D=(None, None)), chosen)
    assert printed(shown, cover) == {"C": ("9", "9"), MERGED: (BELOW, "6"), "Totaal": ("ten minste 10", "15")}
    assert cover.merged == {"A": BELOW, "B": BELOW}
    assert cover.anything


def test_that_a_merged_type_keeps_its_count_where_that_is_not_small() -> None:
    chosen: dict[Cell, SmallChoice] = {("A", 2018): SmallChoice.MERGE, ("B", 2018): SmallChoice.MERGE}
    _, cover = covered(table(A=(3, 12), B=(4, None)), chosen)
    assert cover.merged == {"A": "12", "B": ""}


@given(st.lists(st.tuples(ALL, ALL), min_size=1, max_size=5))
def test_that_no_column_tells_a_covered_count(counts: list[tuple[int | None, int | None]]) -> None:
    whole = table(**{chr(65 + at): pair for at, pair in enumerate(counts)})
    shown, cover = covered(whole, {})
    for at, year in enumerate(YEARS):
        hidden = [row.counts[at] or 0 for row in whole.rows if (row.type_name, year) in cover.below]
        if not hidden or year in cover.at_least:
            continue
        seen = sum(row.counts[at] or 0 for row in shown.rows)
        left = (shown.totals[at] or 0) - seen
        ways = [each for each in product(range(1, 5), repeat=len(hidden)) if sum(each) == left]
        assert len(ways) > 1, "one way to fill the covered cells is no cover"
