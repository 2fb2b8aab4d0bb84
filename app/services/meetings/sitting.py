"""A meeting while it is held: its items one by one with what is known of each, who is there, and its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import Invalid
from app.formats import format_count
from app.rules.meetings import decisions_on
from app.rules.permissions import CASEWORK, Act
from app.services.access import allowed, requires
from app.services.meetings.agenda import agenda_item, meeting_of
from app.services.meetings.known import KnownFact, is_cleared, known_of
from app.services.meetings.meetings import members_on, undecided
from app.services.meetings.participation import participations
from app.services.signals.hints import hints_of
from models.casework import AgendaItem, Attendance, Case, Meeting, MeetingMember, MeetingType
from models.casework.choices import Cluster
from models.casework.meeting_choices import Audience, Decision, ItemKind, ItemPart, MeetingStatus, Presence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class ItemHead:
    """An item in the list beside: its number on the agenda, what it is about, and what was decided."""

    id: int
    number: int
    kind: ItemKind
    title: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Attendant:
    """Somebody who is expected, and whether they are there; `presence` None is not noted."""

    member_id: int
    name: str
    cluster: Cluster
    function: str | None
    presence: Presence | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as it is held."""

    meeting_id: int
    version: int
    type_name: str
    held_on: date
    status: MeetingStatus
    chair: str | None
    secretary: str | None
    place: str | None
    items: tuple[ItemHead, ...]
    attendants: tuple[Attendant, ...]

    @property
    def undecided(self) -> int:
        """How many items have no decision yet."""
        return sum(item.decision is None for item in self.items)


