"""What the founders do together at the workstation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.rules.permissions import Role
from ui.founding.ceremony import Person
from ui.founding.overview import OverviewStep
from ui.founding.people import PeopleStep
from ui.founding.place import PlaceStep
from ui.founding.turns import TurnStep
from ui.founding.wizard import FoundingWizard
from ui.widgets.dialogs.sheet_steps import AllSheetsStep, SheetStep, TypeSheetStep
from ui.widgets.dialogs.wizard import Step

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit


GOOD = "gieter fluit tapijt noordpool"
PEOPLE = (
    Person("Anna de Wit", "awit", Role.KEEPER, "applicatiebeheer"),
    Person("Bram Visser", "bvisser", Role.DIRECTOR, "adviseur veiligheid"),
    Person("Dirk Mol", "dmol", Role.BIBOB, None),
    Person("Els Prins", "eprins", Role.INTEGRITY, None),
    Person("Gerrit Bos", "gbos", Role.INTEGRITY_DEPUTY, None),
    Person("Fatima Haddad", "fhaddad", Role.DPO, "FG"),
)
S = TypeVar("S", bound=Step)


def type_over(line: QLineEdit, text: str) -> None:
    """Replace what stands there."""
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, text)


@dataclass
class Founding:
    """The course and where it goes; each verb goes as far as its step."""

    wizard: FoundingWizard
    place: Path
    qtbot: QtBot

    def at(self, kind: type[S]) -> S:
        step = self.wizard.step
        assert isinstance(step, kind), f"{step.title}: {step.message.text.text()}"
        return step

    def onward(self) -> None:
        self.wizard.next_button.click()

    def told(self) -> str:
        message = self.wizard.step.message
        return "" if message.isHidden() else message.text.text()

    def to_people(self) -> PeopleStep:
        step = self.at(PlaceStep)
        type_over(step.municipality.line, "Voorbeeldstad")
        type_over(step.folder.line, str(self.place))
        self.onward()
        return self.at(PeopleStep)

    def to_shareholders(self) -> None:
        step = self.to_people()
        self.wizard.ceremony.people.extend(PEOPLE)
        step._show()
        self.onward()

    def to_turns(self) -> TurnStep:
        self.to_shareholders()
        self.onward()
        return self.at(TurnStep)

    def choose(self, password: str, again: str | None = None) -> None:
        """Who is at the keyboard types a password twice."""
        chosen = self.at(TurnStep).password
        chosen.first.line.setText(password)
        chosen.again.line.setText(password if again is None else again)
        self.onward()

    def to_overview(self) -> OverviewStep:
        self.to_turns()
        for person in PEOPLE:
            assert self.at(TurnStep).title == f"Nu is {person.name} aan de beurt"
            self.choose(GOOD)
        step = self.at(OverviewStep)
        self.qtbot.waitUntil(lambda: step.ready and not step.busy)
        return step

    def to_sheets(self) -> AllSheetsStep:
        self.to_overview()
        self.onward()
        self.qtbot.waitUntil(lambda: isinstance(self.wizard.step, AllSheetsStep), timeout=20_000)
        return self.at(AllSheetsStep)

    def to_typing(self) -> TypeSheetStep:
        self.to_sheets()
        self.onward()
        while isinstance(self.wizard.step, SheetStep):
            self.wizard.step.taken.setChecked(True)
            self.onward()
        return self.at(TypeSheetStep)

    def shares(self, name: str = "general") -> tuple[str, ...]:
        prepared = self.wizard.ceremony.prepared
        assert prepared is not None
        return prepared.founded.shares[name]

    def type_sheet(self, sentence: str) -> None:
        step = self.at(TypeSheetStep)
        for line, word in zip(step.entry.words, sentence.split(), strict=True):
            line.setText(word)
        self.onward()

    def sheet_fault(self) -> str:
        return self.at(TypeSheetStep).entry._told.text()
