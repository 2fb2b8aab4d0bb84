"""Replacing a recovery set: the old sheets, the new ones on paper, typed back, and only then in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton

from app.services.keys import recovery
from ui.tokens import Tone
from ui.widgets.dialogs.sheet_steps import AllSheetsStep, SheetStep, typing_steps
from ui.widgets.dialogs.wizard import Step, Wizard
from ui.widgets.told import Told

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.keys.recovery import SetRenewal, SetRow
    from app.vault.session import UnlockedVault

WHY, OLD, SHEETS, BACK, READY = "Waarom", "Oude bladen", "Nieuwe bladen", "Controle", "Gereed"
PROMISE = "Tot de controle klopt, blijven de oude bladen gelden."


class WhyStep(Step):
    """With the old sheets, or without them because they are lost."""

    def __init__(self, chosen: SetRow) -> None:
        super().__init__(
            WHY,
            f"Herstelset {chosen.label} vervangen",
            f"Deze set beschermt {', '.join(chosen.protects)}. Vervang hem als de bladen zijn gebruikt, als er een "
            "kwijt is of als een bewaarder weggaat.",
        )
        self.with_sheets = QRadioButton(f"{chosen.threshold} van de {chosen.shares} oude bladen zijn er nog")
        self.without = QRadioButton("De oude bladen zijn kwijt; ik heb zelf alle sleutels die deze set beschermt")
        self.with_sheets.setChecked(True)
        self.body.addWidget(self.with_sheets)
        self.body.addWidget(self.without)
        self.body.addWidget(
            Told(
                (
                    (Tone.ACCENT, "De onderdelen van deze set horen daarna ook een nieuwe sleutel te krijgen."),
                    (Tone.ACCENT, "Vernietig de oude bladen pas als de nieuwe zijn gecontroleerd."),
                )
            )
        )
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """On the first choice."""
        self.with_sheets.setFocus()


class DoneStep(Step):
    """What has to be done now."""

    def __init__(self, chosen: SetRow) -> None:
        super().__init__(READY, f"Herstelset {chosen.label} is vervangen", onward="Sluiten")
        self.may_return = False
        self.body.addWidget(
            Told(
                (
                    (Tone.SUCCESS, "De nieuwe bladen gelden vanaf nu."),
                    (Tone.ACCENT, "Vernietig de oude bladen in de papierversnipperaar."),
                    (Tone.ACCENT, "Hersleutel bij Onderdelen wat daar nu om vraagt."),
                )
            )
        )
        self.body.addStretch(1)


class RenewalWizard(Wizard):
    """Replaces one set; `done_it` says whether it did."""

    leaving = "De oude bladen blijven gelden. Vernietig de nieuwe bladen die al op papier staan."

    def __init__(self, vault: UnlockedVault, chosen: SetRow, parent: QWidget | None = None) -> None:
        super().__init__("Herstelset vervangen", (WHY, OLD, SHEETS, BACK, READY), PROMISE, parent)
        self._vault, self._chosen = vault, chosen
        self._renewal: SetRenewal | None = None
        self.done_it = False
        self.why = WhyStep(chosen)
        self.add([self.why, Step(OLD, "")])  # what follows depends on the first
        self.begin()

    def proceed(self) -> None:
        """What comes next depends on what was chosen and typed."""
        if self.step is self.why:
            if self.why.without.isChecked():
                self._begin_renewal(None)
            else:
                old = typing_steps(OLD, "Typ een oud blad", self._chosen.threshold, self._begin_renewal)
                self.follow_with([*old, Step(SHEETS, "")])
        super().proceed()

    def _begin_renewal(self, typed: tuple[str, ...] | None) -> None:
        chosen = self._chosen
        self._renewal = recovery.renew_set(
            self._vault, name=chosen.name, shares=typed, threshold=chosen.threshold, count=chosen.shares
        )
        sheets = self._renewal.sheets
        back = typing_steps(BACK, "Typ een nieuw blad terug", chosen.threshold, self._complete)
        self.follow_with(
            [AllSheetsStep(SHEETS, sheets), *(SheetStep(SHEETS, each) for each in sheets), *back, DoneStep(chosen)]
        )

    def _complete(self, typed: tuple[str, ...]) -> None:
        if self._renewal is not None:
            self._renewal.complete(typed)
            self.done_it = True
