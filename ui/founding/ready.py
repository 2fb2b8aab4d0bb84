"""Last step: the vault is there, and what has to be done with it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.founding.ceremony import READY
from ui.tokens import Space, Tone
from ui.widgets.dialogs.wizard import Step
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.parts import card, column, label
from ui.widgets.told import Told

if TYPE_CHECKING:
    from ui.founding.ceremony import Ceremony


class ReadyStep(Step):
    """Where the vault is, its fingerprint, and three things that must not wait."""

    def __init__(self, ceremony: Ceremony) -> None:
        super().__init__(READY, "De kluis is gesticht", onward="Naar het inloggen")
        self.may_return = False
        plan, prepared = ceremony.plan, ceremony.prepared
        self.intro = f"De kluis van gemeente {plan.municipality} staat in {plan.folder}"
        frame = card()
        layout = column(frame, Space.SMALL, Space.LARGE)
        layout.addWidget(label("Vingerafdruk van de kluis", "label"))
        self.fingerprint = FingerprintView(prepared.founded.root_fingerprint if prepared else "")
        layout.addWidget(self.fingerprint)
        layout.addWidget(label("Hij staat ook op elk herstelblad.", "caption"))
        self.body.addWidget(frame)
        self.body.addWidget(
            Told(
                (
                    (
                        Tone.ACCENT,
                        "Leg elk herstelblad in een gesloten envelop, op een andere plaats dan de andere bladen.",
                    ),
                    (Tone.ACCENT, "Laat iedere oprichter vandaag nog één keer inloggen."),
                    (Tone.ACCENT, "Maak daarna een eerste back-up."),
                )
            )
        )
        self.body.addStretch(1)
