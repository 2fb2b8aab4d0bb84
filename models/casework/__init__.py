"""Kind `casework`: signals and their weighing, what records mention, cases and the managed list of their types."""

from __future__ import annotations

from models.casework.case import Case, CasePartner
from models.casework.case_type import CaseType, CaseTypeAlias
from models.casework.mention import Mention
from models.casework.number import NumberSeries
from models.casework.reference import CaseReference
from models.casework.signal import Signal, SignalCase
from models.casework.tables import CaseworkRecord, shared
from models.casework.weighing import HandOver, SourceCheck, WeighingStep

__all__ = [
    "Case",
    "CasePartner",
    "CaseReference",
    "CaseType",
    "CaseTypeAlias",
    "CaseworkRecord",
    "HandOver",
    "Mention",
    "NumberSeries",
    "Signal",
    "SignalCase",
    "SourceCheck",
    "WeighingStep",
    "shared",
]
