"""Destroying a screening whose term for keeping has passed: what leads to somebody goes, what is counted stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import selectinload

from app.errors import Invalid
from app.formats import format_date
from models.bibob import BibobRecord, Screening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from app.rules.deadlines.terms import Deadline

DESTROYED = "(vernietigd)"
STAYS = frozenset(
    {
        "id",
        "version",
        "number",
        "subject",
        "phase",
        "basis",
        "occasion",
        "trigger",
        "opened_on",
        "application_on",
        "danger_a",
        "danger_b",
        "outcome",
        "decided_on",
        "withdrawn_on",
        "closed_on",
        "keep_until",
        "destroyed_on",
    }
)
"""What is left to count a year by, and to tell that the file was there; the subject becomes a mark."""


def demand_lapsed(term: Deadline | None, today: date) -> None:
    """Invalid while a file must be kept: `term` is that of its retention, None while it is not closed."""
    if term is None:
        raise Invalid({"": "Sluit het dossier eerst; dan begint de bewaartermijn."})
    if term.done_on is not None:
        raise Invalid({"": f"Dit dossier is al vernietigd, op {format_date(term.done_on)}."})
    if term.day >= today:
        raise Invalid({"": f"Dit dossier moet worden bewaard tot en met {format_date(term.day)}."})


def erase(session: Session, item: Screening, today: date) -> None:
    """Everything that hangs on it goes, with what was typed and not saved; of the file itself the counted facts stay.

    Backups from before have it until they lapse.
    """
    for part in _parts(session, item.id):
        _drop_drafts(session, part.__tablename__, part.id)
        session.delete(part)
    _drop_drafts(session, Screening.__tablename__, item.id)
    for name in set(inspect(Screening).column_attrs.keys()) - STAYS:
        setattr(item, name, None)
    item.subject, item.destroyed_on = DESTROYED, today
    session.flush()


def _parts(session: Session, screening_id: int) -> Iterator[Any]:
    """Every record of every kind that hangs on a screening."""
    for mapper in sorted(BibobRecord.registry.mappers, key=lambda each: each.class_.__name__):
        model: Any = mapper.class_
        if issubclass(model, BibobRecord) and hasattr(model, "screening_id"):
            hung = select(model).where(model.screening_id == screening_id)
            yield from session.scalars(hung.options(selectinload("*")))


def _drop_drafts(session: Session, kind: str, key: int) -> None:
    """Sealed to its author, so that nobody can tell whether it is worth keeping."""
    draft = BibobRecord.metadata.tables["draft"]
    session.execute(delete(draft).where(draft.c.kind == kind, draft.c.record == key))
