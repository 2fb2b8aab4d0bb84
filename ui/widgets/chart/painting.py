"""Painting a sketch: lines in one go, nodes as pictures, and then the names for which there is room."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.tokens import Tokens
from ui.widgets.chart.camera import Camera
from ui.widgets.chart.glyphs import ICON_FROM, Look, glyph, radius_at
from ui.widgets.chart.labels import WIDEST, WIDEST_ON_PAPER, Labels
from ui.widgets.chart.sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.rules.network.chart_drawing import DrawnEdge, DrawnNode

SMOOTH_UP_TO = 3000  # lines; more of them are drawn without smooth edges, which takes a third of the time
NAMES, FEW_NAMES = 400, 60  # that are tried; few when nodes are only dots
SAID_UP_TO = 500  # lines in view; of more of them no line says what it is
SAID_FROM, SAID_FROM_ON_PAPER = 0.6, 0.4  # scale
ARROW = 8.0  # pixels
DASHES = (5.0, 4.0)
_ALONG = (0.5, 0.35, 0.65)  # where on a line it may say what it is
AROUND = 60.0  # pixels outside the view where a node may reach into it


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands out: what is chosen, where the keyboard is, and what an analysis points out (keys of edges too)."""

    chosen: frozenset[str] = frozenset()
    focus: str | None = None
    marked: frozenset[str] = frozenset()
    marked_edges: frozenset[str] = frozenset()

    @property
    def loud(self) -> frozenset[str]:
        """The nodes whose name is written whatever is there."""
        return self.chosen | self.marked | (frozenset({self.focus}) if self.focus else frozenset())


class NodePainter(Protocol):
    """Draws one node as shapes, for paper."""

    def __call__(self, painter: QPainter, look: Look, at: QPointF, radius: float, tokens: Tokens, /) -> None:
        """With its middle at a pixel."""


