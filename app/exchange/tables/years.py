"""A table of types by year, as Table 1 of the report: a count per type and year, in which an empty cell is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.exchange.columns.lists import reader_of_choices
from app.exchange.tables.shared import CellProblem, cell_at, label_place, read_at, without_year, year_of
from app.exchange.values import read_integer, text_of
from app.formats import format_integer
from app.rules.matching.folding import folded
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.exchange.sheets.workbook import Line, Sheet

_LOOKED_AT = 20
_TOTALS = frozenset({"totaal", "total", "som"})
_LEVELS = frozenset({"niveau", "niveau van aanpak", "schaal"})
_UNITS = frozenset({"teleenheid", "een telling is een", "eenheid"})


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A type with its count per year of the table; None is unknown. Level and unit are None when not stated."""

    row: int
    name: str
    counts: tuple[int | None, ...]
    level: Level | None
    unit: CountingUnit | None


@dataclass(frozen=True, slots=True)
class YearsTable:
    """The table, its stated totals, what is wrong with its cells, and where stated and computed totals differ."""

    years: tuple[int, ...]
    types: tuple[TypeLine, ...]
    stated: tuple[int | None, ...]
    problems: tuple[CellProblem, ...]
    differences: tuple[str, ...]

    def total(self, place: int) -> int | None:
        """The sum of what is known of a year; None when nothing is."""
        known = [each.counts[place] for each in self.types if each.counts[place] is not None]
        return sum(count for count in known if count is not None) if known else None


def years_table(sheet: Sheet) -> YearsTable | None:
    """The table on a sheet, or None when it is no such table: a line of headings that are years, types below it."""
    label = label_place(sheet)
    for at, line in enumerate(sheet.lines[:_LOOKED_AT]):
        years = {place: year for place, cell in enumerate(line.cells) if place > label and (year := year_of(cell))}
        if years and len(set(years.values())) == len(years) and _only_years(line, label, years):
            return _read(sheet.lines[at + 1 :], line, label, years)
    return None


def _only_years(head: Line, label: int, years: Mapping[int, int]) -> bool:
    """Whether the other headings are those of such a table; a list of cases may have a column called 2019 too."""
    others = {folded(text_of(cell) or "") for place, cell in enumerate(head.cells) if place not in {label, *years}}
    return others <= {"", *_LEVELS, *_UNITS, *_TOTALS}


def _read(lines: Sequence[Line], head: Line, label: int, years: Mapping[int, int]) -> YearsTable:
    problems: list[CellProblem] = []
    types: list[TypeLine] = []
    stated: tuple[int | None, ...] = tuple(None for _ in years)
    level, unit = _place(head, _LEVELS), _place(head, _UNITS)
    for line in lines:
        name = text_of(cell_at(line, label))
        counts = tuple(read_at(line, place, str(year), read_integer, problems) for place, year in years.items())
        if name is None:
            if any(count is not None for count in counts):
                problems.append(
                    CellProblem(line.number, text_of(cell_at(head, label)) or "", "Hier ontbreekt het type.")
                )
        elif without_year(name) in _TOTALS:
            stated = counts
            break
        else:
            types.append(
                TypeLine(
                    line.number,
                    name,
                    counts,
                    read_at(line, level, "Niveau", reader_of_choices(Level), problems),
                    read_at(line, unit, "Teleenheid", reader_of_choices(CountingUnit), problems),
                )
            )
    _refuse_double(types, problems)
    table = YearsTable(tuple(years.values()), tuple(types), stated, tuple(problems), ())
    return YearsTable(table.years, table.types, stated, table.problems, tuple(_differences(table)))


def _place(head: Line, names: frozenset[str]) -> int:
    return next((place for place, cell in enumerate(head.cells) if folded(text_of(cell) or "") in names), -1)


def _refuse_double(types: Sequence[TypeLine], problems: list[CellProblem]) -> None:
    seen: dict[str, int] = {}
    for each in types:
        first = seen.setdefault(folded(each.name), each.row)
        if first != each.row:
            problems.append(CellProblem(each.row, "type", f"‘{each.name}’ staat ook in rij {first}."))


def _differences(table: YearsTable) -> list[str]:
    """Stated beside computed, per year; which of them is right is for a person to say."""
    told = []
    for place, year in enumerate(table.years):
        stated, total = table.stated[place], table.total(place)
        if stated is not None and stated != total:
            told.append(
                f"{year}: het bestand noemt een totaal van {format_integer(stated)}; de typen tellen op tot "
                f"{format_integer(total)}."
            )
    return told
