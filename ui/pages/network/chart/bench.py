"""How a chart lies on its page: tools, drawing with its legend, and the panels beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ui.pages.network.chart.expand import ExpandPanel
from ui.pages.network.chart.filter import FilterPanel
from ui.pages.network.chart.tools import ChartTools
from ui.tokens import Space
from ui.widgets.chart.canvas import ChartCanvas
from ui.widgets.chart.legend import Legend
from ui.widgets.chart.lists import ChartLists
from ui.widgets.dialogs.job import Job
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import EmptyState, button, card, column, label, row
from ui.widgets.wrapping_tabs import WrappingTabs

if TYPE_CHECKING:
    from ui.pages.network.chart.panel import AnalysisPanel
    from ui.tasks import Tasks

SIDE = 380  # pixels of the panels
PANELS = ("Lijst", "Uitbreiden", "Filter", "Analyse")
LIST, EXPAND, FILTER, ANALYSIS = range(4)


class ChartBench(QWidget):
    """The widgets of the page, without what they do."""

    def __init__(self, tasks: Tasks, analysis: AnalysisPanel, *, may_edit: bool) -> None:
        super().__init__()
        self.message = MessageBar()
        self.job = Job(tasks)
        self.stop = button("Afbreken", "x", act=self.job.stop)
        self.tools = ChartTools(may_edit=may_edit)
        self.title = label("", "label")
        self.canvas = ChartCanvas()
        self.legend = Legend()
        self.spoken = label("", "caption")
        self.lists = ChartLists()
        self.expand = ExpandPanel()
        self.filter = FilterPanel()
        self.analysis = analysis
        self.tabs = WrappingTabs("Panelen")
        self.panels = QStackedWidget()
        for title, panel in zip(PANELS, (self.lists, self.expand, self.filter, analysis), strict=True):
            self.tabs.add(title)
            self.panels.addWidget(panel)
        self.tabs.chosen.connect(self.panels.setCurrentIndex)
        self.begin_button = button("Beginnen…", "plus", "primary")
        self.front = QStackedWidget()
        self._lay_out()

    def open_panel(self, at: int) -> None:
        """Bring a panel in front."""
        self.tabs.show_front(at)
        self.panels.setCurrentIndex(at)

    def _lay_out(self) -> None:
        layout = column(self, Space.SMALL)
        layout.addWidget(self.tools)
        layout.addWidget(self.message)
        under_way = row(space=Space.SMALL)
        under_way.addWidget(self.job, 1)
        under_way.addWidget(self.stop)
        layout.addLayout(under_way)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.SMALL)
        split.addWidget(self._drawing())
        split.addWidget(self._side())
        split.setStretchFactor(0, 1)
        split.setSizes([900, SIDE])
        self.front.addWidget(split)
        self.front.addWidget(
            EmptyState(
                "network",
                "Nog geen schema",
                "Begin bij een signaal, casus, entiteit of overleg en breid stap voor stap uit, of open een bewaard "
                "schema.",
                self.begin_button,
            )
        )
        layout.addWidget(self.front, 1)

    def _drawing(self) -> QWidget:
        frame = card()
        inside = column(frame, Space.TIGHT)
        inside.setContentsMargins(1, Space.TIGHT, 1, Space.TIGHT)
        head = row(space=Space.SMALL)
        head.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, 0)
        head.addWidget(self.title, 1)
        inside.addLayout(head)
        inside.addWidget(self.canvas, 1)
        foot = column(space=Space.TIGHT)
        foot.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, 0)
        foot.addWidget(self.spoken)
        foot.addWidget(self.legend)
        inside.addLayout(foot)
        return frame

    def _side(self) -> QWidget:
        frame = card()
        frame.setMinimumWidth(260)
        inside = column(frame, Space.SMALL, Space.MEDIUM)
        inside.addWidget(self.tabs)
        inside.addWidget(self.panels, 1)
        return frame
