"""What reading a printed table has in common: cells that are wrong with their place, and totals that are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.exchange.sheets.workbook import letters_of
from app.exchange.values import text_of
from app.formats import FIRST_YEAR, LAST_YEAR, FormatProblem
from app.rules.matching.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.exchange.sheets.workbook import Cell, Line, Sheet
    from app.exchange.values import Reader

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*$")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with one cell: its row, counting from 1, the heading above it, and why."""

    row: int
    column: str
    text: str


def cell_at(line: Line, place: int) -> Cell:
    """The cell in a column; None beyond the last one."""
    return line.cells[place] if 0 <= place < len(line.cells) else None


def read_at(line: Line, place: int, title: str, read: Reader, problems: list[CellProblem]) -> Any:  # noqa: ANN401
    """The value of a cell; what cannot be read is added to the problems, and is None."""
    try:
        return read(cell_at(line, place))
    except FormatProblem as unclear:
        problems.append(CellProblem(line.number, title or letters_of(place), str(unclear)))
        return None


def year_of(cell: Cell) -> int | None:
    """The year that a heading is, or None."""
    if isinstance(cell, bool) or cell is None:
        return None
    text = text_of(cell) or ""
    return int(text) if text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def year_in(texts: Iterable[str]) -> int | None:
    """The one year that these texts name; None when they name none or several."""
    found = {int(year) for text in texts for year in _YEAR.findall(text)}
    return found.pop() if len(found) == 1 else None


def without_year(cell: Cell) -> str:
    """A label, folded, without a year behind it: "Totaal 2019" is "totaal"."""
    return folded(_OF_YEAR.sub("", text_of(cell) or ""))


def label_place(sheet: Sheet) -> int:
    """The first column with anything in it: what the lines are called."""
    return min(
        (place for line in sheet.lines for place, cell in enumerate(line.cells[:3]) if cell is not None), default=0
    )
