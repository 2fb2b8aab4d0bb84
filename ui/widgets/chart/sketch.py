"""A drawing made ready for painting and pointing: lines by how they are drawn, and who lies where."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt

from app.rules.network.chart import Point
from app.rules.network.chart_drawing import DrawnEdge, DrawnNode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from PySide6.QtGui import QPolygonF

    from app.rules.network.chart_drawing import Drawing

CELL = 160.0  # units of the grid that finds what lies at a point


@dataclass(frozen=True)
class Sketch:
    """Nodes, lines, and where the ends of the lines lie, which may be at nodes that are not painted here."""

    nodes: tuple[DrawnNode, ...] = ()
    edges: tuple[DrawnEdge, ...] = ()
    points: Mapping[str, Point] = field(default_factory=dict)

    @cached_property
    def solid(self) -> list[QLineF]:
        """Lines of which something was established."""
        return self.lines(edge for edge in self.edges if not edge.suspected)

    @cached_property
    def dashed(self) -> list[QLineF]:
        """Lines that are suspected only."""
        return self.lines(edge for edge in self.edges if edge.suspected)

    @cached_property
    def degrees(self) -> Mapping[str, int]:
        """How many lines end at a node."""
        found: dict[str, int] = {}
        for edge in self.edges:
            found[edge.start] = found.get(edge.start, 0) + 1
            found[edge.end] = found.get(edge.end, 0) + 1
        return found

    @cached_property
    def beside(self) -> Mapping[str, list[DrawnEdge]]:
        """The lines of each node."""
        found: dict[str, list[DrawnEdge]] = {}
        for edge in self.edges:
            found.setdefault(edge.start, []).append(edge)
            found.setdefault(edge.end, []).append(edge)
        return found

    @cached_property
    def cells(self) -> Mapping[tuple[int, int], list[DrawnNode]]:
        """The nodes by where they lie."""
        found: dict[tuple[int, int], list[DrawnNode]] = {}
        for node in self.nodes:
            found.setdefault((math.floor(node.x / CELL), math.floor(node.y / CELL)), []).append(node)
        return found

    def lines(self, edges: Iterable[DrawnEdge]) -> list[QLineF]:
        """Lines from middle to middle, in units of the chart."""
        made = []
        for edge in edges:
            a, b = self.points[edge.start], self.points[edge.end]
            made.append(QLineF(a[0], a[1], b[0], b[1]))
        return made

    def within(self, view: QRectF) -> list[DrawnNode]:
        """The nodes in a part of the chart."""
        left, right = math.floor(view.left() / CELL), math.floor(view.right() / CELL)
        top, bottom = math.floor(view.top() / CELL), math.floor(view.bottom() / CELL)
        if (right - left + 1) * (bottom - top + 1) >= len(self.cells):
            inside = [node for key, nodes in self.cells.items() if left <= key[0] <= right for node in nodes]
        else:
            keys = ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
            inside = [node for key in keys for node in self.cells.get(key, ())]
        return [
            node for node in inside if view.left() <= node.x <= view.right() and view.top() <= node.y <= view.bottom()
        ]

    def node_at(self, point: Point, reach: float) -> DrawnNode | None:
        """The node nearest to a point, at most `reach` units away."""
        x, y = point
        near = self.within(QRectF(x - reach, y - reach, 2 * reach, 2 * reach))
        best = min(near, key=lambda node: (node.x - x) ** 2 + (node.y - y) ** 2, default=None)
        return best if best is not None and math.hypot(best.x - x, best.y - y) <= reach else None

    def edge_at(self, point: Point, reach: float) -> DrawnEdge | None:
        """The line nearest to a point, at most `reach` units away."""
        far, best = min(
            ((_distance(point, self.points[edge.start], self.points[edge.end]), edge) for edge in self.edges),
            key=lambda pair: pair[0],
            default=(math.inf, None),
        )
        return best if far <= reach else None

    def caught(self, loop: QPolygonF) -> frozenset[str]:
        """The nodes inside a loop that is drawn in units of the chart."""
        return frozenset(
            node.key
            for node in self.within(loop.boundingRect())
            if loop.containsPoint(QPointF(node.x, node.y), Qt.FillRule.OddEvenFill)
        )


def sketch_of(drawing: Drawing) -> Sketch:
    """All of a drawing."""
    return Sketch(drawing.nodes, drawing.edges, {node.key: (node.x, node.y) for node in drawing.nodes})


@dataclass(frozen=True)
class Parted:
    """A sketch of which some nodes move: what stays, what moves as a whole, and the lines between the two."""

    stays: Sketch = field(default_factory=Sketch)
    moves: Sketch = field(default_factory=Sketch)
    between: Sketch = field(default_factory=Sketch)

    def pulled(self, dx: float, dy: float) -> Sketch:
        """The lines between, with the ends that move so far from where they were."""
        moving = {node.key for node in self.moves.nodes}
        ends = {key for edge in self.between.edges for key in (edge.start, edge.end)}
        points = {key: self.between.points[key] for key in ends}
        points |= {key: (points[key][0] + dx, points[key][1] + dy) for key in ends & moving}
        return Sketch((), self.between.edges, points)


def parted(sketch: Sketch, keys: Collection[str]) -> Parted:
    """These nodes move."""
    ends = [(edge, (edge.start in keys) + (edge.end in keys)) for edge in sketch.edges]
    stays, between, moves = (tuple(edge for edge, count in ends if count == many) for many in range(3))
    return Parted(
        Sketch(tuple(node for node in sketch.nodes if node.key not in keys), stays, sketch.points),
        Sketch(tuple(node for node in sketch.nodes if node.key in keys), moves, sketch.points),
        Sketch((), between, sketch.points),
    )


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the nearest point between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    part = 0.0 if length == 0 else ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    part = min(max(part, 0.0), 1.0)
    return math.hypot(point[0] - start[0] - part * dx, point[1] - start[1] - part * dy)
