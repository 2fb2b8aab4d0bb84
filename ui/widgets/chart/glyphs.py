"""How a node looks: an icon and a shape for each kind, in a colour that never says it alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource
from app.rules.network.graph import NodeKind
from ui.tokens import Tone

if TYPE_CHECKING:
    from ui.tokens import Tokens

ICONS = {
    NodeKind.PERSON: "user-round",
    NodeKind.ORGANISATION: "building-2",
    NodeKind.ADDRESS: "map-pin",
    NodeKind.VEHICLE: "car",
    NodeKind.CONTACT: "phone",
    NodeKind.ACCOUNT: "credit-card",
    NodeKind.EVENT: "calendar",
    NodeKind.DOCUMENT: "file-text",
    NodeKind.SIGNAL: "inbox",
    NodeKind.CASE: "briefcase",
    NodeKind.INSPECTION: "shield-check",
    NodeKind.PROPERTY: "house",
}
TONES = {
    NodeKind.PERSON: Tone.ACCENT,
    NodeKind.ORGANISATION: Tone.SUCCESS,
    NodeKind.ADDRESS: Tone.WARNING,
}
RADIUS = 20.0  # pixels of a node at a scale of one
SMALLEST, LARGEST = 2.5, 30.0  # pixels
ICON_FROM = 7.5  # pixels; smaller nodes are dots
FEW = 60  # nodes in view
STACKED = 4.0  # pixels between the sheets of a folded group


@dataclass(frozen=True, slots=True)
class Look:
    """Which picture: kind, whether it is a folded group, chosen, or pointed out by an analysis."""

    kind: NodeKind
    group: bool = False
    chosen: bool = False
    marked: bool = False


def radius_at(scale: float, nodes: int = FEW + 1) -> float:
    """Pixels of a node from its middle to its edge; a few nodes keep their icon from any distance."""
    return min(max(RADIUS * scale, ICON_FROM + 2 if nodes <= FEW else SMALLEST), LARGEST)


def draw_glyph(painter: QPainter, look: Look, at: QPointF, radius: float, tokens: Tokens) -> None:
    """Draw one node with its middle at a pixel; entities are round, records of ours are square."""
    tone = TONES.get(look.kind, Tone.NEUTRAL)
    strong = QColor(tokens.strong(tone))
    if look.chosen or look.marked:
        _ring(painter, look, at, radius, tokens)
    painter.setPen(QPen(strong, 1.6 if radius >= ICON_FROM else 1.0))
    painter.setBrush(QColor(tokens.soft(tone) if radius >= ICON_FROM else tokens.strong(tone)))
    if look.group and radius >= ICON_FROM:
        _shape(painter, look, at + QPointF(STACKED, STACKED), radius)
    _shape(painter, look, at, radius)
    if radius >= ICON_FROM:
        half = radius * 0.62
        _icon(ICONS[look.kind], strong.name()).render(painter, QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))


def _ring(painter: QPainter, look: Look, at: QPointF, radius: float, tokens: Tokens) -> None:
    """Around what is chosen a full line, around what is pointed out a dotted one."""
    style = Qt.PenStyle.SolidLine if look.chosen else Qt.PenStyle.DotLine
    painter.setPen(QPen(QColor(tokens.accent if look.chosen else tokens.text), 2.5, style))
    painter.setBrush(QColor(tokens.accent_soft) if look.chosen else Qt.BrushStyle.NoBrush)
    _shape(painter, look, at, radius + 4.5)


def _shape(painter: QPainter, look: Look, at: QPointF, radius: float) -> None:
    if look.kind.is_entity:
        painter.drawEllipse(at, radius, radius)
        return
    half = radius * 0.9
    corner = half * 0.3
    painter.drawRoundedRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half), corner, corner)


@lru_cache(maxsize=64)
def _icon(name: str, colour: str) -> QSvgRenderer:
    source = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(source.encode()))


@lru_cache(maxsize=512)
def glyph(look: Look, radius: float, tokens: Tokens, ratio: float) -> tuple[QPixmap, float]:
    """The picture of a node for a screen of this pixel ratio, and how far its middle is from its edge in pixels."""
    reach = radius + 8.0 if radius >= ICON_FROM or look.chosen or look.marked else radius + 2.0
    made = QPixmap(round(2 * reach * ratio), round(2 * reach * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_glyph(painter, look, QPointF(reach, reach), radius, tokens)
    painter.end()
    return made, reach
