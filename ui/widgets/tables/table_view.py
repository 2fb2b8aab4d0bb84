"""The table on screen: whole rows, headers that sort, pills in place of bare status words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.shortcuts import IN_LISTS, declare, listen
from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.tables.copying import offer_copying
from ui.widgets.tables.table_model import TONE_ROLE, RecordTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.widgets.record.description import Column

ROW_HEIGHT = 36
SORT = declare("Kiezen waarop de lijst is gesorteerd", "Ctrl+Shift+S", where=IN_LISTS)
MAIN_COLUMN = 240  # pixels that a column without a width of its own has at least


class PillDelegate(QStyledItemDelegate):
    """Draws a cell that has a tone as a pill, and leaves the rest as it is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of the cell, then the pill; the row with the cursor has a bar when the keyboard is here."""
        told = index.data(TONE_ROLE)
        if told is None:
            super().paint(painter, option, index)
        else:
            self._pill(painter, option, index, told)
        if index.column() == 0 and has_cursor(option):
            bar = QRect(option.rect.topLeft(), QSize(Space.TIGHT, option.rect.height()))
            painter.fillRect(bar, QColor(Theme.now().tokens.accent))

    def _pill(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, told: str
    ) -> None:
        tone = Tone(told)  # Qt hands it over as bare text
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.92)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        room = QRectF(option.rect).adjusted(Space.SMALL, 0, -Space.TIGHT, 0)
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) - 2 * Space.SMALL)
        height = metrics.height() + Space.TIGHT
        pill = QRectF(
            room.left(), room.center().y() - height / 2, metrics.horizontalAdvance(words) + 2 * Space.SMALL + 2, height
        )
        tokens = Theme.now().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(Qt.PenStyle.NoPen)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setBrush(QColor(tokens.surface if selected else tokens.soft(tone)))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(tokens.strong(tone)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Every row has the height of the house."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)


def has_cursor(option: QStyleOptionViewItem) -> bool:
    """Whether a cell is in the current row of a table that the keyboard goes to."""
    return bool(option.state & QStyle.StateFlag.State_Selected) and option.widget.hasFocus()


class RecordView(QTableView):
    """A list of records. `chosen` gives the id of the row that became current by mouse or keyboard."""

    chosen = Signal(object)  # a whole number of any size, where Signal(int) ends at 32 bits

    def __init__(self, model: RecordTable, columns: Sequence[Column]) -> None:
        super().__init__()
        self._quiet = False
        self._model = model
        self._columns = tuple(columns)
        self._widths: dict[int, int] = {}
        self.setModel(model)
        self.setItemDelegate(PillDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._lay_out(columns)
        self._standard = dict(self._widths)
        offer_copying(self)
        listen(SORT, self, self.choose_sorting, Qt.ShortcutContext.WidgetShortcut)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_current(self, key: int | None) -> None:
        """Mark a record as the current one without choosing it."""
        row = None if key is None else self._model.row_at_hand(key)
        self._quiet = True
        try:
            if row is None:
                self.setCurrentIndex(QModelIndex())
                self.clearSelection()
            else:
                self.selectRow(row)
                self.scrollTo(self._model.index(row, 0))
        finally:
            self._quiet = False

    def sorting_menu(self) -> QMenu:
        """The columns to sort by, for who has no mouse; choosing the one that it is sorted by turns it round."""
        menu = QMenu(self)
        header = self.horizontalHeader()
        by, down = header.sortIndicatorSection(), Qt.SortOrder.DescendingOrder
        for at, column in enumerate(self._columns):
            action = menu.addAction(f"Op {column.title.lower()}")
            action.setCheckable(True)
            action.setChecked(at == by)
            turned = at == by and header.sortIndicatorOrder() is not down
            order = down if turned else Qt.SortOrder.AscendingOrder
            action.triggered.connect(lambda _on=False, at=at, order=order: header.setSortIndicator(at, order))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def choose_sorting(self) -> None:
        """Show that menu at the list."""
        self.sorting_menu().popup(self.viewport().mapToGlobal(QPoint(0, 0)))

    def chosen_widths(self) -> dict[str, int]:
        """The columns that the user made wider or narrower, by name, in pixels."""
        for at in self._widths:
            if not self.isColumnHidden(at):
                self._widths[at] = self.columnWidth(at)
        return {self._columns[at].name: width for at, width in self._widths.items() if width != self._standard[at]}

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns a width, by name; others keep theirs."""
        for at in self._widths:
            if (width := widths.get(self._columns[at].name)) is not None:
                self._widths[at] = width
                self.setColumnWidth(at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave out extra columns, the last first, until what matters has room."""
        super().resizeEvent(event)
        room = (
            self.viewport().width()
            - sum(self._widths.values())
            - MAIN_COLUMN * (len(self._columns) - len(self._widths))
        )
        for at in reversed(range(len(self._columns))):
            hide = self._columns[at].extra and room < 0
            room += self._widths.get(at, 0) if hide else 0
            self.setColumnHidden(at, hide)

    def _lay_out(self, columns: Sequence[Column]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(56)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        character = QFontMetrics(self.font()).averageCharWidth()
        for at, column in enumerate(columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                self._widths[at] = column.width * character + 2 * Space.LARGE
                self.setColumnWidth(at, self._widths[at])
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self._model.id_at(current.row()))
