"""The smaller registers of the programme: instruments, goals, resilience sessions, programmes and activities."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Cents, ChoiceType, Versioned
from models.choices import ActivityStatus, AdoptingBody, InstrumentStatus, ResilienceKind, SessionForm
from models.programme.tables import ProgrammeRecord


class Instrument(Versioned, ProgrammeRecord):
    """A policy document or power of the administration. `applied_to` holds one case of use a line."""

    __tablename__ = "instrument"

    name: Mapped[str] = mapped_column(String(300), unique=True)
    legal_basis: Mapped[str | None] = mapped_column(String(300))
    adopted_by: Mapped[AdoptingBody | None] = mapped_column(ChoiceType(AdoptingBody))
    adopted_on: Mapped[date | None] = mapped_column()
    in_force_from: Mapped[date | None] = mapped_column()
    status: Mapped[InstrumentStatus] = mapped_column(ChoiceType(InstrumentStatus), index=True)
    review_on: Mapped[date | None] = mapped_column(index=True)
    position: Mapped[int] = mapped_column()
    applied_to: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class Goal(Versioned, ProgrammeRecord):
    """A goal the municipality set itself, and in which document."""

    __tablename__ = "goal"

    name: Mapped[str] = mapped_column(String(300), unique=True)
    source: Mapped[str | None] = mapped_column(String(300))
    horizon: Mapped[int | None] = mapped_column()
    text: Mapped[str] = mapped_column(Text)


class ResilienceSession(Versioned, ProgrammeRecord):
    """A presentation, training or meeting. The day may be unknown; the year is not. `score` is from 1 to 10."""

    __tablename__ = "resilience_session"

    year: Mapped[int] = mapped_column(index=True)
    held_on: Mapped[date | None] = mapped_column()
    kind: Mapped[ResilienceKind] = mapped_column(ChoiceType(ResilienceKind), index=True)
    form: Mapped[SessionForm] = mapped_column(ChoiceType(SessionForm))
    audience: Mapped[str] = mapped_column(String(300))
    theme: Mapped[str | None] = mapped_column(String(300))
    attendants: Mapped[int | None] = mapped_column()
    team: Mapped[str | None] = mapped_column(String(200))
    speaker: Mapped[str | None] = mapped_column(String(200))
    score: Mapped[int | None] = mapped_column()
    costs: Mapped[Decimal | None] = mapped_column(Cents)
    follow_up: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class Programme(Versioned, ProgrammeRecord):
    """A programme of several years with partners. `partners` and `goals` hold one a line."""

    __tablename__ = "programme"

    name: Mapped[str] = mapped_column(String(300), unique=True)
    from_year: Mapped[int] = mapped_column()
    to_year: Mapped[int] = mapped_column()
    grant: Mapped[Decimal | None] = mapped_column(Cents)
    granted_by: Mapped[str | None] = mapped_column(String(300))
    regional_grant: Mapped[Decimal | None] = mapped_column(Cents)
    national_fund: Mapped[Decimal | None] = mapped_column(Cents)
    partners: Mapped[str | None] = mapped_column(Text)
    goals: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class Activity(Versioned, ProgrammeRecord):
    """A line of the year plan. `chapter` is the number of the chapter it is reported in ("2.3").

    `goal_id` is what it serves, `moved_from_id` the activity of an earlier year that went on as this one. Both have no
    foreign key (see models.programme.budget): goals and activities that are pointed to cannot be removed.
    """

    __tablename__ = "activity"

    year: Mapped[int] = mapped_column(index=True)
    chapter: Mapped[str | None] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(400))
    owner: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[ActivityStatus] = mapped_column(ChoiceType(ActivityStatus), index=True)
    starts_on: Mapped[date | None] = mapped_column()
    moved_to: Mapped[int | None] = mapped_column()
    reason: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    goal_id: Mapped[int | None] = mapped_column(index=True)
    moved_from_id: Mapped[int | None] = mapped_column(index=True)
