"""The rows of a register as a table of any length: all ids in memory, the cells in pages that come when looked at.

Sorting and filtering happen in the query; there is no proxy model, because one takes minutes on a million rows.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.records import Query
from ui.plain import plain
from ui.widgets.record.description import NUMERIC
from ui.widgets.texts import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from app.services.records import Row
    from ui.tokens import Tone
    from ui.widgets.record.description import Column

PAGE = 256
PAGES_KEPT = 16
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
GONE = "(intussen verwijderd)"

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Listing(Protocol):
    """What a table can show: a register, or the log."""

    @property
    def columns(self) -> Mapping[str, Any]:
        """The names of the cells of a row, in their order."""

    def ids(self, query: Query, /) -> array[int]:
        """What matches, in order."""

    def rows(self, ids: Iterable[int], /) -> list[Row]:
        """The lines for these ids."""


class RecordTable(QAbstractTableModel):
    """The list of a register. `TONE_ROLE` gives the tone of a pill or None, `ID_ROLE` the id of the record."""

    def __init__(self, records: Listing, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self._columns = tuple(columns)
        places = {name: at for at, name in enumerate(records.columns)}
        self._cell_of = tuple(places[column.name] for column in self._columns)
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self.query = Query()
        self._roles: dict[int, Callable[[int, int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: lambda row, column: plain(self._text(row, column)),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
            TONE_ROLE: self._tone,
            ID_ROLE: lambda row, _column: self._ids[row],
        }

    def load(self, query: Query) -> None:
        """Show what matches now."""
        ids = self._records.ids(query)
        self.beginResetModel()
        self.query = query
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def id_at(self, row: int) -> int:
        """The record in a row."""
        return self._ids[row]

    def row_of(self, key: int) -> int | None:
        """The row of a record, None when it is not in the list."""
        try:
            return self._ids.index(key)
        except ValueError:
            return None

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many records match."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many columns are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a cell shows."""
        give = self._roles.get(role)
        if give is None or not index.isValid():
            return None
        return give(index.row(), index.column())

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """The titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return self._alignment(0, section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort in the query; no column means the order of the register."""
        name = self._columns[column].name if 0 <= column < len(self._columns) else None
        descending = order is Qt.SortOrder.DescendingOrder and name is not None
        if (name, descending) != (self.query.order, self.query.descending):
            self.load(replace(self.query, order=name, descending=descending))

    def _value(self, row: int, column: int) -> Any:  # noqa: ANN401
        found = self._row(row)
        return None if found is None else found.cells[self._cell_of[column]]

    def _row(self, row: int) -> Row | None:
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {each.id: each for each in self._records.rows(wanted)}
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[row])

    def _text(self, row: int, column: int) -> str:
        if self._row(row) is None:
            return GONE if column == 0 else ""
        return cell_text(self._value(row, column), self._columns[column].kind)

    def _spoken(self, row: int, column: int) -> str:
        return f"{self._columns[column].title}: {self._text(row, column) or 'onbekend'}"

    def _alignment(self, _row: int, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if self._columns[column].kind in NUMERIC else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _tone(self, row: int, column: int) -> Tone | None:
        tones = self._columns[column].tones
        return tones.get(self._value(row, column)) if tones else None
