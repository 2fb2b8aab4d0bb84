"""Putting off the idle lock while a meeting is held, in sight: on the beamer as in the window behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.rules.locking import MEETING_MINUTES
from ui.tokens import Space, Tone
from ui.widgets.lock_controls import LockWarning, MeetingButton
from ui.widgets.parts import Pill, button, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

LOOK = 1_000  # milliseconds between two looks at the window behind


class LockPause(QWidget):
    """Says until when the vault does not lock, or that it will; begins and ends the pause through the window."""

    def __init__(self, window: QWidget | None) -> None:
        super().__init__()
        self._meeting: MeetingButton | None = window.findChild(MeetingButton) if window is not None else None
        self._warning: LockWarning | None = window.findChild(LockWarning) if window is not None else None
        self.pill = Pill()
        self.more: QPushButton = button("Langer", act=self.begin)
        self.more.setToolTip(f"{MEETING_MINUTES[-1]} minuten niet vergrendelen, te tellen vanaf nu")
        across = row(self, Space.SMALL)
        across.addWidget(self.pill)
        across.addWidget(self.more)
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    @property
    def possible(self) -> bool:
        """Whether this vault may put locking off."""
        return self._meeting is not None and not self._meeting.isHidden()

    @property
    def paused(self) -> bool:
        """Whether locking is put off now."""
        return self._meeting is not None and bool(self._meeting.property("meeting"))

    def begin(self) -> None:
        """Do not lock for as long as is allowed."""
        if self.possible and self._meeting is not None:
            self._meeting.asked.emit(MEETING_MINUTES[-1])
        self.look()

    def end(self) -> None:
        """The meeting is over; the count begins anew."""
        self._timer.stop()
        if self.paused and self._meeting is not None:
            self._meeting.asked.emit(0)

    def look(self) -> None:
        """Tell how it stands."""
        warning = self._warning
        if warning is not None and not warning.isHidden():
            self.pill.show_text(warning.text.text(), Tone.DANGER)
        elif self.paused and self._meeting is not None:
            self.pill.show_text(self._meeting.text().strip(), Tone.WARNING)
        elif self.possible:
            self.pill.show_text("Vergrendelt zonder invoer", Tone.NEUTRAL)
        else:
            self.pill.show_text("Vergrendelen kan hier niet worden uitgesteld", Tone.NEUTRAL)
        self.more.setVisible(self.possible)
