"""Horizontal bars with their amounts written out: a glance at what is large, readable without seeing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.tokens import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW, BAR = 46, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, how long relative to the others (None is unknown), and the amount in words."""

    name: str
    length: float | None
    told: str


class BarChart(QWidget):
    """Draws each bar under its name, with the amount at the right; an unknown one is an empty, dashed bar.

    `whole` is the length of a full bar; without it that is the longest one.
    """

    def __init__(self, title: str, bars: Sequence[Bar], whole: float | None = None) -> None:
        super().__init__()
        self._bars = tuple(bars)
        self._whole = whole
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(f"{bar.name}: {bar.told}" for bar in self._bars))
        Theme.now().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its bars."""
        return QSize(280, ROW * len(self._bars))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """No narrower than what can be read."""
        return QSize(200, ROW * len(self._bars))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """All bars on one scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        longest = self._whole or max((abs(bar.length) for bar in self._bars if bar.length is not None), default=0.0)
        longest = longest or 1.0
        for at, bar in enumerate(self._bars):
            self._draw(painter, QRectF(0, at * ROW, self.width(), ROW), bar, longest)
        painter.end()

    def _draw(self, painter: QPainter, room: QRectF, bar: Bar, longest: float) -> None:
        tokens = Theme.now().tokens
        metrics = QFontMetrics(self.font())
        text = QRectF(room.left(), room.top() + Space.TIGHT, room.width(), metrics.height())
        told = metrics.horizontalAdvance(bar.told)
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, int(room.width()) - told - Space.MEDIUM)
        painter.setPen(QColor(tokens.text))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(tokens.text if bar.length is not None else tokens.muted))
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bar.told)
        track = QRectF(room.left(), text.bottom() + 2, room.width(), BAR)
        if bar.length is None:
            painter.setPen(QPen(QColor(tokens.edge), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(track, 3, 3)
        painter.setBrush(QColor(tokens.danger_text if bar.length < 0 else tokens.accent))
        filled = QRectF(track)
        filled.setWidth(max(track.width() * abs(bar.length) / longest, 3.0 if bar.length else 0.0))
        painter.drawRoundedRect(filled, 3, 3)
