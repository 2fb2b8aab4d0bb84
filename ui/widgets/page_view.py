"""Pages of a document on screen, one under the other, drawn only where one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from ui.theme import Theme
from ui.tokens import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
SHEET = 1.4143  # height of an A4 page for its width, until its picture is there
WIDEST = 1600  # pixels of a picture; beyond that it is stretched, for nineteen pages have to fit in memory


class PageView(QAbstractScrollArea):
    """Shows pictures of pages. `zoom` is a percentage of the room across; new pictures keep the place.

    `zoomed` tells that pictures of another width would be sharper; `place_changed` that another page is in front.
    """

    zoomed = Signal()
    place_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[QImage, ...] = ()
        self._anchor = (0, 0.0)
        self._moving = False
        self.zoom = 100
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Voorbeeld van de pagina’s")
        self.setMinimumWidth(220)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        Theme.now().changed.connect(self.viewport().update)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def page(self) -> int:
        """The page in front, from 1; 0 when there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        passed = sum(1 for rect in self._rects() if rect.top() <= middle)
        return min(max(passed, 1), self.count) if self.count else 0

    @property
    def picture_width(self) -> int:
        """How many pixels across a picture should have to be sharp."""
        return min(int(self._width() * self.devicePixelRatioF()), WIDEST)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show these; where the reader was stays in view."""
        self._pages = tuple(pages)
        self._measure()
        self.setAccessibleDescription(f"{self.count} pagina’s")
        self.viewport().update()
        self.place_changed.emit()

    def show_page(self, number: int) -> None:
        """Go to a page, counted from 1."""
        if 0 < number <= self.count:
            self.verticalScrollBar().setValue(self._rects()[number - 1].top() - Space.SMALL)

    def set_zoom(self, percentage: int) -> None:
        """Show larger or smaller around the same place."""
        if percentage == self.zoom:
            return
        self.zoom = percentage
        self._measure()
        self.viewport().update()
        self.zoomed.emit()

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((step for step in ZOOMS if step > self.zoom), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((step for step in reversed(ZOOMS) if step < self.zoom), ZOOMS[0]))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The pages that are in view, each with an edge."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens = Theme.now().tokens
        painter.fillRect(event.rect(), QColor(tokens.sunken))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        seen = event.rect().translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for page, rect in zip(self._pages, self._rects(), strict=True):
            if rect.intersects(seen):
                painter.drawImage(rect, page)
                painter.setPen(QColor(tokens.border))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The room across decides how large a page is."""
        super().resizeEvent(event)
        self._measure()
        if event.oldSize().width() != event.size().width():
            self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl with plus, minus or zero zooms; Home and End go to the first and last page."""
        zoom = {Qt.Key.Key_Plus: self.zoom_in, Qt.Key.Key_Equal: self.zoom_in, Qt.Key.Key_Minus: self.zoom_out}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() == Qt.Key.Key_0:
                self.set_zoom(100)
                return
            if event.key() in zoom:
                zoom[Qt.Key(event.key())]()
                return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.show_page(1 if event.key() == Qt.Key.Key_Home else self.count)
            return
        super().keyPressEvent(event)

    def _width(self) -> int:
        return max(int((self.viewport().width() - 2 * Space.MEDIUM) * self.zoom / 100), 60)

    def _rects(self) -> list[QRect]:
        """Where each page lies, in the coordinates of the whole."""
        width, top, rects = self._width(), int(Space.MEDIUM), []
        left = max((self.viewport().width() - width) // 2, int(Space.MEDIUM))
        for page in self._pages:
            height = int(width * page.height() / page.width())
            rects.append(QRect(left, top, width, height))
            top += height + Space.MEDIUM
        return rects

    def _on_scroll(self, value: int) -> None:
        """Remember which page is at the top of the view, and how far down it that is."""
        if self._moving or not self.count:
            return
        rects = self._rects()
        at = max(sum(1 for rect in rects if rect.top() <= value) - 1, 0)
        self._anchor = (at, (value - rects[at].top()) / rects[at].height())
        self.place_changed.emit()

    def _measure(self) -> None:
        """How far one can scroll now; what was at the top of the view comes there again."""
        self._moving = True
        self._set_ranges()
        at, within = self._anchor
        if at < self.count:
            rect = self._rects()[at]
            self.verticalScrollBar().setValue(rect.top() + round(within * rect.height()))
        self._moving = False
        self._on_scroll(self.verticalScrollBar().value())

    def _set_ranges(self) -> None:
        rects = self._rects()
        height = rects[-1].bottom() + Space.MEDIUM if rects else 0
        room = self.viewport().size()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(height - room.height(), 0))
        bar.setPageStep(room.height())
        bar.setSingleStep(40)
        across = self.horizontalScrollBar()
        across.setRange(0, max(self._width() + 2 * Space.MEDIUM - room.width(), 0))
        across.setPageStep(room.width())
