"""The course in which the general sheets give a beheerder a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from app.errors import AppError, Cancelled, Invalid
from app.services.keys import recovery
from app.services.keys.own_account import Secrets
from app.services.keys.recovery import Rescue, SheetsRead, examine
from app.vault.keys.slots import STRICT
from ui.tokens import Tone
from ui.widgets.dialogs.job import Job
from ui.widgets.dialogs.sheet_steps import TypeSheetStep
from ui.widgets.dialogs.wizard import Step, Wizard
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.forms.new_password import NewPassword
from ui.widgets.parts import column, label
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from app.vault.keys.slots import KdfLimits, KdfSettings
    from ui.tasks import Progress, Tasks

WHAT, SHEETS, KEEPER, READY = "Wat kan hier", "Herstelbladen", "Beheerder", "Gereed"
PROMISE = "Tot de laatste stap verandert er niets aan de kluis."
_INTRO = "Van de set Algemeen. De bewaarder typt van het eigen blad; de anderen kijken weg."


class WhatStep(Step):
    """Who can be helped here, and what is for others."""

    def __init__(self, folder: Path) -> None:
        super().__init__(WHAT, "Toegang herstellen", f"Voor de kluis in {folder}")
        self.body.addWidget(
            Told(
                (
                    (
                        Tone.ACCENT,
                        "Hier krijgt een functioneel beheerder met de bladen van de set Algemeen weer toegang.",
                    ),
                    (
                        Tone.ACCENT,
                        "Voor ieder ander stelt de beheerder het account opnieuw in; houders geven dan de sleutels.",
                    ),
                    (
                        Tone.ACCENT,
                        "Heeft niemand meer de sleutel van een onderdeel? Kies dan bij Beheer: met herstelbladen.",
                    ),
                )
            )
        )
        self.body.addWidget(label("Nodig: de bewaarders met hun bladen, en de beheerder zelf.", "muted"))
        self.body.addStretch(1)


class KeeperStep(Step):
    """Which beheerder, and the password that this beheerder chooses."""

    def __init__(
        self,
        tasks: Tasks,
        rescue: Rescue,
        restored: Callable[[str, str], None],
        *,
        costs: tuple[KdfSettings | None, KdfLimits],
    ) -> None:
        super().__init__(
            KEEPER,
            "Wie krijgt weer toegang?",
            "Geef de beheerder het toetsenbord. De oude sleutels van dit account vervallen; het register komt terug.",
            onward="Toegang herstellen",
        )
        self._rescue, self._restored, self._costs = rescue, restored, costs
        self.job = self._job = Job(tasks)
        self._group = QButtonGroup(self)
        self.keepers: dict[str, QRadioButton] = {}
        names: QVBoxLayout = column(space=0)
        for person in rescue.keepers:
            each = QRadioButton(f"{person.name} ({person.login})")
            self.keepers[person.account] = each
            self._group.addButton(each)
            names.addWidget(each)
        self.password = NewPassword(title="Nieuw wachtwoord")
        self._group.buttonToggled.connect(lambda *_: self._on_choice())
        self.body.addLayout(names)
        self.body.addWidget(self.password)
        self.body.addStretch(1)
        if len(self.keepers) == 1:
            next(iter(self.keepers.values())).setChecked(True)

    @property
    def account(self) -> str | None:
        """Who was chosen."""
        return next((account for account, each in self.keepers.items() if each.isChecked()), None)

    def accept(self) -> None:
        """Begin; the course goes on when it was done. Raises Invalid."""
        account = self.account
        if account is None:
            raise Invalid({"account": "Kies een beheerder."})
        self.password.check()
        rescue, new = self._rescue, Secrets(self.password.password)
        settings, limits = self._costs

        def work(_progress: Progress) -> tuple[str, str]:
            made = recovery.restore_keeper(rescue, account=account, new=new, settings=settings, limits=limits)
            return next(person.login for person in rescue.keepers if person.account == account), made

        self._job.start(
            work, first="Nieuwe sleutels maken", done=self._done, refused=self._refused, unwanted=self._done
        )
        self.changed.emit()

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the password, or above all."""
        return self.password.show_problems(fields)

    def focus_first(self) -> None:
        """On the choice, or in the password when there is none."""
        (self.password.focus_first if self.account else next(iter(self.keepers.values())).setFocus)()

    def _on_choice(self) -> None:
        chosen = next((person for person in self._rescue.keepers if person.account == self.account), None)
        self.password.about = (chosen.name, chosen.login) if chosen else ()

    def _done(self, made: tuple[str, str]) -> None:
        """Also when it was stopped too late: it was done."""
        self.password.clear()
        self._restored(*made)

    def _refused(self, error: AppError) -> None:
        if isinstance(error, Invalid):
            rest = self.show_problems(error.fields)
            if rest:
                self.message.say(rest, Tone.DANGER)
        elif not isinstance(error, Cancelled):
            self.message.say(str(error), Tone.DANGER)
        self.changed.emit()


