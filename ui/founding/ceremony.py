"""What the steps of a founding share: the plan so far, who still have to choose a password, and what was made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import Invalid
from app.rules.permissions import Role
from app.services.keys import founding
from app.services.keys.founding import Founder, FoundingPlan, KeyCost, PreparedVault

PLACE, PEOPLE, SHEETS_TO, PASSWORDS = "Gemeente en plaats", "Oprichters", "Bewaarders", "Wachtwoorden"
OVERVIEW, SHEETS, TYPE_BACK, READY = "Overzicht", "Herstelbladen", "Controle", "Gereed"
STAGES = (PLACE, PEOPLE, SHEETS_TO, PASSWORDS, OVERVIEW, SHEETS, TYPE_BACK, READY)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is going to found, before choosing a password."""

    name: str | None = None
    login: str | None = None
    role: Role | None = None
    function: str | None = None


@dataclass(slots=True)
class Ceremony:
    """One founding under way. `close` gives up what was made and not completed."""

    plan: FoundingPlan = field(default_factory=lambda: FoundingPlan(Path(), ""))
    people: list[Person] = field(default_factory=list)
    cost: KeyCost | None = None
    prepared: PreparedVault | None = None

    @property
    def planned(self) -> FoundingPlan:
        """The plan as if everybody had chosen a password: for seeing what lacks and what is unwise."""
        return replace(self.plan, founders=tuple(as_founder(person) for person in self.people))

    def check_person(self, person: Person, instead_of: Person | None = None) -> None:
        """Raises Invalid per field when this person cannot join the others."""
        others = tuple(as_founder(one) for one in self.people if one is not instead_of)
        faults: dict[str, str] = {}
        if person.role is None:
            faults["role"] = "Kies een rol."
        try:
            founding.with_founder(replace(self.plan, founders=others), as_founder(person))
        except Invalid as refused:  # a password comes later, when it is this person's turn
            faults |= {name: text for name, text in refused.fields.items() if name != "password"}
        if faults:
            raise Invalid(faults)

    def choose_password(self, person: Person, password: str) -> None:
        """Let a person join with this password, in place of an earlier one; raises Invalid."""
        founder = as_founder(person, password)
        self.plan = founding.with_founder(founding.without_founder(self.plan, founder.login), founder)

    def close(self) -> None:
        """Give up what was made, and forget the passwords."""
        if self.prepared is not None:
            self.prepared.abandon()
            self.prepared = None
        self.plan = FoundingPlan(Path(), "")


def as_founder(person: Person, password: str = "") -> Founder:
    """The person as the service knows founders; one without a role yet counts as LIP participant, who holds nothing."""
    role = person.role or Role.PARTICIPANT
    return Founder(person.login or "", person.name or "", password, role, person.function or "")
