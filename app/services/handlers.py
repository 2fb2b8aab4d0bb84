"""Everything that takes in notes, imported so that it is known before the first note is looked at."""

from __future__ import annotations

from app.services.casework import case_references
from app.services.programme import figures, measure_figures, report_figures, screening_figures
from app.services.retention import certificates
from app.services.signals import hand_in, shared_in, taking_in

__all__ = [
    "case_references",
    "certificates",
    "figures",
    "hand_in",
    "measure_figures",
    "report_figures",
    "screening_figures",
    "shared_in",
    "taking_in",
]
