"""The tables that every compartment has, whatever its kind: its audit trail, its post and its secrets.

They are Core tables on the MetaData of the kind, because nobody edits them as records: app.vault alone writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, Text

if TYPE_CHECKING:
    from sqlalchemy import MetaData


@dataclass(frozen=True, slots=True)
class SharedTables:
    """The shared tables of one kind, by name."""

    audit_entry: Table
    checkpoint: Table
    outbox: Table
    received: Table
    set_aside: Table
    pin: Table
    secret: Table


def shared_tables(metadata: MetaData) -> SharedTables:
    """The shared tables on this MetaData; made on the first call, the same ones on every later call."""
    if "audit_entry" not in metadata.tables:
        _audit_tables(metadata)
        _post_tables(metadata)
        _key_tables(metadata)
    tables = metadata.tables
    return SharedTables(
        audit_entry=tables["audit_entry"],
        checkpoint=tables["checkpoint"],
        outbox=tables["outbox"],
        received=tables["received"],
        set_aside=tables["set_aside"],
        pin=tables["pin"],
        secret=tables["secret"],
    )


def entry_columns() -> list[Column[object]]:
    """The content of one audit entry: what the digest covers, then the digest and its signature.

    `at` is UTC in ISO seconds, `fields` a JSON list of field names, `statement` the last one in the header that the
    actor went by, `clock_back` says that `at` lies before the entry before it. No content, no names, no secrets.
    """
    return [
        Column("at", String(25), nullable=False),
        Column("actor", String(40), nullable=False),
        Column("statement", Integer, nullable=False),
        Column("origin", String(120), nullable=False),
        Column("action", String(80), nullable=False),
        Column("subject_kind", String(80), nullable=False),
        Column("subject_id", String(80), nullable=False),
        Column("fields", Text, nullable=False),
        Column("result", String(40), nullable=False),
        Column("clock_back", Boolean, nullable=False),
        Column("previous", LargeBinary(32), nullable=False),
        Column("digest", LargeBinary(32), nullable=False),
        Column("signature", LargeBinary(64), nullable=False),
    ]


def _audit_tables(metadata: MetaData) -> None:
    """The chain of acts, numbered from 1 without gaps, and the signed points up to which it was checked."""
    Table(
        "audit_entry",
        metadata,
        Column("n", Integer, primary_key=True, autoincrement=False),
        *entry_columns(),
        Index("ix_audit_entry_subject", "subject_kind", "subject_id"),  # for the history of one record
    )
    Table(
        "checkpoint",
        metadata,
        Column("n", Integer, primary_key=True, autoincrement=False),
        Column("at", String(25), nullable=False),
        Column("actor", String(40), nullable=False),
        Column("statement", Integer, nullable=False),
        Column("digest", LargeBinary(32), nullable=False),
        Column("signature", LargeBinary(64), nullable=False),
    )


def _post_tables(metadata: MetaData) -> None:
    """Notes on their way out, the ids of notes taken in, and notes that could not be taken in."""
    Table(
        "outbox",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("target", String(40), nullable=False),
        Column("sealed", LargeBinary, nullable=False),
    )
    Table(
        "received",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("kind", String(80), nullable=False),
        Column("giver", String(40), nullable=False),
        Column("origin", String(40), nullable=False),
        Column("at", String(25), nullable=False),
    )
    Table(
        "set_aside",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("sealed", LargeBinary, nullable=False),
        Column("reason", Text, nullable=False),
        Column("at", String(25), nullable=False),
    )


def _key_tables(metadata: MetaData) -> None:
    """What this compartment remembers (one row: the header last seen, and up to which entry the
    privacy officer has copies), and its private keys by purpose.
    """
    Table(
        "pin",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("root", String(64), nullable=False),
        Column("generation", Integer, nullable=False),
        Column("head", String(64), nullable=False),
        Column("copied", Integer, nullable=False),
    )
    Table(
        "secret",
        metadata,
        Column("name", String(40), primary_key=True),
        Column("value", LargeBinary, nullable=False),
    )
