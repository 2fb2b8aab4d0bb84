"""The page of the code: how the report stands, what the desk wrote, and adding something."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from app.errors import AppError, Cancelled, Invalid
from app.formats import format_date
from app.rules.permissions import CASEWORK
from app.services.reporting.form import sealed_addition
from app.vault.reports.reporting import Outlook, Standing, look
from ui.reporting.files import EnclosureList
from ui.tokens import Space, Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.forms.labelled import Labelled
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.reports.desks import Desks
    from app.vault.reports.reporting import Envelope, Reply
    from ui.tasks import Progress, Tasks

STANDINGS = {
    Standing.WAITING: (Tone.ACCENT, "Uw melding ligt in de brievenbus en is nog niet ingenomen."),
    Standing.RECEIVED: (Tone.SUCCESS, "Uw melding is ontvangen."),
    Standing.NOT_FOUND: (
        Tone.WARNING,
        (
            "Bij deze code is niets te vinden. Is de code goed, dan is de melding gewist of nooit aangekomen: stuur "
            "haar opnieuw, of kies een andere weg."
        ),
    ),
}


class LookupDialog(QDialog):
    """Everything here goes with the code, which is kept nowhere."""

    def __init__(
        self, tasks: Tasks, folder: Path, desks: Desks, send: Callable[[Envelope], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Antwoord bekijken")
        self.resize(860, 760)
        self._folder, self._desks, self._send = folder, desks, send
        self._code = ""
        self.outlook: Outlook | None = None
        self.message = MessageBar()
        self.job = Job(tasks)
        self.line = QLineEdit(placeholderText="ABCD-EFGH-JKMN-PQRS-TVWX", maxLength=40)
        self.code = Labelled("Uw code", self.line, hint="De code die u kreeg toen u de melding verstuurde.")
        self.look_button = button("Bekijken", "search", "primary", self.look)
        self.look_button.setDefault(True)
        self.text = QPlainTextEdit(tabChangesFocus=True)
        self.text.setAccessibleName("Iets toevoegen")
        self.identity = QLineEdit(placeholderText="Leeg laten als u anoniem wilt blijven", maxLength=500)
        self.files = EnclosureList(tasks)
        self.send_button = button("Versturen", "send", act=self.add)
        self.replies = column(space=Space.SMALL)
        self.adding = QWidget()
        self._lay_out()
        self.line.setFocus()

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self.job.busy or self.files.job.busy

    def look(self) -> None:
        """Find what belongs to the code."""
        if self.busy:
            return
        self.message.hide()
        code = self.line.text()

        def work(_progress: Progress) -> tuple[str, Outlook]:
            return code, look(self._folder, self._desks, code)

        self.job.start(work, first="Zoeken", done=self._found, refused=self._refused)

    def add(self) -> None:
        """Send what was typed, under the code that was looked up."""
        outlook, code = self.outlook, self._code
        if self.busy or outlook is None or not outlook.replies:
            return
        text, identity, enclosures = self.text.toPlainText(), self.identity.text(), tuple(self.files.enclosures)
        desk, number = outlook.replies[-1].desk, outlook.next_number

        def work(_progress: Progress) -> tuple[str, Outlook]:
            envelope = sealed_addition(
                self._desks, desk, code, number, text=text, identity=identity, enclosures=enclosures
            )
            self._send(envelope)
            return code, look(self._folder, self._desks, code)

        self.job.start(work, first="Verzegelen en versturen", done=self._sent, refused=self._refused)

    def reject(self) -> None:
        """Nothing stays behind."""
        if self.busy:
            self.job.stop()
            return
        super().reject()

    def _found(self, found: tuple[str, Outlook]) -> None:
        self._code, self.outlook = found
        tone, text = STANDINGS[self.outlook.standing]
        more = " Een antwoord is beschadigd en niet te lezen." if self.outlook.unreadable else ""
        late = " Uw laatste aanvulling wacht nog in de brievenbus." if self.outlook.waiting_additions else ""
        self.message.say(f"{text}{late}{more}", tone)
        self._show_replies(self.outlook.replies)
        # there is no dialogue about a signal: casework keeps nothing that leads to its reporter
        self.adding.setVisible(any(reply.desk != CASEWORK for reply in self.outlook.replies))

    def _sent(self, found: tuple[str, Outlook]) -> None:
        self.text.clear()
        self.identity.clear()
        self.files.clear()
        self._found(found)
        self.message.say("Uw aanvulling ligt in de brievenbus.", Tone.SUCCESS)

    def _refused(self, error: AppError) -> None:
        if isinstance(error, Cancelled):
            self.message.say("Afgebroken. Er is niets verstuurd.", Tone.NEUTRAL)
        elif isinstance(error, Invalid) and "code" in error.fields:
            self.code.show_problem(error.fields["code"])
        else:
            told = " ".join(error.fields.values()) if isinstance(error, Invalid) else str(error)
            self.message.say(told, Tone.DANGER)

    def _show_replies(self, replies: tuple[Reply, ...]) -> None:
        while (item := self.replies.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for reply in replies:
            frame = card()
            inside = column(frame, Space.TIGHT, Space.MEDIUM)
            inside.addWidget(label(_day_of(reply), "caption"))
            said = label(str(reply.letter.body.get("text", "")), wrap=True)
            inside.addWidget(said)
            self.replies.addWidget(frame)

    def _lay_out(self) -> None:
        adding = column(self.adding, Space.SMALL)
        for title, part in (("Iets toevoegen", self.text), ("Wilt u zeggen wie u bent?", self.identity)):
            name = label(title, "label")
            name.setBuddy(part)
            adding.addWidget(name)
            adding.addWidget(part)
        adding.addWidget(
            label("Alleen het meldpunt leest dit. Wat u hier niet invult, weet niemand.", "caption", wrap=True)
        )
        adding.addWidget(self.files)
        across = row()
        across.addWidget(self.send_button)
        across.addStretch()
        adding.addLayout(across)
        self.adding.hide()
        inside = QWidget()
        inside.setProperty("ground", "clear")
        body = column(inside, Space.LARGE)
        body.addLayout(self.replies)
        body.addWidget(self.adding)
        body.addStretch()
        place = QScrollArea()
        place.setAccessibleName("Antwoorden")
        place.setWidgetResizable(True)
        place.setWidget(inside)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label("Antwoord bekijken", "section"))
        asked = row(space=Space.SMALL)
        asked.addWidget(self.code, 1)
        asked.addWidget(self.look_button)
        layout.addLayout(asked)
        layout.addWidget(self.message)
        layout.addWidget(self.job)
        layout.addWidget(place, 1)
        close = row()
        close.addStretch()
        close.addWidget(button("Sluiten", act=self.reject))
        layout.addLayout(close)


def _day_of(reply: Reply) -> str:
    try:
        day = date.fromisoformat(str(reply.letter.body.get("sent_on")))
    except ValueError:
        return "Bericht van het meldpunt"
    return f"Bericht van het meldpunt, {format_date(day)}"
