"""The register of meetings; a new one gets its members and its agenda at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import selectinload

from app.errors import Invalid, NotFound
from app.formats import format_date
from app.rules.meetings import day_problem, is_in_rhythm, slot_of
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires, requires_own
from app.services.meetings.proposals import item_of, proposed
from app.services.meetings.types import time_problem, type_options
from app.services.records import Option, Record, Records, Words
from models.casework import Action, AgendaItem, Attendance, Meeting, MeetingMember, MeetingType
from models.casework.meeting_choices import MeetingStatus, Presence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting as the form shows it. `rhythm_on` is the day of the rhythm it stands for, None for an extra one."""

    meeting_type_id: int | None = None
    rhythm_on: date | None = None
    held_on: date | None = None
    starts_at: str | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    status: MeetingStatus | None = MeetingStatus.PLANNED
    reason: str | None = None
    note: str | None = None


class Meetings(Records[Meeting, MeetingDraft]):
    """The register of meetings."""

    kind = "meeting"
    words = Words("overleg", "het")
    compartment = CASEWORK
    read_act = Act.READ_MEETINGS
    edit_act = Act.EDIT_MEETINGS
    model = Meeting
    draft = MeetingDraft
    columns = {
        "meeting_type_id": Meeting.meeting_type_id,
        "meeting_type": MeetingType.name,
        "held_on": Meeting.held_on,
        "starts_at": Meeting.starts_at,
        "place": Meeting.place,
        "chair": Meeting.chair,
        "status": Meeting.status,
        "items": select(func.count()).where(AgendaItem.meeting_id == Meeting.id).correlate(Meeting).scalar_subquery(),
    }
    searched = (MeetingType.name, Meeting.place, Meeting.chair, Meeting.reason)
    order = (Meeting.held_on.desc(), MeetingType.name)
    required = {
        "meeting_type_id": "Kies de soort overleg.",
        "held_on": "Vul de dag van het overleg in.",
        "status": "Kies hoe het overleg ervoor staat.",
    }

    def source(self) -> Select[Any]:
        """Lists show the name of the type."""
        return select(Meeting.id).join(MeetingType, MeetingType.id == Meeting.meeting_type_id)

    def loading(self) -> Sequence[Any]:
        """The name of the type."""
        return [selectinload(Meeting.meeting_type)]

    @requires_own("read_act")
    def options(self, field: str, current: MeetingDraft | None = None) -> tuple[Option, ...]:
        """The types."""
        return type_options(self) if field == "meeting_type_id" else ()

    def check(self, session: Session, draft: MeetingDraft, existing: Meeting | None) -> Mapping[str, str]:
        """A day that is no holiday, a place in the rhythm, and a reason when it was moved or cancelled."""
        problems = time_problem(draft.starts_at)
        kind = session.get(MeetingType, draft.meeting_type_id) if draft.meeting_type_id is not None else None
        if draft.meeting_type_id is not None and kind is None:
            problems["meeting_type_id"] = "Deze soort overleg bestaat niet (meer)."
        if existing is not None and draft.meeting_type_id != existing.meeting_type_id:
            problems["meeting_type_id"] = "De soort van een overleg verandert niet."
        if draft.held_on is not None and draft.status is not MeetingStatus.CANCELLED:
            problem = day_problem(draft.held_on)
            problems |= {"held_on": problem} if problem else {}
        if draft.rhythm_on is not None and kind is not None:
            problems |= _rhythm_problems(draft, draft.rhythm_on, kind)
        if draft.status is MeetingStatus.CANCELLED and not draft.reason:
            problems["reason"] = "Vul in waarom het overleg vervalt."
        if draft.status is MeetingStatus.HELD and existing is not None and undecided(session, existing.id):
            problems["status"] = "Niet over elk agendapunt is besloten. Sluit het overleg af in de vergadermodus."
        return problems

    def complete(self, session: Session, item: Meeting) -> None:
        """A new meeting follows its type, with its members expected and an agenda of what is open now."""
        if inspect(item).persistent:
            return
        kind = session.get_one(MeetingType, item.meeting_type_id)
        for name in ("starts_at", "place", "chair", "secretary"):
            if getattr(item, name) is None:
                setattr(item, name, getattr(kind, name))
        with session.no_autoflush:
            item.meeting_type = kind
            item.items = [item_of(each, place) for place, each in enumerate(proposed(session, item, kind), start=1)]
            item.attendance = [
                Attendance(member_id=key, presence=Presence.PRESENT)
                for key in session.scalars(members_on(item.meeting_type_id, item.held_on))
            ]

    def name_of(self, item: Meeting) -> str:
        """Type and day."""
        return f"{item.meeting_type.name} {format_date(item.held_on)}"

    def hindrance(self, session: Session, item: Meeting) -> str | None:
        """A meeting at which something was decided stays."""
        decided = AgendaItem.decision.is_not(None)
        if session.scalar(select(func.count()).where(AgendaItem.meeting_id == item.id, decided)):
            return "In dit overleg is al iets besloten. Kies de status vervallen als het niet doorgaat."
        if session.scalar(select(func.count()).where(Action.meeting_id == item.id)):
            return "Uit dit overleg komen acties. Kies de status vervallen als het niet doorgaat."
        return None

    def broken_rule(self, reason: str) -> str:
        """One meeting for each day of the rhythm."""
        if "UNIQUE" in reason:
            return "Voor deze dag van de cyclus is al een overleg vastgelegd."
        return super().broken_rule(reason)


@requires(Act.EDIT_MEETINGS, CASEWORK)
def plan(vault: UnlockedVault, meeting_type_id: int, rhythm_on: date) -> Record[MeetingDraft]:
    """Make the meeting for a day of the rhythm; a holiday shifts it, with the reason."""
    with vault.read(CASEWORK) as session:
        kind = session.get(MeetingType, meeting_type_id)
        if kind is None:
            raise NotFound("De soort overleg bestaat niet (meer).")
        if not is_in_rhythm(rhythm_on, kind.first_on, kind.cycle_weeks):
            raise Invalid({"held_on": f"{format_date(rhythm_on)} is geen dag in de cyclus van dit overleg."})
    slot = slot_of(rhythm_on)
    return Meetings(vault).add(
        MeetingDraft(meeting_type_id=meeting_type_id, rhythm_on=rhythm_on, held_on=slot.day, reason=slot.reason)
    )


def undecided(session: Session, meeting_id: int) -> int:
    """How many items of a meeting have no decision yet."""
    query = select(func.count()).where(AgendaItem.meeting_id == meeting_id, AgendaItem.decision.is_(None))
    return session.scalar(query) or 0


def members_on(meeting_type_id: int, day: date) -> Select[Any]:
    """Ids of who is a member of a type on a day."""
    there = MeetingMember.left_on.is_(None) | (MeetingMember.left_on > day)
    return select(MeetingMember.id).where(MeetingMember.meeting_type_id == meeting_type_id, there)


def _rhythm_problems(draft: MeetingDraft, rhythm_on: date, kind: MeetingType) -> dict[str, str]:
    if not is_in_rhythm(rhythm_on, kind.first_on, kind.cycle_weeks):
        return {"rhythm_on": f"{format_date(rhythm_on)} is geen dag in de cyclus van dit overleg."}
    if draft.held_on != rhythm_on and not draft.reason:
        return {"reason": f"Vul in waarom het overleg niet op {format_date(rhythm_on)} is."}
    return {}
