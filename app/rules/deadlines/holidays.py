"""The generally recognised holidays of art. 3 Algemene termijnenwet, computed for any year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

FIRST_KINGS_DAY = 2014  # until 2013 the Queen's birthday was kept on 30 April
SATURDAY, SUNDAY = 5, 6
_WEEKEND = {SATURDAY: "zaterdag", SUNDAY: "zondag"}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8)."""
    golden, (century, place) = year % 19, divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century + 8) // 25
    epact = (19 * golden + century - leap_centuries - (century - correction + 1) // 3 + 15) % 30
    leaps, odd = divmod(place, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - odd) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """The day on which the birthday of the King, or before 2014 of the Queen, is kept: never a Sunday."""
    day = date(year, 4, 27) if year >= FIRST_KINGS_DAY else date(year, 4, 30)
    return day - timedelta(days=1) if day.weekday() == SUNDAY else day


@cache
def holidays(year: int, liberation_every: int = 1) -> dict[date, str]:
    """The holidays of a year with their Dutch names, for reading only.

    `liberation_every` says in which years 5 May counts: 1 is every year, 5 each fifth year, 0 never. Art. 3 lid 1 names
    the day without restriction; that many employers keep it once in five years is no ground here.
    """
    sunday = easter(year)
    found = {
        date(year, 1, 1): "Nieuwjaarsdag",
        sunday - timedelta(days=2): "Goede Vrijdag",
        sunday: "eerste paasdag",
        sunday + timedelta(days=1): "tweede paasdag",
        kings_day(year): "Koningsdag" if year >= FIRST_KINGS_DAY else "Koninginnedag",
        sunday + timedelta(days=39): "Hemelvaartsdag",
        sunday + timedelta(days=49): "eerste pinksterdag",
        sunday + timedelta(days=50): "tweede pinksterdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
    }
    if liberation_every and year % liberation_every == 0:
        found.setdefault(date(year, 5, 5), "Bevrijdingsdag")
    return found


def free_day(day: date, liberation_every: int = 1) -> str | None:
    """Why a term does not end on this day ("zondag", "Koningsdag"), or None for an ordinary working day."""
    return holidays(day.year, liberation_every).get(day) or _WEEKEND.get(day.weekday())


def working_day(day: date, liberation_every: int = 1) -> date:
    """This day, or the first one after it that is no Saturday, Sunday or holiday (art. 1 lid 1)."""
    while free_day(day, liberation_every):
        day += timedelta(days=1)
    return day
