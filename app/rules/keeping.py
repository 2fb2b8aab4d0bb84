"""How long records are kept, and who may have them destroyed: rules over days and people only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.formats import format_date

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """What a rule looks at: the last day on which a record is kept, whether it is held, and who proposed."""

    due_on: date
    held: bool
    proposed_by: str | None = None


def proposal_problem(standing: Standing, today: date) -> str | None:
    """Why destruction cannot be proposed now, as a sentence."""
    if standing.held:
        return "Dit wordt vastgehouden en kan niet worden vernietigd. Hef eerst het vasthouden op."
    if standing.due_on >= today:
        return f"Dit moet worden bewaard tot en met {format_date(standing.due_on)}."
    if standing.proposed_by is not None:
        return "Dit is al voorgesteld voor vernietiging."
    return None


def approval_problem(standing: Standing, approver: str, today: date) -> str | None:
    """Why this account cannot approve it, as a sentence: never who proposed it (BIO 5.03)."""
    if standing.proposed_by is None:
        return "Er is geen voorstel om dit te vernietigen."
    if standing.proposed_by == approver:
        return "U hebt dit zelf voorgesteld. Een ander moet het goedkeuren (functiescheiding, BIO 5.03)."
    return proposal_problem(Standing(standing.due_on, standing.held), today)


def reason_problem(reason: str) -> str | None:
    """Why a reason to keep something longer says too little."""
    if len(reason.strip()) < SHORTEST_REASON:
        return f"Leg in ten minste {SHORTEST_REASON} tekens uit waarom dit langer moet worden bewaard."
    return None
