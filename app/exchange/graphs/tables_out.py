"""A network as tables for a spreadsheet: one workbook, or two CSV files in a ZIP. No cell is a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from app.exchange.graphs.tables import RELATIONS, THINGS, relation_rows, thing_rows

if TYPE_CHECKING:
    from app.exchange.graphs.bundle import Bundle

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIXED = (1980, 1, 1, 0, 0, 0)  # a ZIP keeps times; the same network gives the same file


def write_xlsx(bundle: Bundle) -> bytes:
    """A workbook with a sheet of things and one of relations; every cell is a text, so numbers keep their noughts."""
    book = openpyxl.Workbook(write_only=True)
    for title, rows in ((THINGS, thing_rows(bundle)), (RELATIONS, relation_rows(bundle))):
        sheet = book.create_sheet(title.capitalize())
        sheet.freeze_panes = "A2"
        for place, row in enumerate(rows):
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, value=_printable(text))
                cell.data_type = "s"
                cell.font = Font(bold=place == 0)
                cells.append(cell)
            sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def write_csv(bundle: Bundle) -> bytes:
    """Two CSV files in a ZIP, with semicolons as Dutch spreadsheets expect, and a mark that they are UTF-8."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for title, rows in ((THINGS, thing_rows(bundle)), (RELATIONS, relation_rows(bundle))):
            package.writestr(zipfile.ZipInfo(f"{title}.csv", _FIXED), _delimited(rows))
    return made.getvalue()


def _delimited(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe, as it shows texts itself."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _printable(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
