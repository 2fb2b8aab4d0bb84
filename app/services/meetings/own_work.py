"""What one has to do oneself: actions of meetings, tasks in cases, and measures after an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.formats import format_date
from app.rules.deadlines.signals import Signal, signal_of
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from models.casework import Action, Case, CaseTask, Finding, Inspection, Meeting, MeetingType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class OwnAction:
    """Something to do: what, before when, and where it comes from.

    `page`, `kind` and `id` say where it is on screen; `nearness` is None while the term is far, or when there is none.
    """

    page: str
    kind: str
    id: int
    text: str
    due_on: date | None
    source: str | None
    nearness: Signal | None


@requires(Act.READ_MEETINGS, CASEWORK)
def own_actions(vault: UnlockedVault) -> tuple[OwnAction, ...]:
    """What this account has to do, the earliest term first and what has none last."""
    account = vault.account.id
    with vault.read(CASEWORK) as session:
        found = [*_actions(session, account), *_tasks(session, account), *_measures(session, account)]
    return tuple(sorted(found, key=lambda each: (each.due_on is None, each.due_on or date.max, each.kind, each.id)))


def _actions(session: Session, account: str) -> Iterator[OwnAction]:
    query = (
        select(Action.id, Action.text, Action.due_on, MeetingType.name, Meeting.held_on)
        .outerjoin(Meeting, Meeting.id == Action.meeting_id)
        .outerjoin(MeetingType, MeetingType.id == Meeting.meeting_type_id)
        .where(Action.owner_account == account, Action.done_on.is_(None))
    )
    for key, text, due_on, name, held_on in session.execute(query):
        source = f"{name} {format_date(held_on)}" if name else None
        yield OwnAction("meetings", "action", key, text, due_on, source, _near(due_on))


def _tasks(session: Session, account: str) -> Iterator[OwnAction]:
    query = (
        select(CaseTask.id, CaseTask.title, CaseTask.due_on, Case.number)
        .join(Case, Case.id == CaseTask.case_id)
        .where(CaseTask.owner_account == account, CaseTask.done_on.is_(None))
    )
    for key, title, due_on, number in session.execute(query):
        yield OwnAction("cases", "case_task", key, title, due_on, f"casus {number}", _near(due_on))


def _measures(session: Session, account: str) -> Iterator[OwnAction]:
    query = (
        select(Finding.id, Finding.measure, Finding.due_on, Inspection.number)
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .where(Finding.owner_account == account, Finding.done_on.is_(None), Finding.measure.is_not(None))
    )
    for key, measure, due_on, number in session.execute(query):
        yield OwnAction("inspections", "finding", key, measure or "", due_on, number, _near(due_on))


def _near(due_on: date | None) -> Signal | None:
    return signal_of(due_on, today()) if due_on is not None else None
