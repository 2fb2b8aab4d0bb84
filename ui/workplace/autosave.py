"""Putting away what is typed while it is typed, on a thread of its own: the vault can lock at any moment.

It looks every two seconds at the page in front. The worker thread of the window may be busy with something long, and a
draft must not wait for that.
"""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError, Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ui.tasks import Progress, Tasks
    from ui.widgets.page import Unsaved

LOOK = 2_000  # milliseconds of typing that a crash can cost
PATIENCE = 0.3  # seconds that locking gives the last draft; a blink, and then the vault closes whatever happens


class Autosave(QObject):
    """Keeps what `look_at` finds. `kept` gives the moment, or None when there is nothing to keep any more."""

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, look_at: Callable[[], Unsaved | None], tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look_at = look_at
        self._tasks = tasks
        self._last: Unsaved | None = None
        self._written = Event()
        self._written.set()
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Keep what stands there now, and drop what was saved."""
        now, before = self._look_at(), self._last
        if now is not None and before is not None and now.input == before.input:
            return
        self._last = now
        if before is not None and (now is None or _place(now) != _place(before)):
            self._run(lambda: before.drafts.discard(before.input.record))
        if now is not None:
            self._run(lambda: now.drafts.keep(now.input))

    def end(self) -> None:
        """Look once more, give that a moment, and stop."""
        self._timer.stop()
        self.look()
        self._written.wait(PATIENCE)
        self._tasks.cancel()

    def _run(self, act: Callable[[], datetime | None]) -> None:
        written = self._written = Event()

        def work(_progress: Progress) -> datetime | None:
            try:
                return act()
            finally:
                written.set()

        self._tasks.run(self, work, done=self.kept.emit, failed=self._fail)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        self._last = None  # try again at the next look
        if not isinstance(error, AppError):
            raise error
        self.failed.emit(str(error))


def _place(unsaved: Unsaved) -> tuple[str, int | None]:
    return unsaved.input.kind, unsaved.input.record
