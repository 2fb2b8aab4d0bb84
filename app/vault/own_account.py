"""What users do to their own way in: another password, a key file, new keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.rules.permissions import REGISTER
from app.vault.access import current_header, replace_header
from app.vault.header.file import write_header
from app.vault.header.trust import Roster
from app.vault.keys import acts
from app.vault.keys.enrol import Credentials
from app.vault.keys.grants import open_grant
from app.vault.keys.slots import calibrate, open_slot
from app.vault.store.engine import wipe

if TYPE_CHECKING:
    from app.vault.keys.slots import KdfLimits, KdfSettings
    from app.vault.unlocked import UnlockedVault


def change_password(
    vault: UnlockedVault,
    old: str,
    new: str,
    *,
    old_key_file: bytes | None = None,
    new_key_file: bytes | None = None,
    settings: KdfSettings | None = None,
    limits: KdfLimits | None = None,
) -> None:
    """Lock the keys of this account with another password; the old one opens nothing any more.

    `settings` is today's calibration unless given, `limits` those of the login. Raises WrongCredentials when `old` is
    not right.
    """
    header = current_header(vault)
    login = vault.account.login
    slot = open_slot(vault.roster, login, old, key_file=old_key_file, limits=limits or vault.limits)
    changed = acts.change_password(header, slot, Credentials(login, new, settings or calibrate(), new_key_file))
    with vault.write(REGISTER) as work:
        work.record("change_password", "account", slot.account)
        replace_header(vault, header, changed)
    vault.take_keys(replace(vault.slot, uses_key_file=new_key_file is not None))


def renew_keys(
    vault: UnlockedVault,
    old: str,
    new: str,
    *,
    old_key_file: bytes | None = None,
    new_key_file: bytes | None = None,
    settings: KdfSettings | None = None,
) -> None:
    """Make new keys for this account, locked with a new password; the session goes on with them.

    At a first login this replaces the keys that a beheerder made. Otherwise it is for who fears that the password is
    known to somebody, and every compartment that is held becomes re-key due. Raises WrongCredentials.
    """
    header = current_header(vault)
    login, roster = vault.account.login, vault.roster
    slot = open_slot(roster, login, old, key_file=old_key_file, limits=vault.limits)
    credentials = Credentials(login, new, settings or calibrate(), new_key_file)
    held = {name: open_grant(roster, slot.account, slot.keys, name) for name in sorted(roster.held_by(slot.account))}
    try:
        renewed = acts.renew_keys(header, slot, credentials, held)
    finally:
        for key in held.values():
            wipe(key)
    first = not roster.account(slot.account).own_keys
    with vault.write(REGISTER) as work:
        work.record("first_login" if first else "renew_keys", "account", slot.account)
        write_header(vault.folder, renewed.header, Roster.of(header).generation)
        vault.take_keys(renewed.slot)
        current_header(vault)
