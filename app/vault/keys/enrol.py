"""Put accounts and compartments into a header: the steps that founding and later acts have in common."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.vault.header import bodies
from app.vault.header.statements import Signer
from app.vault.keys.grants import say_grant, say_recovery_grant
from app.vault.keys.mailbox import inbox_statement
from app.vault.keys.slots import KdfSettings, make_slot
from app.vault.primitives.sealing import KeyPair, SigningKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.rules.permissions import Role
    from app.vault.header.amendment import Amendment


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What a user chose to log in with, and the key derivation that this workstation was calibrated to."""

    login: str
    password: str
    settings: KdfSettings
    key_file: bytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class NewKeys:
    """Fresh keys of an account, in memory until its slot is made."""

    account: str
    keys: KeyPair
    signing: SigningKey

    @classmethod
    def generate(cls, account: str | None = None) -> NewKeys:
        """Random keys, for an existing account or for a new random id."""
        return cls(account or secrets.token_hex(16), KeyPair.generate(), SigningKey.generate())

    @property
    def signer(self) -> Signer:
        """The account as signer of statements."""
        return Signer(self.account, self.signing)


def say_account(amendment: Amendment, by: Signer, new: NewKeys, role: Role) -> None:
    """State a new account with its role and public keys."""
    body = bodies.NewAccount(new.account, role.value, new.keys.public_bytes, new.signing.public_bytes)
    amendment.say(body, by)


def say_slot(amendment: Amendment, own: NewKeys, credentials: Credentials) -> None:
    """Lock an account's keys with its password and state where; raises Invalid for an unusable name or password."""
    roster = amendment.roster
    slot, box = make_slot(
        roster,
        own.account,
        own.keys,
        own.signing,
        login=credentials.login,
        password=credentials.password,
        settings=credentials.settings,
        key_file=credentials.key_file,
    )
    if any(other.address == slot.address and other.account != own.account for other in roster.slots.values()):
        raise Invalid({"login": "Deze inlognaam is al in gebruik. Kies een andere."})
    amendment.keep(box)
    amendment.say(slot, own.signer)


def say_compartment(
    amendment: Amendment,
    by: Signer,
    body: bodies.Compartment,
    *,
    key: bytearray,
    inbox: KeyPair,
    holders: Iterable[str],
) -> None:
    """State a new compartment whole: its first holders, its mailbox, and its key for the recovery set."""
    amendment.say(body, by)
    for account in holders:
        say_grant(amendment, by, account, body.name, key)
    amendment.say(inbox_statement(body.name, inbox), by)
    say_recovery_grant(amendment, by, body.name, key)
