"""Tables: the head repeated on each page, no row split, notes kept with the last rows, an empty cell left empty."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.platypus import Table as Grid

from app.errors import BugError
from app.report import theme
from app.report.flow import Part, heights, place, stack
from app.report.tagging.canvas import REPEATED, artifact, within
from app.report.tagging.grid import GridTags
from app.report.tagging.structure import Tag
from app.report.text import clipped, pieces, plain
from app.services.document import Align, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.lib.styles import ParagraphStyle

    from app.report.tagging.text import Text
    from app.services.document import Column, Table

NOTHING = "Geen gegevens bekend."
_PAD_X, _PAD_Y = 5.0, 3.2
_LONGEST_TITLE = 600
_CAPTION_GAP = 5.0
_WHOLE = theme.HEIGHT * 0.6  # a table up to this height moves to the next page rather than being split
_LINES_A_ROW = 25  # a longer cell goes on in a next row, so that a row always fits a page
_UNDER_HEAD = ("LINEBELOW", (0, 0), (-1, 0), 1.2, theme.ACCENT)
_STYLES = {RowKind.LINE: theme.CELL, RowKind.GROUP: theme.GROUP_CELL, RowKind.TOTAL: theme.TOTAL_CELL}


class TableBlock(Part):
    """A table with its caption and notes; `label` is "Tabel 1", or empty where tables are not counted."""

    def __init__(
        self, label: str, title: str, grid: Grid, notes: list[Text], *, continues: TableBlock | None = None
    ) -> None:
        super().__init__()
        self.label, self.title, self.grid, self.notes = label, title, grid, notes
        self.tag: Tag = continues.tag if continues else Tag("Table", self)
        self._continues = continues is not None
        caption = Tag("Caption", self)
        if continues:
            again = f"{label}, vervolg" if label else "Vervolg"
            self._caption = [plain(again, theme.CONTINUED), plain("", theme.CONTINUED)]
        else:
            self._caption = [
                plain(label, theme.CAPTION_LABEL).tagged(caption),
                plain(title, theme.CAPTION).tagged(caption),
            ]
        self.spaceBefore, self.spaceAfter = 12.0, 16.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; caption, rows and notes under each other."""
        self.width = available_width
        label, title = self._caption
        self._above = max(heights([label], theme.SIDE), heights([title], theme.MEASURE)) + _CAPTION_GAP
        self._rows = float(self.grid.wrap(theme.WIDTH, available_height)[1])
        below = heights(self.notes, theme.MEASURE) + _CAPTION_GAP if self.notes else 0.0
        self.height = self._above + self._rows + below
        return self.width, self.height

    def lead(self) -> float:
        """Caption, head and two rows, or one when two are too high; a small table whole."""
        self.wrap(theme.WIDTH, theme.HEIGHT)
        rows: list[float] = self.grid._rowHeights  # noqa: SLF001  # see `_grid`
        if self.height <= _WHOLE:
            return self.height
        two = self._above + sum(rows[:3])
        return two if two <= theme.HEIGHT else self._above + sum(rows[:2])

    def split(self, available_width: float, available_height: float) -> list[Part]:
        """Rows that fit, and the rest under a repeated head; nothing when the table better begins on the next page."""
        self.wrap(available_width, available_height)
        if self.height <= _WHOLE or available_height < self.lead():
            return []
        room = available_height - self._above
        if room >= self._rows:  # only the notes do not fit: they take the last rows along
            room = self._rows - 1
        head, tail = self.grid.split(theme.WIDTH, room)
        tail.setStyle([_UNDER_HEAD])  # drawn last, over the rule that comes along with the first row
        rest = TableBlock(self.label, self.title, tail, self.notes, continues=self)
        first = TableBlock(self.label, self.title, head, [], continues=self)
        first._caption, first._continues = self._caption, self._continues
        return [first, rest]

    def draw(self) -> None:
        """Draw at the origin."""
        label, title = self._caption
        y = self.height - self._above - self._rows
        with within(self.canv, self.tag):
            with artifact(self.canv, REPEATED) if self._continues else nullcontext():
                place(self.canv, label, 0, self.height, theme.SIDE)
                place(self.canv, title, theme.TEXT_X, self.height, theme.MEASURE)
            self.grid.wrapOn(self.canv, theme.WIDTH, self._rows)
            self.grid.drawOn(self.canv, 0, y)
        stack(self.canv, self.notes, theme.TEXT_X, y - _CAPTION_GAP, theme.MEASURE)


