"""Which MetaData belongs to which kind of compartment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.audit import AuditRecord
from models.bibob import BibobRecord
from models.integrity import IntegrityRecord
from models.measures import MeasuresRecord
from models.register import RegisterRecord

if TYPE_CHECKING:
    from sqlalchemy import MetaData

METADATA: dict[str, MetaData] = {
    "register": RegisterRecord.metadata,
    "measures": MeasuresRecord.metadata,
    "bibob": BibobRecord.metadata,
    "integrity": IntegrityRecord.metadata,
    "audit": AuditRecord.metadata,
}
KINDS = tuple(METADATA)