@dataclass(frozen=True, slots=True)
class Easel:
    """A painter with what is painted on it. `draw` draws nodes as shapes; without it they are pictures, once each."""

    painter: QPainter
    sketch: Sketch
    camera: Camera
    tokens: Tokens
    marks: Marks = field(default_factory=Marks)
    draw: NodePainter | None = None

    def paint(self, room: QRectF) -> None:
        """Paint what is seen in `room`, in pixels."""
        grown = room.adjusted(-AROUND, -AROUND, AROUND, AROUND)
        nodes = self.sketch.within(
            QRectF(QPointF(*self.camera.at(grown.topLeft())), QPointF(*self.camera.at(grown.bottomRight())))
        )
        radius = radius_at(self.camera.scale, len(nodes))
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(self.sketch.edges) <= SMOOTH_UP_TO)
        self._lines()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        said = _ending_in(self.sketch, nodes) if radius >= ICON_FROM else []
        said = said if len(said) <= SAID_UP_TO else []
        self._arrows(said, radius)
        self._nodes(nodes, round(radius * 2) / 2)  # so that zooming does not make a picture for each step
        labels = Labels(self.painter, self.tokens, widest=WIDEST if self.draw is None else WIDEST_ON_PAPER)
        self._names(labels, nodes, radius)
        if self.camera.scale >= (SAID_FROM if self.draw is None else SAID_FROM_ON_PAPER):
            self._sayings(labels, said)

    def _lines(self) -> None:
        self.painter.save()
        self.painter.setTransform(self.camera.transform(), combine=True)
        for suspected, lines in ((False, self.sketch.solid), (True, self.sketch.dashed)):
            if lines:
                self.painter.setPen(self._pen(suspected=suspected))
                self.painter.drawLines(lines)
        if self.marks.marked_edges:
            for edge in self.sketch.edges:
                if any(each.key in self.marks.marked_edges for each in edge.edges):
                    self.painter.setPen(self._pen(suspected=edge.suspected, marked=True))
                    self.painter.drawLines(self.sketch.lines([edge]))
        self.painter.restore()

    def _pen(self, *, suspected: bool, marked: bool = False) -> QPen:
        """On a screen a pixel is a pixel; the dots of a printer are so small that dashes of them would not be seen."""
        pen = edge_pen(self.tokens, suspected=suspected, marked=marked)
        if self.draw is not None:
            pen.setCosmetic(False)
            pen.setWidthF(pen.widthF() / self.camera.scale)
        return pen

    def _nodes(self, nodes: Sequence[DrawnNode], radius: float) -> None:
        ratio = self.painter.device().devicePixelRatioF()
        scale, x, y = self.camera.scale, self.camera.x, self.camera.y
        chosen, marked = self.marks.chosen, self.marks.marked
        for node in nodes:
            look = Look(node.kind, bool(node.members), node.key in chosen, node.key in marked)
            if self.draw is not None:
                self.draw(self.painter, look, self.camera.seen(node.x, node.y), radius, self.tokens)
                continue
            picture, reach = glyph(look, radius, self.tokens, ratio)
            self.painter.drawPixmap(QPointF(node.x * scale + x - reach, node.y * scale + y - reach), picture)
        focus = next((node for node in nodes if node.key == self.marks.focus), None)
        if focus is not None:
            at, reach = self.camera.seen(focus.x, focus.y), radius + 9
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.setPen(QPen(QColor(self.tokens.text), 1.5, Qt.PenStyle.DashLine))
            self.painter.drawRect(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach))

    def _names(self, labels: Labels, nodes: Sequence[DrawnNode], radius: float) -> None:
        """The chosen first, and then whoever has most lines."""
        icons = radius >= ICON_FROM
        degrees, loud = self.sketch.degrees, self.marks.loud
        ordered = sorted(nodes, key=lambda node: (node.key not in loud, -degrees.get(node.key, 0), node.key))
        for node in nodes[: 4 * NAMES] if icons else ():
            labels.keep_free(self.camera.seen(node.x, node.y), radius - 5)
        few = len(loud) <= FEW_NAMES
        for node in ordered[: NAMES if icons else FEW_NAMES]:
            at = self.camera.seen(node.x, node.y)
            labels.under(node.label, at, radius + 3, strong=few and node.key in loud)

    def _arrows(self, edges: Collection[DrawnEdge], radius: float) -> None:
        """At the end to which a line is read; at both when its facts are read both ways."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        for edge in edges:
            start, end = (self.camera.seen(*self.sketch.points[key]) for key in (edge.start, edge.end))
            length = math.hypot(end.x() - start.x(), end.y() - start.y())
            if length < 2 * radius + 2 * ARROW:
                continue
            self.painter.setBrush(edge_pen(self.tokens, suspected=edge.suspected).color())
            for at, since, read in ((end, start, edge.forward), (start, end, edge.backward)):
                if read:
                    self.painter.drawPolygon(_arrow(at, since, length, radius))

    def _sayings(self, labels: Labels, edges: Collection[DrawnEdge]) -> None:
        """What is suspected has the first right to say so."""
        for edge in sorted(edges, key=lambda edge: not edge.suspected):
            start, end = (self.camera.seen(*self.sketch.points[key]) for key in (edge.start, edge.end))
            for part in _ALONG:
                if labels.over(edge.label, start + (end - start) * part, suspected=edge.suspected):
                    break


def edge_pen(tokens: Tokens, *, suspected: bool, marked: bool = False) -> QPen:
    """How a line is drawn: suspected ones dashed, marked ones wide."""
    colour = tokens.accent if marked else tokens.warning_text if suspected else tokens.edge
    pen = QPen(QColor(colour), 3.0 if marked else 1.2)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if suspected:
        pen.setDashPattern(DASHES)
    return pen


def _ending_in(sketch: Sketch, nodes: Sequence[DrawnNode]) -> list[DrawnEdge]:
    """The lines that end at these nodes, each once; it stops when there are more than can be said."""
    found: dict[tuple[str, str], DrawnEdge] = {}
    for node in nodes:
        for edge in sketch.beside.get(node.key, ()):
            found[edge.start, edge.end] = edge
        if len(found) > SAID_UP_TO:
            break
    return list(found.values())


def _arrow(at: QPointF, since: QPointF, length: float, radius: float) -> QPolygonF:
    dx, dy = (at.x() - since.x()) / length, (at.y() - since.y()) / length
    tip = QPointF(at.x() - dx * (radius + 2), at.y() - dy * (radius + 2))
    back = QPointF(tip.x() - dx * ARROW, tip.y() - dy * ARROW)
    aside = QPointF(-dy * ARROW * 0.5, dx * ARROW * 0.5)
    return QPolygonF([tip, back + aside, back - aside])
