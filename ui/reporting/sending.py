"""The last steps: look it over, send it, and write down the code that is shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from app.errors import AppError, Cancelled, Invalid
from app.rules.reports import traces_in
from app.services.reporting.form import MATTERS, Answers, Enclosure, sealed_report
from ui.reporting.answers import STAGES
from ui.tokens import Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.wizard import Step
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.parts import button, label, row
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.reports.desks import Desks
    from app.vault.reports.reporting import Envelope
    from ui.tasks import Progress, Tasks

NOT_SENT = "Er is niets verstuurd."


class ReviewStep(Step):
    """What will be sent, and to whom; sealing and sending happen on the worker thread."""

    def __init__(
        self,
        tasks: Tasks,
        desks: Desks,
        ask: Callable[[], tuple[str, Answers, tuple[Enclosure, ...]]],
        send: Callable[[Envelope], None],
        sent: Callable[[str], None],
    ) -> None:
        super().__init__(STAGES[4], "Kijk uw melding na", onward="Versturen")
        self._desks, self._ask, self._send, self._sent = desks, ask, send, sent
        self.job = self._job = Job(tasks)
        self.summary = Told()
        self.story = label("", wrap=True)
        self.body.addWidget(self.summary)
        self.body.addWidget(label("Uw verhaal", "label"))
        self.body.addWidget(self.story)
        self.body.addStretch()

    def arrive(self) -> None:
        """Show what there is now."""
        desk, answers, enclosures = self._ask()
        self.story.setText(answers.what.strip())
        lines = [(Tone.ACCENT, f"U meldt {MATTERS[desk]}.")]
        lines.append((Tone.ACCENT, f"Bijlagen: {len(enclosures) or 'geen'}."))
        texts = (answers.what, answers.when_where, answers.who, answers.how_known)
        traces = [each for text in texts for each in traces_in(text)]
        lines += [(Tone.WARNING, f"‘{each.text}’ kan verraden wie u bent ({each.reason}).") for each in traces[:5]]
        if any(each.cleaned.problem is not None for each in enclosures):
            lines.append((Tone.WARNING, "Er gaat een bestand mee dat niet is opgeschoond."))
        self.summary.show_lines(lines)

    def accept(self) -> None:
        """Begin; the course goes on when it was sent."""
        desk, answers, enclosures = self._ask()

        def work(progress: Progress) -> str:
            progress("Melding verzegelen", 0.1)
            code, envelope = sealed_report(self._desks, desk, answers, enclosures)
            if progress.stopped:
                raise Cancelled
            progress("Melding versturen", 0.8)
            self._send(envelope)
            return code

        self._job.start(work, first="Melding verzegelen", done=self._sent, refused=self._refused, unwanted=self._sent)
        self.changed.emit()

    def _refused(self, error: AppError) -> None:
        if isinstance(error, Cancelled):
            self.message.say(f"Afgebroken. {NOT_SENT}", Tone.NEUTRAL)
        elif isinstance(error, Invalid):
            self.message.say(f"{' '.join(error.fields.values())} {NOT_SENT}", Tone.DANGER)
        else:
            self.message.say(str(error), Tone.DANGER)
        self.changed.emit()


class CodeStep(Step):
    """The receipt code, shown once."""

    def __init__(self, code: str, copy: Callable[[str], None], done: str) -> None:
        super().__init__(STAGES[5], "Schrijf uw code op", done, onward="Sluiten")
        self.may_return = False
        self.code = code
        self.view = FingerprintView(code)
        self.view.setAccessibleName(f"Uw code: {' '.join(code.split('-'))}")
        self.written = QCheckBox("Ik heb de code opgeschreven en bewaar haar op een veilige plaats")
        self.written.toggled.connect(lambda _on: self.changed.emit())
        self.copied = label("", "caption")
        across = row()
        across.addWidget(button("Kopiëren (10 seconden)", "copy", act=lambda: self._copy(copy)))
        across.addWidget(self.copied, 1)
        self.body.addWidget(self.view)
        self.body.addLayout(across)
        self.body.addWidget(
            Told(
                [
                    (Tone.WARNING, "Deze code wordt nergens bewaard en komt niet terug. Zonder code geen antwoord."),
                    (Tone.ACCENT, "Kijk over een week met de code of er een bevestiging of een vraag voor u is."),
                    (Tone.ACCENT, "Print de code niet: de printer onthoudt wie er afdrukte."),
                ]
            )
        )
        self.body.addWidget(self.written)
        self.body.addStretch()

    @property
    def ready(self) -> bool:
        """Once it was written down."""
        return self.written.isChecked()

    def _copy(self, copy: Callable[[str], None]) -> None:
        copy(self.code)
        self.copied.setText("Gekopieerd; over tien seconden weer gewist.")
