"""A table of texts that is small enough to be filled at once; a cell with a tone is drawn as a pill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui.tokens import Space, Tone
from ui.widgets.tables.copying import offer_copying
from ui.widgets.tables.table_model import TONE_ROLE
from ui.widgets.tables.table_view import ROW_HEIGHT, PillDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, in which tone when it is a pill, and what more there is to say."""

    text: str
    tone: Tone | None = None
    tip: str = ""


class PlainTable(QTableWidget):
    """Rows with a key each. `chosen` gives the key of the row that the user made current."""

    chosen = Signal(str)

    def __init__(self, name: str, titles: Sequence[str], widths: Sequence[int]) -> None:
        """`widths` are in characters; 0 takes a share of the room that is left."""
        super().__init__(0, len(titles))
        self._titles = tuple(titles)
        self._keys: list[str] = []
        self._quiet = False
        self.setAccessibleName(name)
        self.setItemDelegate(PillDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setHorizontalHeaderLabels(list(titles))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        character = QFontMetrics(self.font()).averageCharWidth()
        for at, width in enumerate(widths):
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(at, mode)
            if width:
                self.setColumnWidth(at, width * character + 2 * Space.LARGE)
        self.currentCellChanged.connect(self._on_current)
        offer_copying(self)

    @property
    def current_key(self) -> str | None:
        """The key of the row that is current."""
        return self._keys[self.currentRow()] if 0 <= self.currentRow() < len(self._keys) else None

    def show_rows(self, rows: Sequence[tuple[str, Sequence[Cell]]]) -> None:
        """Show these rows, (key, cells); the current one stays current when it is still there."""
        current = self.current_key
        self._quiet = True
        self._keys = [key for key, _ in rows]
        self.setRowCount(len(rows))
        for at, (_, cells) in enumerate(rows):
            for place, cell in enumerate(cells):
                self.setItem(at, place, self._item(place, cell))
        self._quiet = False
        self.mark(current)

    def mark(self, key: str | None) -> None:
        """Make a row current without telling."""
        self._quiet = True
        if key in self._keys:
            self.selectRow(self._keys.index(key))
        else:
            self.setCurrentCell(-1, -1)
            self.clearSelection()
        self._quiet = False

    def cell_text(self, key: str, column: int) -> str:
        """What stands in a cell."""
        item = self.item(self._keys.index(key), column)
        return item.text() if item else ""

    def fit_height(self) -> None:
        """Be just as high as the rows."""
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + ROW_HEIGHT * self.rowCount() + Space.TIGHT)

    def _item(self, place: int, cell: Cell) -> QTableWidgetItem:
        item = QTableWidgetItem(cell.text)
        item.setToolTip(cell.tip or cell.text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._titles[place]}: {cell.text or 'geen'}")
        if cell.tone is not None:
            item.setData(TONE_ROLE, cell.tone.value)
        return item

    def _on_current(self, row: int, _column: int, _old_row: int, _old_column: int) -> None:
        if not self._quiet and 0 <= row < len(self._keys):
            self.chosen.emit(self._keys[row])
