"""A whole header in memory, small and cheap: three accounts, three compartments, two recovery sets."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, INTEGRITY, REGISTER, Role
from app.vault.header import bodies
from app.vault.header.amendment import Amendment
from app.vault.header.text import Header
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys.enrol import Credentials, NewKeys, say_account, say_compartment, say_slot
from app.vault.keys.kdf import KdfLimits
from app.vault.keys.recovery import RecoverySet, make_set
from app.vault.keys.slots import KdfSettings, OpenedSlot, open_slot
from app.vault.primitives.sealing import KeyPair

if TYPE_CHECKING:
    from app.vault.header.statements import Signer

CHEAP = KdfSettings(memory_kib=32, passes=1, lanes=1)
TEST_LIMITS = KdfLimits(min_memory_kib=8, max_memory_kib=1024, min_passes=1, max_passes=20)
PASSWORD = "correct paard batterij niet"
ROLES = {"keeper": Role.KEEPER, "director": Role.DIRECTOR, "officer": Role.INTEGRITY}
COMPARTMENTS = {REGISTER: GENERAL, CASEWORK: GENERAL, INTEGRITY: INTEGRITY}
HOLDERS = {REGISTER: ("keeper", "director", "officer"), CASEWORK: ("director",), INTEGRITY: ("officer",)}


@dataclass(frozen=True)
class SmallVault:
    header: Header
    accounts: dict[str, NewKeys]
    keys: dict[str, bytearray]
    sets: dict[str, RecoverySet]

    @property
    def roster(self) -> Roster:
        return Roster.of(self.header)

    def signer(self, who: str) -> Signer:
        return self.accounts[who].signer

    def id(self, who: str) -> str:
        return self.accounts[who].account


def credentials(login: str, password: str = PASSWORD, key_file: bytes | None = None) -> Credentials:
    return Credentials(login, password, CHEAP, key_file)


def unlocked(header: Header, login: str, password: str = PASSWORD, key_file: bytes | None = None) -> OpenedSlot:
    return open_slot(Roster.of(header), login, password, key_file=key_file, limits=TEST_LIMITS)


def small_vault(*, slots: bool = True) -> SmallVault:
    """Without `slots` the founding is still going on: root may say more."""
    sets = {name: make_set(name) for name in (GENERAL, INTEGRITY)}
    accounts = {who: NewKeys.generate() for who in ROLES}
    keys = {name: bytearray(os.urandom(32)) for name in COMPARTMENTS}
    root = sets[GENERAL].signer
    amendment = Amendment.of_new_vault(os.urandom(16).hex())
    vault_id = amendment.header().vault_id
    amendment.say(
        bodies.Founded(vault_id, "Voorbeeldstad", root.key.public_bytes, os.urandom(32), date(2019, 5, 1)), root
    )
    for recovery_set in sets.values():
        amendment.say(recovery_set.statement, root)
    for who, new in accounts.items():
        say_account(amendment, root, new, ROLES[who])
    for name, recovery in COMPARTMENTS.items():
        say_compartment(
            amendment,
            root,
            bodies.Compartment(name, name, recovery),
            key=keys[name],
            inbox=KeyPair.generate(),
            holders=[accounts[who].account for who in HOLDERS[name]],
        )
    if slots:
        for who, new in accounts.items():
            say_slot(amendment, new, credentials(who))
    return SmallVault(amendment.header(), accounts, keys, sets)
