"""Copying from a table: the current row as text with a tab between its cells, as a spreadsheet takes it in.

One row, never the whole list: what leaves the vault in bulk is an export, with a reason and in the log. A row with a
code or identifier in it leaves the clipboard after ten seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.rules.identifying import is_identifying
from ui.shortcuts import COPY_ROW, listen
from ui.workplace.clipboard import secret_clipboard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView


def offer_copying(table: QTableView) -> None:
    """Let Ctrl+C in this table copy its current row."""
    listen(COPY_ROW, table, lambda: copy_row(table), Qt.ShortcutContext.WidgetShortcut)


def copy_row(table: QTableView) -> None:
    """Put the current row on the clipboard; nothing happens when there is none."""
    cells = row_texts(table)
    text = "\t".join(cells)
    if any(is_identifying(cell) for cell in cells):
        secret_clipboard().copy(text)
    elif cells:
        QGuiApplication.clipboard().setText(text)


def row_texts(table: QTableView) -> list[str]:
    """What the current row says, column by column as they stand; line breaks within a cell become spaces."""
    model, row = table.model(), table.currentIndex().row()
    if row < 0:
        return []
    header = table.horizontalHeader()
    shown = [header.logicalIndex(at) for at in range(header.count())]
    texts = (model.index(row, at).data() for at in shown if not table.isColumnHidden(at))
    return [" ".join(str(text or "").split()) for text in texts]
