"""Kind `casework`: signals and their weighing, mentions, meetings and their actions, inspections, and cases."""

from __future__ import annotations

from models.casework.action import Action
from models.casework.advice_rule import AdviceRule
from models.casework.apart import Arrival, ArrivalRow, EarlierAct, MovedCase
from models.casework.arrival import AnonymousArrival
from models.casework.attachment import Attachment, AttachmentPiece
from models.casework.bag_address import BagAddress
from models.casework.blind_hit import BlindGiven, BlindHit, BlindRule
from models.casework.case import Case, CasePartner
from models.casework.case_type import CaseType, CaseTypeAlias
from models.casework.chart import Chart, ChartVersion
from models.casework.course import CaseEffect, CasePart, StatusChange
from models.casework.export import CaseworkExport
from models.casework.handover import CaseHandover
from models.casework.inspection import (
    ChecklistAnswer,
    Finding,
    Inspection,
    InspectionLocation,
    InspectionService,
)
from models.casework.intervention import Intervention
from models.casework.judgement import Judgement
from models.casework.link import Link
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
from models.casework.mention_key import MentionKey
from models.casework.merge import CaseAlias, CaseMerge, MovedRow
from models.casework.note import CaseNote
from models.casework.number import NumberSeries
from models.casework.reference import CaseMeasure, CaseReference
from models.casework.signal import Signal, SignalCase
from models.casework.tables import CaseworkRecord, shared
from models.casework.task import CaseTask
from models.casework.template import CaseTemplate, TemplateTask
from models.casework.travelled import CasePackage, OutsidePerson, OutsideTrail, PartnerCard, Travelled
from models.casework.weighing import HandOver, SourceCheck, WeighingStep

__all__ = [
    "Action",
    "AdviceRule",
    "AgendaItem",
    "AnonymousArrival",
    "Arrival",
    "ArrivalRow",
    "Attachment",
    "AttachmentPiece",
    "Attendance",
    "BagAddress",
    "BlindGiven",
    "BlindHit",
    "BlindRule",
    "Case",
    "CaseAlias",
    "CaseEffect",
    "CaseHandover",
    "CaseMeasure",
    "CaseMerge",
    "CaseNote",
    "CasePackage",
    "CasePart",
    "CasePartner",
    "CaseReference",
    "CaseTask",
    "CaseTemplate",
    "CaseType",
    "CaseTypeAlias",
    "CaseworkExport",
    "CaseworkRecord",
    "Chart",
    "ChartVersion",
    "ChecklistAnswer",
    "EarlierAct",
    "Finding",
    "HandOver",
    "Inspection",
    "InspectionLocation",
    "InspectionService",
    "Intervention",
    "ItemMember",
    "Judgement",
    "Link",
    "Meeting",
    "MeetingMember",
    "MeetingType",
    "Mention",
    "MentionKey",
    "MovedCase",
    "MovedRow",
    "NumberSeries",
    "OutsidePerson",
    "OutsideTrail",
    "PartnerCard",
    "Signal",
    "SignalCase",
    "SourceCheck",
    "StandingItem",
    "StatusChange",
    "TemplateTask",
    "Travelled",
    "WeighingStep",
    "shared",
]
