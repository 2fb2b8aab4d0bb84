"""Rows of texts for a table: sorted and sifted in memory, for a chart is never more than what one can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LineModel(QAbstractTableModel):
    """Lines of (key, cells); a cell that is a number sorts as one."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._all: tuple[tuple[str, tuple[str | int, ...]], ...] = ()
        self._lines: list[tuple[str, tuple[str | int, ...]]] = []
        self._words: tuple[str, ...] = ()
        self._order: tuple[int, bool] | None = None

    def show_lines(self, lines: Sequence[tuple[str, tuple[str | int, ...]]]) -> None:
        """Show these."""
        self._all = tuple(lines)
        self._again()

    def sift(self, words: str) -> None:
        """Show only lines that have each of these words."""
        self._words = tuple(words.casefold().split())
        self._again()

    def key_at(self, row: int) -> str:
        """The key of a line."""
        return self._lines[row][0]

    def rows_of(self, keys: frozenset[str]) -> list[int]:
        """Where lines with these keys stand."""
        return [at for at, (key, _) in enumerate(self._lines) if key in keys]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a cell shows, and what a screen reader says."""
        if not index.isValid():
            return None
        cell = str(self._lines[index.row()][1][index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[index.column()]}: {cell or 'geen'}"
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """The titles, to the left as in every table."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; by none as they came."""
        self._order = None if column < 0 else (column, order is Qt.SortOrder.DescendingOrder)
        self._again()

    def _again(self) -> None:
        self.beginResetModel()
        self._lines = [line for line in self._all if self._has_words(line[1])]
        if self._order is not None:
            column, backwards = self._order
            self._lines.sort(key=lambda line: _sortable(line[1][column]), reverse=backwards)
        self.endResetModel()

    def _has_words(self, cells: tuple[str | int, ...]) -> bool:
        if not self._words:
            return True
        text = " ".join(str(cell) for cell in cells).casefold()
        return all(word in text for word in self._words)


def _sortable(cell: str | int) -> tuple[int, str]:
    return (cell, "") if isinstance(cell, int) else (0, cell.casefold())