@dataclass(frozen=True, slots=True)
class Deciding:
    """What stands in the form of an item. A new LIP case needs `case_type_id`, an existing one `case_id`.

    `ground` and `what` are of a hand-over: on which ground, and which data, go to the owner.
    """

    decision: Decision | None = None
    conclusion: str | None = None
    owner: str | None = None
    due_on: date | None = None
    case_type_id: int | None = None
    case_id: int | None = None
    ground: str | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item in full. `kept_out` are those present who are not admitted; `recused` is name and reason.

    `cleared` says whether what is known may be shown to who is there: for a signal only after privacytoets 2A.
    """

    id: int
    version: int
    number: int
    kind: ItemKind
    title: str
    known: tuple[KnownFact, ...]
    earlier: tuple[str, ...]
    audience: Audience
    kept_out: tuple[str, ...]
    recused: tuple[tuple[str, str], ...]
    cleared: bool
    choices: tuple[Decision, ...]
    deciding: Deciding
    record: int | None = None
    made_case: str | None = None
    made_action: int | None = None
    admitted: tuple[str, ...] = ()


@requires(Act.READ_MEETINGS, CASEWORK)
def sitting(vault: UnlockedVault, meeting_id: int) -> Sitting:
    """A meeting with its agenda and who is expected; NotFound when it is gone."""
    with vault.read(CASEWORK) as session:
        return sitting_in(session, meeting_of(session, meeting_id))


@requires(Act.READ_MEETINGS, CASEWORK)
def item_view(vault: UnlockedVault, item_id: int) -> ItemView:
    """One item with everything that is known of it, and where else that occurs; NotFound when it is gone."""
    with vault.read(CASEWORK) as session:
        view = view_in(session, agenda_item(session, item_id))
    if view.kind is not ItemKind.SIGNAL or view.record is None or not allowed(vault, Act.READ_SIGNALS, CASEWORK):
        return view
    hints = tuple(KnownFact("Komt ook voor", f"{hint.label}: {hint.sentence}") for hint in hints_of(vault, view.record))
    return replace(view, known=(*view.known, *hints))


@requires(Act.EDIT_MEETINGS, CASEWORK)
def set_presence(vault: UnlockedVault, meeting_id: int, presences: Mapping[int, Presence]) -> None:
    """Note who is there, by id of the member."""
    with vault.write(CASEWORK) as work:
        session = work.session
        meeting_of(session, meeting_id)
        known = {
            row.member_id: row for row in session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id))
        }
        for key, presence in presences.items():
            if key in known:
                known[key].presence = presence
            else:
                session.add(Attendance(meeting_id=meeting_id, member_id=key, presence=presence))
        work.record("meeting.attendance_set", "meeting", meeting_id, fields=("attendance",))


@requires(Act.EDIT_MEETINGS, CASEWORK)
def close_meeting(vault: UnlockedVault, meeting_id: int) -> None:
    """The meeting was held; Invalid while an item has no decision, for the minutes name one for each."""
    with vault.write(CASEWORK) as work:
        session = work.session
        meeting = meeting_of(session, meeting_id)
        left = undecided(session, meeting_id)
        if left:
            told = format_count(left, "agendapunt", "agendapunten")
            raise Invalid({"": f"Over {told} is nog niet besloten. Kies bij elk punt ten minste ‘geen actie’."})
        meeting.status = MeetingStatus.HELD
        work.record("meeting.closed", "meeting", meeting_id, fields=("status",))


@requires(Act.EDIT_MEETINGS, CASEWORK)
def reopen_meeting(vault: UnlockedVault, meeting_id: int) -> None:
    """Something has to be put right; it can be closed again."""
    with vault.write(CASEWORK) as work:
        meeting_of(work.session, meeting_id).status = MeetingStatus.PLANNED
        work.record("meeting.reopened", "meeting", meeting_id, fields=("status",))


def sitting_in(session: Session, meeting: Meeting) -> Sitting:
    """The meeting as it stands in this session."""
    kind = session.get_one(MeetingType, meeting.meeting_type_id)
    rows = session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position, AgendaItem.id)
    )
    return Sitting(
        meeting_id=meeting.id,
        version=meeting.version,
        type_name=kind.name,
        held_on=meeting.held_on,
        status=meeting.status,
        chair=meeting.chair,
        secretary=meeting.secretary,
        place=meeting.place,
        items=tuple(
            ItemHead(row.id, number, row.kind, row.title, row.decision) for number, row in enumerate(rows, start=1)
        ),
        attendants=_attendants(session, meeting),
    )


def view_in(session: Session, item: AgendaItem) -> ItemView:
    """The item as it stands in this session."""
    number = session.scalar(
        select(func.count()).where(AgendaItem.meeting_id == item.meeting_id, AgendaItem.position <= item.position)
    )
    present = _present(session, item.meeting_id)
    parts = participations(session, item)
    admitted = {each.member_id for each in parts if each.part is ItemPart.ADMITTED}
    recused = {each.member_id for each in parts if each.part is ItemPart.RECUSED}
    outside = present - recused - admitted if item.audience is Audience.LISTED else set()
    known, earlier = known_of(session, item)
    return ItemView(
        id=item.id,
        version=item.version,
        number=number or 1,
        kind=item.kind,
        title=item.title,
        known=known,
        earlier=earlier,
        audience=item.audience,
        kept_out=tuple(each.name for each in parts if each.member_id in outside),
        recused=tuple((each.name, each.reason or "") for each in parts if each.member_id in recused),
        cleared=is_cleared(session, item),
        choices=decisions_on(item.kind),
        deciding=Deciding(item.decision, item.conclusion, item.owner, item.due_on, None, item.made_case_id),
        record=item.signal_id or item.case_id or item.action_id,
        made_case=_made_case(session, item),
        made_action=item.made_action_id,
        admitted=tuple(each.name for each in parts if each.member_id in admitted),
    )


def _made_case(session: Session, item: AgendaItem) -> str | None:
    made = session.get(Case, item.made_case_id) if item.made_case_id is not None else None
    return f"{made.number} {made.title}" if made is not None else None


def _present(session: Session, meeting_id: int) -> set[int]:
    there = (Attendance.meeting_id == meeting_id, Attendance.presence == Presence.PRESENT)
    return set(session.scalars(select(Attendance.member_id).where(*there)))


def _attendants(session: Session, meeting: Meeting) -> tuple[Attendant, ...]:
    """Who is expected, and who was noted though they left the meeting since."""
    noted: dict[int, Presence] = dict(
        session.execute(
            select(Attendance.member_id, Attendance.presence).where(Attendance.meeting_id == meeting.id)
        ).all()
    )
    expected = MeetingMember.id.in_(members_on(meeting.meeting_type_id, meeting.held_on))
    query = select(MeetingMember).where(expected | MeetingMember.id.in_(noted))
    clusters = {cluster: place for place, cluster in enumerate(Cluster)}
    rows = sorted(session.scalars(query), key=lambda row: (clusters[row.cluster], row.name.casefold()))
    return tuple(Attendant(row.id, row.name, row.cluster, row.function, noted.get(row.id)) for row in rows)
