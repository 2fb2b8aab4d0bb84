"""The rows of a register as a table of any length: ids and cells come in pages, when they are looked at.

Sorting and filtering happen in the query; there is no proxy model, because one takes minutes on a million rows.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.places import Whole
from app.services.records import Query
from ui import errors
from ui.plain import plain
from ui.widgets.record.description import NUMERIC
from ui.widgets.texts import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from app.services.places import Places
    from app.services.records import Row
    from ui.tasks import Task, Tasks
    from ui.tokens import Tone
    from ui.widgets.record.description import Column

PAGE = 256
PAGES_KEPT = 16
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
LONG = 20_000  # rows from which a page is not read on the thread of the window
GONE = "(intussen verwijderd)"
WAITING = "…"

Index = QModelIndex | QPersistentModelIndex
Page = tuple["array[int]", "dict[int, Row]"]
_NOWHERE = QModelIndex()


class Listing(Protocol):
    """What a table can show: a register, or the log."""

    @property
    def columns(self) -> Mapping[str, Any]:
        """The names of the cells of a row, in their order."""

    def places(self, query: Query, /) -> Places:
        """What matches, in order."""

    def rows(self, ids: Iterable[int], /) -> list[Row]:
        """The lines for these ids."""


class RecordTable(QAbstractTableModel):
    """The list of a register. `TONE_ROLE` gives the tone of a pill or None, `ID_ROLE` the id of the record."""

    def __init__(
        self,
        records: Listing,
        columns: Sequence[Column],
        parent: QObject | None = None,
        tasks: Tasks | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._tasks = tasks
        self._under_way: Task[Page] | None = None
        self._columns = tuple(columns)
        places = {name: at for at, name in enumerate(records.columns)}
        self._cell_of = tuple(places[column.name] for column in self._columns)
        self._places: Places = Whole(array("q"))
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self.query = Query()
        self._roles: dict[int, Callable[[int, int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: lambda row, column: plain(self._text(row, column)),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
            TONE_ROLE: self._tone,
            ID_ROLE: lambda row, _column: self.id_at(row),
        }

    def load(self, query: Query) -> None:
        """Show what matches now."""
        places = self._records.places(query)
        self.beginResetModel()
        self.query = query
        self._places = places
        self._pages.clear()
        self.endResetModel()

    @property
    def long(self) -> bool:
        """Whether the list is so long that a page of it may keep the window waiting."""
        return self._tasks is not None and len(self._places) > LONG

    def id_at(self, row: int) -> int:
        """The record in a row; nought, which no record has, when there are fewer by now."""
        page, place = self._pages.get(row // PAGE), row % PAGE
        ids = page[0][place : place + 1] if page is not None else self._places.part(row, 1)
        return ids[0] if ids else 0

    def row_of(self, key: int) -> int | None:
        """The row of a record, None when it is not in the list."""
        return self._places.row_of(key)

    def row_at_hand(self, key: int) -> int | None:
        """The same, but in a long list only when that is known without asking."""
        return self._places.known_row_of(key) if self.long else self._places.row_of(key)

    def place_of(self, name: str | None) -> int | None:
        """Where a column stands, None when there is none of that name."""
        return next((at for at, column in enumerate(self._columns) if column.name == name), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many records match."""
        return 0 if parent.isValid() else len(self._places)

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
        number, place = divmod(row, PAGE)
        if self._waits_for(number):
            return None
        ids, rows = self._page(number)
        return rows.get(ids[place]) if place < len(ids) else None

    def _page(self, number: int) -> Page:
        page = self._pages.get(number)
        if page is None:
            page = self._read(self._places, number)
            self._keep(number, page)
        else:
            self._pages.move_to_end(number)
        return page

    def _read(self, places: Places, number: int) -> Page:
        """The ids of a page in order, and what was found of them."""
        ids = places.part(number * PAGE, PAGE)
        return ids, {each.id: each for each in self._records.rows(ids)}

    def _keep(self, number: int, page: Page) -> None:
        self._pages[number] = page
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def _waits_for(self, number: int) -> bool:
        """Of a long list every page but the first comes from the other thread, one at a time."""
        if number == 0 or number in self._pages or not self.long:
            return False
        if self._under_way is None and self._tasks is not None:
            places = self._places
            self._under_way = self._tasks.run(
                self,
                lambda _progress: self._read(places, number),
                done=lambda page: self._arrive(places, number, page),
                failed=lambda error: self._fail(places, number, error),
            )
        return True

    def _arrive(self, places: Places, number: int, page: Page) -> None:
        """Show it, unless the list was read anew meanwhile; what is looked at by now is asked for by painting it."""
        self._under_way = None
        if places is self._places:
            self._keep(number, page)
        if self._places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, len(self._columns) - 1))

    def _fail(self, places: Places, number: int, error: BaseException) -> None:
        """The page stays empty until the list is read anew, so that it is not asked for over and over."""
        self._arrive(places, number, (array("q"), {}))
        errors.show(None, error)

    def _text(self, row: int, column: int) -> str:
        if self._row(row) is None:
            return "" if column else WAITING if self._waits_for(row // PAGE) else GONE
        return cell_text(self._value(row, column), self._columns[column].kind)

    def _spoken(self, row: int, column: int) -> str:
        return f"{self._columns[column].title}: {self._text(row, column) or 'onbekend'}"

    def _alignment(self, _row: int, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if self._columns[column].kind in NUMERIC else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _tone(self, row: int, column: int) -> Tone | None:
        tones = self._columns[column].tones
        return tones.get(self._value(row, column)) if tones else None
