"""Who takes part in one item of an agenda: who is admitted to it under privacytoets 2A, and who is recused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.meetings.agenda import agenda_item, meeting_of
from app.services.meetings.meetings import members_on
from models.casework import ItemMember, MeetingMember
from models.casework.meeting_choices import Audience, ItemPart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault
    from models.casework import AgendaItem


@dataclass(frozen=True, slots=True)
class Participation:
    """What one member has to do with an item; `part` None is nothing out of the ordinary."""

    member_id: int
    name: str
    cluster: str
    part: ItemPart | None
    reason: str | None


@requires(Act.READ_MEETINGS, CASEWORK)
def participation(vault: UnlockedVault, item_id: int) -> tuple[Participation, ...]:
    """Every member that is expected at the meeting of an item, by cluster and name."""
    with vault.read(CASEWORK) as session:
        item = agenda_item(session, item_id)
        return participations(session, item)


@requires(Act.EDIT_MEETINGS, CASEWORK)
def set_participation(
    vault: UnlockedVault, item_id: int, audience: Audience, parts: Mapping[int, tuple[ItemPart, str | None]]
) -> None:
    """Say who is admitted to an item and who is recused; by id of the member, each with a reason or None.

    Invalid when an item for who is admitted admits nobody, or a recusal has no reason.
    """
    admitted = [key for key, (part, _) in parts.items() if part is ItemPart.ADMITTED]
    if audience is Audience.LISTED and not admitted:
        raise Invalid({"audience": "Kies ten minste één deelnemer die bij dit punt is toegelaten (privacytoets 2A)."})
    if any(part is ItemPart.RECUSED and not (reason or "").strip() for part, reason in parts.values()):
        raise Invalid({"reason": "Vul in waarom een deelnemer zich verschoont."})
    with vault.write(CASEWORK) as work:
        session = work.session
        item = agenda_item(session, item_id)
        item.audience = audience
        for row in session.scalars(select(ItemMember).where(ItemMember.item_id == item_id)):
            session.delete(row)
        session.flush()
        for key, (part, reason) in parts.items():
            if part is ItemPart.RECUSED or audience is Audience.LISTED:
                told = (reason or "").strip() or None
                session.add(ItemMember(item_id=item_id, member_id=key, part=part, reason=told))
        work.record("agenda_item.participation_set", "agenda_item", item_id, fields=("audience",))


def participations(session: Session, item: AgendaItem) -> tuple[Participation, ...]:
    """The members of the meeting of an item, each with their part in it."""
    meeting = meeting_of(session, item.meeting_id)
    own = {row.member_id: row for row in session.scalars(select(ItemMember).where(ItemMember.item_id == item.id))}
    expected = MeetingMember.id.in_(members_on(meeting.meeting_type_id, meeting.held_on))
    query = select(MeetingMember).where(expected | MeetingMember.id.in_(own))
    members = session.scalars(query.order_by(MeetingMember.cluster, MeetingMember.name))
    return tuple(
        Participation(
            member.id,
            member.name,
            member.cluster.label,
            own[member.id].part if member.id in own else None,
            own[member.id].reason if member.id in own else None,
        )
        for member in members
    )
