"""Kind `casework`: cases and the managed list of their types."""

from __future__ import annotations

from models.casework.case import Case, CasePartner
from models.casework.case_type import CaseType, CaseTypeAlias
from models.casework.number import NumberSeries
from models.casework.reference import CaseReference
from models.casework.tables import CaseworkRecord, shared

__all__ = [
    "Case",
    "CasePartner",
    "CaseReference",
    "CaseType",
    "CaseTypeAlias",
    "CaseworkRecord",
    "NumberSeries",
    "shared",
]
