"""Kind `measures`: measures under Damocles and APV, permits, police reports (Wpg) and traders."""

from __future__ import annotations

from models.measures.apv import ApvClosure, DesignatedBusiness, Designation
from models.measures.letter import Letter, LetterExport
from models.measures.matrix import MatrixAdjustment, MatrixRule, MatrixThreshold, MatrixVersion
from models.measures.measure import Measure
from models.measures.number import MeasureSeries
from models.measures.parts import Addressee, FoundSubstance, PersonCheck, WeighedCircumstance
from models.measures.permit import Leader, OperatingPermit, Trader, TraderCheck
from models.measures.property import Finding, Property
from models.measures.tables import MeasuresRecord, shared

__all__ = [
    "Addressee",
    "ApvClosure",
    "DesignatedBusiness",
    "Designation",
    "Finding",
    "FoundSubstance",
    "Leader",
    "Letter",
    "LetterExport",
    "MatrixAdjustment",
    "MatrixRule",
    "MatrixThreshold",
    "MatrixVersion",
    "Measure",
    "MeasureSeries",
    "MeasuresRecord",
    "OperatingPermit",
    "PersonCheck",
    "Property",
    "Trader",
    "TraderCheck",
    "WeighedCircumstance",
    "shared",
]
