"""Acts on the access to the vault by who is logged in: app.vault.keys.acts says what, here it is written and logged.

The header is replaced inside the unit of work that logs the act: a header that could not be written leaves no entry,
and if the entry cannot be written after it, the new statement is itself signed by who made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.permissions import REGISTER
from app.vault.disk.folder import HEADER
from app.vault.header.file import Header, read_header, write_header
from app.vault.header.trust import Roster
from app.vault.keys import acts
from app.vault.keys.enrol import Credentials
from app.vault.keys.slots import calibrate, open_slot
from app.vault.store.engine import wipe

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.keys.slots import KdfLimits, KdfSettings
    from app.vault.unlocked import UnlockedVault


@dataclass(frozen=True, slots=True)
class Stamp:
    """By which a replaced vault.json is noticed without reading it."""

    device: int
    inode: int
    size: int
    changed: int


def stamp_of(folder: Path) -> Stamp | None:
    """The stamp of the header in a folder; None when it is not there."""
    try:
        found = (folder / HEADER).stat()
    except OSError:
        return None
    return Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def heed(vault: UnlockedVault) -> None:
    """Go by a header that was replaced meanwhile, so that a revocation works at once; costs one look at the folder."""
    if stamp_of(vault.folder) != vault.stamp:
        current_header(vault)


def current_header(vault: UnlockedVault) -> Header:
    """The header on disk, by which the vault goes from now on; raises HeaderUntrusted when it is no continuation."""
    stamp = stamp_of(vault.folder)
    header = read_header(vault.folder)
    roster = Roster.of(header)
    roster.check_pin(vault.roster.pin)
    vault.go_by(roster, stamp)
    return header


def _replace(vault: UnlockedVault, old: Header, new: Header) -> None:
    """Write the header that an act made out of `old`; raises Conflict when somebody else was first."""
    write_header(vault.folder, new, Roster.of(old).generation)
    current_header(vault)


def grant(vault: UnlockedVault, account: str, name: str) -> None:
    """Give an account the key of compartment `name`; the caller has compared its fingerprint with its owner.

    Raises AccessDenied without the key or for an account that is not live, Invalid outside the role of the account.
    """
    compartment = vault.compartment(name)
    old = current_header(vault)
    key = compartment.copy_key()
    try:
        new = acts.grant(old, vault.slot.signer, account, name, key)
    finally:
        wipe(key)
    with vault.write(name) as work:
        work.record("grant", "account", account)
        _replace(vault, old, new)


def change_password(
    vault: UnlockedVault,
    old: str,
    new: str,
    *,
    old_key_file: bytes | None,
    new_key_file: bytes | None,
    settings: KdfSettings | None,
    limits: KdfLimits,
) -> None:
    """Lock the keys of the logged-in account with another password; the old one opens nothing any more."""
    header = current_header(vault)
    login = vault.account.login
    slot = open_slot(vault.roster, login, old, key_file=old_key_file, limits=limits)
    changed = acts.change_password(header, slot, Credentials(login, new, settings or calibrate(), new_key_file))
    with vault.write(REGISTER) as work:
        work.record("change_password", "account", slot.account)
        _replace(vault, header, changed)
