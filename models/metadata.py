"""Which MetaData belongs to which kind of compartment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.audit import AuditRecord
from models.bibob import BibobRecord
from models.casework import CaseworkRecord
from models.integrity import IntegrityRecord
from models.measures import MeasuresRecord
from models.programme import ProgrammeRecord
from models.register import RegisterRecord

if TYPE_CHECKING:
    from sqlalchemy import MetaData

METADATA: dict[str, MetaData] = {
    "register": RegisterRecord.metadata,
    "casework": CaseworkRecord.metadata,
    "measures": MeasuresRecord.metadata,
    "bibob": BibobRecord.metadata,
    "integrity": IntegrityRecord.metadata,
    "programme": ProgrammeRecord.metadata,
    "audit": AuditRecord.metadata,
}
KINDS = tuple(METADATA)
