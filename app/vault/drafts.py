"""Drafts: what somebody typed and did not save, sealed to its author, in the compartment that it belongs to.

Locking never waits for a question, so what was typed is put away while it is being typed. That is no act: nothing in
the vault changes by it for anybody else. It therefore goes past the unit of work and leaves no entry in the trail;
saving does, and takes the draft away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from app.errors import SealBroken
from app.vault.primitives.sealing import Info, canonical, open_sealed, seal
from app.vault.primitives.strict_json import Json, NotStrict, parse
from models.drafts import draft_table
from models.metadata import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Table

    from app.vault.store.compartments import Compartment
    from app.vault.unlocked import UnlockedVault

NEW = 0


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """One draft of this account: `record` is 0 while new, `at` is UTC in ISO seconds."""

    compartment: str
    kind: str
    record: int
    at: str
    content: dict[str, Json]


def keep_draft(vault: UnlockedVault, name: str, *, kind: str, record: int, content: dict[str, Json]) -> str:
    """Put a draft in the place of the one before; returns the moment it was kept. The content must be canonical."""
    compartment, at = vault.compartment(name), vault.author.at()
    bound: Json = {"kind": kind, "record": record, "content": content}
    sealed = seal(vault.slot.keys.public_bytes, canonical(bound), _info(vault, name))
    table = _table(compartment)
    with compartment.write() as session:
        session.execute(delete(table).where(*_mine(vault, table, kind, record)))
        row = {"author": vault.account.id, "kind": kind, "record": record, "at": at, "sealed": sealed}
        session.execute(insert(table).values(row))
    return at


def drop_draft(vault: UnlockedVault, name: str, *, kind: str, record: int) -> None:
    """Take a draft away, if there is one."""
    compartment = vault.compartment(name)
    table = _table(compartment)
    with compartment.read() as session:
        found = session.execute(select(table.c.at).where(*_mine(vault, table, kind, record))).first()
    if found:
        with compartment.write() as session:
            session.execute(delete(table).where(*_mine(vault, table, kind, record)))


def kept_draft(vault: UnlockedVault, name: str, *, kind: str, record: int) -> dict[str, Json] | None:
    """What this account kept there; None when there is nothing, or nothing that its keys of now open."""
    compartment = vault.compartment(name)
    table = _table(compartment)
    with compartment.read() as session:
        sealed = session.scalar(select(table.c.sealed).where(*_mine(vault, table, kind, record)))
    return None if sealed is None else _opened(vault, name, sealed, kind, record)


def own_drafts(vault: UnlockedVault) -> Iterator[StoredDraft]:
    """The drafts of this account that open with its keys of now; one that was moved to another place does not count."""
    for name in sorted(vault.available):
        compartment = vault.compartment(name)
        if "draft" not in METADATA[compartment.kind].tables:
            continue
        table = _table(compartment)
        mine = select(table.c.kind, table.c.record, table.c.at, table.c.sealed).where(
            table.c.author == vault.account.id
        )
        with compartment.read() as session:
            rows = session.execute(mine).all()
        for kind, record, at, sealed in rows:
            content = _opened(vault, name, sealed, kind, record)
            if content is not None:
                yield StoredDraft(name, kind, record, at, content)


def _opened(vault: UnlockedVault, name: str, sealed: bytes, kind: str, record: int) -> dict[str, Json] | None:
    try:
        match parse(open_sealed(vault.slot.keys, sealed, _info(vault, name))):
            case {"kind": str(said), "record": int(number), "content": dict(content)} if (said, number) == (
                kind,
                record,
            ):
                return content
    except (SealBroken, NotStrict):
        pass
    return None


def _mine(vault: UnlockedVault, table: Table, kind: str, record: int) -> tuple[ColumnElement[bool], ...]:
    return table.c.author == vault.account.id, table.c.kind == kind, table.c.record == record


def _table(compartment: Compartment) -> Table:
    return draft_table(METADATA[compartment.kind])


def _info(vault: UnlockedVault, name: str) -> Info:
    return Info("draft", vault.roster.vault_id, name, account=vault.account.id)
