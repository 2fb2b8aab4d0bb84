"""Compartments and their keys: who holds them, which must get a new one, and giving it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import AccessDenied
from app.rules.compartments import label_of_compartment
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.keys.sheets import LABEL_OF_SET
from app.vault import rekeying
from app.vault.primitives.sealing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.header.trust import CompartmentFacts
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class CompartmentRow:
    """A compartment as the header has it, for everybody; `mine` is whether this user holds it.

    `due` asks for a new key: who left may have a copy. `recoverable` is False between the replacing of its recovery
    set and the next new key. `inbox` is the fingerprint of its inbox, as published on a poster; it changes with a new
    key.
    """

    name: str
    label: str
    epoch: int
    holders: tuple[str, ...]
    mine: bool
    due: bool
    recoverable: bool
    recovery_set: str
    inbox: str


@requires(Act.READ_DIRECTORY, REGISTER)
def compartments(vault: UnlockedVault) -> tuple[CompartmentRow, ...]:
    """Every compartment of the vault, with the names of who hold it."""
    people = vault.directory()

    def row(facts: CompartmentFacts) -> CompartmentRow:
        names = sorted(people[holder].name if holder in people else "onbekend" for holder in facts.holders)
        return CompartmentRow(
            name=facts.name,
            label=label_of_compartment(facts.name),
            epoch=facts.epoch,
            holders=tuple(names),
            mine=vault.holds(facts.name),
            due=facts.rekey_due,
            recoverable=vault.roster.is_recoverable(facts.name),
            recovery_set=LABEL_OF_SET.get(facts.recovery, facts.recovery),
            inbox=fingerprint(facts.inbox_key) if facts.inbox_key else "",
        )

    return tuple(row(facts) for facts in vault.roster.compartments.values())


@requires(Act.REKEY, REGISTER)
def due_here(vault: UnlockedVault) -> tuple[CompartmentRow, ...]:
    """The compartments that wait for a new key and that this user can give one: to be done right after login."""
    return tuple(row for row in compartments(vault) if row.due and row.name in vault.available)


@requires(Act.REKEY, REGISTER)
def rekey(
    vault: UnlockedVault, *, compartment: str, progress: Callable[[str, float], None] = lambda _text, _part: None
) -> CompartmentRow:
    """Give a compartment another key; other sessions in it must log in again.

    `progress` may raise to stop, which leaves the old key. Raises AccessDenied without the present key, VaultBusy when
    another is at it.
    """
    label = label_of_compartment(compartment)
    if not vault.holds(compartment):
        raise AccessDenied(f"U hebt geen sleutel van het onderdeel {label}; alleen wie die heeft, kan hem vervangen.")
    rekeying.rekey(vault, compartment, lambda part: progress(f"{label} van een nieuwe sleutel voorzien", part))
    return next(row for row in compartments(vault) if row.name == compartment)
