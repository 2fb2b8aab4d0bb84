"""What the ladder gives for a measure, explained: advice, never a decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, NotFound
from app.rules.measures.ladder import Amount, Case, Proposal, propose, remarks_on
from app.rules.permissions import MEASURES, Act
from app.services.access import requires
from app.services.clock import today
from app.services.measures.matrices import matrix_in
from app.services.measures.properties import findings_at
from models.measures import FoundSubstance, Measure, Property, WeighedCircumstance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy.orm import Session

    from app.rules.measures.facts import MeasureFacts
    from app.vault.session import UnlockedVault
    from models.measures.choices import Circumstance

_NO_POLICY = (
    "Er is geen handhavingsmatrix. Leg onder ‘Matrix’ het vastgestelde beleid vast, of bekijk eerst het voorbeeld."
)


@requires(Act.READ_MEASURES, MEASURES)
def proposal(vault: UnlockedVault, measure_id: int) -> Proposal:
    """What the policy of the day of the decision, or of today, gives for a stored measure; NotFound without any."""
    with vault.read(MEASURES) as session:
        item = session.get(Measure, measure_id)
        if item is None:
            raise NotFound("De maatregel bestaat niet (meer).")
        found = proposal_in(session, item, item.property_id, item.id, item.decided_on or today())
    if found is None:
        raise Invalid({"": _NO_POLICY})
    return found


def proposal_in(
    session: Session, facts: MeasureFacts | Measure, property_id: int, measure_id: int | None, day: date
) -> Proposal | None:
    """The same within a running act, also of what is not stored yet; None without a policy or an example."""
    matrix = matrix_in(session, day)
    place = session.get(Property, property_id)
    if matrix is None or place is None or facts.substance is None or facts.found_on is None:
        return None
    others = findings_at(session, property_id, but_measure=measure_id)
    case = Case(
        premises=place.kind,
        substance=facts.substance,
        found_on=facts.found_on,
        other_findings=tuple(each.day for each in others),
        circumstances=frozenset(_circumstances(session, measure_id)),
        amounts=tuple(_amounts(session, measure_id)),
    )
    found = propose(matrix, case)
    return replace(found, steps=(*found.steps, *remarks_on(case, found, facts.nth)))


def _circumstances(session: Session, measure_id: int | None) -> Iterable[Circumstance]:
    of_file = select(WeighedCircumstance.circumstance).where(WeighedCircumstance.measure_id == measure_id)
    return session.scalars(of_file).all()


def _amounts(session: Session, measure_id: int | None) -> Iterable[Amount]:
    of_file = select(FoundSubstance).where(FoundSubstance.measure_id == measure_id).order_by(FoundSubstance.id)
    return (Amount(each.substance, each.amount, each.unit) for each in session.scalars(of_file))
