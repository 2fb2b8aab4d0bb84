"""Keeping and destroying: what must be kept longer, what was proposed for destruction, and what was destroyed.

Core tables like those of `models.shared`: the acts on them are few, and no form edits them. None of them holds content;
`number` is the number of a record and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, Date, Integer, String, Table, Text, UniqueConstraint

if TYPE_CHECKING:
    from sqlalchemy import MetaData


@dataclass(frozen=True, slots=True)
class RetentionTables:
    """The tables of one kind, by name."""

    hold: Table
    destruction: Table


def retention_tables(metadata: MetaData) -> RetentionTables:
    """The tables on this MetaData; made on the first call, the same ones on every later call.

    `hold` has a row while a record may not be destroyed. `destruction` has one per proposal; `destroyed_on` is None
    until a second person agreed, and `along` is then a JSON object of what went along: kind of record to how many.
    """
    if "retention_hold" not in metadata.tables:
        Table(
            "retention_hold",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("subject_kind", String(80), nullable=False),
            Column("subject_id", Integer, nullable=False),
            Column("reason", Text, nullable=False),
            Column("placed_by", String(40), nullable=False),
            Column("placed_on", Date, nullable=False),
            UniqueConstraint("subject_kind", "subject_id"),
        )
        Table(
            "destruction",
            metadata,
            Column("id", Integer, primary_key=True),
            Column("subject_kind", String(80), nullable=False),
            Column("subject_id", Integer, nullable=False),
            Column("number", String(80), nullable=False),
            Column("norm", String(80), nullable=False),
            Column("ground", String(400), nullable=False),
            Column("due_on", Date, nullable=False),
            Column("proposed_by", String(40), nullable=False),
            Column("proposed_on", Date, nullable=False),
            Column("approved_by", String(40)),
            Column("destroyed_on", Date, index=True),
            Column("along", Text),
            UniqueConstraint("subject_kind", "subject_id"),
        )
    return RetentionTables(metadata.tables["retention_hold"], metadata.tables["destruction"])
