"""The MetaData of the kind `programme`."""

from __future__ import annotations

from models.base import Base, new_metadata
from models.drafts import draft_table
from models.exchange import exchange_tables
from models.search import search_tables
from models.shared import shared_tables


class ProgrammeRecord(Base):
    """Anything stored in the programme compartment."""

    __abstract__ = True
    metadata = new_metadata()


shared = shared_tables(ProgrammeRecord.metadata)
draft_table(ProgrammeRecord.metadata)
search_tables(ProgrammeRecord.metadata)
exchange_tables(ProgrammeRecord.metadata)
