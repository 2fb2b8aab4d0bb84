"""The steps in which somebody tells what happened; what may give the writer away is said while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPlainTextEdit, QRadioButton, QWidget

from app.rules.permissions import CASEWORK, INTEGRITY, INTEGRITY_DEPUTY
from app.rules.reports import traces_in
from app.services.reporting.form import Answers, check_answers
from ui.tokens import Space, Tone
from ui.widgets.dialogs.wizard import Step
from ui.widgets.fingerprint import FingerprintView
from ui.widgets.parts import column, label
from ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.vault.reports.desks import Desks

STAGES = ("Waarover", "Wat is er gebeurd", "Wie en waar", "Bijlagen", "Nakijken", "Uw code")
_MATTERS = {
    CASEWORK: (
        "Ik zag iets dat op ondermijning wijst",
        "Bijvoorbeeld in een pand, een wijk of bij een aanvraag. De melding gaat naar de casusregisseur.",
    ),
    INTEGRITY: (
        "Er is iets mis binnen onze organisatie",
        "Druk, benadering, een misstand of een integriteitskwestie. De melding gaat naar de integriteitsfunctionaris.",
    ),
    INTEGRITY_DEPUTY: (
        "Het gaat over de integriteitsfunctionaris zelf",
        "De melding gaat naar de plaatsvervanger, en niet naar de functionaris.",
    ),
}
PROTECTED = (
    (Tone.SUCCESS, "Uw naam, uw account, deze werkplek en het tijdstip worden niet vastgelegd, alleen de dag."),
    (Tone.SUCCESS, "Alleen het meldpunt kan de melding lezen; de beheerder en uw leidinggevende kunnen dat niet."),
    (Tone.WARNING, "Wie meekijkt op dit scherm, of deze werkplek in de gaten houdt, kan zien dat u hier zit."),
    (Tone.WARNING, "Wat u schrijft, kan verraden wie u bent. Het formulier helpt u daarop te letten."),
)


class MatterStep(Step):
    """What it is about, and so who reads it."""

    def __init__(self, desks: Desks) -> None:
        super().__init__(
            STAGES[0],
            "Waarover wilt u melden?",
            "U hoeft niet in te loggen. Er wordt pas iets verstuurd als u dat zegt.",
        )
        self._desks = desks
        self._group = QButtonGroup(self)
        self._names: list[str] = []
        for name, (title, told) in _MATTERS.items():
            if name in desks.desks:
                self._offer(name, title, told)
        self._print = FingerprintView()
        self._known = label("", "muted", wrap=True)
        for each in (self._print, self._known):
            each.hide()
            self.body.addWidget(each)
        self.body.addWidget(Told(PROTECTED))
        self.body.addStretch()
        self._group.idToggled.connect(lambda _at, _on: self._show_print())

    @property
    def desk(self) -> str:
        """Which desk was chosen, empty while none is."""
        return self._names[self._group.checkedId()] if self.ready else ""

    @property
    def ready(self) -> bool:
        """Once something was chosen."""
        return self._group.checkedId() >= 0

    def choose(self, desk: str) -> None:
        """As if it was clicked."""
        self._group.button(self._names.index(desk)).setChecked(True)

    def _offer(self, name: str, title: str, told: str) -> None:
        button = QRadioButton(title)
        button.setAccessibleDescription(told)
        self._group.addButton(button, len(self._names))
        self._names.append(name)
        offer = column(space=0)
        offer.addWidget(button)
        under = label(told, "caption", wrap=True)
        under.setIndent(2 * Space.LARGE)
        offer.addWidget(under)
        self.body.addLayout(offer)

    def _show_print(self) -> None:
        self._print.show_fingerprint(self._desks.desk(self.desk).fingerprint)
        self._known.setText(
            "Dit is de vingerafdruk van het meldpunt. Vergelijk haar met die op het intranet of op de poster. Is zij "
            "anders, meld dan hier niets en kies een andere weg."
        )
        self._print.show()
        self._known.show()
        self.changed.emit()


class TextStep(Step):
    """Some questions, each with room to write."""

    def __init__(self, stage: str, title: str, intro: str, questions: tuple[tuple[str, str, int], ...]) -> None:
        super().__init__(stage, title, intro)
        self.inputs: dict[str, QPlainTextEdit] = {}
        self._problems: dict[str, QWidget] = {}
        for name, question, lines in questions:
            self._ask(name, question, lines)
        self.traces = Told()
        self.body.addWidget(self.traces)
        self.body.addStretch()

    def answer(self, name: str) -> str:
        """What was written."""
        return self.inputs[name].toPlainText()

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """All above the questions: there are few."""
        return " ".join(text for name, text in fields.items() if name in self.inputs)

    def focus_first(self) -> None:
        """In the first question."""
        next(iter(self.inputs.values())).setFocus()

    def look(self) -> None:
        """Say what in the texts may give the writer away."""
        found = [trace for each in self.inputs.values() for trace in traces_in(each.toPlainText())]
        self.traces.show_lines(
            (Tone.WARNING, f"‘{each.text}’ kan verraden wie u bent: dit lijkt op {each.reason}.") for each in found[:5]
        )

    def _ask(self, name: str, question: str, lines: int) -> None:
        box = QPlainTextEdit(tabChangesFocus=True)
        box.setAccessibleName(question)
        box.setMinimumHeight(lines * box.fontMetrics().lineSpacing() + 2 * Space.MEDIUM)
        title = label(question, "label")
        title.setBuddy(box)
        asked = column(space=Space.TIGHT)
        asked.addWidget(title)
        asked.addWidget(box)
        self.body.addLayout(asked)
        self.inputs[name] = box
        box.textChanged.connect(self.look)


class WhatStep(TextStep):
    """What happened; this must be answered."""

    def __init__(self) -> None:
        super().__init__(
            STAGES[1],
            "Wat is er gebeurd?",
            "Schrijf op wat u zag, hoorde of las. Houd feiten en vermoedens uit elkaar. Een paar zinnen is genoeg.",
            (("what", "Uw verhaal", 12),),
        )

    def accept(self) -> None:
        """Only with a story."""
        check_answers(Answers(what=self.answer("what")))


class WhoStep(TextStep):
    """Where, when, who, and how it is known; none of it must be answered."""

    def __init__(self) -> None:
        super().__init__(
            STAGES[2],
            "Wie, waar en wanneer?",
            "Vul in wat u weet. Alles op deze bladzijde mag leeg blijven.",
            (
                ("when_where", "Wanneer en waar gebeurde het?", 3),
                ("who", "Wie zijn erbij betrokken?", 3),
                ("how_known", "Hoe weet u dit?", 3),
            ),
        )
        self.may_ask = QCheckBox("Het meldpunt mag mij via de code vragen stellen")
        self.may_ask.setChecked(True)
        self.body.insertWidget(self.body.count() - 2, self.may_ask)

    def accept(self) -> None:
        """Anything that is not endless."""
        check_answers(Answers("x", self.answer("when_where"), self.answer("who"), self.answer("how_known")))
