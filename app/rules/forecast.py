"""What a budget will come to at the end of its year: spent to date, promised for the year, and still expected.

Each part says how much of it is unknown. Where anything is, there is no forecast but an amount that it is at least.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.rules.money import ZERO, Total, total

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Outlook:
    """One line: what was spent, what of its commitments falls in the year, and what more is expected.

    `planned` is None while nobody said what is still to come.
    """

    spent: Decimal | None
    committed: tuple[Decimal | None, ...]
    planned: Decimal | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The three parts with what of each is unknown; `over` says that the year has passed and nothing is planned."""

    spent: Total
    committed: Total
    planned: Total
    over: bool

    @property
    def at_least(self) -> Decimal:
        """What is known of it."""
        return sum((part.amount or ZERO for part in (self.spent, self.committed, self.planned)), ZERO)

    @property
    def amount(self) -> Decimal | None:
        """What the year comes to; None while something it is made of is unknown."""
        complete = all(part.complete for part in (self.spent, self.committed, self.planned))
        return self.at_least if complete else None


def forecast(lines: Sequence[Outlook], *, over: bool) -> Forecast:
    """The forecast of a budget from its lines.

    A line on which nothing was booked yet counts as nothing spent when somebody said what is still to come: that is
    then known. Of a year that is over, nothing more is expected on a line of which nothing was said.
    """
    return Forecast(
        spent=total(ZERO if line.spent is None and line.planned is not None else line.spent for line in lines),
        committed=total(amount for line in lines for amount in line.committed),
        planned=total(ZERO if line.planned is None and over else line.planned for line in lines),
        over=over,
    )
