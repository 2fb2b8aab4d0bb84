"""The calendar of meetings: the days of each rhythm, what was planned for them, and the extra meetings between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.formats import format_date
from app.rules.meetings import slots
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.clock import today
from models.casework import AgendaItem, Meeting, MeetingType
from models.casework.meeting_choices import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from app.rules.meetings import Slot
    from app.vault.session import UnlockedVault

AHEAD = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One line of the calendar: `meeting_id` and `status` are None while nothing was planned for it yet.

    `reason` says why `day` is another one than `rhythm_on`, or why there is no meeting. `rhythm_on` is None for an
    extra meeting. `items` counts the agenda.
    """

    meeting_type_id: int
    type_name: str
    rhythm_on: date | None
    day: date
    starts_at: str | None
    place: str | None
    reason: str | None
    meeting_id: int | None = None
    status: MeetingStatus | None = None
    items: int = 0

    @property
    def moved(self) -> bool:
        """Whether it is on another day than that of the rhythm."""
        return self.rhythm_on is not None and self.day != self.rhythm_on


@requires(Act.READ_MEETINGS, CASEWORK)
def calendar(vault: UnlockedVault, start: date, end: date) -> tuple[CalendarDay, ...]:
    """Every day from `start` to `end`, both included, oldest first."""
    with vault.read(CASEWORK) as session:
        counts = dict(
            session.execute(select(AgendaItem.meeting_id, func.count()).group_by(AgendaItem.meeting_id)).all()
        )
        found = [day for kind in session.scalars(select(MeetingType)) for day in _days(session, kind, counts, end)]
    within = (day for day in found if start <= day.day <= end)
    return tuple(sorted(within, key=lambda day: (day.day, day.starts_at or "", day.type_name)))


@requires(Act.READ_MEETINGS, CASEWORK)
def next_days(vault: UnlockedVault, day: date | None = None) -> tuple[CalendarDay, ...]:
    """The next meeting of each type that was not cancelled, from this day on; the nearest first."""
    first = day or today()
    nearest: dict[int, CalendarDay] = {}
    for each in calendar(vault, first, first + 2 * AHEAD):
        if each.status not in (MeetingStatus.CANCELLED, MeetingStatus.HELD):
            nearest.setdefault(each.meeting_type_id, each)
    return tuple(nearest.values())


def _days(session: Session, kind: MeetingType, counts: Mapping[int, int], end: date) -> Iterator[CalendarDay]:
    meetings = session.scalars(select(Meeting).where(Meeting.meeting_type_id == kind.id)).all()
    taken = {meeting.rhythm_on for meeting in meetings}
    for meeting in meetings:
        yield CalendarDay(
            kind.id,
            kind.name,
            meeting.rhythm_on,
            meeting.held_on,
            meeting.starts_at,
            meeting.place,
            _reason(meeting),
            meeting.id,
            meeting.status,
            counts.get(meeting.id, 0),
        )
    last = min(end, kind.last_on) if kind.last_on else end
    for slot in slots(kind.first_on, kind.cycle_weeks, start=kind.first_on, end=last):
        if slot.rhythm not in taken:
            yield _open_day(kind, slot)


def _open_day(kind: MeetingType, slot: Slot) -> CalendarDay:
    return CalendarDay(kind.id, kind.name, slot.rhythm, slot.day, kind.starts_at, kind.place, slot.reason)


def _reason(meeting: Meeting) -> str | None:
    if meeting.rhythm_on is None and meeting.reason is None:
        return "extra overleg, buiten de cyclus"
    if meeting.rhythm_on is not None and meeting.held_on != meeting.rhythm_on:
        return meeting.reason or f"verplaatst van {format_date(meeting.rhythm_on)}"
    return meeting.reason