def table_block(content: Table) -> TableBlock:
    """A table ready to flow over pages. BugError when a row has more cells than there are columns."""
    label = f"Tabel {content.number}" if content.number is not None else ""
    notes = [plain(piece, theme.NOTE_TEXT) for note in content.notes for piece in pieces(note, 2000)]
    return TableBlock(label, clipped(content.title, _LONGEST_TITLE), _grid(content.columns, content.rows), notes)


def _grid(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Grid:
    whole = sum(column.share for column in columns)
    widths = [theme.WIDTH * column.share / whole for column in columns]
    shown = [piece for row in rows or (Row((NOTHING,)),) for piece in _row_pieces(row, widths)]
    head = [_cell(column.title, theme.HEAD_CELL, column) for column in columns]
    body = [
        [_cell(text, _STYLES[row.kind], column) for text, column in zip(row.cells, columns, strict=True)]
        for row, _ in shown
    ]
    commands = [
        ("FONTNAME", (0, 0), (-1, -1), theme.REGULAR),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD_X),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD_X),
        ("TOPPADDING", (0, 0), (-1, -1), _PAD_Y),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _PAD_Y),
        _UNDER_HEAD,
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, theme.INK),
    ]
    for number, (row, goes_on) in enumerate(shown, start=1):
        commands += _row_commands(row.kind, number, goes_on=goes_on, alone=not rows)
    # Measured once and then fixed: ReportLab would measure every row again for each page.
    measured = Grid([head, *body], colWidths=widths, style=commands)
    measured.wrap(theme.WIDTH, theme.HEIGHT)
    row_heights: list[float] = measured._rowHeights  # noqa: SLF001  # known after wrap; there is no public name
    commands += _unsplit([row for row, _ in shown], row_heights)
    return Grid(
        [head, *body],
        colWidths=widths,
        rowHeights=row_heights,
        repeatRows=1,
        style=commands,
        hAlign="LEFT",
        renderCB=GridTags(),
    )


def _row_commands(kind: RowKind, number: int, *, goes_on: bool, alone: bool) -> list[tuple[object, ...]]:
    row = ((0, number), (-1, number))
    commands: list[tuple[object, ...]] = []
    if not goes_on:
        commands.append(("LINEBELOW", *row, 0.4, theme.RULE))
    if kind is RowKind.GROUP:
        commands.append(("TOPPADDING", *row, 9.0))
    if kind is RowKind.TOTAL:
        commands += [("BACKGROUND", *row, theme.TINT), ("LINEABOVE", *row, 0.8, theme.INK)]
    if kind is RowKind.GROUP or alone:
        commands.append(("SPAN", *row))
    return commands


def _unsplit(rows: list[Row], row_heights: list[float]) -> Iterator[tuple[object, ...]]:
    """A group keeps its first row and the last rows stay together, unless such rows are very high."""
    spans = [
        (number, number + 1)
        for number, (row, follower) in enumerate(pairwise(rows), start=1)
        if row.kind is RowKind.GROUP and follower.kind is not RowKind.GROUP
    ]
    spans.append((max(1, len(rows) - 2), len(rows)))
    for first, last in spans:
        if sum(row_heights[first : last + 1]) <= _WHOLE / 2:
            yield "NOSPLIT", (0, first), (-1, last)


def _row_pieces(row: Row, widths: list[float]) -> list[tuple[Row, bool]]:
    """A row as rows that fit a page, each with whether it goes on; short rows, as nearly all are, stay one."""
    if len(row.cells) > len(widths):
        raise BugError(f"a table row has {len(row.cells)} cells for {len(widths)} columns")
    cells = (*row.cells, *[""] * (len(widths) - len(row.cells)))
    columns = [
        list(pieces(text, max(20, int(_LINES_A_ROW * (width - 2 * _PAD_X) / (theme.TABLE * 0.55)))))
        for text, width in zip(cells, widths, strict=True)
    ]
    most = max(len(column) for column in columns)
    return [
        (Row(tuple(column[index] if index < len(column) else "" for column in columns), row.kind), index < most - 1)
        for index in range(most)
    ]


def _cell(text: str, style: ParagraphStyle, column: Column) -> Text | str:
    if not text:
        return ""
    return plain(text, theme.to_the_right(style) if column.align is Align.RIGHT else style)
