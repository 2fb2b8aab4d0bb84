"""The MetaData of the kind `register`."""

from __future__ import annotations

from models.base import Base, new_metadata
from models.drafts import draft_table
from models.shared import shared_tables


class RegisterRecord(Base):
    """Anything stored in a register."""

    __abstract__ = True
    metadata = new_metadata()


shared = shared_tables(RegisterRecord.metadata)
draft_table(RegisterRecord.metadata)
