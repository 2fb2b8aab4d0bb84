"""What the window shows about locking: the seconds that are left, a meeting that puts it off, input that waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from app.rules.locking import MEETING_MINUTES
from ui import icons
from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.forms.waiting import time_of
from ui.widgets.parts import Picture, button, icon_button, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.drafts import Draft


class LockWarning(QFrame):
    """Counts down in sight; any key or move of the mouse makes it go away. `stay` is the button that says so."""

    stay = Signal()

    def __init__(self) -> None:
        super().__init__()
        _strip(self, Tone.WARNING)
        self.text = label("", wrap=True)
        layout = row(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        layout.addWidget(Picture("lock", "warning_text", 18))
        layout.addWidget(self.text, 1)
        layout.addWidget(button("Doorwerken", act=self.stay.emit))
        self.hide()

    def count(self, left: int) -> None:
        """So many seconds are left; said aloud once."""
        spell = "1 seconde" if left == 1 else f"{left} seconden"
        self.text.setText(f"Bolwerk vergrendelt over {spell}. Uw invoer wordt bewaard.")
        if not self.isVisible():
            self.show()
            self.setAccessibleName(self.text.text())
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


class DraftBar(QFrame):
    """Input of an earlier session, one at a time, the newest first."""

    wanted = Signal(object)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        _strip(self, Tone.ACCENT)
        self._drafts: list[Draft] = []
        self.text = label("", wrap=True)
        self.go = button("Verder gaan", "pencil", act=self._want)
        self.drop = button("Weggooien", "trash-2", "quiet", self._drop)
        layout = row(self, Space.SMALL)
        layout.setContentsMargins(Space.WIDE, Space.SMALL, Space.MEDIUM, Space.SMALL)
        layout.addWidget(Picture("pencil", "accent_text", 18))
        layout.addWidget(self.text, 1)
        layout.addWidget(self.go)
        layout.addWidget(self.drop)
        layout.addWidget(icon_button("x", "Later", self.hide))
        self.hide()

    def offer(self, drafts: Sequence[Draft]) -> None:
        """Show the first of these."""
        self._drafts = list(drafts)
        self.setVisible(bool(drafts))
        if drafts:
            first, more = drafts[0], len(drafts) - 1
            what = f" bij ‘{first.input.title}’" if first.input.title else " voor iets nieuws"
            rest = "" if not more else " Er wacht nog één." if more == 1 else f" Er wachten er nog {more}."
            self.text.setText(f"Uw invoer van {_when(first)}{what} staat klaar.{rest}")
            self.setAccessibleName(self.text.text())

    def forget(self) -> None:
        """What was offered is not on offer any more: on to the next."""
        self.offer(self._drafts[1:])

    def _want(self) -> None:
        self.wanted.emit(self._drafts[0])

    def _drop(self) -> None:
        draft = self._drafts[0]
        self.forget()
        self.dropped.emit(draft)


class MeetingButton(QPushButton):
    """Puts locking off for a meeting, in sight of everybody. `asked` gives minutes, 0 to end it."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setProperty("menu", True)
        self.on = QMenu(self)
        for minutes in MEETING_MINUTES:
            action = self.on.addAction(f"{minutes} minuten niet vergrendelen")
            action.triggered.connect(lambda _on=False, minutes=minutes: self.asked.emit(minutes))
        self.off = QMenu(self)
        stop = self.off.addAction("Vergadering is afgelopen")
        stop.triggered.connect(lambda _on=False: self.asked.emit(0))
        self.show_left(0)

    def show_left(self, seconds: int) -> None:
        """The meeting goes on for so many seconds; with 0 there is none."""
        running = seconds > 0
        if running:
            until = datetime.now().astimezone() + timedelta(seconds=seconds)
            self.setText(f" Vergadering: vergrendelt niet tot {until:%H:%M}")
        else:
            self.setText(" Niet vergrendelen")
        if self.property("meeting") != running:
            self.setProperty("meeting", running)
            self.setMenu(self.off if running else self.on)
            self.setToolTip("" if running else "De kluis tijdens een vergadering niet vanzelf vergrendelen")
            icons.dress(self, "users", Theme.now().tokens, "warning_text" if running else "text")
            restyle(self)
        self.setAccessibleName(self.text().strip())


def _when(draft: Draft) -> str:
    day = draft.at.astimezone().date()
    return time_of(draft) if day == datetime.now().astimezone().date() else f"{day:%d-%m-%Y}, {time_of(draft)}"


def _strip(frame: QFrame, tone: Tone) -> None:
    frame.setProperty("message", True)
    frame.setProperty("strip", True)
    frame.setProperty("tone", tone.value)
