"""The network around the record that is open, as a tab of its file; the whole page of charts is one button away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import AppError, Cancelled
from app.formats import format_integer
from app.rules.network.chart import Chart, Placed
from app.rules.network.chart_drawing import Drawing, drawing_of
from app.rules.network.layout import Layout, lay_out, outline_of
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.network.around.steps import Around, around
from ui import errors
from ui.pages.network.chart.places import chart_from, place_of
from ui.tokens import Space
from ui.widgets.chart.canvas import ChartCanvas
from ui.widgets.chart.legend import Legend
from ui.widgets.chart.lists import told
from ui.widgets.parts import EmptyState, button, card, column, label, row
from ui.widgets.record.description import Sheet

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

MOST = 150  # nodes in a tab; the page takes more
ALONE = "Hiermee is nog niets verbonden."


class ChartSheet(QWidget):
    """What is one step away from a record of this kind: "signal", "case", "entity" or "inspection"."""

    def __init__(self, kind: str, context: PageContext) -> None:
        super().__init__()
        self._kind, self._context = kind, context
        self._record = 0
        # the page of charts draws what lies in the first compartment of casework, not in one that was set apart
        self._apart = context.vault.compartment(CASEWORK).name != CASEWORK
        self.canvas = ChartCanvas("Verbanden rond dit dossier")
        self.legend = Legend()
        self.state = label("", "caption")
        self.empty = EmptyState("network", "Geen verbanden", ALONE)
        self.whole = button("Op een schema verder werken", "network", act=self.open_page)
        self.whole.setVisible(not self._apart)
        self.canvas.opened.connect(self._open)
        self._lay_out()

    def show_record(self, key: int) -> None:
        """Read it on the worker thread; an answer for another record is dropped."""
        self._record = key
        self.state.setText("Verbanden lezen…")
        vault, start = self._context.vault, f"{self._kind}:{key}"

        def show(found: Around) -> None:
            if key == self._record:
                self._show(found)

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                errors.show(self, error)
            elif not isinstance(error, Cancelled):
                self.state.setText(str(error))

        self._context.tasks.run(self, lambda _progress: around(vault, [start], most=MOST), done=show, failed=failed)

    def open_page(self) -> None:
        """Go on where there are tools."""
        self._context.go(chart_from(self._kind, self._record))

    def _show(self, found: Around) -> None:
        drawing = drawn(found)
        self.canvas.show_drawing(drawing)
        self.canvas.fit()
        self.legend.show_drawing(drawing)
        facts = sum(len(line.edges) for line in drawing.edges)
        more = f"; nog {format_integer(found.left_out)} staan er niet op" if found.left_out else ""
        self.state.setText(f"Eén stap rond dit dossier: {told(len(drawing.nodes), facts)}{more}.")
        self.front.setCurrentIndex(0 if len(drawing.nodes) > 1 else 1)

    def _open(self, key: str) -> None:
        place = place_of(key)
        if place is not None and not self._apart:
            self._context.go(place)

    def _lay_out(self) -> None:
        layout = column(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.MEDIUM)
        tools = row()
        tools.addWidget(self.whole)
        tools.addStretch()
        tools.addWidget(self.state)
        layout.addLayout(tools)
        self.front = QStackedWidget()
        frame = card()
        inside = column(frame, Space.TIGHT, 1)
        inside.addWidget(self.canvas, 1)
        foot = column(space=0)
        foot.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, 0)
        foot.addWidget(self.legend)
        inside.addLayout(foot)
        self.front.addWidget(frame)
        self.front.addWidget(self.empty)
        layout.addWidget(self.front, 1)


def drawn(found: Around) -> Drawing:
    """Everything that was found, laid out."""
    chart = Chart({key: Placed(0.0, 0.0) for key in found.network.nodes})
    points = lay_out(outline_of(drawing_of(found.network, chart)), Layout.FORCES)
    return drawing_of(found.network, Chart({key: Placed(*point) for key, point in points.items()}))


def chart_sheet(kind: str) -> Sheet:
    """The tab for a record of this kind."""
    return Sheet("chart", "Schema", lambda context: ChartSheet(kind, context), _may_read)


def _may_read(vault: UnlockedVault) -> bool:
    return allowed(vault, Act.READ_SIGNALS, CASEWORK)
