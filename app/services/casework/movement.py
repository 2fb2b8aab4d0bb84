"""When a case moved last: whatever is stored that hangs on it moves it, whichever register or act stored it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event, update
from sqlalchemy.orm import Session

from app.services.clock import today
from models.casework import Case, CaseworkRecord

if TYPE_CHECKING:
    from sqlalchemy.orm import UOWTransaction


@event.listens_for(Session, "after_flush")
def _move_cases(session: Session, _context: UOWTransaction) -> None:
    """The version of the case stays as it is, for nobody changed what its form shows."""
    stored = (each for each in (*session.new, *session.dirty, *session.deleted) if isinstance(each, CaseworkRecord))
    keys = sorted({getattr(each, "case_id", None) or 0 for each in stored} - {0})
    if keys:
        change = update(Case.__table__).where(Case.__table__.c.id.in_(keys))  # type: ignore[arg-type]
        session.connection().execute(change.values(moved_on=today()))
