"""How far two birth dates agree, and which days stand for "unknown"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.identity.evidence import Evidence

if TYPE_CHECKING:
    from datetime import date

EQUAL, STAND_IN, SWAPPED, ONE_DIGIT, ONE_DIGIT_FAR, DIFFERENT = 12.0, 5.0, 8.5, 5.0, 0.5, -9.0
_A_GENERATION = 15  # years; a child may be called after a parent
_STAND_INS = frozenset({(1, 1), (7, 1)})  # (month, day) written where only the year was known


def swapped(day: date) -> date | None:
    """With day and month the other way round; None when that is no day or the same one."""
    if day.day > 12 or day.day == day.month:
        return None
    return day.replace(month=day.day, day=day.month)


def compare_birth_dates(one: date | None, two: date | None) -> Evidence:
    """What two birth dates say; nothing when one is unknown."""
    if one is None or two is None:
        return Evidence("De geboortedatum is niet van beide bekend.", 0)
    both = f"{format_date(one)} en {format_date(two)}"
    if one == two:
        return _equal(one)
    if swapped(one) == two:
        return Evidence(f"Dag en maand van de geboortedatum zijn omgewisseld: {both}.", SWAPPED)
    if sum(left != right for left, right in zip(one.isoformat(), two.isoformat(), strict=True)) > 1:
        return Evidence(f"De geboortedatum verschilt: {both}.", DIFFERENT)
    if abs(one.year - two.year) >= _A_GENERATION:
        return Evidence(f"De geboortedatum verschilt één cijfer, en een generatie: {both}.", ONE_DIGIT_FAR)
    return Evidence(f"De geboortedatum verschilt één cijfer: {both}.", ONE_DIGIT)


def _equal(day: date) -> Evidence:
    if (day.month, day.day) in _STAND_INS:
        told = f"De geboortedatum is gelijk ({format_date(day)}), maar die dag staat vaak voor ‘onbekend’."
        return Evidence(told, STAND_IN)
    return Evidence(f"De geboortedatum is gelijk: {format_date(day)}.", EQUAL)
