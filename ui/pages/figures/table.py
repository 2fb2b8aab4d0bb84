"""Table 1 on screen: type by year, in which an empty cell says that it is empty and not zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui.plain import plain
from ui.theme import Theme

if TYPE_CHECKING:
    from app.rules.counting import TableOfYears

ROW_HEIGHT = 34
EMPTY = "leeg"
WHY_EMPTY = "Leeg: hierover is niets bekend. Dat is iets anders dan nul."
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FACTS = 2  # columns before the years


class FiguresTable(QTableWidget):
    """Shows a table of years; read with the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tabel 1, aantallen per type en jaar")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self._table: TableOfYears | None = None
        Theme.now().changed.connect(self._colour)

    def show_table(self, table: TableOfYears) -> None:
        """Show this; the year columns share a width, the type takes the rest."""
        self._table = table
        self.clear()
        self.setColumnCount(_FACTS + len(table.years))
        self.setRowCount(len(table.rows) + 1)
        for at, title in enumerate(("Casuïstiek", "Telt per", *(str(year) for year in table.years))):
            heading = QTableWidgetItem(title)
            heading.setTextAlignment(_RIGHT if at >= _FACTS else _LEFT)
            self.setHorizontalHeaderItem(at, heading)
        for at, row in enumerate(table.rows):
            self._fill(at, row.type_name, row.counting_unit.label, row.counts)
        self._fill(len(table.rows), "Totaal", "", table.totals, total=True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at in range(1, self.columnCount()):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(at, 120 if at < _FACTS else 84)
        self._colour()

    def _fill(self, at: int, name: str, unit: str, counts: tuple[int | None, ...], *, total: bool = False) -> None:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        texts = (name, unit, *(EMPTY if count is None else str(count) for count in counts))
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if total:
                item.setFont(font)
            if place >= _FACTS:
                item.setTextAlignment(_RIGHT)
                year = self._table.years[place - _FACTS] if self._table else ""
                item.setToolTip(plain(f"{name}, {year}: {text}"))
                if counts[place - _FACTS] is None:
                    item.setToolTip(WHY_EMPTY)
            else:
                item.setToolTip(plain(text))
            self.setItem(at, place, item)

    def _colour(self) -> None:
        """Empty cells and units are muted, in the colours of now."""
        muted, strong = QColor(Theme.now().tokens.muted), QColor(Theme.now().tokens.text)
        for at in range(self.rowCount()):
            for place in range(self.columnCount()):
                item = self.item(at, place)
                if item is not None:
                    item.setForeground(muted if item.text() == EMPTY or place == 1 else strong)
