"""The lines that cannot be stored, as a workbook to repair: each with its row and what is wrong, as it was read."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from app.exchange.cells import put_text
from app.exchange.columns.matching import headings
from app.exchange.sheets.workbook import letters_of
from app.exchange.values import text_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from app.exchange.plan import Plan

_MARK = PatternFill("solid", fgColor="FFFDE7E7")


def error_sheet(plan: Plan) -> bytes:
    """The workbook: row, what is wrong, then the columns as they were; wrong cells are marked."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Fouten"
    columns = headings(plan.reading.sheet, plan.reading.heading)
    titles = [each.text or letters_of(each.place) for each in columns]
    for place, title in enumerate(["Rij", "Wat er niet klopt", *titles], start=1):
        _text(sheet, 1, place, title).font = Font(bold=True)
    lines = {line.number: line.cells for line in plan.reading.sheet.lines}
    for at, row in enumerate(plan.wrong, start=2):
        sheet.cell(at, 1).value = row.number
        told = "\n".join(f"{column}: {text}" if column else text for column, text in row.problems.items())
        _text(sheet, at, 2, told).alignment = Alignment(wrap_text=True, vertical="top")
        cells = lines.get(row.number, ())
        for place, title in enumerate(titles):
            cell = _text(sheet, at, place + 3, text_of(cells[place]) if place < len(cells) else None)
            if title in row.problems:
                cell.fill = _MARK
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["B"].width = 60
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: Worksheet, row: int, column: int, text: str | None) -> Cell:
    cell: Cell = put_text(sheet.cell(row, column), text or "")
    return cell
