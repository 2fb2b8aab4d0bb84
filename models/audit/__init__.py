"""Kind `audit`: copies of the audit entries of other compartments, for the privacy officer."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table

from models.base import Base, new_metadata
from models.shared import entry_columns, shared_tables


class AuditRecord(Base):
    """Anything stored in a compartment of kind `audit`."""

    __abstract__ = True
    metadata = new_metadata()


shared = shared_tables(AuditRecord.metadata)

# An entry as it stands in its own compartment; the key is that compartment and the number there.
copied_entry = Table(
    "copied_entry",
    AuditRecord.metadata,
    Column("compartment", String(40), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    *entry_columns(),
)

# What an integrity compartment sent in a month ("2026-03"): it fixes a trail of which no copies are made.
hidden_anchor = Table(
    "hidden_anchor",
    AuditRecord.metadata,
    Column("compartment", String(40), primary_key=True),
    Column("period", String(7), primary_key=True),
    Column("value", LargeBinary(32), nullable=False),
)

# Copies of entries that are no longer in the trail, because the quorum put a backup back: `restore` is the statement
# in the header that says so. They stay for the privacy officer to read.
superseded_entry = Table(
    "superseded_entry",
    AuditRecord.metadata,
    Column("compartment", String(40), primary_key=True),
    Column("restore", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    *entry_columns(),
)

# What was destroyed in other compartments: which number, on what ground, by whom and when, without any content.
destroyed_record = Table(
    "destroyed_record",
    AuditRecord.metadata,
    Column("compartment", String(40), primary_key=True),
    Column("subject_kind", String(80), primary_key=True),
    Column("subject_id", Integer, primary_key=True, autoincrement=False),
    Column("number", String(80), nullable=False),
    Column("ground", String(400), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("proposed_by", String(40), nullable=False),
    Column("approved_by", String(40), nullable=False),
    Column("destroyed_on", Date, nullable=False),
)
