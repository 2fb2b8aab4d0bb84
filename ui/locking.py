"""What makes an open vault lock, and what is put away before it does.

Locking never waits: it asks nothing, what was typed is kept already, and what is under way is broken off and rolls
back.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.policy import Policy
from app.rules.locking import STANDARD_SECONDS
from app.services.drafts import discard_draft, waiting_drafts
from app.services.evaluation.texts import Chapters
from app.services.keys.locking import Locking, locking_of
from ui.widgets.page import Place
from ui.workplace import reasons, session_linux, session_windows
from ui.workplace.autosave import Autosave
from ui.workplace.capture import capture_block, windows_now
from ui.workplace.idle import IdleWatch
from ui.workplace.scheduled import ScheduledBackups
from ui.workplace.waking import seconds_awake_or_not

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.services.drafts import Draft
    from app.vault.session import UnlockedVault
    from ui.main_window import MainWindow
    from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Left:
    """Where somebody was when the vault locked: names of a page, a register and a field, no content."""

    account: str
    place: Place
    field: str


class LockWatch(QObject):
    """Watches over one open vault and its window until `end`. `asked` gives the reason to lock now.

    `keeping` is the thread on which drafts are kept, `tasks` the one for everything else.
    """

    asked = Signal(str)

    def __init__(
        self,
        vault: UnlockedVault,
        window: MainWindow,
        keeping: Tasks,
        tasks: Tasks,
        *,
        clock: Callable[[], float] = seconds_awake_or_not,
        policy: Policy | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._window = window
        rule = _rule(vault)
        self.rule = replace(rule, seconds=(policy or Policy()).idle_limit(rule.seconds))
        self.idle = IdleWatch(self, clock=clock)
        self.autosave = Autosave(window.unsaved, keeping, self)
        self.backups = ScheduledBackups(vault, tasks, self)
        self.session = session_windows.watch_session(self) or session_linux.watch_session(self)
        self.capture = capture_block(self)
        self._connect()
        if isinstance(self.session, session_windows.WindowsSession):
            self.session.follow(window)
        if self.capture is not None and not self.rule.may_capture:
            self.capture.hold(windows_now())
        window.meeting.setVisible(self.rule.may_pause and bool(self.rule.seconds))
        self.idle.start(self.rule.seconds)

    def come_back(self, left: Left | None) -> None:
        """Return the same user to the same place with what was typed there; offer what else waits."""
        window = self._window
        try:
            waiting = list(waiting_drafts(self._vault))
        except AppError as error:
            window.kept.setText(f"Bewaarde invoer is niet te lezen: {error}")
            return
        if left is None or left.account != self._vault.account.id:
            window.drafts.offer(waiting)
            return
        window.go(left.place)
        here = next((draft for draft in waiting if _belongs(draft, left.place)), None)
        window.drafts.offer([draft for draft in waiting if draft is not here])
        if here is not None:
            self.put_back(here)
        window.page.focus_field(left.field)

    def put_back(self, draft: Draft) -> None:
        """Show kept input where it belongs. It is kept on under the record that it belongs to now, if there is one."""
        if not self._window.put_back(draft):
            return
        self.autosave.look()
        now = self._window.unsaved()
        if now is None or now.input.record != draft.input.record:
            self._discard(draft)

    def end(self) -> Left:
        """Keep what was typed last, and watch no longer; says where the user was."""
        left = Left(self._vault.account.id, *self._window.where())
        self.idle.stop()
        self.backups.end()
        self.autosave.end()
        if isinstance(self.session, session_windows.WindowsSession):
            self.session.release()
        if self.capture is not None:
            self.capture.release()
        return left

    def _connect(self) -> None:
        window, idle = self._window, self.idle
        idle.warned.connect(window.warning.count)
        idle.calmed.connect(window.warning.hide)
        idle.expired.connect(lambda: self.asked.emit(reasons.idle(self.rule.seconds)))
        idle.paused.connect(window.meeting.show_left)
        window.warning.stay.connect(idle.touch)
        window.meeting.asked.connect(lambda minutes: idle.pause(minutes) if minutes else idle.resume())
        window.drafts.wanted.connect(self._put_back_offered)
        window.drafts.dropped.connect(self._discard)
        self.autosave.kept.connect(self._show_kept)
        self.autosave.failed.connect(lambda text: window.kept.setText(f"Invoer niet bewaard: {text}"))
        self.backups.made.connect(lambda _round: window.kept.setText("Back-up van vandaag gemaakt"))
        self.backups.failed.connect(lambda text: window.kept.setText(f"Geen back-up: {text}"))
        self.session.left.connect(self.asked)

    def _put_back_offered(self, draft: Draft) -> None:
        self._window.drafts.forget()
        self.put_back(draft)

    def _show_kept(self, at: datetime | None) -> None:
        self._window.kept.setText("" if at is None else f"Invoer bewaard om {at.astimezone():%H:%M}")

    def _discard(self, draft: Draft) -> None:
        try:
            discard_draft(self._vault, draft)
        except AppError as error:
            self._window.kept.setText(str(error))


def _rule(vault: UnlockedVault) -> Locking:
    """The standard when the register cannot be read just now; a vault that locks needs no register to do so."""
    with contextlib.suppress(AppError):
        return locking_of(vault)
    return Locking(STANDARD_SECONDS, may_pause=False, may_capture=False)


def _belongs(draft: Draft, place: Place) -> bool:
    """A form comes back with its record; a document with the chapter that was being written."""
    typed = draft.input
    inside = typed.kind == Chapters.kind
    return (typed.page, typed.part) == (place.page, place.part) and (inside or typed.record == place.record)
