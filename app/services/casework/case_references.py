"""References that others chose to leave in a case: taken in by casework, shown beside the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import BIBOB, CASEWORK, MEASURES, Act, may
from app.services.access import requires
from app.services.casework.merging import resolve
from app.services.clock import today
from app.services.post import taking_in
from models.casework import CaseReference

if TYPE_CHECKING:
    from app.vault.post.notes import Giver
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

NOTE_KIND = "case_reference"
LONGEST_NUMBER, LONGEST_TEXT = 40, 500
_GIVERS = {BIBOB: Act.EDIT_SCREENINGS, MEASURES: Act.EDIT_MEASURES}


@dataclass(frozen=True, slots=True)
class Reference:
    """What stands in the case: the number of a file elsewhere, a text, and since when."""

    number: str
    text: str
    received_on: date


@requires(Act.READ_CASES, CASEWORK)
def references_in(vault: UnlockedVault, case_id: int) -> tuple[Reference, ...]:
    """The references in a case, oldest first."""
    query = select(CaseReference).where(CaseReference.case_id == case_id).order_by(CaseReference.id)
    with vault.read(CASEWORK) as session:
        return tuple(Reference(row.number, row.text, row.received_on) for row in session.scalars(query))


@taking_in(CASEWORK, NOTE_KIND)
def take_in_reference(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Put the reference in the case that it names; only the Bibob coordinator or the jurist leaves one."""
    act = _GIVERS.get(giver.compartment)
    if act is None or giver.role is None or not may(giver.role, act):
        raise AccessDenied("Een verwijzing komt alleen van de Bibob-coördinator of de jurist.")
    match payload:
        case {"case": str(case_number), "number": str(number), "text": str(text), **rest} if not rest:
            if not (0 < len(number) <= LONGEST_NUMBER and 0 < len(text) <= LONGEST_TEXT):
                raise Invalid({"text": "De verwijzing is leeg of te lang."})
            case_id = resolve(work.session, case_number)
            if case_id is None:
                raise NotFound("Er is geen casus met dit nummer.")
            work.session.add(CaseReference(case_id=case_id, number=number, text=text, received_on=today()))
            work.record("case.referred", "case", case_id)
        case _:
            raise Invalid({"": "De verwijzing heeft niet de vereiste vorm."})
