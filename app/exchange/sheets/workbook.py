"""A file of tables as it was read: sheets of lines, and what a reader of it should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.errors import ImportProblem

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row with anything in it: its number in the file, counting from 1, and its cells; None is an empty cell."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `notes` are Dutch sentences about what was read otherwise than it may look."""

    name: str
    lines: Sequence[Line]
    hidden: bool = False
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of its widest line."""
        return max((len(line.cells) for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file: its name, the SHA-256 of its bytes in hexadecimal, and its sheets in their order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What is told about the file as a whole."""
        hidden = [f"‘{sheet.name}’" for sheet in self.sheets if sheet.hidden]
        if not hidden:
            return ()
        which = "Verborgen blad" if len(hidden) == 1 else "Verborgen bladen"
        return (f"{which} in dit bestand: {', '.join(hidden)}. Wat verborgen is, wordt alleen op uw keuze ingelezen.",)

    def sheet(self, name: str | None = None) -> Sheet:
        """The sheet of this name; without one, the first visible sheet with anything on it."""
        if name is not None:
            for sheet in self.sheets:
                if sheet.name == name:
                    return sheet
            known = ", ".join(f"‘{sheet.name}’" for sheet in self.sheets)
            raise ImportProblem(f"Er is geen blad ‘{name}’; er is {known}.")
        for sheet in (*(each for each in self.sheets if not each.hidden), *self.sheets):
            if sheet.lines:
                return sheet
        raise ImportProblem("Dit bestand is leeg: op geen enkel blad staat iets.")


def letters_of(column: int) -> str:
    """How a spreadsheet calls a column, counting from 0: "A", "Z", "AA"."""
    name, left = "", column + 1
    while left:
        left, place = divmod(left - 1, 26)
        name = chr(ord("A") + place) + name
    return name
