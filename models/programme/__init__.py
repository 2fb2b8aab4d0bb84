"""Kind `programme`: figures, money, quickscan, registers and the evaluation document."""

from __future__ import annotations

from models.programme.budget import Booking, Budget, BudgetGroup, BudgetLine, CarryOver, Commitment
from models.programme.evaluation import CalloutBox, Chapter, Claim, Evaluation, OverviewItem, StatedFact
from models.programme.export import Export
from models.programme.figure import Publication, PublishedFigure
from models.programme.quickscan import Recommendation, Scan
from models.programme.registers import Activity, Goal, Instrument, Programme, ResilienceSession
from models.programme.staffing import Post
from models.programme.tables import ProgrammeRecord, shared

__all__ = [
    "Activity",
    "Booking",
    "Budget",
    "BudgetGroup",
    "BudgetLine",
    "CalloutBox",
    "CarryOver",
    "Chapter",
    "Claim",
    "Commitment",
    "Evaluation",
    "Export",
    "Goal",
    "Instrument",
    "OverviewItem",
    "Post",
    "Programme",
    "ProgrammeRecord",
    "Publication",
    "PublishedFigure",
    "Recommendation",
    "ResilienceSession",
    "Scan",
    "StatedFact",
    "shared",
]
