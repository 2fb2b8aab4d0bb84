"""Sums over amounts that may be unknown: an unknown amount never counts as zero without saying so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of what is known, and how many amounts were unknown. `amount` is None when nothing is known."""

    amount: Decimal | None
    unknown: int

    @property
    def complete(self) -> bool:
        """Whether every amount was known."""
        return self.unknown == 0


def total(amounts: Iterable[Decimal | None]) -> Total:
    """The sum of the known amounts."""
    known: list[Decimal] = []
    unknown = 0
    for amount in amounts:
        if amount is None:
            unknown += 1
        else:
            known.append(amount)
    return Total(sum(known, ZERO) if known else None, unknown)


def difference(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    """`first` − `second`, unknown when either is."""
    return None if first is None or second is None else first - second
