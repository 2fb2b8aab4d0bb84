"""What the programme learns and tells: studies, trends, campaigns, reports received, and measures at work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Cents, ChoiceType, Versioned
from models.choices import Phenomenon
from models.programme.choices import Channel, StudyStatus, WorkplaceKind, WorkplaceStatus
from models.programme.tables import ProgrammeRecord


class Study(Versioned, ProgrammeRecord):
    """A study that was commissioned: by when it was planned, whether it was delayed, and what it found."""

    __tablename__ = "study"

    name: Mapped[str] = mapped_column(String(300), unique=True)
    carried_out_by: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[StudyStatus] = mapped_column(ChoiceType(StudyStatus), index=True)
    commissioned_on: Mapped[date | None] = mapped_column()
    planned_on: Mapped[date | None] = mapped_column(index=True)
    delayed_to: Mapped[date | None] = mapped_column()
    reason: Mapped[str | None] = mapped_column(Text)
    delivered_on: Mapped[date | None] = mapped_column()
    costs: Mapped[Decimal | None] = mapped_column(Cents)
    findings: Mapped[str | None] = mapped_column(Text)


class Trend(Versioned, ProgrammeRecord):
    """What is seen of a theme in a region, and where that is said."""

    __tablename__ = "trend"

    year: Mapped[int] = mapped_column(index=True)
    theme: Mapped[Phenomenon] = mapped_column(ChoiceType(Phenomenon), index=True)
    region: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(400))


class Campaign(Versioned, ProgrammeRecord):
    """Something that was told to people, through a channel."""

    __tablename__ = "campaign"

    name: Mapped[str] = mapped_column(String(300))
    channel: Mapped[Channel] = mapped_column(ChoiceType(Channel), index=True)
    audience: Mapped[str | None] = mapped_column(String(300))
    begins_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date | None] = mapped_column()
    costs: Mapped[Decimal | None] = mapped_column(Cents)
    outcome: Mapped[str | None] = mapped_column(Text)


class ChannelCount(Versioned, ProgrammeRecord):
    """How many reports came in through a channel in a year; `count` is None while unknown."""

    __tablename__ = "channel_count"

    year: Mapped[int] = mapped_column(index=True)
    channel: Mapped[Channel] = mapped_column(ChoiceType(Channel))
    count: Mapped[int | None] = mapped_column()
    source: Mapped[str] = mapped_column(String(400))
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("year", "channel"), CheckConstraint("count >= 0", name="count"))


class WorkplaceMeasure(Versioned, ProgrammeRecord):
    """A measure for an honest and safe place to work, and whether it is there; never a result about a person."""

    __tablename__ = "workplace_measure"

    kind: Mapped[WorkplaceKind] = mapped_column(ChoiceType(WorkplaceKind), index=True)
    name: Mapped[str] = mapped_column(String(300))
    status: Mapped[WorkplaceStatus] = mapped_column(ChoiceType(WorkplaceStatus), index=True)
    owner: Mapped[str | None] = mapped_column(String(200))
    in_place_since: Mapped[date | None] = mapped_column()
    review_on: Mapped[date | None] = mapped_column(index=True)
    note: Mapped[str | None] = mapped_column(Text)
