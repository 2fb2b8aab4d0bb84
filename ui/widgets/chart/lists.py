"""The content of a chart as two lists, for who does not see the drawing or searches in it; choosing goes both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QStackedWidget, QTableView, QWidget

from app.formats import format_short_date
from ui.tokens import Space
from ui.widgets.chart.list_model import LineModel
from ui.widgets.parts import column, label
from ui.widgets.tables.table_view import ROW_HEIGHT, PillDelegate
from ui.widgets.wrapping_tabs import WrappingTabs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from app.rules.network.chart_drawing import Drawing
    from app.rules.network.graph import Edge

NODE_TITLES, NODE_WIDTHS = ("Naam", "Soort", "Lijnen"), (0, 11, 8)
EDGE_TITLES = ("Van", "Verband", "Naar", "Zekerheid", "Bron", "Periode")
EDGE_WIDTHS = (22, 18, 22, 11, 24, 22)


class LineTable(QTableView):
    """A list of nodes or facts. `chosen` says that the user chose rows; `opened` carries the key of one."""

    chosen = Signal()
    opened = Signal(str)

    def __init__(self, name: str, titles: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__()
        self.lines = LineModel(titles, self)
        self._quiet = False
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.setItemDelegate(PillDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        character = QFontMetrics(self.font()).averageCharWidth()
        for at, width in enumerate(widths):
            header.setSectionResizeMode(
                at, QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            )
            if width:
                self.setColumnWidth(at, width * character + Space.LARGE)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self._on_selection())
        self.doubleClicked.connect(lambda index: self.opened.emit(self.lines.key_at(index.row())))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the rows that are chosen."""
        return frozenset(self.lines.key_at(index.row()) for index in self.selectionModel().selectedRows())

    def show_lines(self, lines: Sequence[tuple[str, tuple[str | int, ...]]]) -> None:
        """Show these; nobody is told that the choice is gone."""
        self._quiet = True
        self.lines.show_lines(lines)
        self._quiet = False

    def sift(self, words: str) -> None:
        """Show only what has these words."""
        self._quiet = True
        self.lines.sift(words)
        self._quiet = False

    def mark(self, keys: frozenset[str]) -> None:
        """Choose rows without telling."""
        if keys == self.keys:
            return
        self._quiet = True
        rows = self.lines.rows_of(keys)
        wanted = QItemSelection()
        for row in rows:
            wanted.select(self.lines.index(row, 0), self.lines.index(row, self.lines.columnCount() - 1))
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows and not self.hasFocus():
            self.scrollTo(self.lines.index(rows[0], 0))
        self._quiet = False

    def _on_selection(self) -> None:
        if not self._quiet:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.lines.key_at(self.currentIndex().row()))
            return
        super().keyPressEvent(event)


class ChartLists(QWidget):
    """Both lists with one search line. `chosen` carries the keys of nodes that the user chose in either."""

    chosen = Signal(frozenset)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Zoek op dit schema")
        self.search.setAccessibleName("Zoek op dit schema")
        self.search.setClearButtonEnabled(True)
        self.nodes = LineTable("Knopen op dit schema", NODE_TITLES, NODE_WIDTHS)
        self.edges = LineTable("Verbanden op dit schema", EDGE_TITLES, EDGE_WIDTHS)
        self.count = label("", "caption")
        self.tabs = WrappingTabs("Lijsten")
        self.stack = QStackedWidget()
        for title, table in (("Knopen", self.nodes), ("Verbanden", self.edges)):
            self.tabs.add(title)
            self.stack.addWidget(table)
        self.tabs.chosen.connect(self.stack.setCurrentIndex)
        self._ends: dict[str, frozenset[str]] = {}
        layout = column(self, Space.SMALL)
        layout.addWidget(self.search)
        layout.addWidget(self.tabs)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.count)
        self.search.textChanged.connect(self._on_search)
        self.nodes.chosen.connect(lambda: self.chosen.emit(self.nodes.keys))
        self.nodes.opened.connect(self.opened)
        self.edges.chosen.connect(self._on_edges)

    def show_drawing(self, drawing: Drawing) -> None:
        """List what is drawn."""
        names = drawing.by_key
        self.nodes.show_lines(
            [
                (node.key, (node.label, "groep" if node.members else node.kind.label, len(drawing.beside[node.key])))
                for node in sorted(drawing.nodes, key=lambda node: (node.kind, node.label.casefold()))
            ]
        )
        alike: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
        self._ends = {}
        for line in drawing.edges:
            for edge in line.edges:
                start, end = (line.end, line.start) if edge.key in line.turned else (line.start, line.end)
                cells = _fact(edge, names[start].label, names[end].label)
                alike.setdefault((start, end, cells), []).append(edge.key)
                self._ends[edge.key] = frozenset({line.start, line.end})
        lines = [(keys[0], _times(cells, len(keys))) for (_, _, cells), keys in alike.items()]
        self.edges.show_lines(sorted(lines, key=lambda pair: tuple(str(cell).casefold() for cell in pair[1])))
        self.count.setText(told(len(drawing.nodes), len(self._ends)))

    def mark(self, keys: frozenset[str]) -> None:
        """Show what is chosen in the drawing."""
        self.nodes.mark(keys)

    def _on_search(self, words: str) -> None:
        self.nodes.sift(words)
        self.edges.sift(words)

    def _on_edges(self) -> None:
        self.chosen.emit(frozenset().union(*(self._ends[key] for key in self.edges.keys)))


def told(nodes: int, facts: int) -> str:
    """How much is drawn, in words."""
    first = "1 knoop" if nodes == 1 else f"{nodes} knopen"
    return f"{first}, 1 verband" if facts == 1 else f"{first}, {facts} verbanden"


def _times(cells: tuple[str, ...], count: int) -> tuple[str, ...]:
    """What the members of a folded group have alike is one line."""
    start, said, *rest = cells
    return (start, f"{said} ({count} keer)", *rest) if count > 1 else cells


def _fact(edge: Edge, start: str, end: str) -> tuple[str, ...]:
    return (start, edge.label, end, edge.certainty.label, edge.origin or "", _period(edge))


def _period(edge: Edge) -> str:
    since = format_short_date(edge.valid_from) if edge.valid_from else ""
    until = format_short_date(edge.valid_to) if edge.valid_to else ""
    if since and until:
        return f"{since} t/m {until}"
    return f"vanaf {since}" if since else f"t/m {until}" if until else ""
