"""First step: whose vault it is and where it comes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLineEdit

from app.services.keys import founding
from ui import dialogs
from ui.founding.ceremony import PLACE
from ui.tokens import Space, Tone
from ui.widgets.dialogs.wizard import Step
from ui.widgets.forms.labelled import Labelled
from ui.widgets.parts import button, card, column, label
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.founding.ceremony import Ceremony

SUFFIX = ".bolwerk"


class PlaceStep(Step):
    """Municipality and folder; whether a vault can be there is found out before anybody chooses a password."""

    def __init__(self, ceremony: Ceremony) -> None:
        super().__init__(
            PLACE,
            "Een nieuwe kluis stichten",
            "U doorloopt dit met alle oprichters bij elkaar, aan deze werkplek. Er komt pas een kluis als alles klopt; "
            "wie eerder stopt, laat niets achter.",
        )
        self._ceremony = ceremony
        self.municipality = Labelled("Gemeente", QLineEdit(maxLength=200), hint="Zoals op stukken: Westland")
        self.folder = Labelled(
            "Map waarin de kluis komt",
            QLineEdit(str(Path.home()), maxLength=4096),
            hint="Een map op een schijf van deze werkplek. Op een netwerkschijf werkt de vergrendeling niet.",
            beside=button("Bladeren…", act=self.choose_folder),
        )
        self.result_text = label("", "muted", wrap=True)
        self.body.addWidget(self.municipality)
        self.body.addWidget(self.folder)
        self.body.addWidget(self.result_text)
        self.body.addWidget(_needed())
        self.body.addStretch(1)
        for each in (self.municipality, self.folder):
            each.line.textChanged.connect(self._show_place)
        self._show_place()

    @property
    def place(self) -> Path:
        """Where the vault comes."""
        name = "".join(sign for sign in self.municipality.line.text().strip() if sign.isalnum() or sign in " -'")
        return Path(self.folder.line.text().strip() or ".").expanduser() / f"{name.strip() or 'Kluis'}{SUFFIX}"

    def accept(self) -> None:
        """Look whether the vault can be there."""
        begun = founding.begin(self.place, self.municipality.line.text())
        plan = self._ceremony.plan
        self._ceremony.plan = founding.FoundingPlan(begun.folder, begun.municipality, plan.founders, plan.sets)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the line it is about."""
        own = {"municipality": self.municipality, "folder": self.folder}
        for name, each in own.items():
            each.show_problem(fields.get(name, ""))
        wrong = next((each for name, each in own.items() if name in fields), None)
        if wrong is not None:
            wrong.line.setFocus()
        return " ".join(text for name, text in fields.items() if name not in own)

    def focus_first(self) -> None:
        """In the name of the municipality."""
        self.municipality.line.setFocus()

    def choose_folder(self) -> None:
        """Ask for the folder."""
        chosen = dialogs.choose_folder(self, "Map kiezen waarin de kluis komt")
        if chosen is not None:
            self.folder.line.setText(str(chosen))
            self.folder.show_problem("")

    def _show_place(self) -> None:
        self.result_text.setText(f"De kluis wordt de map {self.place}")


def _needed() -> QFrame:
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    layout.addWidget(label("Wat u nodig hebt", "label"))
    layout.addWidget(
        Told(
            (
                (Tone.ACCENT, "De functioneel beheerder, en voor elk onderdeel minstens één houder, zijn aanwezig."),
                (Tone.ACCENT, "Twee mensen lezen integriteitsmeldingen: de functionaris en een plaatsvervanger."),
                (Tone.ACCENT, "Het is bekend wie de herstelbladen bewaren. De beheerder krijgt er geen."),
                (Tone.ACCENT, "Er is een pen, of een printer die met een kabel aan deze werkplek zit."),
            )
        )
    )
    return frame
