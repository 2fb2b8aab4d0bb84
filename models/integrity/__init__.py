"""Kind `integrity`: anonymous and confidential internal reports."""

from __future__ import annotations

from models.base import Base, new_metadata
from models.shared import shared_tables


class IntegrityRecord(Base):
    """Anything stored in a compartment of kind `integrity`."""

    __abstract__ = True
    metadata = new_metadata()


shared = shared_tables(IntegrityRecord.metadata)
