"""Years of the calendar of the program, and numbers of chapters."""

from __future__ import annotations

import pytest

from app.rules.chapters import chapter_problem, sort_key
from app.rules.years import in_order, year_problem


@pytest.mark.parametrize("year", [None, 1990, 2019, 2100])
def test_that_an_unknown_year_and_one_of_the_calendar_are_no_problem(year: int | None) -> None:
    assert year_problem("year", year) == {}


@pytest.mark.parametrize("year", [-2019, 0, 19, 1989, 2101, 20190])
def test_that_a_year_outside_the_calendar_is_told_beside_its_field(year: int) -> None:
    assert year_problem("to_year", year) == {"to_year": "Vul een jaar in tussen 1990 en 2100."}


@pytest.mark.parametrize(("first", "last"), [(None, None), (2019, None), (None, 2019), (2019, 2019), (2018, 2019)])
def test_that_years_in_order_or_unknown_are_no_problem(first: int | None, last: int | None) -> None:
    assert in_order("to_year", first, last) == {}


def test_that_a_last_year_before_the_first_is_told() -> None:
    assert in_order("to_year", 2019, 2018) == {"to_year": "Het laatste jaar ligt vóór het eerste jaar."}


@pytest.mark.parametrize("number", [None, "1", "10", "99", "2.1", "2.10", "10.99"])
def test_that_chapters_and_sections_have_a_number(number: str | None) -> None:
    assert chapter_problem("number", number) == {}


@pytest.mark.parametrize(
    "number", ["", "0", "01", "100", "2.", ".1", "2.0", "2.1.1", "2,1", "twee", "2 ", "２", "2.1\n"]
)
def test_that_what_is_no_chapter_number_is_told(number: str) -> None:
    assert list(chapter_problem("chapter", number)) == ["chapter"]


def test_that_chapters_sort_as_numbers() -> None:
    numbers = ["10", "2.10", "2", "1", "2.1", "2.9", "3", "10.1"]
    assert sorted(numbers, key=sort_key) == ["1", "2", "2.1", "2.9", "2.10", "3", "10", "10.1"]
