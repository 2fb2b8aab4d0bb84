"""The chart that is worked on: its acts with their way back, what is known of what is on it, and what was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.rules.network import chart_acts as acts
from app.rules.network.chart import Chart, Course
from app.rules.network.chart_content import Content
from app.rules.network.chart_drawing import Drawing, drawing_of
from app.rules.network.graph import Network
from app.rules.network.layout import Layout, lay_out, outline_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.rules.network.chart import Act, Point
    from app.services.drafts import Input
    from app.services.network.charts.saving import Opened, Saved


class ChartDesk(QObject):
    """One chart at a time. `changed` says that something else is drawn; `saved_changed` that it is called otherwise.

    `network` holds what may be seen of all that was ever on it, so that an act can be undone.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.course = Course()
        self.network = Network()
        self.drawing = Drawing()
        self.starts: tuple[str, ...] = ()
        self.saved_id: int | None = None
        self.number: int | None = None
        self.name = ""
        self._stored = Chart()

    @property
    def chart(self) -> Chart:
        """The chart as it is now."""
        return self.course.chart

    @property
    def dirty(self) -> bool:
        """Whether there is something on it that is in no version."""
        return self.chart != self._stored and bool(self.chart.placed or self._stored.placed)

    @property
    def content(self) -> Content:
        """What a version of it would hold."""
        return Content(self.chart, frozenset(each.key for line in self.drawing.edges for each in line.edges))

    def begin(self, network: Network, starts: Sequence[str] = ()) -> None:
        """A new chart with all of this on it."""
        self._clear()
        self.network, self.starts = network, tuple(starts)
        chart = Chart()
        placed = acts.add(chart, dict.fromkeys(network.nodes, (0.0, 0.0))).done_on(chart)
        points = lay_out(outline_of(drawing_of(network, placed), starts=self.starts), Layout.FORCES)
        self.course = Course(acts.add(chart, points).done_on(chart))
        self._draw()

    def clear(self) -> None:
        """Nothing on it."""
        self._clear()
        self._draw()

    def open(self, opened: Opened) -> None:
        """A saved version."""
        self._clear()
        self.network = opened.network
        self.course = Course(opened.chart)
        self._stored = opened.chart
        self.saved_id, self.number, self.name = opened.row.id, opened.number, opened.row.name
        self._draw()

    def kept(self, saved: Saved, name: str, content: Content) -> None:
        """It was saved as this version."""
        self.saved_id, self.number, self.name = saved.id, saved.number, name
        self._stored = content.chart
        self.changed.emit()

    def put_back(self, content: Content, network: Network, typed: Input) -> None:
        """A chart that was not saved, as it was."""
        self._clear()
        self.network, self.course = network, Course(content.chart)
        self.saved_id, self.number, self.name = typed.record, typed.version or None, typed.title
        self._draw()

    def learn(self, network: Network) -> None:
        """What may be seen now of everything that is or was on it."""
        self.network = network
        self._draw()

    def bring(self, found: Network, network: Network) -> int:
        """Put nodes on it beside what they are connected with; `network` is all that is known. How many are new."""
        new = [key for key in found.nodes if key not in self.chart.placed]
        hidden = [key for key in found.nodes if key in self.chart.placed and self.chart.placed[key].hidden]
        self.network = _joined(self.network, network)
        trial = acts.add(self.chart, dict.fromkeys([*new, *hidden], (0.0, 0.0))).done_on(self.chart)
        drawing = drawing_of(self.network, trial)
        fresh = set(new)
        fixed = [node.key for node in drawing.nodes if node.key not in fresh]
        points = lay_out(outline_of(drawing, fixed, self.starts), Layout.FORCES)
        where: dict[str, Point] = {key: points.get(key, (0.0, 0.0)) for key in new}
        where |= {key: self.chart.placed[key].point for key in hidden}
        self.do(acts.add(self.chart, where))
        return len(new)

    def lay_out(self, how: Layout, chosen: Collection[str] = ()) -> None:
        """Lay out everything, or what is chosen while the rest stays."""
        fixed = [node.key for node in self.drawing.nodes if chosen and node.key not in chosen]
        points = lay_out(outline_of(self.drawing, fixed, self.starts), how)
        self.do(acts.move(self.chart, points, f"indeling: {how.label.lower()}"))

    def do(self, act: Act) -> None:
        """Do an act; one that changes nothing is none."""
        self._go(self.course.do(act))

    def undo(self) -> None:
        """Take the last act back."""
        self._go(self.course.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        self._go(self.course.redo())

    def _go(self, course: Course) -> None:
        if course is not self.course:
            self.course = course
            self._draw()

    def _clear(self) -> None:
        self.course, self.network, self.starts = Course(), Network(), ()
        self.saved_id, self.number, self.name, self._stored = None, None, "", Chart()

    def _draw(self) -> None:
        self.drawing = drawing_of(self.network, self.chart)
        self.changed.emit()


def _joined(one: Network, other: Network) -> Network:
    edges = {edge.key: edge for edge in (*one.edges, *other.edges)}
    return Network({**one.nodes, **other.nodes}, tuple(edges.values()))
