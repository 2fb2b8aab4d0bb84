"""What casework keeps for a time: cases after they were closed, signals as long as their weighing says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from app.rules.permissions import CASEWORK
from app.services.retention.kept import Ended, Kept, keep
from models.casework import Case, Signal, SignalCase
from models.casework.choices import SignalOutcome
from models.choices import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

TREATED = "retention.case"
# Items of an agenda, actions and inspections may stand by themselves; about a record that is gone they may not.
ABOUT_IT = frozenset(
    {
        ("agenda_item", "signal_id"),
        ("agenda_item", "case_id"),
        ("agenda_item", "action_id"),
        ("action", "signal_id"),
        ("action", "case_id"),
        ("inspection", "case_id"),
    }
)


def _closed_cases(session: Session, record: int | None) -> Iterator[Ended]:
    closed = select(Case.id, Case.number, Case.closed_on).where(Case.status == CaseStatus.CLOSED)
    if record is not None:
        closed = closed.where(Case.id == record)
    for key, number, closed_on in session.execute(closed):
        if closed_on is not None:
            yield Ended(key, number, closed_on)


def _signals_that_were_weighed(session: Session, record: int | None) -> Iterator[Ended]:
    """Not those that feed a case: they are kept as long as that is there."""
    feeding = exists().where(SignalCase.signal_id == Signal.id)
    weighed = select(
        Signal.id, Signal.number, Signal.decided_on, Signal.received_on, Signal.keep_until, Signal.outcome
    ).where(Signal.keep_until.is_not(None), ~feeding)
    if record is not None:
        weighed = weighed.where(Signal.id == record)
    for key, number, decided_on, received_on, keep_until, outcome in session.execute(weighed):
        norm = None if outcome is SignalOutcome.NONE else TREATED
        yield Ended(key, number, decided_on or received_on, keep_until, norm)


keep(CASEWORK, Kept("case", TREATED, _closed_cases, ABOUT_IT))
keep(CASEWORK, Kept("signal", "retention.signal", _signals_that_were_weighed, ABOUT_IT))
