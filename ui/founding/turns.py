"""Each founder in turn chooses a password; nobody else sees it, nobody else types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from app.rules.permissions import COMPARTMENTS_OF_ROLE, LABEL_OF_COMPARTMENT
from ui.founding.ceremony import PASSWORDS
from ui.tokens import Space
from ui.widgets.dialogs.wizard import Step
from ui.widgets.forms.new_password import NewPassword
from ui.widgets.parts import card, column, label
from ui.widgets.told import definition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.founding.ceremony import Ceremony, Person


class TurnStep(Step):
    """One founder at the keyboard. What was typed is forgotten when the turn ends."""

    def __init__(self, ceremony: Ceremony, person: Person, number: int, count: int) -> None:
        super().__init__(
            PASSWORDS,
            f"Nu is {person.name} aan de beurt",
            f"Oprichter {number} van {count}. Geef {person.name} het toetsenbord; de anderen kijken even weg.",
        )
        self._ceremony, self._person = ceremony, person
        self.password = NewPassword((person.name or "", person.login or "", ceremony.plan.municipality))
        self.body.addWidget(self._facts())
        self.body.addWidget(self.password)
        self.body.addWidget(
            label(
                "Niemand kan dit wachtwoord opzoeken, ook de beheerder niet. Bewaar het niet bij de computer.", "muted"
            )
        )
        self.body.addStretch(1)

    def arrive(self) -> None:
        """The municipality may have changed since."""
        self.password.about = (self._person.name or "", self._person.login or "", self._ceremony.plan.municipality)

    def accept(self) -> None:
        """The turn ends; raises Invalid for a password that is not good or not twice the same."""
        self.password.check()
        self._ceremony.choose_password(self._person, self.password.password)
        self.password.clear()

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the lines."""
        return self.password.show_problems(fields)

    def focus_first(self) -> None:
        """In the password."""
        self.password.focus_first()

    def _facts(self) -> QWidget:
        frame = card()
        grid = QGridLayout()
        role = self._person.role
        opened = COMPARTMENTS_OF_ROLE[role] if role else ()
        definition(grid, 0, "Inlognaam", self._person.login or "")
        definition(grid, 1, "Rol", role.label if role else "")
        definition(grid, 2, "Krijgt sleutels van", ", ".join(LABEL_OF_COMPARTMENT[name] for name in opened))
        column(frame, Space.SMALL, Space.LARGE).addLayout(grid)
        return frame
