"""Every table and chart of the evaluation document as an Excel workbook: a sheet each, numbers as numbers.

What is written is what is printed: an unknown is an empty cell, and a total is the stated one and not a formula,
because the two may differ and the reader has to see that. No cell is a formula, whatever a text begins with.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from app.formats import FormatProblem, parse_amount, parse_percentage
from app.report import theme
from app.report.house.style import BOLWERK, HouseStyle
from app.report.office.package import facts_of, readable, repacked
from app.services.document import Align, Chart, Column, Row, RowKind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet
    from reportlab.lib.colors import Color

    from app.services.document import EvaluationDocument, QuickscanAnnex

_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31  # of a sheet, in Excel
_LONGEST_TEXT = 32_000
_NARROWEST, _WIDEST = 9.0, 60.0
_CHARACTERS = 105.0  # of all columns together, as wide as a page
_FIRST_ROW = 3


def tables_bytes(document: EvaluationDocument, *, house: HouseStyle = BOLWERK) -> bytes:
    """The workbook; equal content gives equal bytes. A document without tables has a sheet that says so."""
    theme.prepare()
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    for name, table in _tables(document):
        sheet = book.create_sheet(_free(name, names))
        _Sheet(sheet, house).write(table)
    if not names:
        book.create_sheet("Geen tabellen")
    out = BytesIO()
    book.save(out)
    return repacked(out.getvalue(), facts_of(document.control))


def _tables(document: EvaluationDocument) -> Iterator[tuple[str, Table]]:
    """What goes on a sheet, in the order of the document, with the name of the sheet."""
    for part in document.overview:
        if part.figures or part.total:
            rows = [Row(figure) for figure in part.figures]
            rows += [Row(part.total, RowKind.TOTAL)] if part.total else []
            columns = (Column(part.title, 4.0), Column("Aantal", 1.0, Align.RIGHT))
            yield f"Overzicht {part.title}", Table(f"Prestatieoverzicht: {part.title}", columns, tuple(rows))
    for block in (block for section in document.sections for block in section.blocks):
        if isinstance(block, Table):
            yield (f"Tabel {block.number}" if block.number is not None else block.title), block
        elif isinstance(block, Chart):
            yield (f"Figuur {block.number}" if block.number is not None else block.title), _table_of(block)
    for annex in document.annexes:
        yield annex.title, _recommendations(annex)


def _table_of(chart: Chart) -> Table:
    columns = (Column("Categorie", 3.0), *(Column(one.name, 1.0, Align.RIGHT) for one in chart.series))
    rows = tuple(
        Row((name, *(one.labels[place] if place < len(one.labels) else "" for one in chart.series)))
        for place, name in enumerate(chart.categories)
    )
    return Table(chart.title, columns, rows, chart.number, (chart.unit,) if chart.unit else ())


def _recommendations(annex: QuickscanAnnex) -> Table:
    rows = tuple(Row((one.title, text, status)) for one in annex.themes for text, status in one.recommendations)
    return Table(annex.title, (Column("Thema", 1.5), Column("Aanbeveling", 5.0), Column("Status", 1.2)), rows)


def _free(name: str, taken: set[str]) -> str:
    """A name for a sheet that Excel takes and that no other sheet has."""
    base = _FORBIDDEN.sub(" ", readable(name)).strip()[:_LONGEST_NAME].strip() or "Tabel"
    found, number = base, 1
    while found.casefold() in taken:
        number += 1
        found = f"{base[: _LONGEST_NAME - 4]} {number}"
    taken.add(found.casefold())
    return found


class _Sheet:
    """Writes one table on a sheet."""

    def __init__(self, sheet: Worksheet, house: HouseStyle) -> None:
        self._sheet = sheet
        accent, ground = (_argb(house, color) for color in (theme.ACCENT, theme.TINT))
        self._head = Font(bold=True, color=accent)
        self._under = Border(bottom=Side("medium", color=accent))
        self._ground = PatternFill("solid", fgColor=ground)

    def write(self, table: Table) -> None:
        """Title, head, rows and notes; the head stays in sight and is repeated in print."""
        self._text(1, 1, table.title).font = Font(bold=True, size=14)
        for place, column in enumerate(table.columns, start=1):
            cell = self._text(_FIRST_ROW, place, column.title)
            cell.font, cell.border = self._head, self._under
            cell.alignment = Alignment(horizontal=column.align.value, vertical="bottom", wrap_text=True)
        line = _FIRST_ROW
        for line, row in enumerate(table.rows, start=_FIRST_ROW + 1):
            self._row(line, row, table.columns)
        for note in table.notes:
            line += 1
            self._text(line + 1, 1, note).font = Font(italic=True)
        self._lay_out(table.columns)

    def _row(self, line: int, row: Row, columns: Sequence[Column]) -> None:
        for place, column in enumerate(columns, start=1):
            text = row.cells[place - 1] if place <= len(row.cells) else ""
            cell = self._number(line, place, text) if column.align is Align.RIGHT else self._text(line, place, text)
            wrapped = column.align is Align.LEFT and row.kind is not RowKind.GROUP
            cell.alignment = Alignment(horizontal=column.align.value, vertical="top", wrap_text=wrapped)
            if row.kind is not RowKind.LINE:
                cell.font = self._head if row.kind is RowKind.GROUP else Font(bold=True)
            if row.kind is RowKind.TOTAL:
                cell.fill = self._ground

    def _text(self, line: int, place: int, text: str) -> Cell:
        cell = self._sheet.cell(line, place)
        shown = readable(text).strip()[:_LONGEST_TEXT]
        if shown:
            cell.value = shown
            cell.data_type = "s"  # a text that begins with = is still a text
        return cell

    def _number(self, line: int, place: int, text: str) -> Cell:
        """As a number where it is one, shown as it is printed."""
        try:
            share = text.rstrip().endswith("%")
            value = parse_percentage(text) if share else parse_amount(text)
        except FormatProblem:
            return self._text(line, place, text)
        cell = self._sheet.cell(line, place)
        if value is not None:
            whole = value == value.to_integral_value()
            cell.value = float(value) / 100 if share else int(value) if whole else float(value)
            digits = "0" if whole else "0.0" if share else "#,##0.00"
            cell.number_format = (
                f"{digits}%" if share else ('"€" ' if "€" in text else "") + ("#,##0" if whole else digits)
            )
        return cell

    def _lay_out(self, columns: Sequence[Column]) -> None:
        sheet = self._sheet
        whole = sum(column.share for column in columns)
        for place, column in enumerate(columns, start=1):
            width = min(_WIDEST, max(_NARROWEST, _CHARACTERS * column.share / whole))
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.freeze_panes = f"A{_FIRST_ROW + 1}"
        sheet.print_title_rows = f"{_FIRST_ROW}:{_FIRST_ROW}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.sheet_view.showGridLines = False


def _argb(house: HouseStyle, color: Color) -> str:
    shown = house.shown(color)
    return "FF" + "".join(f"{round(part * 255):02X}" for part in shown.rgb())
