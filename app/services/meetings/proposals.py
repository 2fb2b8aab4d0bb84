"""What belongs on the agenda of a meeting and is not on it yet: standing items, open actions, signals and cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from app.rules.meetings import Point, in_agenda_order, standing_items
from models.casework import Action, AgendaItem, Case, Meeting, Signal, StandingItem, WeighingStep
from models.casework.choices import SignalStatus, Verdict, WeighingStepKind
from models.casework.meeting_choices import Audience, ItemKind
from models.choices import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from models.casework import MeetingType

LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something for the agenda: what it is, its own record (None for a standing item), and a word on how it stands."""

    kind: ItemKind
    record: int | None
    title: str
    since: date
    note: str = ""
    weighed: bool = False
    last: bool = False


def proposed(session: Session, meeting: Meeting, meeting_type: MeetingType) -> tuple[Proposal, ...]:
    """Everything that is not on the agenda yet, in the order of an agenda."""
    there = _on_agenda(session, meeting.id)
    found = [
        *_standing(session, meeting),
        *_actions(session, meeting),
        *(_signals(session) if meeting_type.takes_signals else ()),
        *(_cases(session) if meeting_type.takes_cases else ()),
    ]
    new = [each for each in found if _mark(each.kind, each.record, each.title) not in there]
    order = in_agenda_order(Point(each.kind, each.since, each.weighed, each.last) for each in new)
    return tuple(new[place] for place in order)


def item_of(proposal: Proposal, position: int) -> AgendaItem:
    """A row of the agenda for it."""
    kind, key = proposal.kind, proposal.record
    return AgendaItem(
        position=position,
        kind=kind,
        title=proposal.title[:LONGEST_TITLE],
        signal_id=key if kind is ItemKind.SIGNAL else None,
        case_id=key if kind is ItemKind.CASE else None,
        action_id=key if kind is ItemKind.ACTION else None,
        audience=Audience.EVERYONE,
    )


def _on_agenda(session: Session, meeting_id: int | None) -> set[tuple[ItemKind, int | str | None]]:
    if meeting_id is None:
        return set()
    items: Iterable[AgendaItem] = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id))
    return {_mark(item.kind, item.signal_id or item.case_id or item.action_id, item.title) for item in items}


def _mark(kind: ItemKind, record: int | None, title: str) -> tuple[ItemKind, int | str]:
    """By what an item is known again: its record, or else its title."""
    return kind, title if record is None else record


def _standing(session: Session, meeting: Meeting) -> Iterator[Proposal]:
    names = session.scalars(
        select(StandingItem.name)
        .where(StandingItem.meeting_type_id == meeting.meeting_type_id)
        .order_by(StandingItem.position)
    )
    for name, last in standing_items(names):
        yield Proposal(ItemKind.STANDING, None, name, meeting.held_on, last=last)


def _actions(session: Session, meeting: Meeting) -> Iterator[Proposal]:
    """What earlier meetings of this type left to do."""
    query = (
        select(Action)
        .join(Meeting, Meeting.id == Action.meeting_id)
        .where(Meeting.meeting_type_id == meeting.meeting_type_id, Action.done_on.is_(None))
        .order_by(Action.due_on, Action.id)
    )
    for action in session.scalars(query):
        if action.meeting_id != meeting.id:
            title = shorten(action.text, LONGEST_TITLE, placeholder=" …")
            yield Proposal(ItemKind.ACTION, action.id, title, action.due_on, action.owner)


def _signals(session: Session) -> Iterator[Proposal]:
    """Open signals, those first of which the weight was found sufficient (W3)."""
    weighed = _answered_yes(WeighingStepKind.W3)
    query = (
        select(Signal.id, Signal.number, Signal.title, Signal.received_on, Signal.status, weighed)
        .where(Signal.status.in_([status for status in SignalStatus if status.is_open]))
        .order_by(Signal.received_on, Signal.id)
    )
    for key, number, title, received_on, status, is_weighed in session.execute(query):
        note = "gewogen" if is_weighed else status.label
        yield Proposal(ItemKind.SIGNAL, key, f"{number} {title}", received_on, note, bool(is_weighed))


def _answered_yes(step: WeighingStepKind) -> ColumnElement[bool]:
    return exists().where(
        WeighingStep.signal_id == Signal.id,
        WeighingStep.round == Signal.round,
        WeighingStep.step == step,
        WeighingStep.verdict == Verdict.YES,
    )


def _cases(session: Session) -> Iterator[Proposal]:
    query = (
        select(Case.id, Case.number, Case.title, Case.opened_on, Case.status)
        .where(Case.status != CaseStatus.CLOSED)
        .order_by(Case.opened_on, Case.id)
    )
    for key, number, title, opened_on, status in session.execute(query):
        yield Proposal(ItemKind.CASE, key, f"{number} {title}", opened_on, status.label)
