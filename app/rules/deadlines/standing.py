"""Where a term stands on a day, in words that a list and a timeline share: never a colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.deadlines.signals import Signal, signal_of
from models.choices import Choice

if TYPE_CHECKING:
    from datetime import date

    from app.rules.deadlines.terms import Deadline


class Standing(Choice):
    """The most urgent first."""

    OVERDUE = "overdue", "verstreken"
    TODAY = "today", "vandaag"
    WEEK = "week", "binnen 7 dagen"
    FORTNIGHT = "fortnight", "binnen 14 dagen"
    UNCLEAR = "unclear", "niet te berekenen"
    RUNNING = "running", "loopt"
    PAUSED = "paused", "staat stil"
    LATE = "late", "te laat gedaan"
    DONE = "done", "gedaan"


_OF_SIGNAL = {
    Signal.OVERDUE: Standing.OVERDUE,
    Signal.TODAY: Standing.TODAY,
    Signal.WEEK: Standing.WEEK,
    Signal.FORTNIGHT: Standing.FORTNIGHT,
}


def standing_of(deadline: Deadline, today: date) -> Standing:
    """Done or late, standing still, or how near the day to warn for is."""
    if deadline.done_on is not None:
        return Standing.LATE if deadline.late else Standing.DONE
    if deadline.paused:
        return Standing.PAUSED
    signal = signal_of(deadline.watch, today)
    return Standing.RUNNING if signal is None else _OF_SIGNAL[signal]
