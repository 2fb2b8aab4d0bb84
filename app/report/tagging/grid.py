"""The structure of a table that ReportLab draws: a head that is read once, rows, and cells that know their headings."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from app.report.tagging.canvas import REPEATED, TaggedCanvas
from app.report.tagging.structure import Tag

if TYPE_CHECKING:
    from reportlab.platypus import Table


class GridTags:
    """The `renderCB` of a table: ReportLab calls it at the beginning and end of every row and cell.

    ReportLab hands it on to the parts of a table that is split, so that these are one table; the table is drawn inside
    an element Table. The first row heads the columns and is ornament where it is repeated; the first column heads the
    rows.
    """

    def __init__(self) -> None:
        self._head_was_read = False
        self._row, self._cell = ExitStack(), ExitStack()

    def __call__(self, grid: Table, moment: str, *where: object) -> None:
        """`where` is a row, or a row and a column, both from 0, and more that does not matter here."""
        canvas = grid.canv
        if not isinstance(canvas, TaggedCanvas):
            return
        match moment, where:
            case "startRow", (int(row),):
                self._begin_row(canvas, row)
            case "startCell", (int(row), int(column), *_):
                scope = "Column" if row == 0 else "Row" if column == 0 else ""
                cell = Tag("TH" if scope else "TD", scope=scope, columns=_columns(grid, row, column))
                self._cell.enter_context(canvas.marked(cell))
            case "endCell", _:
                self._cell.close()
            case "endRow", _:
                self._row.close()
                self._head_was_read = True

    def _begin_row(self, canvas: TaggedCanvas, row: int) -> None:
        if row == 0 and self._head_was_read:
            self._row.enter_context(canvas.artifact(REPEATED))
        else:
            self._row.enter_context(canvas.within(Tag("THead" if row == 0 else "TBody", self), Tag("TR")))


def _columns(grid: Table, row: int, column: int) -> int:
    """Over how many columns a cell reaches."""
    spans: dict[tuple[int, int], tuple[int, int, int, int]] = getattr(grid, "_spanRanges", {})
    first, _, last, _ = spans.get((column, row)) or (0, 0, 0, 0)
    return last - first + 1
