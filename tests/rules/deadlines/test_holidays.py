"""The holidays of art. 3 Algemene termijnenwet, against calendars of the past and the future."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.deadlines.holidays import easter, free_day, holidays, kings_day, working_day

YEARS = st.integers(1990, 2100)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 20))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2016, 3, 27),
        (2019, 4, 21),
        (2020, 4, 12),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2038, 4, 25),
        (2285, 3, 22),
    ],
)
def test_that_easter_is_where_the_calendar_has_it(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@given(YEARS)
def test_that_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2010, 4, 30), (2006, 4, 29), (2013, 4, 30), (2014, 4, 26), (2020, 4, 27), (2025, 4, 26), (2031, 4, 26)],
)
def test_that_the_kings_day_is_never_a_sunday(year: int, month: int, day: int) -> None:
    assert kings_day(year) == date(year, month, day)


def test_that_a_year_has_the_days_that_the_law_names() -> None:
    assert holidays(2020) == {
        date(2020, 1, 1): "Nieuwjaarsdag",
        date(2020, 4, 10): "Goede Vrijdag",
        date(2020, 4, 12): "eerste paasdag",
        date(2020, 4, 13): "tweede paasdag",
        date(2020, 4, 27): "Koningsdag",
        date(2020, 5, 5): "Bevrijdingsdag",
        date(2020, 5, 21): "Hemelvaartsdag",
        date(2020, 5, 31): "eerste pinksterdag",
        date(2020, 6, 1): "tweede pinksterdag",
        date(2020, 12, 25): "eerste kerstdag",
        date(2020, 12, 26): "tweede kerstdag",
    }


@pytest.mark.parametrize(("every", "free"), [(1, {2019, 2020, 2021, 2025}), (5, {2020, 2025}), (0, set())])
def test_that_the_norm_says_in_which_years_the_fifth_of_may_counts(every: int, free: set[int]) -> None:
    found = {year for year in (2019, 2020, 2021, 2025) if "Bevrijdingsdag" in holidays(year, every).values()}
    assert found == free


def test_that_ascension_on_the_fifth_of_may_keeps_its_name() -> None:
    assert holidays(2016)[date(2016, 5, 5)] == "Hemelvaartsdag"
    assert len(holidays(2016)) == 10


def test_that_a_year_before_2014_has_the_day_of_the_queen() -> None:
    assert holidays(2013)[date(2013, 4, 30)] == "Koninginnedag"


@given(DAYS, st.sampled_from([0, 1, 5]))
def test_that_the_next_working_day_is_the_first_that_is_one(day: date, every: int) -> None:
    found = working_day(day, every)
    assert free_day(found, every) is None
    assert day <= found <= day + timedelta(days=5)
    passed = [day + timedelta(days=n) for n in range((found - day).days)]
    assert all(free_day(each, every) for each in passed)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2020-04-10", "2020-04-14"),  # Good Friday to the Tuesday after Easter
        ("2020-12-24", "2020-12-24"),
        ("2020-12-25", "2020-12-28"),  # Christmas and a weekend
        ("2021-12-25", "2021-12-27"),
        ("2022-12-24", "2022-12-27"),
        ("2021-01-01", "2021-01-04"),
        ("2025-04-26", "2025-04-28"),  # King's day on a Saturday
        ("2025-05-05", "2025-05-06"),
        ("2011-04-22", "2011-04-26"),
    ],
)
def test_that_strings_of_free_days_are_passed_as_a_whole(day: str, end: str) -> None:
    assert working_day(date.fromisoformat(day)) == date.fromisoformat(end)
