"""Kind `casework`: signals and their weighing, mentions, meetings and their actions, inspections, and cases."""

from __future__ import annotations

from models.casework.action import Action
from models.casework.case import Case, CasePartner
from models.casework.case_type import CaseType, CaseTypeAlias
from models.casework.export import CaseworkExport
from models.casework.inspection import (
    ChecklistAnswer,
    Finding,
    Inspection,
    InspectionLocation,
    InspectionService,
)
from models.casework.meeting import (
    AgendaItem,
    Attendance,
    ItemMember,
    Meeting,
    MeetingMember,
    MeetingType,
    StandingItem,
)
from models.casework.mention import Mention
from models.casework.number import NumberSeries
from models.casework.reference import CaseReference
from models.casework.signal import Signal, SignalCase
from models.casework.tables import CaseworkRecord, shared
from models.casework.weighing import HandOver, SourceCheck, WeighingStep

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "Case",
    "CasePartner",
    "CaseReference",
    "CaseType",
    "CaseTypeAlias",
    "CaseworkExport",
    "CaseworkRecord",
    "ChecklistAnswer",
    "Finding",
    "HandOver",
    "Inspection",
    "InspectionLocation",
    "InspectionService",
    "ItemMember",
    "Meeting",
    "MeetingMember",
    "MeetingType",
    "Mention",
    "NumberSeries",
    "Signal",
    "SignalCase",
    "SourceCheck",
    "StandingItem",
    "WeighingStep",
    "shared",
]
