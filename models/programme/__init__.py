"""Kind `programme`: figures, money, quickscan, registers and the evaluation document."""

from __future__ import annotations

from models.programme.attachment import ProgrammeAttachment, ProgrammeAttachmentPiece
from models.programme.budget import Booking, Budget, BudgetGroup, BudgetLine, CarryOver, Commitment
from models.programme.contribution import Contribution
from models.programme.cooperation import Barrier, Contact, Covenant, Milestone, Partner
from models.programme.evaluation import CalloutBox, Chapter, Claim, Evaluation, OverviewItem, StatedFact
from models.programme.export import Export
from models.programme.figure import Publication, PublishedFigure
from models.programme.house_style import StoredHouseStyle
from models.programme.knowledge import Campaign, ChannelCount, Study, Trend, WorkplaceMeasure
from models.programme.material import Material, PracticeExample
from models.programme.measure import MeasurePublication
from models.programme.plan import PlanYear, PlanYearAim, PlanYearRecord
from models.programme.publishing import Approval, Comment, DocumentVersion, FrozenEdition, SmallCount
from models.programme.quickscan import Recommendation, Scan, ScanAction
from models.programme.registers import Activity, Goal, Instrument, Programme, ResilienceSession
from models.programme.reports import ReportPublication, ReportYearFigure
from models.programme.screening import ScreeningFigure, ScreeningPublication
from models.programme.staffing import Post
from models.programme.tables import ProgrammeRecord, shared

__all__ = [
    "Activity",
    "Approval",
    "Barrier",
    "Booking",
    "Budget",
    "BudgetGroup",
    "BudgetLine",
    "CalloutBox",
    "Campaign",
    "CarryOver",
    "ChannelCount",
    "Chapter",
    "Claim",
    "Comment",
    "Commitment",
    "Contact",
    "Contribution",
    "Covenant",
    "DocumentVersion",
    "Evaluation",
    "Export",
    "FrozenEdition",
    "Goal",
    "Instrument",
    "Material",
    "MeasurePublication",
    "Milestone",
    "OverviewItem",
    "Partner",
    "PlanYear",
    "PlanYearAim",
    "PlanYearRecord",
    "Post",
    "PracticeExample",
    "Programme",
    "ProgrammeAttachment",
    "ProgrammeAttachmentPiece",
    "ProgrammeRecord",
    "Publication",
    "PublishedFigure",
    "Recommendation",
    "ReportPublication",
    "ReportYearFigure",
    "ResilienceSession",
    "Scan",
    "ScanAction",
    "ScreeningFigure",
    "ScreeningPublication",
    "SmallCount",
    "StatedFact",
    "StoredHouseStyle",
    "Study",
    "Trend",
    "WorkplaceMeasure",
    "shared",
]
