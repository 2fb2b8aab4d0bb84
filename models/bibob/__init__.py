"""Kind `bibob`: screenings under the Wet Bibob (art. 28 secrecy)."""

from __future__ import annotations

from models.bibob.letter import Letter, LetterExport
from models.bibob.number import ScreeningSeries
from models.bibob.parts import (
    AdviceQuestion,
    Condition,
    ConsultedSource,
    Disclosure,
    Financing,
    Party,
    TradeName,
)
from models.bibob.screening import Screening
from models.bibob.tables import BibobRecord, shared

__all__ = [
    "AdviceQuestion",
    "BibobRecord",
    "Condition",
    "ConsultedSource",
    "Disclosure",
    "Financing",
    "Letter",
    "LetterExport",
    "Party",
    "Screening",
    "ScreeningSeries",
    "TradeName",
    "shared",
]
