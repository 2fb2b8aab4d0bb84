"""Stretches of days in which a term stands still: overlaps are merged, so that no day counts twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.norm_choices import Counting

if TYPE_CHECKING:
    from collections.abc import Iterable

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive days, both included; without any day when `last` lies before `first`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are in it."""
        return max(0, (self.last - self.first).days + 1)


def until(first: date, end: date, counting: Counting) -> Span:
    """From `first` to the day on which something ended: that day itself is in it when counted inclusively."""
    return Span(first, end if counting is Counting.INCLUSIVE else end - ONE_DAY)


def at_most(span: Span, days: int) -> Span:
    """The span, ended after so many days."""
    return Span(span.first, min(span.last, span.first + timedelta(days=days - 1)))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days in order, without overlaps; spans that touch become one, empty ones vanish."""
    found: list[Span] = []
    for span in sorted((each for each in spans if each.days), key=lambda each: (each.first, each.last)):
        if found and span.first <= found[-1].last + ONE_DAY:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)


def total_days(spans: Iterable[Span]) -> int:
    """How many different days there are in these spans."""
    return sum(span.days for span in merged(spans))
