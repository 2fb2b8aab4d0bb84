"""Whom the header says may be trusted with what: a read-only view on the replayed statements.

A header that replays is consistent, not yet the right one: `Roster.check_pin` compares it with what a slot or a
compartment remembers, and nothing is sealed to anybody before that.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Self

from app.errors import AccessDenied, HeaderDamaged, HeaderUntrusted
from app.vault.header.ledger import GENERAL, Account, CompartmentFacts, SlotFacts
from app.vault.header.replay import replay
from app.vault.header.shapes import DIGEST, FINGERPRINT, GENERATION
from app.vault.primitives.sealing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.vault.header.bodies import RecoverySet
    from app.vault.header.ledger import Ledger
    from app.vault.header.text import Header

__all__ = ["GENERAL", "Account", "CompartmentFacts", "Pin", "Roster", "SlotFacts"]


@dataclass(frozen=True, slots=True)
class Pin:
    """What somebody last saw of a header: whose it is, how far it was, and the digest of its last statement (hex)."""

    root_fingerprint: Annotated[str, FINGERPRINT]
    generation: Annotated[int, GENERATION]
    head: Annotated[str, DIGEST]


class Roster:
    """Accounts, compartments, slots and grants of one header."""

    def __init__(self, ledger: Ledger, boxes: Mapping[str, bytes]) -> None:
        if ledger.founded is None:
            raise HeaderDamaged("vault.json bevat geen enkele verklaring; de kluis is niet te lezen.")
        self._ledger = ledger
        self._boxes = boxes
        self.vault_id: str = ledger.vault_id
        self.municipality: str = ledger.founded.municipality
        self.day: date = ledger.founded.day
        self.login_salt: bytes = ledger.founded.login_salt
        self.root_fingerprint: str = fingerprint(ledger.founded.root_key)
        self.accounts: Mapping[str, Account] = MappingProxyType(ledger.accounts)
        self.compartments: Mapping[str, CompartmentFacts] = MappingProxyType(ledger.compartments)
        self.recovery_sets: Mapping[str, RecoverySet] = MappingProxyType(ledger.recovery_sets)
        self.slots: Mapping[str, SlotFacts] = MappingProxyType(ledger.slots)

    @classmethod
    def of(cls, header: Header) -> Self:
        """Replay a header; raises HeaderUntrusted, NewerProgram, or HeaderDamaged when its boxes are not complete."""
        ledger = replay(header.vault_id, header.statements)
        roster = cls(ledger, header.boxes)
        in_use = ledger.boxes_in_use()
        if in_use - header.boxes.keys():
            raise HeaderDamaged("In vault.json ontbreekt een verzegeld onderdeel waarnaar een verklaring verwijst.")
        if header.boxes.keys() - in_use:
            raise HeaderDamaged("In vault.json staat een verzegeld onderdeel dat vervallen is of nergens bij hoort.")
        return roster

    @property
    def generation(self) -> int:
        """Rises with every statement; a restored vault continues above what was seen before."""
        return self._ledger.generation

    @property
    def head(self) -> str:
        """The digest of the last statement, in hex."""
        return self._ledger.head

    @property
    def length(self) -> int:
        """The number of statements: the number of the last one."""
        return self._ledger.n

    @property
    def restores(self) -> tuple[tuple[int, date], ...]:
        """Statement and day of each time that the quorum put a backup back, oldest first."""
        return tuple(self._ledger.restores)

    @property
    def pin(self) -> Pin:
        """What to remember of this header."""
        return Pin(self.root_fingerprint, self.generation, self.head)

    def check_pin(self, pin: Pin) -> None:
        """Raises HeaderUntrusted unless this header is the remembered one or its continuation.

        A remembered generation that was skipped by a signed restore lies on the branch that the quorum gave up: that
        is a continuation too.
        """
        if pin.root_fingerprint != self.root_fingerprint:
            raise HeaderUntrusted("vault.json is van een andere kluis dan waar deze gegevens bij horen.")
        if pin.generation > self.generation:
            raise HeaderUntrusted(
                "vault.json is ouder dan wat hier al gezien is: een oud bestand is teruggezet. Open de kluis niet "
                "verder en vraag de functioneel beheerder."
            )
        heads = dict(self._ledger.heads)
        if pin.generation in heads and heads[pin.generation] != pin.head:
            raise HeaderUntrusted(
                "vault.json is een andere voortzetting dan wat hier al gezien is: er zijn verklaringen vervangen. "
                "Open de kluis niet verder en vraag de functioneel beheerder."
            )

    def account(self, account_id: str) -> Account:
        """A live account; raises AccessDenied when it does not exist or is revoked."""
        account = self.accounts.get(account_id)
        if account is None or account.revoked:
            raise AccessDenied("Dit account bestaat niet of is ingetrokken.")
        return account

    def compartment(self, name: str) -> CompartmentFacts:
        """A compartment; raises AccessDenied when the vault has none of that name."""
        if name not in self.compartments:
            raise AccessDenied(f"De kluis heeft geen compartiment {name}.")
        return self.compartments[name]

    def held_by(self, account_id: str) -> frozenset[str]:
        """The names of the compartments that an account holds the key of."""
        return frozenset(name for name, facts in self.compartments.items() if account_id in facts.holders)

    def once_held(self, account_id: str, compartment: str) -> bool:
        """Whether an account holds the key of a compartment, or did."""
        return (compartment, account_id) in self._ledger.once_held

    def grant_box(self, account_id: str, compartment: str) -> bytes:
        """The sealed key of a compartment for an account; raises AccessDenied when there is none."""
        found = self._ledger.grants.get((compartment, account_id))
        if found is None:
            raise AccessDenied(f"Dit account heeft geen toegang tot het compartiment {compartment}.")
        return self._boxes[found]

    def recovery_box(self, compartment: str) -> bytes:
        """The sealed key of a compartment for its recovery set; raises AccessDenied when there is none."""
        found = self._ledger.recovery_boxes.get(compartment)
        if found is None:
            raise AccessDenied(f"De sleutel van {compartment} is niet met herstelbladen te herstellen.")
        return self._boxes[found]

    def is_recoverable(self, compartment: str) -> bool:
        """Whether its recovery set holds the present key of a compartment."""
        return compartment in self._ledger.recovery_boxes

    def slot_of(self, account_id: str) -> SlotFacts | None:
        """Where the keys of an account lie, or None between a reset and the new password."""
        return self.slots.get(account_id)

    def slot_box(self, slot: SlotFacts) -> bytes:
        """The locked keys themselves."""
        return self._boxes[slot.box]

    def signer_key(self, account_id: str, at_statement: int | None = None) -> bytes | None:
        """The key with which an account signed after statement `at_statement` (now if None); None when with none."""
        found: bytes | None = None
        for n, key in self._ledger.sign_keys.get(account_id, ()):
            if at_statement is None or n <= at_statement:
                found = key
        return found

    def signer_keys(self, account_id: str) -> tuple[bytes, ...]:
        """Every key with which an account ever signed, oldest first: what an audit trail is verified against."""
        return tuple(key for _, key in self._ledger.sign_keys.get(account_id, ()) if key is not None)
