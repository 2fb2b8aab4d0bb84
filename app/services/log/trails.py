"""Which trails somebody can read: those of the compartments one holds, and for the FG the copies of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Table, select

from app.rules.compartments import label_of_compartment
from app.rules.permissions import AUDIT, INTEGRITY
from models.audit import copied_entry

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Select

    from app.vault.session import UnlockedVault

NUMBER_BITS = 40
_NUMBERS = (1 << NUMBER_BITS) - 1


@dataclass(frozen=True, slots=True)
class Trail:
    """The entries of one compartment, and in which opened compartment (`store`) and table they stand.

    `place` is the rank of the compartment in the header, which never changes. With it and the number of an entry one
    whole number says which entry of the vault is meant.
    """

    place: int
    compartment: str
    store: str
    table: Table
    copied: bool

    @property
    def label(self) -> str:
        """The name of the compartment on screen."""
        return label_of_compartment(self.compartment)

    def entries(self, *columns: Any) -> Select[Any]:  # noqa: ANN401 - whatever a select takes
        """A selection from this trail and no other."""
        chosen = select(*columns).select_from(self.table)
        return chosen.where(self.table.c.compartment == self.compartment) if self.copied else chosen

    def key_of(self, n: int) -> int:
        """The number within the whole vault of entry `n`."""
        return self.place << NUMBER_BITS | n


def place_and_number(key: int) -> tuple[int, int]:
    """Where an entry stands: the place of its compartment in the header, and its number there."""
    return key >> NUMBER_BITS, key & _NUMBERS


def trails_of(vault: UnlockedVault) -> tuple[Trail, ...]:
    """Every trail that this session can read, in the order of the header.

    Integrity is read by who holds it and by nobody else: of that no copies are made.
    """
    opened = vault.available
    found = []
    for place, facts in enumerate(vault.roster.compartments.values()):
        if facts.name in opened:
            own = vault.compartment(facts.name).tables.audit_entry
            found.append(Trail(place, facts.name, facts.name, own, copied=False))
        elif AUDIT in opened and facts.kind != INTEGRITY:
            found.append(Trail(place, facts.name, AUDIT, copied_entry, copied=True))
    return tuple(found)
