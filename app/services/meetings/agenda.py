"""The agenda of a meeting: its items in order, and what could be added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.errors import NotFound
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires, requires_own
from app.services.meetings.proposals import item_of, proposed
from app.services.records import Option, Records, Words
from models.casework import Action, AgendaItem, Case, Meeting, MeetingType, Signal
from models.casework.choices import SignalStatus
from models.casework.meeting_choices import Audience, ItemKind, MeetingStatus
from models.choices import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.services.meetings.proposals import Proposal
    from app.vault.session import UnlockedVault


_ABOUT: dict[ItemKind, type[Any]] = {ItemKind.SIGNAL: Signal, ItemKind.CASE: Case, ItemKind.ACTION: Action}


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item as the form shows it; what was decided on it is recorded in the meeting itself.

    `about` names the record that it is about, "signal 12" or "case 3"; None is an item by itself.
    """

    meeting_id: int | None = None
    title: str | None = None
    about: str | None = None
    audience: Audience | None = Audience.EVERYONE


class AgendaItems(Records[AgendaItem, ItemDraft]):
    """The register of agenda items, in the order of their meeting."""

    kind = "agenda_item"
    words = Words("agendapunt", "het")
    compartment = CASEWORK
    read_act = Act.READ_MEETINGS
    edit_act = Act.EDIT_MEETINGS
    model = AgendaItem
    draft = ItemDraft
    columns = {
        "meeting_id": AgendaItem.meeting_id,
        "held_on": Meeting.held_on,
        "position": AgendaItem.position,
        "kind": AgendaItem.kind,
        "title": AgendaItem.title,
        "audience": AgendaItem.audience,
        "decision": AgendaItem.decision,
        "owner": AgendaItem.owner,
        "due_on": AgendaItem.due_on,
    }
    searched = (AgendaItem.title, AgendaItem.conclusion, AgendaItem.owner)
    order = (Meeting.held_on.desc(), AgendaItem.position)
    required = {
        "meeting_id": "Kies het overleg.",
        "title": "Vul in waar dit punt over gaat.",
        "audience": "Kies wie bij dit punt is.",
    }

    def source(self) -> Select[Any]:
        """Lists show the day of the meeting."""
        return select(AgendaItem.id).join(Meeting, Meeting.id == AgendaItem.meeting_id)

    @requires_own("read_act")
    def options(self, field: str, current: ItemDraft | None = None) -> tuple[Option, ...]:
        """Meetings; signals that are open, cases that run, and what the item is about already."""
        with self.vault.read(CASEWORK) as session:
            if field == "meeting_id":
                return _meeting_options(session)
            return _about_options(session, current.about if current else None) if field == "about" else ()

    def check(self, session: Session, draft: ItemDraft, existing: AgendaItem | None) -> Mapping[str, str]:
        """An item stays with its meeting, and is about something that is there."""
        problems: dict[str, str] = {}
        meeting = session.get(Meeting, draft.meeting_id) if draft.meeting_id is not None else None
        if draft.meeting_id is not None and meeting is None:
            problems["meeting_id"] = "Dit overleg bestaat niet (meer)."
        if existing is None and meeting is not None and meeting.status is not MeetingStatus.PLANNED:
            problems["meeting_id"] = f"Dit overleg is {meeting.status.label}; er komt niets meer op de agenda."
        if existing is not None and draft.meeting_id != existing.meeting_id:
            problems["meeting_id"] = "Een agendapunt blijft bij zijn overleg."
        if draft.about is not None and _found(session, draft.about) is None:
            problems["about"] = "Dit signaal of deze casus bestaat niet (meer)."
        if existing is not None and existing.decision is not None and draft.about != about_of(existing):
            problems["about"] = "Over dit punt is besloten; het blijft gaan over wat er staat."
        return problems

    def read(self, item: AgendaItem) -> ItemDraft:
        """The draft of a stored item."""
        return ItemDraft(item.meeting_id, item.title, about_of(item), item.audience)

    def write(self, session: Session, item: AgendaItem, draft: ItemDraft) -> None:
        """Put a draft into an item; what it is about decides its kind."""
        for name in ("meeting_id", "title", "audience"):
            setattr(item, name, getattr(draft, name))
        if draft.about == about_of(item) and item.kind:
            return
        kind, key = _parsed(draft.about)
        item.kind = kind
        item.signal_id = key if kind is ItemKind.SIGNAL else None
        item.case_id = key if kind is ItemKind.CASE else None
        item.action_id = key if kind is ItemKind.ACTION else None

    def complete(self, session: Session, item: AgendaItem) -> None:
        """At the end of the agenda."""
        if not item.position:
            item.position = _last_place(session, item.meeting_id) + 1

    def name_of(self, item: AgendaItem) -> str:
        """Its title."""
        return item.title

    def hindrance(self, session: Session, item: AgendaItem) -> str | None:
        """What was decided stays."""
        return "Over dit punt is besloten; het blijft op de agenda." if item.decision is not None else None


