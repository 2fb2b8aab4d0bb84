"""Cells of the grid, holes, steps that go down, doubles and versions that overlap: each named with its article."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.measures.ladder import CELLS, Outcome
from app.rules.measures.matrix import doubled, matrix_problems, overlap_problem, read_cell, row_problem, written_cell
from models.measures.choices import PremisesKind, Sanction, Substance
from tests.rules.measures.ladders import NO_END, SIX, THREE, WARNING

CELL = (PremisesKind.HOME, Substance.HARD)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("", None),
        ("  ", None),
        ("w", WARNING),
        ("D", Outcome(Sanction.PENALTY)),
        ("-", Outcome(Sanction.NONE)),
        ("–", Outcome(Sanction.NONE)),
        ("3", THREE),
        (" o ", NO_END),
    ],
)
def test_that_a_cell_is_read(typed: str, outcome: Outcome | None) -> None:
    assert read_cell(typed) == outcome


@pytest.mark.parametrize("typed", ["x", "0", "121", "3 mnd", "-3", "²"])
def test_that_a_cell_that_says_nothing_is_refused_with_how_to_fill_it(typed: str) -> None:
    with pytest.raises(ValueError, match="W is een waarschuwing"):
        read_cell(typed)


@given(
    st.one_of(
        st.none(),
        st.sampled_from([WARNING, NO_END, Outcome(Sanction.PENALTY), Outcome(Sanction.NONE)]),
        st.integers(1, 120).map(lambda months: Outcome(Sanction.CLOSURE, months)),
    )
)
def test_that_what_is_written_is_read_again(outcome: Outcome | None) -> None:
    assert read_cell(written_cell(outcome)) == outcome


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((), "gat in de matrix"),
        ((None, None), "gat in de matrix"),
        ((WARNING, None, SIX), "ontbreekt de tweede constatering"),
        ((None, SIX), "ontbreekt de eerste constatering"),
        ((SIX, THREE), "lichter dan de eerste (sluiting, 6 maanden)"),
        ((NO_END, SIX), "lichter"),
    ],
)
def test_that_holes_and_steps_down_are_named(row: tuple[Outcome | None, ...], told: str) -> None:
    problem = row_problem(CELL, row)
    assert problem is not None
    assert told in problem
    assert "woning, bewoond, harddrugs (lijst I)" in problem
    assert "art. 4:81 Awb" in problem


@pytest.mark.parametrize("row", [(WARNING,), (WARNING, WARNING, THREE), (WARNING, THREE, NO_END, None)])
def test_that_a_row_that_rises_or_stays_is_right(row: tuple[Outcome | None, ...]) -> None:
    assert row_problem(CELL, row) is None


def test_that_a_matrix_without_a_row_has_a_hole_there() -> None:
    rows = {cell: (WARNING,) for cell in CELLS if cell != CELL}
    assert list(matrix_problems(rows)) == [CELL]
    assert matrix_problems({**rows, CELL: (THREE,)}) == {}


def test_that_two_measures_for_one_finding_overlap() -> None:
    assert doubled([(CELL, 1), (CELL, 2)]) is None
    assert "twee maatregelen bij de tweede" in str(doubled([(CELL, 1), (CELL, 2), (CELL, 2)]))


@pytest.mark.parametrize(
    ("begin", "end", "overlaps"),
    [
        (date(2020, 1, 7), None, True),
        (date(2015, 1, 1), date(2016, 8, 31), False),
        (date(2015, 1, 1), date(2016, 9, 1), True),
        (date(2019, 12, 31), None, True),
        (date(2020, 1, 1), None, False),
    ],
)
def test_that_two_versions_do_not_hold_on_one_day(begin: date, end: date | None, overlaps: bool) -> None:
    closed = ("Beleid 2016", date(2016, 9, 1), date(2019, 12, 31))
    others = [closed, ("Beleid 2020", date(2020, 1, 7), None)] if begin == date(2020, 1, 7) else [closed]
    assert (overlap_problem(begin, end, others) is not None) is overlaps
