"""The MetaData of the kind `bibob`."""

from __future__ import annotations

from models.base import Base, new_metadata
from models.drafts import draft_table
from models.exchange import exchange_tables, export_table
from models.search import search_tables
from models.shared import shared_tables


class BibobRecord(Base):
    """Anything stored in a compartment of kind `bibob`."""

    __abstract__ = True
    metadata = new_metadata()


shared = shared_tables(BibobRecord.metadata)
draft_table(BibobRecord.metadata)
search_tables(BibobRecord.metadata)
exchange_tables(BibobRecord.metadata)
export_table(BibobRecord.metadata)
