"""The course of a case: each step is kept with its reason, and what is wrong with one is said before it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.casework.course import course_problems, is_raised
from app.rules.deadlines.terms import added
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from app.services.norms import norm_on
from app.services.packages.people import names_of_all
from models.casework import Case, CaseHandover, StatusChange
from models.choices import CaseStatus, ClosingReason

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault
    from models.choices import Level

EFFECT_NORM = "casework.effect"


@dataclass(frozen=True, slots=True)
class CourseStep:
    """A step as it is shown. `closing_reason` and `closed_on` are what stood in a case that was taken up again."""

    at: str
    by: str
    before: CaseStatus
    after: CaseStatus
    reason: str | None
    closed_on: date | None
    closing_reason: ClosingReason | None


@requires(Act.READ_CASES, CASEWORK)
def course_of(vault: UnlockedVault, case_id: int) -> tuple[CourseStep, ...]:
    """The steps of a case, oldest first; `at` is UTC in ISO seconds, `by` a name."""
    names = names_of_all(vault)
    query = select(StatusChange).where(StatusChange.case_id == case_id).order_by(StatusChange.id)
    with vault.read(CASEWORK) as session:
        return tuple(
            CourseStep(
                at=row.at,
                by=names.get(row.by, "onbekende gebruiker"),
                before=row.from_status,
                after=row.to_status,
                reason=row.reason,
                closed_on=row.closed_on,
                closing_reason=row.closing_reason,
            )
            for row in session.scalars(query)
        )


@requires(Act.EDIT_CASES, CASEWORK)
def begin_step(vault: UnlockedVault, item: Case, after: CaseStatus, reason: str | None) -> StatusChange:
    """The step that a stored case is about to make; its effect is asked again some time after it closes."""
    if after is CaseStatus.CLOSED:
        norm = norm_on(vault, EFFECT_NORM, today())
        item.effect_due_on = added(today(), norm.value, norm.unit)
    else:
        item.effect_due_on = None
    return StatusChange(
        case_id=item.id,
        at=vault.author.at(),
        by=vault.account.id,
        from_status=item.status,
        to_status=after,
        reason=reason,
        closed_on=item.closed_on,
        closing_reason=item.closing_reason,
    )


def case_course_problems(
    session: Session, existing: Case, status: CaseStatus | None, level: Level | None, reason: str | None
) -> dict[str, str]:
    """What is wrong with a step or with another level; a case that was taken up is scaled up by handing it over."""
    told = reason if reason != existing.status_reason else None
    problems = course_problems(existing.status, status, told) if status is not None else {}
    if "status_reason" in problems and reason:
        problems["status_reason"] = "Dit was de reden van de vorige stap. Vul in waarom de casus nu teruggaat."
    if level is not None and existing.status is not CaseStatus.NEW and is_raised(existing.level, level):
        known = select(CaseHandover.id).where(CaseHandover.case_id == existing.id, CaseHandover.level == level)
        if session.scalar(known.limit(1)) is None:
            problems["level"] = "Opschalen gaat met een overdracht: leg die vast, dan gaat het niveau mee omhoog."
    return problems
