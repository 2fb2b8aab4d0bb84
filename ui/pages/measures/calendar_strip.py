"""Closures as bars over the months of a year, with today as a line: at a glance what is closed and until when."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.formats import format_date
from app.services.measures.calendar import APV, Closure
from ui.theme import Theme
from ui.tokens import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW, HEAD, BAR, NAMES = 34, 30, 14, 250
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class CalendarStrip(QWidget):
    """A row for each closure; art. 13b and the APV differ in pattern too, not in colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._year = date.min.year
        self._closures: tuple[Closure, ...] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Sluitingskalender")
        Theme.now().changed.connect(self.update)

    def show_year(self, year: int, closures: Sequence[Closure], today: date) -> None:
        """Draw the closures of a year."""
        self._year, self._closures, self._today = year, tuple(closures), today
        self.setAccessibleDescription("; ".join(f"{each.address}: {told(each)}" for each in self._closures))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its rows."""
        return QSize(720, HEAD + ROW * max(1, len(self._closures)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """No narrower than the months can be told apart."""
        return QSize(560, HEAD + ROW * max(1, len(self._closures)))

    def x_of(self, day: date) -> float:
        """Where a day begins, within the year."""
        days = 366 if calendar.isleap(self._year) else 365
        into = (day - date(self._year, 1, 1)).days
        return NAMES + (self.width() - NAMES) * max(0, min(days, into)) / days

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Months, bars, and today."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._months(painter)
        for at, each in enumerate(self._closures):
            self._row(painter, HEAD + at * ROW, each)
        if self._today.year == self._year:
            painter.setPen(QPen(QColor(Theme.now().tokens.danger_text), 1.5))
            x = self.x_of(self._today)
            painter.drawLine(QPointF(x, HEAD - 6), QPointF(x, self.height()))
        painter.end()

    def _months(self, painter: QPainter) -> None:
        tokens = Theme.now().tokens
        width = (self.width() - NAMES) / 12
        for month in range(1, 13):
            x = self.x_of(date(self._year, month, 1))
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(QPointF(x, HEAD - 8), QPointF(x, self.height()))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRectF(x + 3, 0, width, HEAD - 8), int(Qt.AlignmentFlag.AlignVCenter), _SHORT[month - 1])

    def _row(self, painter: QPainter, top: float, each: Closure) -> None:
        tokens = Theme.now().tokens
        metrics = QFontMetrics(self.font())
        painter.setPen(QColor(tokens.text))
        name = metrics.elidedText(each.address, Qt.TextElideMode.ElideRight, NAMES - Space.LARGE)
        painter.drawText(QRectF(0, top, NAMES - Space.SMALL, ROW), int(Qt.AlignmentFlag.AlignVCenter), name)
        begin, end = self.x_of(each.first), self._end(each)
        bar = QRectF(begin, top + (ROW - BAR) / 2, max(3.0, end - begin), BAR)
        colour = QColor(tokens.warning_text if each.ground == APV else tokens.accent)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour if each.ground != APV else Qt.BrushStyle.BDiagPattern)
        if each.ground == APV:
            brush = painter.brush()
            brush.setColor(colour)
            painter.setBrush(brush)
        painter.drawRoundedRect(bar, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _end(self, each: Closure) -> float:
        """Where the bar ends: at the reopening, after the last day, or at the edge when there is no end."""
        if each.reopened is not None:
            return self.x_of(each.reopened)
        if each.last is None:
            return float(self.width())
        return self.x_of(date.fromordinal(each.last.toordinal() + 1))


def told(each: Closure) -> str:
    """A closure in words: from, up to and including, and when it was opened again."""
    until = f"tot en met {format_date(each.last)}" if each.last else "voor onbepaalde tijd"
    reopened = f", heropend op {format_date(each.reopened)}" if each.reopened else ""
    return f"gesloten van {format_date(each.first)} {until}{reopened} ({each.ground})"
