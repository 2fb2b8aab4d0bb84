"""Small rules over years that several registers share."""

from __future__ import annotations

FIRST_YEAR = 1990
LAST_YEAR = 2100


def year_problem(field: str, year: int | None) -> dict[str, str]:
    """A message for a year outside the calendar of the program; None is unknown and no problem."""
    if year is None or FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    return {field: f"Vul een jaar in tussen {FIRST_YEAR} en {LAST_YEAR}."}


def in_order(field: str, first: int | None, last: int | None) -> dict[str, str]:
    """A message at `field` when the last year lies before the first."""
    if first is None or last is None or first <= last:
        return {}
    return {field: "Het laatste jaar ligt vóór het eerste jaar."}
