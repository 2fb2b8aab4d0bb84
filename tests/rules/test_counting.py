"""Table 1: what is unknown stays empty, what is zero is a count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.rules.counting import Counted, TableOfYears, table_of_years
from models.choices import CountingUnit, Level


def counted(name: str, count: int | None, position: int = 1, level: Level = Level.LOCAL) -> Counted:
    return Counted(name, position, level, CountingUnit.CASE, count)


def rows_of(table: TableOfYears) -> dict[str, tuple[int | None, ...]]:
    return {row.type_name: row.counts for row in table.rows}


def test_that_an_unpublished_year_is_unknown_and_not_zero() -> None:
    table = table_of_years([2018, 2019], {2019: [counted("Witwassen", 0)]})
    assert rows_of(table) == {"Witwassen": (None, 0)}
    assert table.totals == (None, 0)


def test_that_a_type_that_is_unknown_in_a_known_year_is_not_zero() -> None:
    published = {2018: [counted("A", 3), counted("B", None)], 2019: [counted("B", 1), counted("C", 0)]}
    table = table_of_years([2018, 2019], published)
    assert rows_of(table) == {"A": (3, None), "B": (None, 1), "C": (None, 0)}
    assert table.totals == (3, 1)


def test_that_a_year_of_which_only_unknowns_were_published_has_no_total() -> None:
    table = table_of_years([2019], {2019: [counted("A", None)]})
    assert table.rows == ()
    assert table.totals == (None,)


def test_that_a_type_without_any_known_count_has_no_row() -> None:
    table = table_of_years([2018, 2019], {2018: [counted("A", None)], 2019: [counted("B", 2)]})
    assert rows_of(table) == {"B": (None, 2)}


def test_that_the_newest_year_that_knows_a_type_decides_its_place_and_level() -> None:
    published = {
        2018: [counted("A", 1, position=1), counted("B", 1, position=2), counted("Oud", 1, position=3)],
        2019: [counted("A", 1, position=9, level=Level.REGIONAL), counted("B", 1, position=2)],
    }
    table = table_of_years([2018, 2019], published)
    assert list(rows_of(table)) == ["B", "Oud", "A"]
    assert [row.level for row in table.rows] == [Level.LOCAL, Level.LOCAL, Level.REGIONAL]


def test_that_types_at_the_same_place_stand_in_the_order_of_their_names() -> None:
    table = table_of_years([2019], {2019: [counted("b", 1), counted("a", 1)]})
    assert list(rows_of(table)) == ["a", "b"]


def test_that_a_table_of_nothing_is_empty() -> None:
    table = table_of_years([2018, 2019], {})
    assert (table.years, table.rows, table.totals) == ((2018, 2019), (), (None, None))


COUNTS = st.one_of(st.none(), st.integers(0, 500))


@given(st.dictionaries(st.integers(2000, 2005), st.dictionaries(st.sampled_from("ABCDEF"), COUNTS)))
def test_that_every_total_is_the_sum_of_its_column(figures: dict[int, dict[str, int | None]]) -> None:
    years = list(range(2000, 2006))
    published = {year: [counted(name, count) for name, count in of.items()] for year, of in figures.items()}
    table = table_of_years(years, published)
    for place, year in enumerate(years):
        column = [row.counts[place] for row in table.rows]
        known = [count for count in column if count is not None]
        assert table.totals[place] == (sum(known) if known else None)
        assert {row.type_name: row.counts[place] for row in table.rows if row.counts[place] is not None} == {
            name: count for name, count in figures.get(year, {}).items() if count is not None
        }
