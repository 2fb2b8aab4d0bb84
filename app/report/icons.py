"""Four line drawings for the blocks of the performance overview; ornament, so nothing is lost without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.choices import OverviewBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

SIZE = 20.0


def draw(canvas: Canvas, block_title: str, x: float, y: float, color: Color) -> bool:
    """Draw the icon of a block with its lower left corner at (x, y); False when the block has none."""
    painter = _PAINTERS.get(block_title)
    if painter is None:
        return False
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setStrokeColor(color)
    canvas.setLineWidth(1.5)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    painter(canvas)
    canvas.restoreState()
    return True


def _folders(canvas: Canvas) -> None:
    _line(canvas, ((2, 3), (18, 3), (18, 15), (10, 15), (8, 17.5), (2, 17.5), (2, 3)))
    _line(canvas, ((2, 12), (18, 12)))


def _columns(canvas: Canvas) -> None:
    _line(canvas, ((2, 13), (10, 18), (18, 13), (2, 13)))
    for x in (5.0, 10.0, 15.0):
        _line(canvas, ((x, 10.5), (x, 5.5)))
    _line(canvas, ((2, 2.5), (18, 2.5)))


def _network(canvas: Canvas) -> None:
    for x, y in ((4.0, 4.0), (16.0, 5.5), (10.0, 15.5)):
        canvas.circle(x, y, 2.3, stroke=1, fill=0)
    _line(canvas, ((6.4, 4.3), (13.6, 5.2)))
    _line(canvas, ((5.0, 6.2), (8.9, 13.4)))
    _line(canvas, ((14.9, 7.6), (11.3, 13.5)))


def _shield(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(10, 18.5)
    path.lineTo(17, 16)
    path.lineTo(17, 10)
    path.curveTo(17, 6, 14, 3, 10, 1.5)
    path.curveTo(6, 3, 3, 6, 3, 10)
    path.lineTo(3, 16)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)
    _line(canvas, ((6.8, 10), (9.2, 7.4), (13.4, 12.6)))


def _line(canvas: Canvas, points: Sequence[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


_PAINTERS: dict[str, Callable[[Canvas], None]] = {
    OverviewBlock.CASES.label: _folders,
    OverviewBlock.FOUNDATION.label: _columns,
    OverviewBlock.INFORMATION.label: _network,
    OverviewBlock.RESILIENCE.label: _shield,
}
