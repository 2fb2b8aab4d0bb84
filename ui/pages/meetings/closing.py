"""The end of a meeting: what is still undecided, closing it, and the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.errors import AppError
from app.formats import format_count
from app.rules.meetings import number_ranges
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed
from app.services.meetings.meetings import Meetings
from app.services.meetings.sitting import close_meeting, reopen_meeting
from models.casework.meeting_choices import MeetingStatus
from ui import dialogs
from ui.pages.meetings.minutes import MinutesDialog
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.meetings.sitting import Sitting
    from ui.widgets.page import PageContext


class Closing(QFrame):
    """Says how far the meeting is, and ends it. `closed` tells that it was closed or opened again."""

    closed = Signal()

    def __init__(self, context: PageContext, meeting_id: int) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._context, self._meeting = context, meeting_id
        self._may_edit = allowed(context.vault, Act.EDIT_MEETINGS, CASEWORK)
        self.message = MessageBar()
        self.title = label("", "beamer-title", wrap=True)
        self.told = label("", "beamer", wrap=True)
        self.close_it = button("Overleg afsluiten", "check", "primary", self.end)
        self.open_it = button("Heropenen", "undo-2", act=self.reopen)
        self.export_it = button("Verslag als PDF…", "download", act=self.export)
        layout = column(self, Space.LARGE, Space.WIDE)
        layout.addWidget(self.title)
        layout.addWidget(self.told)
        layout.addWidget(self.message)
        buttons = row()
        for each in (self.close_it, self.open_it, self.export_it):
            buttons.addWidget(each)
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addStretch()

    def show_meeting(self, held: Sitting) -> None:
        """How it stands."""
        self.message.hide()
        is_over = held.status is MeetingStatus.HELD
        left = [item.number for item in held.items if item.decision is None]
        if is_over:
            title = "Het overleg is afgesloten"
        else:
            title = "Nog niet over alles is besloten" if left else "Over alle punten is besloten"
        self.title.setText(title)
        count = format_count(len(held.items), "agendapunt", "agendapunten")
        undecided = f"Zonder besluit: punt {number_ranges(left)}. Kies daar ten minste ‘geen actie’."
        self.told.setText(undecided if left else f"{count[:1].upper()}{count[1:]}, elk met een besluit.")
        self.close_it.setVisible(self._may_edit and not is_over)
        self.open_it.setVisible(self._may_edit and is_over)
        self.export_it.setVisible(self._may_edit)

    def end(self) -> None:
        """The meeting was held."""
        self._do(lambda: close_meeting(self._context.vault, self._meeting))

    def reopen(self) -> None:
        """Something has to be put right."""
        self._do(lambda: reopen_meeting(self._context.vault, self._meeting))

    def export(self) -> None:
        """The minutes."""
        vault = self._context.vault
        try:
            record = Meetings(vault).get(self._meeting)
            dialog = MinutesDialog(vault, self._context.tasks, record, self)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if dialogs.run(dialog) and dialog.made is not None:
            self.message.say(f"Het verslag staat in {dialog.made}.")

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
        else:
            self.closed.emit()
