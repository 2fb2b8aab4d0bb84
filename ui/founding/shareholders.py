"""Third step: who keep the sheets with which access can be recovered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from app.errors import Invalid
from app.formats import FormatProblem
from app.services.keys import founding
from app.services.keys.founding import SetPlan
from ui.founding.ceremony import SHEETS_TO
from ui.tokens import Space, Tone
from ui.widgets.dialogs.wizard import Step
from ui.widgets.forms.form import FormField
from ui.widgets.parts import column, label, row
from ui.widgets.record.description import Field, Kind
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.founding.ceremony import Ceremony

PROTECTS = {
    "general": "Herstelt het beheer en alle onderdelen behalve de twee hiernaast.",
    "integrity": "Herstelt de toegang tot integriteitsmeldingen.",
    "bibob": "Herstelt de toegang tot Bibob-onderzoeken.",
}


class SetCard(QFrame):
    """One set: who keep its sheets, and how many of them are needed."""

    def __init__(self, chosen: SetPlan) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.name = chosen.name
        self.keepers = _field("keepers", "Bewaarders", Kind.LINES, "Eén naam per regel, voor ieder een blad.")
        self.needed = _field("needed", "Samen nodig", Kind.INTEGER, "")
        self.needed.editor.show_value(chosen.threshold)
        for each in (self.keepers, self.needed):
            each.editor.inner.setAccessibleName(f"{each.field.title}, set {chosen.label}")
        layout = column(self, Space.MEDIUM, Space.LARGE)
        layout.addWidget(label(chosen.label, "section"))
        layout.addWidget(label(PROTECTS[chosen.name], "muted", wrap=True))
        layout.addStretch()
        layout.addWidget(self.keepers)
        layout.addWidget(self.needed)

    def entered(self) -> SetPlan:
        """What stands there; raises Invalid under the name of the set when the number cannot be read."""
        try:
            needed = self.needed.editor.value()
        except FormatProblem as problem:
            raise Invalid({self.name: str(problem)}) from problem
        return SetPlan(self.name, needed or 0, tuple(self.keepers.editor.value()))


class ShareholdersStep(Step):
    """Three sets, each with keepers of its own."""

    def __init__(self, ceremony: Ceremony) -> None:
        super().__init__(
            SHEETS_TO,
            "Wie bewaren de herstelbladen?",
            "Is een wachtwoord vergeten of iemand weggevallen, dan geven twee bladen van een set samen weer toegang. "
            "Eén blad alleen opent niets. Kies mensen die de kluis niet beheren; zonder namen komen er drie bladen.",
        )
        self._ceremony = ceremony
        self.warnings = Told()
        self.sets = {one.name: SetCard(one) for one in ceremony.plan.sets}
        cards = row(space=Space.LARGE)
        for each in self.sets.values():
            cards.addWidget(each, 1)
            for field in (each.keepers, each.needed):
                field.editor.edited.connect(self._on_edit)
        self.body.addLayout(cards)
        self.body.addWidget(self.warnings)
        self.body.addStretch(1)

    def arrive(self) -> None:
        """Who found may have changed."""
        self._on_edit()

    def accept(self) -> None:
        """Take the sets into the plan; raises Invalid under the names of the sets."""
        plan, faults = self._ceremony.plan, {}
        for name, each in self.sets.items():
            try:
                plan = founding.with_set(plan, each.entered())
            except Invalid as refused:
                faults[name] = str(refused)
        if faults:
            raise Invalid(faults)
        self._ceremony.plan = plan

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Under the number of its set."""
        for name, each in self.sets.items():
            each.needed.show_problem(fields.get(name, ""))
        return " ".join(text for name, text in fields.items() if name not in self.sets)

    def focus_first(self) -> None:
        """In the first set."""
        next(iter(self.sets.values())).keepers.editor.inner.setFocus()

    def _on_edit(self) -> None:
        """Warn about sheets only: the rest was said with the founders."""
        self.show_problems({})
        plan = self._ceremony.planned
        before = set(founding.warnings(plan))
        try:
            for each in self.sets.values():
                plan = founding.with_set(plan, each.entered())
        except Invalid:
            return
        self.warnings.show_lines((Tone.WARNING, text) for text in founding.warnings(plan) if text not in before)


def _field(name: str, title: str, kind: Kind, hint: str) -> FormField:
    return FormField(Field(name, title, kind, required=kind is Kind.INTEGER, hint=hint, rows=4), lambda: ())
