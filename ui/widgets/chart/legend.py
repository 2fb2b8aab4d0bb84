"""What the signs on a chart mean, for the kinds and lines that are on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rules.network.chart_drawing import SUSPECTED, Drawing
from app.rules.network.graph import NodeKind
from models.casework.choices import Certainty
from ui.theme import Theme
from ui.tokens import FAMILY, Space
from ui.widgets.chart.glyphs import Look, draw_glyph
from ui.widgets.chart.painting import edge_pen

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.tokens import Tokens

RADIUS = 8.0
SIGN = 30.0  # pixels for a sign
LINE = 22.0  # pixels from one to the next
PIXELS = 13
Sign = NodeKind | Certainty


def signs_of(drawing: Drawing) -> tuple[tuple[Sign, str], ...]:
    """The kinds and the two sorts of lines that are on a drawing, in a fixed order, with their words."""
    kinds = {node.kind for node in drawing.nodes}
    found: list[tuple[Sign, str]] = [(kind, kind.label) for kind in NodeKind if kind in kinds]
    suspected = {edge.suspected for edge in drawing.edges}
    if False in suspected:
        found.append((Certainty.ESTABLISHED, f"verband, {Certainty.ESTABLISHED.label}"))
    if True in suspected:
        found.append((Certainty.SUSPECTED, f"verband, {SUSPECTED}"))
    return tuple(found)


def legend_size(drawing: Drawing, width: float) -> tuple[float, float]:
    """Width and height in pixels of the legend where there is so much room across."""
    places = _places(drawing, width)
    return width, (max((at.y() for _, _, at in places), default=0.0) + LINE if places else 0.0)


def draw_legend(painter: QPainter, drawing: Drawing, room: QRectF, tokens: Tokens) -> None:
    """Draw it from the left, on as many lines as it takes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = _font()
    for sign, words, at in _places(drawing, room.width()):
        corner = room.topLeft() + at
        middle = QPointF(corner.x() + SIGN / 2 - 3, corner.y() + LINE / 2)
        if isinstance(sign, NodeKind):
            draw_glyph(painter, Look(sign), middle, RADIUS, tokens)
        else:
            pen = edge_pen(tokens, suspected=sign is Certainty.SUSPECTED)
            pen.setCosmetic(False)  # so that dashes are seen on paper too
            painter.setPen(pen)
            painter.drawLine(middle - QPointF(12, 0), middle + QPointF(12, 0))
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        text = QRectF(corner.x() + SIGN, corner.y(), room.width(), LINE)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), words)


class Legend(QWidget):
    """The legend under a chart."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing = Drawing()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        Theme.now().changed.connect(self.update)

    def show_drawing(self, drawing: Drawing) -> None:
        """Explain what is on this."""
        self._drawing = drawing
        self.setAccessibleName("Legenda: " + ", ".join(words for _, words in signs_of(drawing)))
        self.setVisible(bool(drawing.nodes))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """As many lines as it takes."""
        return round(legend_size(self._drawing, width)[1])

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as there is room."""
        width = max(self.width(), 300)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """The signs and their words."""
        painter = QPainter(self)
        draw_legend(painter, self._drawing, QRectF(self.rect()), Theme.now().tokens)
        painter.end()


def _places(drawing: Drawing, width: float) -> list[tuple[Sign, str, QPointF]]:
    metrics = QFontMetricsF(_font())
    placed, x, y = [], 0.0, 0.0
    for sign, words in signs_of(drawing):
        needed = SIGN + metrics.horizontalAdvance(words) + Space.LARGE
        if x and x + needed > width:
            x, y = 0.0, y + LINE
        placed.append((sign, words, QPointF(x, y)))
        x += needed
    return placed


def _font() -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(PIXELS)
    return font
