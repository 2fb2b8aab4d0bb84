"""From which place and how near one looks at a chart: between the units of the chart and the pixels of a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QSize

    from app.rules.network.chart_drawing import DrawnNode

NEAREST, FARTHEST = 4.0, 0.01  # pixels for a unit
STEP = 1.25  # of one turn of the wheel or one key
EDGE = 90.0  # units around what is fitted, for names and icons
COMFORT = 1.25  # not nearer than this when fitting: one node should not fill the window


@dataclass(frozen=True, slots=True)
class Camera:
    """`scale` is pixels for a unit; the origin of the chart is seen at the pixel (x, y)."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def seen(self, x: float, y: float) -> QPointF:
        """The pixel of a point of the chart."""
        return QPointF(x * self.scale + self.x, y * self.scale + self.y)

    def at(self, pixel: QPointF) -> tuple[float, float]:
        """The point of the chart at a pixel."""
        return (pixel.x() - self.x) / self.scale, (pixel.y() - self.y) / self.scale

    def transform(self) -> QTransform:
        """The same for a painter."""
        return QTransform(self.scale, 0.0, 0.0, self.scale, self.x, self.y)

    def moved(self, dx: float, dy: float) -> Camera:
        """The chart shifted by so many pixels."""
        return Camera(self.scale, self.x + dx, self.y + dy)

    def zoomed(self, steps: float, around: QPointF) -> Camera:
        """Nearer by so many steps, farther when negative; the point at `around` stays there."""
        scale = min(max(self.scale * STEP**steps, FARTHEST), NEAREST)
        x, y = self.at(around)
        return Camera(scale, around.x() - x * scale, around.y() - y * scale)

    def view(self, size: QSize) -> QRectF:
        """What is seen of the chart in a widget of this size."""
        left, top = self.at(QPointF(0, 0))
        return QRectF(left, top, size.width() / self.scale, size.height() / self.scale)


def fitting(nodes: Iterable[DrawnNode], size: QSize) -> Camera:
    """A camera that has all of these in view; the origin in the middle when there are none."""
    points = [(node.x, node.y) for node in nodes] or [(0.0, 0.0)]
    left, right = min(x for x, _ in points) - EDGE, max(x for x, _ in points) + EDGE
    top, bottom = min(y for _, y in points) - EDGE, max(y for _, y in points) + EDGE
    scale = min(size.width() / (right - left), size.height() / (bottom - top), COMFORT)
    scale = max(scale, FARTHEST)
    return Camera(
        scale,
        size.width() / 2 - (left + right) / 2 * scale,
        size.height() / 2 - (top + bottom) / 2 * scale,
    )
