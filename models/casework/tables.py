"""The MetaData of the kind `casework`."""

from __future__ import annotations

from models.base import Base, new_metadata
from models.drafts import draft_table
from models.exchange import exchange_tables
from models.retention import retention_tables
from models.search import search_tables
from models.shared import shared_tables


class CaseworkRecord(Base):
    """Anything stored in a casework compartment."""

    __abstract__ = True
    metadata = new_metadata()


shared = shared_tables(CaseworkRecord.metadata)
draft_table(CaseworkRecord.metadata)
search_tables(CaseworkRecord.metadata)
retention_tables(CaseworkRecord.metadata)
exchange_tables(CaseworkRecord.metadata)
