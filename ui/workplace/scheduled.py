"""Backups on a schedule: while the vault is open, a quarter of an hour after unlocking and then each hour, what is due.

It uses the worker thread of the window, so it waits its turn; locking breaks it off, and what was not finished then is
due at the next look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError, Cancelled
from app.services.backups.rounds import back_up_now, due

if TYPE_CHECKING:
    from app.services.backups.facts import BackupRound
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks

FIRST_LOOK = 15 * 60_000
LOOK = 60 * 60_000  # milliseconds


class ScheduledBackups(QObject):
    """`made` tells what a round did, `failed` why there was none, as a sentence."""

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, vault: UnlockedVault, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._tasks = tasks
        self._busy = False
        self._timer = QTimer(self, interval=FIRST_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Back up what is due."""
        self._timer.setInterval(LOOK)
        if not self._busy:
            self._busy = True
            self._tasks.run(self, self._work, done=self._done, failed=self._fail)

    def end(self) -> None:
        """No more."""
        self._timer.stop()

    def _work(self, progress: Progress) -> BackupRound | None:
        wanted = due(self._vault)
        return back_up_now(self._vault, wanted, progress) if wanted else None

    def _done(self, found: BackupRound | None) -> None:
        self._busy = False
        if found is None:
            return
        if found.problems:
            self.failed.emit(" ".join(found.problems))
        else:
            self.made.emit(found)

    def _fail(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, AppError):
            raise error
        self.failed.emit(str(error))
