"""The MetaData of the kind `measures`."""

from __future__ import annotations

from models.base import Base, new_metadata
from models.drafts import draft_table
from models.exchange import exchange_tables, export_table
from models.retention import retention_tables
from models.search import search_tables
from models.shared import shared_tables


class MeasuresRecord(Base):
    """Anything stored in a compartment of kind `measures`."""

    __abstract__ = True
    metadata = new_metadata()


shared = shared_tables(MeasuresRecord.metadata)
draft_table(MeasuresRecord.metadata)
search_tables(MeasuresRecord.metadata)
exchange_tables(MeasuresRecord.metadata)
export_table(MeasuresRecord.metadata)
retention_tables(MeasuresRecord.metadata)
