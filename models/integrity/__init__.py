"""Kind `integrity`: anonymous and confidential internal reports."""

from __future__ import annotations

from models.integrity.arrivals import BrokenArrival, Destruction, ReportSeries, TakenIn
from models.integrity.parts import ReportFile, ReportMessage, ReportNote
from models.integrity.report import Report, Substatus
from models.integrity.tables import IntegrityRecord, own_anchor, shared

__all__ = [
    "BrokenArrival",
    "Destruction",
    "IntegrityRecord",
    "Report",
    "ReportFile",
    "ReportMessage",
    "ReportNote",
    "ReportSeries",
    "Substatus",
    "TakenIn",
    "own_anchor",
    "shared",
]