class DoneStep(Step):
    """What has to be done now, and by which fingerprint the beheerder knows the keys that were made here."""

    def __init__(self, login: str, fingerprint: str) -> None:
        super().__init__(READY, "De beheerder heeft weer toegang", onward="Naar het inloggen")
        self.may_return = False
        self.fingerprint = FingerprintView(fingerprint)
        self.body.addWidget(
            Told(
                (
                    (Tone.SUCCESS, f"Log in als {login} met het nieuwe wachtwoord."),
                    (Tone.ACCENT, "Schrijf de vingerafdruk over en vergelijk hem na het inloggen bij Mijn account."),
                    (Tone.WARNING, "Deze bladen zijn gebruikt. Vervang de set bij Beheer, Herstelbladen."),
                    (Tone.WARNING, "Hersleutel bij Onderdelen wat daar om vraagt."),
                )
            )
        )
        self.body.addWidget(label("Vingerafdruk van de nieuwe sleutels", "label"))
        self.body.addWidget(self.fingerprint)
        self.body.addStretch(1)


class RecoveryWizard(Wizard):
    """`login` is the login name of who was helped, None when nobody was."""

    leaving = "Er verandert niets aan de kluis."

    def __init__(
        self,
        tasks: Tasks,
        folder: Path,
        *,
        settings: KdfSettings | None = None,
        limits: KdfLimits = STRICT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Toegang herstellen", (WHAT, SHEETS, KEEPER, READY), PROMISE, parent)
        self._tasks, self._folder, self._costs = tasks, folder, (settings, limits)
        self._rescue: Rescue | None = None
        self.login: str | None = None
        self.add([WhatStep(folder), self._sheet(0)])
        self.begin()

    def done(self, result: int) -> None:
        """However it ends, the register is closed again."""
        self._close()
        super().done(result)

    def _sheet(self, at: int) -> TypeSheetStep:
        return TypeSheetStep(SHEETS, f"Typ herstelblad {at + 1}", _INTRO, self._check)

    def _check(self) -> None:
        """This sheet with those before it: another is needed, or the register opens. Raises AppError."""
        typed = [step.entry.sentence for step in self.steps[: self.at + 1] if isinstance(step, TypeSheetStep)]
        read: SheetsRead = examine(typed)
        said = [*read.faults.values(), *read.doubles.values()]
        if said:
            raise Invalid({"shares": " ".join(said)})
        if read.missing:
            self.follow_with([self._sheet(len(typed))])
            return
        self._close()
        self._rescue = Rescue(self._folder, typed)
        self.follow_with([KeeperStep(self._tasks, self._rescue, self._on_restored, costs=self._costs)])

    def _on_restored(self, login: str, fingerprint: str) -> None:
        self.login = login
        self.follow_with([DoneStep(login, fingerprint)])
        self.proceed()

    def _close(self) -> None:
        if self._rescue is not None:
            self._rescue.close()
            self._rescue = None
