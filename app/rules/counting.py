"""Table 1: counts per type and year, in which an empty cell is unknown and not zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_NAME = 200
LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Counted:
    """The count of one type in one year; None is unknown."""

    type_name: str
    position: int
    level: Level
    counting_unit: CountingUnit
    count: int | None


def problem_of(figures: Sequence[Counted]) -> str | None:
    """Why these cannot be the figures of one year, as a sentence, or None."""
    names = [figure.type_name.strip() for figure in figures]
    if not names:
        return "Er zijn geen tellingen."
    if not all(0 < len(name) <= LONGEST_NAME for name in names):
        return f"Elk type heeft een naam van ten hoogste {LONGEST_NAME} tekens."
    if len(set(names)) < len(names):
        return "Een type komt maar één keer voor."
    if not all(figure.count is None or 0 <= figure.count <= LARGEST for figure in figures):
        return "Een telling is nul of meer."
    if not all(0 <= figure.position <= LARGEST for figure in figures):
        return "De plaats van een type in de tabel is nul of meer."
    return None


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type with its count in each year of the table."""

    type_name: str
    level: Level
    counting_unit: CountingUnit
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class TableOfYears:
    """Type × year. `totals` sums the known counts of a year, None for a year of which nothing is known."""

    years: tuple[int, ...]
    rows: tuple[TypeRow, ...]
    totals: tuple[int | None, ...]


def table_of_years(years: Sequence[int], published: Mapping[int, Sequence[Counted]]) -> TableOfYears:
    """The table of these years; rows stand in the order of the newest year that knows the type."""
    newest: dict[str, Counted] = {}
    for year in sorted(published):
        newest.update({figure.type_name: figure for figure in published[year]})
    counts = {year: {figure.type_name: figure.count for figure in published.get(year, ())} for year in years}
    rows = tuple(
        TypeRow(
            figure.type_name,
            figure.level,
            figure.counting_unit,
            tuple(counts[year].get(figure.type_name) for year in years),
        )
        for figure in sorted(newest.values(), key=lambda figure: (figure.position, figure.type_name))
    )
    known_rows = tuple(row for row in rows if any(count is not None for count in row.counts))
    return TableOfYears(tuple(years), known_rows, tuple(_total(list(counts[year].values())) for year in years))


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
