"""Logins that failed, by day and workstation. Who typed what is not kept, and so is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from app.errors import AppError
from app.formats import format_count, format_date
from app.services.log.checking import FailedAttempts, failed_attempts
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, Pill, card, column, label, line, row

if TYPE_CHECKING:
    from ui.widgets.page import PageContext

MANY = 5
"""From this many on a day at one workstation, somebody should ask what happened."""


class FailedPage(Page):
    """What the bounded file of failed logins says, for the FG."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._vault = context.vault
        self.message = MessageBar()
        self.list = QScrollArea()
        self.list.setWidgetResizable(True)
        self.list.setAccessibleName("Mislukte inlogpogingen")
        self.shown: FailedAttempts | None = None
        frame = card()
        column(frame, 0, 1).addWidget(self.list)
        layout = column(self, Space.MEDIUM)
        layout.addWidget(self.message)
        explained = (
            "Per dag en werkplek. Wat iemand intypte wordt niet bewaard, omdat mensen hun wachtwoord wel eens in "
            "het verkeerde veld typen. Alleen u kunt dit lezen."
        )
        layout.addWidget(label(explained, "muted", wrap=True))
        layout.addWidget(frame, 1)

    def refresh(self) -> None:
        """Read the file again."""
        try:
            self.shown = failed_attempts(self._vault)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        self.list.setWidget(self._inside(self.shown))
        if self.shown.unreadable:
            count = format_count(self.shown.unreadable, "melding is", "meldingen zijn")
            self.message.say(f"{count} onleesbaar: beschadigd of vervalst.", Tone.WARNING)

    def _inside(self, found: FailedAttempts) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        layout = column(inside, 0)
        layout.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        if not found.days:
            layout.addWidget(EmptyState("circle-check", "Geen mislukte inlogpogingen", "Er is niets vastgelegd."))
            return inside
        for at, each in enumerate(found.days):
            if at:
                layout.addWidget(line())
            across = row(space=Space.LARGE)
            across.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
            day = label(format_date(each.day))
            day.setFixedWidth(180)
            across.addWidget(day)
            across.addWidget(label(each.origin or "onbekende werkplek"), 1)
            times = format_count(each.times, "keer", "keer")
            across.addWidget(Pill(times, Tone.WARNING if each.times >= MANY else Tone.NEUTRAL))
            layout.addLayout(across)
        layout.addStretch()
        return inside
