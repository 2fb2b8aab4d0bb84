"""The minutes of a meeting: who was there, what was decided on each item by whom and before when; and their export.

Minutes name what a record is called and what was decided. What is known of it stays in the record, so that the minutes
can go to who was there (privacytoets 2A): `for_member` leaves out the items that a member did not take part in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.exports import check_purpose
from app.services.meetings.agenda import agenda_item, meeting_of
from app.services.meetings.sitting import Attendant, sitting_in, view_in
from models.casework import Action, CaseworkExport, MeetingMember
from models.casework.meeting_choices import Audience, Decision, ItemKind, MeetingStatus
from models.choices import Classification

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.exports import Purpose
    from app.services.meetings.sitting import ItemView, Sitting
    from app.vault.session import UnlockedVault

CLASSIFICATION = Classification.CONFIDENTIAL
LEFT_OUT = "Dit punt is hier niet opgenomen (privacytoets 2A)."


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item: `decision` None is not decided yet; `left_out` says that its reader did not take part in it."""

    number: int
    kind: ItemKind
    title: str
    decision: Decision | None
    conclusion: str | None
    owner: str | None
    due_on: date | None
    made_case: str | None
    recused: tuple[str, ...]
    limited: bool
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class GivenAction:
    """An action that the meeting gave: what, who, before when."""

    id: int
    text: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that is printed; `reader` is for whom, None for who keeps the minutes."""

    meeting_id: int
    title: str
    held_on: date
    status: MeetingStatus
    chair: str | None
    secretary: str | None
    place: str | None
    attendants: tuple[Attendant, ...]
    items: tuple[MinutesItem, ...]
    actions: tuple[GivenAction, ...]
    reader: str | None = None


@requires(Act.READ_MEETINGS, CASEWORK)
def minutes_of(vault: UnlockedVault, meeting_id: int, reader: int | None = None) -> Minutes:
    """The minutes of a meeting as it stands; for one member, by id, without what they did not take part in."""
    with vault.read(CASEWORK) as session:
        held = sitting_in(session, meeting_of(session, meeting_id))
        views = [view_in(session, agenda_item(session, head.id)) for head in held.items]
        whole = Minutes(
            meeting_id=meeting_id,
            title=f"{held.type_name} {format_date(held.held_on)}",
            held_on=held.held_on,
            status=held.status,
            chair=held.chair,
            secretary=held.secretary,
            place=held.place,
            attendants=held.attendants,
            items=tuple(_item(view) for view in views),
            actions=tuple(_actions(session, held)),
        )
        member = session.get(MeetingMember, reader) if reader is not None else None
        return whole if member is None else _for_member(whole, views, member.name)


@requires(Act.EDIT_MEETINGS, CASEWORK)
def record_minutes_export(vault: UnlockedVault, meeting_id: int, *, what: str, purpose: Purpose, sha256: str) -> None:
    """Log that minutes were written outside the vault, and for whom."""
    check_purpose(purpose)
    with vault.write(CASEWORK) as work:
        export = CaseworkExport(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=what,
            classification=CLASSIFICATION,
            reason=purpose.reason.strip(),
            recipient=(purpose.recipient or "").strip() or None,
            sha256=sha256,
        )
        work.session.add(export)
        work.session.flush()
        work.record("minutes.exported", "meeting", meeting_id)


def _item(view: ItemView) -> MinutesItem:
    return MinutesItem(
        number=view.number,
        kind=view.kind,
        title=view.title,
        decision=view.deciding.decision,
        conclusion=view.deciding.conclusion,
        owner=view.deciding.owner,
        due_on=view.deciding.due_on,
        made_case=view.made_case,
        recused=tuple(name for name, _ in view.recused),
        limited=view.audience is Audience.LISTED,
    )


def _for_member(whole: Minutes, views: list[ItemView], name: str) -> Minutes:
    """Items to which they were not admitted, or from which they were recused, go out, and their actions with them."""
    outside = {view.number for view in views if _is_outside(view, name)}
    items = tuple(
        MinutesItem(item.number, item.kind, LEFT_OUT, None, None, None, None, None, (), limited=True, left_out=True)
        if item.number in outside
        else item
        for item in whole.items
    )
    hidden = {view.made_action for view in views if view.number in outside}
    actions = tuple(each for each in whole.actions if each.id not in hidden)
    return replace(whole, items=items, actions=actions, reader=name)


def _is_outside(view: ItemView, name: str) -> bool:
    limited = view.audience is Audience.LISTED and name not in view.admitted
    return limited or name in dict(view.recused)


def _actions(session: Session, held: Sitting) -> list[GivenAction]:
    query = (
        select(Action.id, Action.text, Action.owner, Action.due_on)
        .where(Action.meeting_id == held.meeting_id)
        .order_by(Action.due_on, Action.id)
    )
    return [GivenAction(*row) for row in session.execute(query)]
