"""The reporting point: report, or look at the answer. It is a kiosk, or is opened from the login window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from app.errors import AppError
from app.services.reporting.places import BoxOfVault, Sending, StickOfForm
from ui import dialogs, errors
from ui.help import belongs_to, offer_help
from ui.reporting.lookup import LookupDialog
from ui.reporting.wizard import IN_THE_BOX, ON_A_STICK, ReportWizard
from ui.tasks import Tasks
from ui.tokens import Space, Tone
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable


class ReportingPoint(QDialog):
    """Two ways in. `sending` is the box of a vault, or for a form-only copy a file on a stick."""

    def __init__(
        self,
        tasks: Tasks,
        sending: Sending,
        copy: Callable[[str], None],
        *,
        kiosk: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Meldpunt")
        self.resize(760, 520)
        belongs_to(self, "report")
        self._tasks, self._sending, self._copy, self._kiosk = tasks, sending, copy, kiosk
        self.message = MessageBar()
        self._lay_out()

    def report(self) -> None:
        """Begin a report."""
        self.message.hide()
        stick = isinstance(self._sending, StickOfForm)
        if isinstance(self._sending, StickOfForm):
            self._sending.place = dialogs.choose_folder(self, "Waar moet de verzegelde envelop komen?")
            if self._sending.place is None:
                return
        wizard = ReportWizard(
            self._tasks,
            self._sending.desks,
            self._sending.send,
            self._copy,
            told=ON_A_STICK if stick else IN_THE_BOX,
            parent=self,
        )
        dialogs.run(wizard)
        if wizard.code is not None:
            self.message.say("Uw melding is verstuurd. Bewaar de code.", Tone.SUCCESS)
        wizard.deleteLater()

    def look(self) -> None:
        """Look at the answer with the code."""
        if isinstance(self._sending, BoxOfVault):
            self.message.hide()
            dialog = LookupDialog(
                self._tasks, self._sending.folder, self._sending.desks, self._sending.send, parent=self
            )
            dialogs.run(dialog)
            dialog.deleteLater()

    def deliver(self) -> None:
        """Put an envelope that came on a stick in the box."""
        path = dialogs.choose_file(self, "Envelop kiezen")
        if path is None or not isinstance(self._sending, BoxOfVault):
            return
        try:
            self._sending.deliver(path)
        except AppError as error:
            self.message.say(" ".join(getattr(error, "fields", {}).values()) or str(error), Tone.DANGER)
        else:
            self.message.say("De envelop ligt in de brievenbus. Wis het bestand nu van de stick.", Tone.SUCCESS)

    def reject(self) -> None:
        """A kiosk stays open; it is closed with the window."""
        if not self._kiosk:
            super().reject()

    def _lay_out(self) -> None:
        layout = column(self, Space.LARGE, 2 * Space.LARGE)
        layout.addWidget(label(f"Meldpunt van de gemeente {self._sending.desks.municipality}", "title", wrap=True))
        layout.addWidget(
            label(
                "Hier meldt u zonder in te loggen. Uw naam wordt niet vastgelegd, en alleen het meldpunt kan lezen wat "
                "u schrijft.",
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.message)
        in_the_box = isinstance(self._sending, BoxOfVault)
        offers = [
            ("Iets melden", "Een signaal of een integriteitskwestie, met of zonder bijlagen.", "send", self.report)
        ]
        if in_the_box:
            offers += [
                ("Antwoord bekijken", "Met de code die u kreeg. U kunt ook iets toevoegen.", "search", self.look),
                ("Envelop van een stick bezorgen", "Iemand anders mag dat ook doen.", "inbox", self.deliver),
            ]
        for at, (title, told, icon, act) in enumerate(offers):
            frame = card()
            across = row(frame, Space.LARGE, Space.LARGE)
            texts = column(space=0)
            texts.addWidget(label(title, "section"))
            texts.addWidget(label(told, "muted", wrap=True))
            across.addLayout(texts, 1)
            across.addWidget(button(title, icon, "primary" if at == 0 else "", act))
            layout.addWidget(frame)
        layout.addStretch()
        if not self._kiosk:
            foot = row()
            foot.addStretch()
            foot.addWidget(button("Sluiten", act=self.reject))
            layout.addLayout(foot)


def run(sending: Sending) -> int:
    """The point as a program of its own, until its window is closed; gives the exit code."""
    from ui.application import make_application  # noqa: PLC0415 - the application opens points itself
    from ui.workplace.clipboard import SecretClipboard  # noqa: PLC0415 - likewise

    application = make_application()
    application.setQuitOnLastWindowClosed(True)
    errors.install()
    tasks = Tasks()
    clipboard = SecretClipboard()
    point = ReportingPoint(tasks, sending, clipboard.copy, kiosk=True)
    offer_help(point)
    point.show()
    code = application.exec()
    clipboard.clear()
    tasks.close()
    return code
