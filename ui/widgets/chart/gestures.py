"""What a mouse does on a chart, from press to release: choose, drag what is chosen, draw a loop, or move the view."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from ui.widgets.chart.canvas import ChartCanvas


class Doing(Enum):
    """What is under way."""

    NOTHING = 0
    PRESSED = 1
    DRAGGING = 2
    LOOPING = 3
    PANNING = 4


_MORE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Gestures:
    """One press at a time."""

    def __init__(self, canvas: ChartCanvas) -> None:
        self._canvas = canvas
        self._doing = Doing.NOTHING
        self._from = QPointF()
        self._last = QPointF()
        self._key: str | None = None
        self._more = False
        self._may_loop = False

    @property
    def busy(self) -> bool:
        """Whether a button is down."""
        return self._doing is not Doing.NOTHING

    def press(self, event: QMouseEvent) -> None:
        """A button goes down: the middle one moves the view, the left one depends on where it is."""
        if self.busy:
            return
        self._from = self._last = event.position()
        if event.button() is Qt.MouseButton.MiddleButton:
            self._doing = Doing.PANNING
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() is Qt.MouseButton.LeftButton:
            self._doing = Doing.PRESSED
            self._key = self._canvas.key_at(event.position())
            self._more = bool(event.modifiers() & _MORE)
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._may_loop = self._canvas.lassoing or shift

    def move(self, event: QMouseEvent) -> None:
        """The mouse goes on."""
        at = event.position()
        if self._doing is Doing.PRESSED:
            if (at - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            self._begin()
        if self._doing is Doing.DRAGGING:
            self._canvas.drag(at - self._from)
        elif self._doing is Doing.LOOPING and self._canvas.loop is not None:
            self._canvas.loop.append(at)
            self._canvas.update()
        elif self._doing is Doing.PANNING:
            shift = at - self._last
            self._canvas.look(self._canvas.camera.moved(shift.x(), shift.y()))
        self._last = at

    def release(self, event: QMouseEvent) -> None:
        """The button goes up."""
        doing, self._doing = self._doing, Doing.NOTHING
        self._canvas.unsetCursor()
        if doing is Doing.PRESSED:
            self._click()
        elif doing is Doing.DRAGGING:
            self._canvas.drag(event.position() - self._from)
            self._canvas.drop()
        elif doing is Doing.LOOPING:
            self._close_loop()

    def stop(self) -> None:
        """End what is under way without doing it."""
        if self.busy:
            self._doing = Doing.NOTHING
            self._canvas.unsetCursor()
            self._canvas.put_back()

    def _begin(self) -> None:
        if self._key is not None:
            if self._key not in self._canvas.marks.chosen:
                self._canvas.choose(self._canvas.marks.chosen | {self._key} if self._more else {self._key}, self._key)
            self._doing = Doing.DRAGGING
            self._canvas.setCursor(Qt.CursorShape.SizeAllCursor)
            self._canvas.lift()
        elif self._may_loop:
            self._doing = Doing.LOOPING
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
            self._canvas.loop = QPolygonF([self._from])
        else:
            self._doing = Doing.PANNING
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _click(self) -> None:
        canvas = self._canvas
        if self._key is None:
            if not self._more:
                canvas.choose(())
        elif self._more:
            canvas.toggle(self._key)
        else:
            canvas.choose({self._key}, self._key)

    def _close_loop(self) -> None:
        canvas, loop = self._canvas, self._canvas.loop
        canvas.loop = None
        if loop is not None and loop.size() > 2:
            points = [QPointF(*canvas.camera.at(loop.at(at))) for at in range(loop.size())]
            caught = canvas.sketch.caught(QPolygonF(points))
            canvas.choose(canvas.marks.chosen | caught if self._more else caught)
        canvas.update()
