"""The course that puts backups back: choose, decide with the sheets, and see what is kept of what was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError, Cancelled, Invalid
from app.formats import format_date
from app.rules.compartments import label_of_compartment
from app.services.clock import today
from app.vault.backup.restore import Restoration, restore
from app.vault.header.ledger import GENERAL
from ui.restoring.choosing import ChoosingStep
from ui.tokens import Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.sheet_steps import typing_steps
from ui.widgets.dialogs.wizard import Step, Wizard
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.vault.backup.description import Backup
    from app.vault.backup.survey import Survey
    from ui.tasks import Progress, Tasks

CHOICE, SHEETS, PUT_BACK, READY = "Back-ups kiezen", "Herstelbladen", "Terugzetten", "Gereed"
PROMISE = "Wat er nu staat, wordt eerst bewaard. Er wordt niets overschreven zonder kopie."


class PutBackStep(Step):
    """What will happen, and the button that does it."""

    def __init__(
        self,
        tasks: Tasks,
        work: Callable[[Progress], Restoration],
        chosen: tuple[Backup, ...],
        done: Callable[[Restoration], None],
    ) -> None:
        super().__init__(PUT_BACK, "Nu terugzetten", onward="Terugzetten")
        self._work, self._done = work, done
        self.job = self._job = Job(tasks)
        lines = [(Tone.ACCENT, f"{_label(backup.compartment)}: {_moment(backup)}") for backup in chosen]
        lines += [
            (Tone.WARNING, "Wat na die momenten is ingevoerd in deze onderdelen, staat straks alleen nog in de kopie."),
            (Tone.WARNING, "Het logboek zegt voortaan dat en wanneer er is teruggezet."),
            (Tone.ACCENT, "Sluit Bolwerk op andere werkplekken voordat u verdergaat."),
        ]
        self.body.addWidget(Told(lines))
        self.body.addStretch()

    def accept(self) -> None:
        """Begin; the course goes on when it was done."""
        self._job.start(
            self._work, first="Back-ups klaarzetten", done=self._done, refused=self._refused, unwanted=self._done
        )
        self.changed.emit()

    def _refused(self, error: AppError) -> None:
        if isinstance(error, Cancelled):
            self.message.say("Afgebroken. De kluis is zoals zij was.", Tone.NEUTRAL)
        else:
            self.message.say(str(error), Tone.DANGER)
        self.changed.emit()


class RestoredStep(Step):
    """What was done, and what has to be done now."""

    def __init__(self, done: Restoration) -> None:
        super().__init__(READY, "De back-ups zijn teruggezet", onward="Naar het inloggen")
        self.may_return = False
        lines = [(Tone.SUCCESS, f"Teruggezet: {', '.join(done.restored)}.")]
        if done.kept_in is not None:
            lines.append((Tone.ACCENT, f"Wat er stond, is bewaard in {done.kept_in}."))
        if done.missing:
            lines.append((Tone.WARNING, f"Nog zonder bestand: {', '.join(done.missing)}."))
        lines.append((Tone.WARNING, "Deze bladen zijn gebruikt. Vervang de set bij Beheer, Herstelbladen."))
        self.told = Told(lines)
        self.body.addWidget(self.told)
        self.body.addStretch()


class RestoreWizard(Wizard):
    """`restored` is what was done, None when nothing was."""

    leaving = "Er verandert niets aan de kluis."

    def __init__(self, tasks: Tasks, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("Back-up terugzetten", (CHOICE, SHEETS, PUT_BACK, READY), PROMISE, parent)
        self._tasks = tasks
        self.restored: Restoration | None = None
        self.add([ChoosingStep(CHOICE, folder, self._chosen)])
        self.begin()

    def _chosen(self, seen: Survey, chosen: tuple[Backup, ...]) -> None:
        """On to as many sheets as the general set asks for."""
        general = seen.roster.recovery_sets.get(GENERAL)
        if general is None:
            raise Invalid({"backup": "Deze kluis heeft geen herstelset; terugzetten kan dan niet."})

        def decide(shares: tuple[str, ...]) -> None:
            def work(progress: Progress) -> Restoration:
                return restore(seen, chosen, shares, day=today(), progress=progress)

            self.follow_with([PutBackStep(self._tasks, work, chosen, self._on_restored)])

        self.follow_with(typing_steps(SHEETS, "Typ een herstelblad van de set Algemeen", general.threshold, decide))

    def _on_restored(self, done: Restoration) -> None:
        """Also when it was stopped too late: it was done."""
        self.restored = done
        self.follow_with([RestoredStep(done)])
        self.proceed()


def _label(name: str) -> str:
    return label_of_compartment(name)


def _moment(backup: Backup) -> str:
    at = backup.moment.astimezone()
    return f"de back-up van {format_date(at.date())}, {at:%H:%M}"
