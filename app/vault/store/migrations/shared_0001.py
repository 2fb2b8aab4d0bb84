"""The shared tables as they were in the first revision of every kind.

Seven first revisions call this. It is frozen like a revision: a later change to the shared tables is a new function
beside it, called from a new revision of each kind.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create_shared_tables() -> None:
    """Create the audit trail with its guards, the post tables and the key tables."""
    op.create_table(
        "audit_entry",
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        *entry_columns(),
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject_kind", "subject_id"])
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entry_refuses_{act.lower()} BEFORE {act} ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'audit_entry only grows'); END",
        )
    op.create_table(
        "checkpoint",
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
    )
    _create_post_tables()
    _create_key_tables()


def create_versioned_table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Create a table of records that people edit: with a version, and a key that is never given out twice."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *parts,
        sqlite_autoincrement=True,
    )


def entry_columns() -> list[sa.Column[object]]:
    """The content of an audit entry, in the trail itself and in the copies of it."""
    return [
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(120), nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("subject_kind", sa.String(80), nullable=False),
        sa.Column("subject_id", sa.String(80), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("result", sa.String(40), nullable=False),
        sa.Column("clock_back", sa.Boolean(), nullable=False),
        sa.Column("previous", sa.LargeBinary(32), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
    ]


def _create_post_tables() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("target", sa.String(40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "received",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("giver", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
    )
    op.create_table(
        "set_aside",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
    )


def _create_key_tables() -> None:
    op.create_table(
        "pin",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("root", sa.String(64), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("copied", sa.Integer(), nullable=False),
    )
    op.create_table(
        "secret",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.LargeBinary(), nullable=False),
    )
