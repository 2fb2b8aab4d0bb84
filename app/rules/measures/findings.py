"""Findings at one property in their order: a third that lies before the first is no third."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.measures.ladder import POLICY, ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Found:
    """A finding on a day; `nth` is which one its source calls it, None when it does not say."""

    day: date
    nth: int | None = None


def order_problem(own: Found, others: Sequence[Found]) -> str | None:
    """Why the finding cannot be the one that it is called, as a sentence."""
    if own.nth is None:
        return None
    for other in others:
        if other.nth is None:
            continue
        if other.nth == own.nth:
            return (
                f"Er is al een {ordinal(own.nth)} constatering op dit adres, van {format_date(other.day)} ({POLICY})."
            )
        if (other.nth < own.nth and own.day < other.day) or (other.nth > own.nth and own.day > other.day):
            before, after = (own, other) if own.day < other.day else (other, own)
            return (
                f"De {ordinal(before.nth or 0)} constatering, van {format_date(before.day)}, ligt vóór de "
                f"{ordinal(after.nth or 0)}, van {format_date(after.day)} ({POLICY})."
            )
    return None
