"""The MetaData of the kind `integrity`."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from models.base import Base, new_metadata
from models.drafts import draft_table
from models.exchange import export_table
from models.search import search_tables
from models.shared import shared_tables


class IntegrityRecord(Base):
    """Anything stored in a compartment of kind `integrity`."""

    __abstract__ = True
    metadata = new_metadata()


shared = shared_tables(IntegrityRecord.metadata)
draft_table(IntegrityRecord.metadata)
search_tables(IntegrityRecord.metadata)
export_table(IntegrityRecord.metadata)

# What fixes the trail each month: up to which entry, and the secret that keeps what left from saying anything.
own_anchor = Table(
    "own_anchor",
    IntegrityRecord.metadata,
    Column("period", String(7), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("secret", LargeBinary(32), nullable=False),
)
