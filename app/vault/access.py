"""Acts on the access to the vault by who is logged in: app.vault.acts says what, here it is written and logged.

The header is replaced inside the unit of work that logs the act: a header that could not be written leaves no entry,
and if the entry cannot be written after it, the new statement is itself signed by who made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import REGISTER
from app.vault import acts
from app.vault.engine import wipe
from app.vault.enrol import Credentials
from app.vault.header import Header, read_header, write_header
from app.vault.slots import calibrate, open_slot
from app.vault.trust import Roster

if TYPE_CHECKING:
    from app.vault.slots import KdfLimits, KdfSettings
    from app.vault.unlocked import UnlockedVault


def current_header(vault: UnlockedVault) -> Header:
    """The header on disk, by which the vault goes from now on; raises HeaderUntrusted when it is no continuation."""
    header = read_header(vault.folder)
    roster = Roster.of(header)
    roster.check_pin(vault.roster.pin)
    vault.roster = roster
    return header


def replace_header(vault: UnlockedVault, header: Header) -> None:
    """Write the header that an act gave; raises Conflict when somebody else was first."""
    write_header(vault.folder, header, vault.roster.generation)
    vault.roster = Roster.of(header)


def grant(vault: UnlockedVault, account: str, name: str) -> None:
    """Give an account the key of compartment `name`; the caller has compared its fingerprint with its owner.

    Raises AccessDenied without the key or for an account that is not live, Invalid outside the role of the account.
    """
    compartment = vault.compartment(name)
    header = current_header(vault)
    key = compartment.copy_key()
    try:
        header = acts.grant(header, vault.slot.signer, account, name, key)
    finally:
        wipe(key)
    with vault.write(name) as work:
        work.record("grant", "account", account)
        replace_header(vault, header)


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
    header = acts.change_password(header, slot, Credentials(login, new, settings or calibrate(), new_key_file))
    with vault.write(REGISTER) as work:
        work.record("change_password", "account", slot.account)
        replace_header(vault, header)
