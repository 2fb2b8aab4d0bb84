"""Setting a compartment apart: another of a kind that this account holds, for what few may know.

It is an ordinary compartment with a key, an inbox and a recovery copy of its own. vault.json tells everybody with the
folder that it is there and which accounts hold it; what it is about stands inside. Its file comes first and the header
names it in one write: killed between the two, a file is left that nothing refers to and whose key is gone.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from app.errors import AccessDenied, AppError
from app.vault.access import current_header, refuse_other_keys
from app.vault.disk.folder import compartment_file
from app.vault.header import bodies
from app.vault.header.file import read_header, write_header
from app.vault.header.trust import Roster
from app.vault.keys import acts
from app.vault.keys.grants import KEY_BYTES
from app.vault.leftovers import remove_database
from app.vault.primitives.sealing import KeyPair
from app.vault.store.compartments import create_compartment, open_compartment
from app.vault.store.engine import wipe
from app.vault.unit_of_work import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.vault.store.compartments import Compartment
    from app.vault.unlocked import UnlockedVault

TITLE = "title"
_MARK_BYTES = 4


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is to hold it too, under the very keys of which the founder compared this fingerprint."""

    account: str
    fingerprint: str


def set_apart(vault: UnlockedVault, kind: str, title: str, others: Sequence[Chosen]) -> str:
    """Found another compartment of a kind; returns its name, which tells nothing but the kind.

    Raises AccessDenied without the first of that kind, and for an account that is not live or has no keys of its own;
    Invalid outside the role of an account; Conflict when somebody's keys, or the header, changed meanwhile.
    """
    first = vault.compartment(kind)
    if first.kind != kind:
        raise AccessDenied(f"Van {kind} kan geen apart onderdeel worden gemaakt.")
    old = current_header(vault)
    for one in others:
        refuse_other_keys(vault, one.account, one.fingerprint)
    name = f"{kind}_{secrets.token_hex(_MARK_BYTES)}"
    key, inbox = bytearray(os.urandom(KEY_BYTES)), KeyPair.generate()
    try:
        body = bodies.Compartment(name, kind, vault.roster.compartment(kind).recovery)
        accounts = [one.account for one in others]
        new = acts.add_compartment(old, vault.slot.signer, body, key=key, inbox=inbox, others=accounts)
        made = _made(vault, name, kind, key, inbox)
    finally:
        wipe(key)
    try:
        _begin(vault, made, title, accounts)
        write_header(vault.folder, new, Roster.of(old).generation)
    except BaseException:
        made.close()
        _remove_unless_named(vault, made)
        raise
    vault.adopt(made)
    current_header(vault)
    return name


def _remove_unless_named(vault: UnlockedVault, made: Compartment) -> None:
    """A header may have been replaced although writing it ended badly; what it names by then must stay."""
    with contextlib.suppress(AppError, OSError):
        if made.name not in Roster.of(read_header(vault.folder)).compartments:
            remove_database(made.path)


def title_of(vault: UnlockedVault, name: str) -> str:
    """What a compartment that was set apart is about; empty for the usual ones. Raises AccessDenied without its key."""
    secret = vault.compartment(name).tables.secret
    with vault.read(name) as session:
        found: bytes | None = session.scalar(select(secret.c.value).where(secret.c.name == TITLE))
    return found.decode() if found else ""


def _made(vault: UnlockedVault, name: str, kind: str, key: bytearray, inbox: KeyPair) -> Compartment:
    """The file, opened."""
    path = compartment_file(vault.folder, name, 1)
    try:
        create_compartment(vault.folder, name, kind, key=key, inbox_private=inbox.private_bytes, pin=vault.roster.pin)
        return open_compartment(vault.folder, name, kind, 1, bytearray(key))
    except BaseException:
        remove_database(path)
        raise


def _begin(vault: UnlockedVault, made: Compartment, title: str, others: Sequence[str]) -> None:
    """Its first entries: that it was founded, and whom else it was given to."""
    with unit_of_work(made, vault.author, vault.roster) as work:
        work.session.execute(insert(made.tables.secret).values(name=TITLE, value=title.encode()))
        work.record("compartment.set_apart", "compartment", made.name)
        for account in others:
            work.record("grant", "account", account)
