"""What the statements in vault.json add up to: the state that each of them changes.

The rules are in app.vault.header.rules_of_trust, the order of checking in app.vault.header.replay, and
app.vault.header.trust gives others a view that they can only read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.errors import NewerProgram
from app.rules.permissions import Role
from app.vault.header.bodies import Founded, KdfSettings, RecoverySet
from app.vault.primitives.sealing import fingerprint

GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the header knows it: no name, just a role and public keys.

    `own_keys` is False from an invitation or reset until the first login: the private halves were made by a beheerder,
    who may have kept them, so that nothing but the register is sealed to them.
    """

    id: str
    role: Role
    seal_key: bytes
    sign_key: bytes
    revoked: bool = False
    own_keys: bool = True

    @property
    def fingerprint(self) -> str:
        """What a holder compares with the account's own screen before granting anything."""
        return fingerprint(self.seal_key + self.sign_key)


@dataclass(frozen=True, slots=True)
class CompartmentFacts:
    """A compartment as the header knows it.

    `founder` is the account that added it after the founding: it may sign the first grant, then it is empty.
    """

    name: str
    kind: str
    recovery: str
    epoch: int = 1
    inbox_key: bytes | None = None
    voice: bytes | None = None
    holders: frozenset[str] = frozenset()
    rekey_due: bool = False
    founder: str = ""


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """Where an account's locked keys are: found by `address`, opened with these settings, stored in box `box`."""

    account: str
    address: str
    kdf: KdfSettings
    box: str


@dataclass(slots=True)
class Ledger:
    """The state after the statements accepted so far."""

    vault_id: str
    n: int = 0
    generation: int = 0
    head: str = ""
    founded: Founded | None = None
    root_key: bytes = b""
    founding: bool = True
    accounts: dict[str, Account] = field(default_factory=dict)
    compartments: dict[str, CompartmentFacts] = field(default_factory=dict)
    recovery_sets: dict[str, RecoverySet] = field(default_factory=dict)
    slots: dict[str, SlotFacts] = field(default_factory=dict)
    grants: dict[tuple[str, str], str] = field(default_factory=dict)
    """(compartment, account) → digest of the box with the key."""
    once_held: set[tuple[str, str]] = field(default_factory=set)
    """(compartment, account) of every grant there ever was."""
    recovery_boxes: dict[str, str] = field(default_factory=dict)
    """compartment → digest of the box with the key for its recovery set."""
    sign_keys: dict[str, list[tuple[int, bytes | None]]] = field(default_factory=dict)
    """account → from which statement which key signs for it; None from the moment it is revoked."""
    heads: list[tuple[int, str]] = field(default_factory=list)
    """Generation and digest after each statement."""
    restores: list[tuple[int, date]] = field(default_factory=list)
    """Statement and day of each time that the vault went back to a backup."""

    def role_named(self, name: str) -> Role:
        """The role with this value; raises NewerProgram when this version does not know it."""
        try:
            return Role(name)
        except ValueError as error:
            raise NewerProgram(
                f"Verklaring {self.n} in vault.json noemt een functie die deze versie van Bolwerk niet kent. "
                "Open de kluis met een nieuwere versie."
            ) from error

    def boxes_in_use(self) -> frozenset[str]:
        """The digests of exactly the boxes that belong in the file: whatever is superseded must be gone from it."""
        slots = (slot.box for slot in self.slots.values())
        return frozenset((*slots, *self.grants.values(), *self.recovery_boxes.values()))
