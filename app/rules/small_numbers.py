"""Counts below five in Table 1 may lead to a person: which they are, and what covers them in a public edition.

Covering a cell is of no use when the total gives it back, so a total that would is printed as a least number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.rules.counting import TableOfYears, TypeRow
from models.choices import CountingUnit, SmallChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 5
BELOW = f"< {LIMIT}"
MERGED = "overige typen"
AT_LEAST = "ten minste"

Cell = tuple[str, int]
"""A type and a year."""


@dataclass(frozen=True, slots=True)
class SmallCell:
    """A cell of Table 1 with a count from one to four, and what was chosen for it; None while nothing was."""

    type_name: str
    year: int
    count: int
    choice: SmallChoice | None


@dataclass(frozen=True, slots=True)
class Cover:
    """What a public edition covers: cells below the limit, totals that are a least number, and merged types.

    `merged` gives for each type that lost its row what its count in the last year prints as. `stated` are the cells
    that an author chose to publish; where `public` is False nothing is covered at all.
    """

    public: bool = False
    below: frozenset[Cell] = frozenset()
    at_least: frozenset[int] = frozenset()
    merged: Mapping[str, str] = field(default_factory=dict)
    stated: frozenset[Cell] = frozenset()

    @property
    def anything(self) -> bool:
        """Whether Table 1 shows less than is known."""
        return bool(self.below or self.merged)

    def count(self, type_name: str, year: int, count: int | None, unknown: str = "") -> str:
        """How a cell prints."""
        if (type_name, year) in self.below:
            return BELOW
        return unknown if count is None else str(count)

    def total(self, year: int, total: int | None, unknown: str = "") -> str:
        """How a total prints."""
        if total is None:
            return unknown
        return f"{AT_LEAST} {total}" if year in self.at_least else str(total)

    def statement(self, type_name: str, year: int, count: int) -> str:
        """How a count prints that a text states of a type."""
        return BELOW if self.public and is_small(count) and (type_name, year) not in self.stated else str(count)


NOTHING = Cover()


def is_small(count: int | None) -> bool:
    """Whether a count may lead to a person; nought leads to nobody."""
    return count is not None and 0 < count < LIMIT


def small_cells(table: TableOfYears, chosen: Mapping[Cell, SmallChoice]) -> tuple[SmallCell, ...]:
    """The small counts of a table, type by type."""
    return tuple(
        SmallCell(row.type_name, year, count, chosen.get((row.type_name, year)))
        for row in table.rows
        for year, count in zip(table.years, row.counts, strict=True)
        if count is not None and is_small(count)
    )


def covered(table: TableOfYears, chosen: Mapping[Cell, SmallChoice]) -> tuple[TableOfYears, Cover]:
    """The table as a public edition prints it. A small count for which nothing was chosen is covered."""
    small = small_cells(table, chosen)
    joined = {cell.type_name for cell in small if cell.choice is SmallChoice.MERGE}
    stated = frozenset((cell.type_name, cell.year) for cell in small if cell.choice is SmallChoice.PUBLISH)
    rows = _with_one_row(table, joined)
    below = frozenset(
        (row.type_name, year)
        for row in rows
        for year, count in zip(table.years, row.counts, strict=True)
        if is_small(count) and (row.type_name, year) not in stated
    )
    columns = [
        [row.counts[at] for row in rows if (row.type_name, year) in below] for at, year in enumerate(table.years)
    ]
    telling = frozenset(year for year, hidden in zip(table.years, columns, strict=True) if _can_be_told(hidden))
    shown = TableOfYears(
        table.years,
        tuple(_without(row, table.years, below) for row in rows),
        tuple(
            _less(total, hidden) if year in telling else total
            for year, total, hidden in zip(table.years, table.totals, columns, strict=True)
        ),
    )
    return shown, Cover(
        public=True,
        below=below,
        at_least=telling,
        merged={row.type_name: _alone(row) for row in table.rows if row.type_name in joined},
        stated=stated,
    )


def _with_one_row(table: TableOfYears, joined: set[str]) -> tuple[TypeRow, ...]:
    """The rows with those in `joined` added up into one at the end; what is unknown of all stays unknown."""
    taken = [row for row in table.rows if row.type_name in joined]
    if not taken:
        return table.rows
    units = {row.counting_unit for row in taken}
    counts = tuple(_known_sum([row.counts[at] for row in taken]) for at in range(len(table.years)))
    unit = units.pop() if len(units) == 1 else CountingUnit.UNKNOWN
    merged = TypeRow(MERGED, taken[0].level, unit, counts)
    return (*(row for row in table.rows if row.type_name not in joined), merged)


def _without(row: TypeRow, years: Sequence[int], below: frozenset[Cell]) -> TypeRow:
    counts = zip(years, row.counts, strict=True)
    return replace(row, counts=tuple(None if (row.type_name, year) in below else count for year, count in counts))


def _can_be_told(hidden: Sequence[int | None]) -> bool:
    """Whether the sum of covered counts tells each of them: one alone, or all as low or as high as they can be."""
    counts = [count for count in hidden if count is not None]
    return len(counts) == 1 or (bool(counts) and sum(counts) in {len(counts), (LIMIT - 1) * len(counts)})


def _less(total: int | None, hidden: Sequence[int | None]) -> int | None:
    """What is certain without telling: the total less the covered counts, each of which is at least one."""
    return None if total is None else total - sum(count - 1 for count in hidden if count is not None)


def _alone(row: TypeRow) -> str:
    """What a text prints for a type that lost its row."""
    count = row.counts[-1]
    if count is None:
        return ""
    return BELOW if is_small(count) else str(count)


def _known_sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
