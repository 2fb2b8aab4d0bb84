"""Statements to try on one small vault, and the vault to try them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, INTEGRITY, Role
from app.vault.header import bodies
from app.vault.header.amendment import Amendment
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys.enrol import NewKeys
from app.vault.keys.recovery import make_set
from tests.vault.small_vault import COMPARTMENTS, SmallVault, small_vault

if TYPE_CHECKING:
    from app.vault.header.statements import Signer

VAULT = small_vault()
FOUNDING = small_vault(slots=False)
KEYS = NewKeys.generate()
PUBLIC = KEYS.keys.public_bytes, KEYS.signing.public_bytes
BOX = "ab" * 32
ROOT, INTEGRITY_SET = VAULT.sets[GENERAL].signer, VAULT.sets[INTEGRITY].signer


def account_of(who: str) -> str:
    return VAULT.id(who)


def new_account(role: Role = Role.JURIST) -> bodies.NewAccount:
    return bodies.NewAccount(KEYS.account, role.value, *PUBLIC)


def epoch_of(name: str, *holders: str, number: int = 2, recovery: tuple[str, ...] = ()) -> bodies.NewEpoch:
    grants = tuple(bodies.SealedForAccount(account_of(who), BOX) for who in holders)
    sets = tuple(bodies.SealedForSet(item, BOX) for item in recovery or (COMPARTMENTS[name],))
    return bodies.NewEpoch(name, number, grants, sets)


def signer(who: str) -> Signer:
    return {"root": ROOT, "set": INTEGRITY_SET}.get(who) or VAULT.signer(who)


def slot_at(address: str) -> bodies.Slot:
    return bodies.Slot(account_of("director"), address, bodies.KdfSettings(65536, 3, 4), BOX)


GRANT_CASEWORK = bodies.Grant(CASEWORK, 1, account_of("keeper"), BOX)
GRANT_INTEGRITY = bodies.Grant(INTEGRITY, 1, account_of("keeper"), BOX)
ONE_HOLDER = bodies.Compartment("casework_apart", CASEWORK, GENERAL)
SLOT = next(statement for statement in VAULT.header.statements if statement.kind == "slot")
NEW_SET = make_set(INTEGRITY).statement


def said(vault: SmallVault, *said_by: tuple[bodies.Body, Signer]) -> Roster:
    """How things stand in a vault after more was said."""
    amendment = Amendment(vault.header)
    for body, by in said_by:
        amendment.say(body, by)
    return amendment.roster
