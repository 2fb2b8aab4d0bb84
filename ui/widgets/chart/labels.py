"""Names beside nodes and lines: as many as there is room for, the most telling first, none over another."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from ui.tokens import FAMILY

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.tokens import Tokens

PIXELS, EDGE_PIXELS = 13, 11  # of the letters; not points, for on paper a pixel is something else
WIDEST = 150.0  # pixels of a name; longer ones end in an ellipsis, and are whole in the list and the tip
WIDEST_ON_PAPER = 240.0
COLUMN, LINE = 8.0, 7.0  # pixels of the raster that says what is taken
BETWEEN = 2.0  # pixels around a text


class Labels:
    """Writes texts where there is room."""

    def __init__(self, painter: QPainter, tokens: Tokens, *, widest: float = WIDEST) -> None:
        self._painter, self._tokens, self._widest = painter, tokens, widest
        self._taken: set[tuple[int, int]] = set()

    def keep_free(self, at: QPointF, radius: float) -> None:
        """Let no text go over a node."""
        self._taken.update(_cells(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)))

    def under(self, text: str, at: QPointF, below: float, *, strong: bool = False) -> None:
        """A name so far under a point, or else above it; one that is chosen is written whatever is there."""
        shown, width, height = _measured(text, PIXELS, strong, self._widest)
        room = QRectF(at.x() - width / 2, at.y() + below, width, height)
        above = room.translated(0, -2 * below - height)
        colour, font = QColor(self._tokens.text), _font(PIXELS, strong)
        if not self._write(shown, room, colour, font) and not self._write(shown, above, colour, font) and strong:
            self._write(shown, room, colour, font, always=True)

    def over(self, text: str, at: QPointF, *, suspected: bool) -> bool:
        """What a line says, over a point of it, in slanting letters when suspected; whether there was room."""
        shown, width, height = _measured(text, EDGE_PIXELS, False, self._widest)
        room = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
        font = _font(EDGE_PIXELS, False, slanting=suspected)
        return self._write(shown, room, QColor(self._tokens.muted), font)

    def _write(self, text: str, room: QRectF, colour: QColor, font: QFont, *, always: bool = False) -> bool:
        """Whether there was room."""
        cells = _cells(room)
        if not always and not self._taken.isdisjoint(cells):
            return False
        self._taken.update(cells)
        ground = QColor(self._tokens.surface)
        ground.setAlpha(215)
        self._painter.fillRect(room.adjusted(-BETWEEN, 1, BETWEEN, -1), ground)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        self._painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), text)
        return True


def _cells(room: QRectF) -> list[tuple[int, int]]:
    left, right = int(room.left() // COLUMN), int(room.right() // COLUMN)
    top, bottom = int(room.top() // LINE), int(room.bottom() // LINE)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


@lru_cache(maxsize=8)
def _font(pixels: int, strong: bool, *, slanting: bool = False) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setItalic(slanting)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


@lru_cache(maxsize=8192)
def _measured(text: str, pixels: int, strong: bool, widest: float) -> tuple[str, float, float]:
    """The text as it fits, its width and height in pixels."""
    metrics = QFontMetricsF(_font(pixels, strong))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, widest)
    return shown, metrics.horizontalAdvance(shown) + 1, metrics.height()
