"""The rules of a case: each refusal beside its own field, with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.casework.case import ActiveYears, CaseFacts, case_problems, series_of
from models.choices import CaseStatus, ClosingReason

OPEN = CaseFacts(
    status=CaseStatus.NEW,
    opened_on=date(2019, 3, 1),
    closed_on=None,
    closing_reason=None,
    counted_year=None,
    case_type=ActiveYears("Witwassen", 2016, 2019),
)
CLOSED = replace(
    OPEN,
    status=CaseStatus.CLOSED,
    closed_on=date(2019, 4, 1),
    closing_reason=ClosingReason.NOT_FOUND,
    counted_year=2019,
)


@pytest.mark.parametrize("facts", [OPEN, CLOSED, replace(CLOSED, closed_on=date(2019, 3, 1))])
def test_that_a_sound_case_has_no_problems(facts: CaseFacts) -> None:
    assert case_problems(facts) == {}


def test_that_a_form_without_anything_has_no_problems_of_its_own() -> None:
    assert case_problems(CaseFacts(None, None, None, None, None, None)) == {}


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1989, 12, 31), date(2101, 1, 1), date(9999, 12, 31)])
def test_that_a_day_outside_the_calendar_is_refused(day: date) -> None:
    started = case_problems(replace(OPEN, case_type=None, opened_on=day))
    assert started == {"opened_on": "Vul een datum in tussen 1990 en 2100."}
    ended = case_problems(replace(CLOSED, opened_on=None, closed_on=day))
    assert ended == {"closed_on": "Vul een datum in tussen 1990 en 2100."}


def test_that_a_case_closed_before_it_was_opened_is_refused() -> None:
    problems = case_problems(replace(CLOSED, closed_on=date(2019, 2, 28)))
    assert problems == {"closed_on": "De einddatum ligt vóór de startdatum van de casus."}


def test_that_a_closed_case_has_a_day_and_a_reason() -> None:
    problems = case_problems(replace(CLOSED, closed_on=None, closing_reason=None))
    assert problems == {
        "closed_on": "Vul de einddatum in: de casus is afgesloten.",
        "closing_reason": "Kies waarom de casus is afgesloten.",
    }


@pytest.mark.parametrize("status", [status for status in CaseStatus if status is not CaseStatus.CLOSED])
def test_that_a_case_with_a_last_day_is_closed(status: CaseStatus) -> None:
    problems = case_problems(replace(CLOSED, status=status))
    assert list(problems) == ["status"]


@pytest.mark.parametrize("year", [-1, 0, 1989, 2101])
def test_that_a_counted_year_outside_the_calendar_is_refused(year: int) -> None:
    assert "tussen 1990 en 2100" in case_problems(replace(OPEN, counted_year=year))["counted_year"]


def test_that_a_case_cannot_count_before_it_began() -> None:
    problems = case_problems(replace(OPEN, counted_year=2018))
    assert problems == {"counted_year": "Het jaar van telling ligt vóór het jaar waarin de casus is gestart."}


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (ActiveYears("Witwassen", 2020, None), "vanaf 2020"),
        (ActiveYears("Witwassen", None, 2018), "tot en met 2018"),
        (ActiveYears("Witwassen", 2016, 2018), "van 2016 tot en met 2018"),
    ],
)
def test_that_a_type_outside_its_years_is_refused_with_those_years(years: ActiveYears, told: str) -> None:
    problems = case_problems(replace(OPEN, case_type=years))
    assert problems == {"case_type_id": f"Het type ‘Witwassen’ is in 2019 niet in gebruik (wel {told})."}


def test_that_the_counted_year_decides_whether_a_type_is_in_use() -> None:
    ends = ActiveYears("Witwassen", None, 2019)
    assert case_problems(replace(OPEN, case_type=ends)) == {}
    assert "in 2020 niet in gebruik" in case_problems(replace(OPEN, case_type=ends, counted_year=2020))["case_type_id"]


@pytest.mark.parametrize(("year", "active"), [(2015, False), (2016, True), (2018, True), (2019, False)])
def test_that_the_first_and_last_year_belong_to_the_years_of_a_type(year: int, active: bool) -> None:
    assert ActiveYears("x", 2016, 2018).contains(year) is active
    assert ActiveYears("x", None, None).contains(year)


@pytest.mark.parametrize(
    ("municipality", "series"),
    [
        ("Westland", "W-2019"),
        ("’s-Hertogenbosch", "S-2019"),
        ("'s-Gravenhage", "S-2019"),
        ("epe", "E-2019"),
        ("4", "C-2019"),
    ],
)
def test_that_cases_are_numbered_under_the_first_letter_of_the_municipality(municipality: str, series: str) -> None:
    assert series_of(municipality, 2019) == series
