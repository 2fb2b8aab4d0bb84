"""Who may get in, changed by somebody who is logged in: app.vault.keys.acts says what, here it is written and logged.

The header is replaced inside the unit of work that logs the act: a header that could not be written leaves no entry,
and if the entry cannot be written after it, the new statement is itself signed by who made it.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Conflict
from app.vault.disk.folder import HEADER
from app.vault.header.file import Header, read_header, write_header
from app.vault.header.trust import Roster
from app.vault.keys import acts
from app.vault.store.engine import wipe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def replace_header(vault: UnlockedVault, old: Header, new: Header) -> None:
    """Write the header that an act made out of `old`; raises Conflict when somebody else was first."""
    write_header(vault.folder, new, Roster.of(old).generation)
    current_header(vault)


@contextlib.contextmanager
def copied_key(vault: UnlockedVault, name: str) -> Iterator[bytearray]:
    """The key of an open compartment, wiped at the end; raises AccessDenied without it."""
    key = vault.compartment(name).copy_key()
    try:
        yield key
    finally:
        wipe(key)


def grant(vault: UnlockedVault, account: str, name: str, fingerprint: str) -> None:
    """Give an account the key of compartment `name`, under the very keys of which the caller compared `fingerprint`.

    Raises AccessDenied without the key, or for an account that is not live or has no keys of its own yet; Invalid
    outside the role of the account; Conflict when its keys were replaced since they were compared.
    """
    with copied_key(vault, name) as key:
        old = current_header(vault)
        refuse_other_keys(vault, account, fingerprint)
        new = acts.grant(old, vault.slot.signer, account, name, key)
    with vault.write(name) as work:
        work.record("grant", "account", account)
        replace_header(vault, old, new)


def refuse_other_keys(vault: UnlockedVault, account: str, fingerprint: str) -> None:
    """Raises Conflict when an account has other keys by now than those whose fingerprint was compared."""
    if vault.roster.account(account).fingerprint != fingerprint:
        raise Conflict(
            "Dit account heeft op dit moment andere sleutels gekregen; er is geen toegang gegeven. "
            "Vergelijk de vingerafdruk opnieuw."
        )


def withdraw(vault: UnlockedVault, account: str, name: str) -> None:
    """Take compartment `name` from an account, after which a new key is due.

    Raises AccessDenied without the key, Invalid when the account is the last that has it.
    """
    vault.compartment(name)
    old = current_header(vault)
    new = acts.withdraw(old, vault.slot.signer, account, name)
    with vault.write(name) as work:
        work.record("withdraw", "account", account)
        replace_header(vault, old, new)
