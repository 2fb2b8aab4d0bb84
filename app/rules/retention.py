"""Which backups stay: the newest of each of the last days, weeks and months that have one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days, weeks (Monday to Sunday) and months keep their newest backup; each number is at least 1."""

    daily: int = 7
    weekly: int = 8
    monthly: int = 12


STANDARD = Retention()


def kept(moments: Iterable[datetime], rule: Retention = STANDARD) -> frozenset[datetime]:
    """The moments of the backups that stay.

    Days, weeks and months without a backup do not count, so that a vault that lay untouched for a year keeps what it
    has. The newest of all is the newest of its day, and so always stays.
    """
    newest_first = sorted(moments, reverse=True)
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (rule.daily, lambda moment: moment.date()),
        (rule.weekly, lambda moment: moment.isocalendar()[:2]),
        (rule.monthly, lambda moment: (moment.year, moment.month)),
    )
    return frozenset(moment for count, period in periods for moment in _newest_of_each(newest_first, period, count))


def _newest_of_each(
    newest_first: Iterable[datetime], period: Callable[[datetime], object], count: int
) -> list[datetime]:
    newest: dict[object, datetime] = {}
    for moment in newest_first:
        newest.setdefault(period(moment), moment)
    return list(newest.values())[:count]
