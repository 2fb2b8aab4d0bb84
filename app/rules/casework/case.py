"""Rules of a case over its dates, type and counting: what may be stored and what may not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.years import FIRST_YEAR, LAST_YEAR, year_problem
from models.choices import CaseStatus, ClosingReason


@dataclass(frozen=True, slots=True)
class ActiveYears:
    """The years in which a case type may be used; None is open."""

    name: str
    first: int | None
    last: int | None

    def contains(self, year: int) -> bool:
        """Whether the type was in use in that year."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        """For use in a sentence: "van 2016 tot en met 2018", "vanaf 2016" or "tot en met 2018"."""
        if self.last is None:
            return f"vanaf {self.first}"
        return f"tot en met {self.last}" if self.first is None else f"van {self.first} tot en met {self.last}"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the rules of a case look at."""

    status: CaseStatus | None
    opened_on: date | None
    closed_on: date | None
    closing_reason: ClosingReason | None
    counted_year: int | None
    case_type: ActiveYears | None


def case_problems(facts: CaseFacts) -> dict[str, str]:
    """What is wrong with a case, a message per field."""
    return {**_date_problems(facts), **_closing_problems(facts), **_year_problems(facts)}


def series_of(municipality: str, year: int) -> str:
    """The series in which cases of a year are numbered: "W-2019" in Westland, "S-2019" in ’s-Hertogenbosch."""
    initial = next((letter.upper() for letter in municipality if letter.isalpha()), "C")
    return f"{initial}-{year}"


def _date_problems(facts: CaseFacts) -> dict[str, str]:
    problems: dict[str, str] = {}
    for name, day in (("opened_on", facts.opened_on), ("closed_on", facts.closed_on)):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            problems[name] = f"Vul een datum in tussen {FIRST_YEAR} en {LAST_YEAR}."
    if facts.opened_on and facts.closed_on and facts.closed_on < facts.opened_on:
        problems["closed_on"] = "De einddatum ligt vóór de startdatum van de casus."
    return problems


def _closing_problems(facts: CaseFacts) -> dict[str, str]:
    problems: dict[str, str] = {}
    if facts.status is CaseStatus.CLOSED:
        if facts.closed_on is None:
            problems["closed_on"] = "Vul de einddatum in: de casus is afgesloten."
        if facts.closing_reason is None:
            problems["closing_reason"] = "Kies waarom de casus is afgesloten."
    elif facts.closed_on is not None:
        problems["status"] = "Deze casus heeft een einddatum; kies de status afgesloten of maak de einddatum leeg."
    return problems


def _year_problems(facts: CaseFacts) -> dict[str, str]:
    problems = year_problem("counted_year", facts.counted_year)
    if not problems and facts.counted_year and facts.opened_on and facts.counted_year < facts.opened_on.year:
        problems["counted_year"] = "Het jaar van telling ligt vóór het jaar waarin de casus is gestart."
    year = facts.counted_year or (facts.opened_on.year if facts.opened_on else None)
    if facts.case_type and year is not None and not facts.case_type.contains(year):
        problems["case_type_id"] = (
            f"Het type ‘{facts.case_type.name}’ is in {year} niet in gebruik (wel {facts.case_type})."
        )
    return problems
