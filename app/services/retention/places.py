"""Where records are kept for a time: in which kinds of compartment, and behind which acts in each."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.permissions import CASEWORK, MEASURES, Act


@dataclass(frozen=True, slots=True)
class Keeping:
    """One compartment that destroys with two people: who may propose and hold there, and who may agree."""

    compartment: str
    propose: Act
    approve: Act


CASES = Keeping(CASEWORK, Act.PROPOSE_ERASURE, Act.APPROVE_ERASURE)
OF_MEASURES = Keeping(MEASURES, Act.PROPOSE_MEASURE_ERASURE, Act.APPROVE_MEASURE_ERASURE)
KEEPINGS = (CASES, OF_MEASURES)


def keeping_in(compartment: str) -> Keeping | None:
    """That of a compartment, None where nothing is destroyed this way."""
    return next((each for each in KEEPINGS if each.compartment == compartment), None)
