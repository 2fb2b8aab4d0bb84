"""Compartment keys under seal: to an account, and to a recovery set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import SealBroken
from app.vault.header.bodies import Grant, RecoveryGrant
from app.vault.primitives.sealing import Info, open_sealed, seal

if TYPE_CHECKING:
    from app.vault.header.amendment import Amendment
    from app.vault.header.statements import Signer
    from app.vault.header.trust import Roster
    from app.vault.primitives.sealing import KeyPair

KEY_BYTES = 32


def info_for_account(vault_id: str, compartment: str, epoch: int, account: str) -> Info:
    """What the key of a compartment is bound to when it is sealed to an account."""
    return Info("grant", vault_id, compartment, epoch, account)


def info_for_set(vault_id: str, compartment: str, epoch: int, recovery_set: str) -> Info:
    """What the key of a compartment is bound to when it is sealed to a recovery set."""
    return Info("recovery grant", vault_id, compartment, epoch, recovery_set)


def open_grant(roster: Roster, account: str, keys: KeyPair, compartment: str) -> bytearray:
    """The key of a compartment, 32 bytes that the caller wipes; raises AccessDenied without a grant, or SealBroken."""
    epoch = roster.compartment(compartment).epoch
    sealed = roster.grant_box(account, compartment)
    return _key(open_sealed(keys, sealed, info_for_account(roster.vault_id, compartment, epoch, account)))


def open_recovery_grant(roster: Roster, keys: KeyPair, compartment: str) -> bytearray:
    """The key of a compartment, opened with the pair of its recovery set; raises AccessDenied or SealBroken."""
    facts = roster.compartment(compartment)
    sealed = roster.recovery_box(compartment)
    return _key(open_sealed(keys, sealed, info_for_set(roster.vault_id, facts.name, facts.epoch, facts.recovery)))


def _key(opened: bytes) -> bytearray:
    """A holder can seal anything; what is no key must not reach the database engine."""
    if len(opened) != KEY_BYTES:
        raise SealBroken("Wat als sleutel van het compartiment is verzegeld, is geen sleutel.")
    return bytearray(opened)


def say_grant(amendment: Amendment, signer: Signer, account: str, compartment: str, key: bytearray) -> None:
    """Seal a compartment's present key to an account and state it."""
    roster = amendment.roster
    epoch = roster.compartment(compartment).epoch
    box = amendment.keep(box_for_account(roster, account, compartment, epoch, key))
    amendment.say(Grant(compartment, epoch, account, box), signer)


def say_recovery_grant(amendment: Amendment, signer: Signer, compartment: str, key: bytearray) -> None:
    """Seal a compartment's present key to its recovery set and state it."""
    roster = amendment.roster
    facts = roster.compartment(compartment)
    box = amendment.keep(box_for_set(roster, compartment, facts.epoch, key))
    amendment.say(RecoveryGrant(compartment, facts.epoch, facts.recovery, box), signer)


def box_for_account(roster: Roster, account: str, compartment: str, epoch: int, key: bytearray) -> bytes:
    """A compartment key sealed to a live account; raises AccessDenied when there is no such account."""
    public = roster.account(account).seal_key
    return seal(public, bytes(key), info_for_account(roster.vault_id, compartment, epoch, account))


def box_for_set(roster: Roster, compartment: str, epoch: int, key: bytearray) -> bytes:
    """A compartment key sealed to the recovery set that the compartment was founded with."""
    recovery_set = roster.compartment(compartment).recovery
    public = roster.recovery_sets[recovery_set].seal_key
    return seal(public, bytes(key), info_for_set(roster.vault_id, compartment, epoch, recovery_set))
