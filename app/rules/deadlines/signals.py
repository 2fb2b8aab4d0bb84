"""When to warn for a last day: fourteen days before, seven days before, on the day, and when it has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.choices import Choice

if TYPE_CHECKING:
    from datetime import date


class Signal(Choice):
    """How near a last day is, the most urgent first (domein §1.4)."""

    OVERDUE = "overdue", "verstreken"
    TODAY = "today", "vandaag"
    WEEK = "week", "binnen 7 dagen"
    FORTNIGHT = "fortnight", "binnen 14 dagen"


def signal_of(last: date, today: date) -> Signal | None:
    """The warning that belongs to a last day, None while it is more than fourteen days away."""
    left = (last - today).days
    if left < 0:
        return Signal.OVERDUE
    if left == 0:
        return Signal.TODAY
    if left <= 7:
        return Signal.WEEK
    return Signal.FORTNIGHT if left <= 14 else None
