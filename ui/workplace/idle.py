"""Time without input: a warning, then the end. A meeting may put it off for a while, in sight of everybody.

The clock is handed in and goes on while the computer sleeps, so that a laptop that was closed for an hour locks when it
is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from app.rules.locking import NEVER, WARNING_SECONDS
from ui.workplace.waking import seconds_awake_or_not

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK = 1_000  # milliseconds between two looks at the clock

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Counts the seconds since the last key, click or move in any window of ours.

    `warned` gives the whole seconds that are left, once a second; `calmed` says that there was input after all;
    `expired` comes once. `paused` gives the seconds that the pause has left, and 0 when it is over.
    """

    warned = Signal(int)
    calmed = Signal()
    expired = Signal()
    paused = Signal(int)

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], float] = seconds_awake_or_not) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = NEVER
        self._last = 0.0
        self._pause_until: float | None = None
        self._warning = False
        self._mouse = QPointF()
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)

    @property
    def running(self) -> bool:
        """Whether it watches."""
        return self._timer.isActive()

    @property
    def on_pause(self) -> bool:
        """Whether a meeting put it off."""
        return self._pause_until is not None

    def start(self, seconds: int) -> None:
        """Watch from now on; with NEVER there is nothing to watch."""
        self.stop()
        self._limit = seconds
        self._last = self._clock()
        application = QCoreApplication.instance()
        if seconds != NEVER and application is not None:
            application.installEventFilter(self)
            self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._pause_until, self._warning = None, False
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def touch(self) -> None:
        """There was input."""
        self._last = self._clock()
        if self._warning:
            self._warning = False
            self.calmed.emit()

    def pause(self, minutes: int) -> None:
        """Do not lock for so many minutes; after that the count begins anew."""
        if self.running:
            self._pause_until = self._clock() + 60 * minutes
            self.touch()
            self.paused.emit(60 * minutes)

    def resume(self) -> None:
        """The meeting is over."""
        if self._pause_until is not None:
            self._pause_until = None
            self.touch()
            self.paused.emit(0)

    def look(self) -> None:
        """See what time it is."""
        now = self._clock()
        if self._pause_until is not None:
            left = self._pause_until - now
            if left > 0:
                self.paused.emit(round(left))
            else:
                self._over(now)
        if self._pause_until is None:
            self._count(self._limit - (now - self._last))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notice input and let it pass. A window that opens under a still mouse is told of a move that was none."""
        if event.type() in _INPUT and not self._stands_still(event):
            self.touch()
        return super().eventFilter(watched, event)

    def _over(self, now: float) -> None:
        """The count begins when the pause ended, also when the computer slept meanwhile."""
        ended = self._pause_until if self._pause_until is not None else now
        self._pause_until = None
        self._last = max(self._last, ended)
        self.paused.emit(0)

    def _count(self, left: float) -> None:
        if left <= 0:
            self.stop()
            self.expired.emit()
        elif left <= WARNING_SECONDS:
            self._warning = True
            self.warned.emit(round(left))

    def _stands_still(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.MouseMove or not isinstance(event, QMouseEvent):
            return False
        before, self._mouse = self._mouse, event.globalPosition()
        return before == self._mouse
