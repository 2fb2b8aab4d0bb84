"""A figure of the first page that opens what is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.plain import plain
from ui.tokens import Space
from ui.widgets.page import Place
from ui.widgets.parts import KeyFigure, icon_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from app.services.dashboard import Standing


class StartFigure(KeyFigure):
    """A key figure with a way on: to the records, or to the publication that it is taken from.

    A click anywhere on it leads there; by keyboard the button in its corner does.
    """

    def __init__(self, standing: Standing, go: Callable[[Place], None]) -> None:
        super().__init__(standing.title, standing.figure, standing.note)
        if standing.rule:
            self.setToolTip(plain(f"Telregel: {standing.rule}"))
            self.setAccessibleDescription(f"Telregel: {standing.rule}")
        self._go = go
        self.place = Place(standing.page, standing.part)
        behind = "Bekijk waar dit cijfer vandaan komt" if standing.rule else "Bekijk wat hierachter staat"
        self.way = icon_button("chevron-right", f"{behind}: {standing.title}", self.open)
        self.way.setParent(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def open(self) -> None:
        """Go to what is behind it."""
        self._go(self.place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click anywhere."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.open()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The button stays in the corner."""
        super().resizeEvent(event)
        size = self.way.sizeHint()
        self.way.setGeometry(self.width() - size.width() - Space.SMALL, Space.SMALL, size.width(), size.height())
