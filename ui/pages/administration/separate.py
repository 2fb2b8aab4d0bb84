"""Making a casework compartment of its own: what it is called, and who opens it too, after comparing a fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Invalid
from app.services.keys import separate
from app.services.keys.separate import LONGEST_TITLE, Chosen, SeparateRow
from ui.tokens import Space, Tone
from ui.widgets.comparison import Comparison
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.choose import Choose
from ui.widgets.forms.labelled import Labelled
from ui.widgets.parts import column, label
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.services.keys.accounts import AccountRow
    from ui.tasks import Progress
    from ui.widgets.page import PageContext


class SeparateDialog(ActDialog):
    """`made` is the new compartment."""

    doing = "Onderdeel maken"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "Apart onderdeel voor een casus",
            "Voor een casus die maar enkelen mogen kennen: een eigen versleuteld bestand met een eigen sleutel.",
            "Onderdeel maken",
            icon="lock",
            tasks=context.tasks,
            parent=parent,
        )
        self._vault = context.vault
        self._able = {row.account: row for row in separate.candidates(context.vault)}
        self.title = QLineEdit(maxLength=LONGEST_TITLE)
        self.named = Labelled("Naam", self.title, hint="Alleen wie dit onderdeel opent, ziet deze naam.")
        self.other = Choose()
        self.other.setAccessibleName("Wie opent het ook?")
        self.other.fill([(None, "Kies…"), *((key, row.name) for key, row in self._able.items())], None)
        self.other.activated.connect(lambda _at: self._compare())
        self.comparison: Comparison | None = None
        self._below = column(space=0)
        self._lay_out_body()
        self.content.setMinimumWidth(640)
        self.title.setFocus()

    def prepare(self) -> Callable[[Progress], SeparateRow]:
        """A name, and somebody whose every group was compared, or Invalid."""
        title = self.title.text()
        if not title.strip():
            raise Invalid({"title": "Vul in hoe u dit onderdeel noemt."})
        if self.comparison is None or self.other.value is None:
            raise Invalid({"others": "Kies wie dit onderdeel ook opent, en vergelijk de vingerafdruk."})
        vault, chosen = self._vault, [Chosen(self.other.value, self.comparison.compared)]
        return lambda _progress: separate.set_apart(vault, title=title, others=chosen)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """The name has its own place; goes to the group that differs."""
        rest = dict(fields)
        self.named.show_problem(rest.pop("title", ""))
        if "fingerprint" in rest and self.comparison is not None:
            self.comparison.point_out()
        return " ".join(rest.values())

    def _compare(self) -> None:
        """Another person: another fingerprint to compare."""
        self.message.hide()
        if self.comparison is not None:
            self._below.removeWidget(self.comparison)
            self.comparison.hide()
            self.comparison.deleteLater()
            self.comparison = None
        row: AccountRow | None = self._able.get(self.other.value or "")
        if row is not None:
            self.comparison = Comparison(row.name, row.fingerprint)
            self.comparison.another_way.connect(self.message.hide)
            self._below.addWidget(self.comparison)
            self.comparison.focus_first()

    def _lay_out_body(self) -> None:
        self.body.addWidget(self.named)
        choice = column(space=Space.TIGHT)
        choice.addWidget(label("Wie opent het ook?", "label"))
        choice.addWidget(self.other)
        choice.addWidget(
            label("Vergelijk de vingerafdruk met het scherm van die persoon: Beheer, tabblad Mijn account.", "caption")
        )
        self.body.addLayout(choice)
        self.body.addLayout(self._below)
        lines = [
            (Tone.ACCENT, "Ieder ander ziet alleen dat het er is en wie de sleutel heeft, niet waar het over gaat."),
            (Tone.ACCENT, "De herstelbladen van de set Algemeen openen het ook, als er niemand meer is."),
        ]
        if not self._able:
            lines.insert(0, (Tone.WARNING, "Er is geen ander met een rol die hierbij past; nodig eerst iemand uit."))
        self.body.addWidget(Told(lines))