@requires(Act.READ_MEETINGS, CASEWORK)
def proposals(vault: UnlockedVault, meeting_id: int) -> tuple[Proposal, ...]:
    """What belongs on the agenda of this meeting and is not on it yet."""
    with vault.read(CASEWORK) as session:
        meeting = meeting_of(session, meeting_id)
        return proposed(session, meeting, session.get_one(MeetingType, meeting.meeting_type_id))


@requires(Act.EDIT_MEETINGS, CASEWORK)
def add_items(vault: UnlockedVault, meeting_id: int, chosen: Sequence[Proposal]) -> int:
    """Put these at the end of the agenda, in their order; those that came on it meanwhile are passed over."""
    with vault.write(CASEWORK) as work:
        session = work.session
        meeting = meeting_of(session, meeting_id)
        fresh = set(proposed(session, meeting, session.get_one(MeetingType, meeting.meeting_type_id)))
        place = _last_place(session, meeting_id)
        added = [each for each in chosen if each in fresh]
        for proposal in added:
            place += 1
            item = item_of(proposal, place)
            item.meeting_id = meeting_id
            session.add(item)
        work.record("meeting.agenda_built", "meeting", meeting_id)
    return len(added)


@requires(Act.EDIT_MEETINGS, CASEWORK)
def move_item(vault: UnlockedVault, item_id: int, places: int) -> None:
    """Move an item down by so many places, up when negative; at an end it stays there."""
    with vault.write(CASEWORK) as work:
        session = work.session
        item = agenda_item(session, item_id)
        query = select(AgendaItem).where(AgendaItem.meeting_id == item.meeting_id)
        order = list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))
        at = order.index(item)
        order.insert(max(0, min(len(order) - 1, at + places)), order.pop(at))
        for place, each in enumerate(order, start=1):
            each.position = place
        work.record("agenda_item.moved", "agenda_item", item_id)


@requires(Act.READ_MEETINGS, CASEWORK)
def running_cases(vault: UnlockedVault) -> tuple[Option, ...]:
    """The cases that run, the newest first."""
    query = (
        select(Case.id, Case.number, Case.title)
        .where(Case.status != CaseStatus.CLOSED)
        .order_by(Case.opened_on.desc(), Case.id.desc())
    )
    with vault.read(CASEWORK) as session:
        return tuple(Option(key, f"{number} {title}") for key, number, title in session.execute(query))


def about_of(item: AgendaItem) -> str | None:
    """What an item is about, as the form names it."""
    for kind, key in zip(_ABOUT, (item.signal_id, item.case_id, item.action_id), strict=True):
        if key is not None:
            return f"{kind.value} {key}"
    return None


def _parsed(about: str | None) -> tuple[ItemKind, int | None]:
    name, _, number = (about or "").partition(" ")
    kind = next((kind for kind in _ABOUT if kind.value == name), None)
    return (kind, int(number)) if kind is not None and number.isdecimal() else (ItemKind.OTHER, None)


def _found(session: Session, about: str) -> object | None:
    kind, key = _parsed(about)
    return session.get(_ABOUT[kind], key) if key is not None else None


def _last_place(session: Session, meeting_id: int) -> int:
    return session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting_id)) or 0


def meeting_of(session: Session, meeting_id: int) -> Meeting:
    """A stored meeting; NotFound when it is gone."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound("Het overleg bestaat niet (meer).")
    return meeting


def _meeting_options(session: Session) -> tuple[Option, ...]:
    rows = session.execute(
        select(Meeting.id, MeetingType.name, Meeting.held_on)
        .join(MeetingType, MeetingType.id == Meeting.meeting_type_id)
        .order_by(Meeting.held_on.desc())
    )
    return tuple(Option(key, f"{name} {format_date(held_on)}") for key, name, held_on in rows)


def _about_options(session: Session, own: str | None) -> tuple[Option, ...]:
    """Open signals and running cases, the newest first, and before them what the item is about now."""
    kind, key = _parsed(own)
    open_ones = [status for status in SignalStatus if status.is_open]
    mine = key if kind is ItemKind.SIGNAL else None
    signals = session.execute(
        select(Signal.id, Signal.number, Signal.title)
        .where(Signal.status.in_(open_ones) | (Signal.id == mine))
        .order_by(Signal.received_on.desc(), Signal.id.desc())
    )
    found = [Option(f"signal {each}", f"{number} {title}") for each, number, title in signals]
    mine = key if kind is ItemKind.CASE else None
    cases = session.execute(
        select(Case.id, Case.number, Case.title)
        .where((Case.status != CaseStatus.CLOSED) | (Case.id == mine))
        .order_by(Case.opened_on.desc(), Case.id.desc())
    )
    found += [Option(f"case {each}", f"{number} {title}") for each, number, title in cases]
    if kind is ItemKind.ACTION:
        action = session.get(Action, key)
        found.insert(0, Option(own, f"Actie: {action.text}" if action is not None else ""))
    return tuple(found)


def agenda_item(session: Session, item_id: int) -> AgendaItem:
    """A stored item; NotFound when it is gone."""
    item = session.get(AgendaItem, item_id)
    if item is None:
        raise NotFound("Dit agendapunt bestaat niet (meer).")
    return item
