"""One term: from the day it begins on, by its norm, to its last day, with every step and article on the way."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.deadlines.holidays import free_day, working_day
from models.norm_choices import Counting, NormUnit

if TYPE_CHECKING:
    from app.rules.norms import Norm, NormBook

LIBERATION_DAY = "termijnenwet.liberation_day"
TERMIJNENWET = "art. 1 lid 1 Algemene termijnenwet"
_LONGEST = {NormUnit.DAYS: 90, NormUnit.WEEKS: 12, NormUnit.MONTHS: 3, NormUnit.YEARS: 0}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation: the article it rests on, a Dutch sentence, and the day it comes to, if any."""

    article: str
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term and how it was found.

    `day` follows the norm, `other` is what the opposite way of counting gives; `watch`, the earlier of the two, is what
    to warn for. `done_on` is when what was asked was done. `paused` says that the term stands still at this moment.
    """

    key: str
    label: str
    day: date
    other: date
    steps: tuple[Step, ...]
    done_on: date | None = None
    paused: bool = False

    @property
    def watch(self) -> date:
        """The day to warn for."""
        return min(self.day, self.other)

    @property
    def late(self) -> bool:
        """Whether it was done after its last day, by the norm."""
        return self.done_on is not None and self.done_on > self.day


def added(begin: date, value: int, unit: NormUnit) -> date:
    """So many days, weeks, months or years later; a day that a month lacks becomes the last day of that month."""
    if unit in (NormUnit.DAYS, NormUnit.WEEKS):
        return begin + timedelta(days=value * (7 if unit is NormUnit.WEEKS else 1))
    if unit not in (NormUnit.MONTHS, NormUnit.YEARS):
        raise ValueError(f"{unit} is no length of time")
    months = begin.month - 1 + value * (12 if unit is NormUnit.YEARS else 1)
    year, month = begin.year + months // 12, months % 12 + 1
    return date(year, month, min(begin.day, calendar.monthrange(year, month)[1]))


def last_day(begin: date, norm: Norm, counting: Counting | None = None) -> date:
    """The last day of a term before the Algemene termijnenwet: the first day counts when counted inclusively."""
    end = added(begin, norm.value, norm.unit)
    return end - _ONE_DAY if (counting or norm.counting) is Counting.INCLUSIVE else end


def settled(day: date, norm: Norm, book: NormBook) -> tuple[date, tuple[Step, ...]]:
    """The final date of a term under the Algemene termijnenwet, as far as its norm says that it applies."""
    every = book.on(LIBERATION_DAY, day).value
    reason = free_day(day, every)
    if reason is None:
        return day, ()
    told = f"{format_date(day).capitalize()} is {_named(reason)}"
    if norm.unit in _LONGEST and norm.value > _LONGEST[norm.unit]:
        return day, (
            Step(
                "art. 4 Algemene termijnenwet",
                f"{told}, maar een termijn van {norm.length} wordt niet verlengd.",
                day,
            ),
        )
    if not norm.applies_termijnenwet:
        return day, (Step(norm.ground, f"{told}; volgens de norm wordt deze termijn niet verlengd.", day),)
    end = working_day(day, every)
    return end, (Step(TERMIJNENWET, f"{told}; de termijn loopt tot en met {format_date(end)}.", end),)


def term(key: str, label: str, begin: date, norm: Norm, book: NormBook, *, done_on: date | None = None) -> Deadline:
    """A term that nothing interrupts: `label` says of what, `begin` is the day of the event it counts from."""
    raw = last_day(begin, norm)
    first = Step(
        norm.ground,
        f"{norm.length.capitalize()} vanaf {format_date(begin)} ({norm.counting.label}): {format_date(raw)}.",
        raw,
    )
    day, shifted = settled(raw, norm, book)
    other, _ = settled(last_day(begin, norm, norm.counting.opposite), norm, book)
    found = Deadline(key, label, day, other, (first, *shifted), done_on=done_on)
    return with_other_counting(found, norm.ground)


def with_other_counting(found: Deadline, article: str) -> Deadline:
    """The same, with a last step that tells what the other way of counting gives when that differs."""
    if found.other == found.day:
        return found
    told = (
        f"Anders geteld is het {format_date(found.other)}; de vroegste van beide, {format_date(found.watch)}, geldt "
        "voor de waarschuwing."
    )
    return replace(found, steps=(*found.steps, Step(article, told, found.other)))


def _named(reason: str) -> str:
    return f"een {reason}" if reason in {"zaterdag", "zondag"} else reason
