"""Meetings: their types with cycle, standing items and members, the meetings themselves, and their agendas."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, NamedItem, Versioned
from models.casework.choices import Cluster
from models.casework.meeting_choices import Audience, Decision, ItemKind, ItemPart, MeetingStatus, Presence
from models.casework.tables import CaseworkRecord


class MeetingType(Versioned, CaseworkRecord):
    """A kind of meeting under the name that the municipality gives it: LIP, LIO, GSO, lokale driehoek.

    `first_on` begins the rhythm, which goes on each `cycle_weeks`; `last_on` ends it. `takes_signals` and `takes_cases`
    say what a built agenda holds besides the standing items and what is left to do.
    """

    __tablename__ = "meeting_type"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    cycle_weeks: Mapped[int] = mapped_column()
    first_on: Mapped[date] = mapped_column()
    last_on: Mapped[date | None] = mapped_column()
    starts_at: Mapped[str | None] = mapped_column(String(5))
    place: Mapped[str | None] = mapped_column(String(200))
    chair: Mapped[str | None] = mapped_column(String(200))
    secretary: Mapped[str | None] = mapped_column(String(200))
    takes_signals: Mapped[bool] = mapped_column()
    takes_cases: Mapped[bool] = mapped_column()
    note: Mapped[str | None] = mapped_column(Text)

    standing: Mapped[list[StandingItem]] = relationship(
        cascade="all, delete-orphan", order_by="StandingItem.position", lazy="raise"
    )

    __table_args__ = (
        CheckConstraint("cycle_weeks >= 1", name="cycle_of_a_week_or_more"),
        CheckConstraint("last_on IS NULL OR last_on >= first_on", name="last_after_first"),
    )


class StandingItem(NamedItem, CaseworkRecord):
    """An item that is on every agenda of a type."""

    __tablename__ = "standing_item"

    meeting_type_id: Mapped[int] = mapped_column(ForeignKey("meeting_type.id", ondelete="CASCADE"), index=True)


class MeetingMember(Versioned, CaseworkRecord):
    """Who takes part in a type of meeting, for which cluster. `account` is None for a contact without an account."""

    __tablename__ = "meeting_member"

    meeting_type_id: Mapped[int] = mapped_column(ForeignKey("meeting_type.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    cluster: Mapped[Cluster] = mapped_column(ChoiceType(Cluster))
    function: Mapped[str | None] = mapped_column(String(200))
    account: Mapped[str | None] = mapped_column(String(40), index=True)
    left_on: Mapped[date | None] = mapped_column()

    __table_args__ = (UniqueConstraint("meeting_type_id", "name"),)


class Meeting(Versioned, CaseworkRecord):
    """One meeting. `rhythm_on` is its day in the rhythm, None for an extra one; `held_on` the day it is really on.

    `reason` says why those differ or why it was cancelled.
    """

    __tablename__ = "meeting"

    meeting_type_id: Mapped[int] = mapped_column(ForeignKey("meeting_type.id"), index=True)
    rhythm_on: Mapped[date | None] = mapped_column()
    held_on: Mapped[date] = mapped_column(index=True)
    starts_at: Mapped[str | None] = mapped_column(String(5))
    place: Mapped[str | None] = mapped_column(String(200))
    chair: Mapped[str | None] = mapped_column(String(200))
    secretary: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[MeetingStatus] = mapped_column(ChoiceType(MeetingStatus), index=True)
    reason: Mapped[str | None] = mapped_column(String(400))
    note: Mapped[str | None] = mapped_column(Text)

    meeting_type: Mapped[MeetingType] = relationship(lazy="raise")
    items: Mapped[list[AgendaItem]] = relationship(
        cascade="all, delete-orphan", order_by="AgendaItem.position", lazy="raise", passive_deletes=True
    )
    attendance: Mapped[list[Attendance]] = relationship(
        cascade="all, delete-orphan", lazy="raise", passive_deletes=True
    )

    __table_args__ = (UniqueConstraint("meeting_type_id", "rhythm_on"),)


class Attendance(CaseworkRecord):
    """Whether a member was at a meeting."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"), index=True)
    presence: Mapped[Presence] = mapped_column(ChoiceType(Presence))

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)


class AgendaItem(Versioned, CaseworkRecord):
    """One item of an agenda, and what was decided on it; what it is about stays in its own record.

    `owner` is who does what was decided, by name; `owner_account` who that is, None for a contact without an account.
    `action_id` is an earlier action that is followed up here; `made_action_id` is the one that the decision gave, and
    `made_case_id` the case that it made or linked.
    """

    __tablename__ = "agenda_item"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    kind: Mapped[ItemKind] = mapped_column(ChoiceType(ItemKind))
    title: Mapped[str] = mapped_column(String(400))
    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    audience: Mapped[Audience] = mapped_column(ChoiceType(Audience))
    decision: Mapped[Decision | None] = mapped_column(ChoiceType(Decision))
    conclusion: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(200))
    owner_account: Mapped[str | None] = mapped_column(String(40))
    due_on: Mapped[date | None] = mapped_column()
    made_action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id", ondelete="SET NULL"), index=True)
    made_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)

    __table_args__ = (
        CheckConstraint(
            "decision IS NULL OR decision = 'no_action' OR (owner IS NOT NULL AND due_on IS NOT NULL)",
            name="owner_and_term",
        ),
        CheckConstraint(
            "(signal_id IS NOT NULL) + (case_id IS NOT NULL) + (action_id IS NOT NULL) <= 1", name="about_one_thing"
        ),
    )


class ItemMember(CaseworkRecord):
    """What a member has to do with one item: admitted under privacytoets 2A, or recused, and why."""

    __tablename__ = "item_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"), index=True)
    part: Mapped[ItemPart] = mapped_column(ChoiceType(ItemPart))
    reason: Mapped[str | None] = mapped_column(String(400))

    __table_args__ = (UniqueConstraint("item_id", "member_id"),)
