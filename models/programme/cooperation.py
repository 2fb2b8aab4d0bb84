"""Whom the municipality works with, under which covenants, and what programmes come to on the way."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.programme.choices import BarrierSide, PartnerKind
from models.programme.tables import ProgrammeRecord


class Partner(Versioned, ProgrammeRecord):
    """An organisation, and what it is involved in (one a line)."""

    __tablename__ = "partner"

    name: Mapped[str] = mapped_column(String(300), unique=True)
    kind: Mapped[PartnerKind] = mapped_column(ChoiceType(PartnerKind), index=True)
    involved_in: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class Covenant(Versioned, ProgrammeRecord):
    """An agreement with a partner, from a day to a day; without an end it goes on."""

    __tablename__ = "covenant"

    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    signed_on: Mapped[date | None] = mapped_column()
    valid_from: Mapped[date] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column(index=True)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),)


class Contact(Versioned, ProgrammeRecord):
    """Whom to call at a partner: a function, and a name where there is one."""

    __tablename__ = "contact"

    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    function: Mapped[str] = mapped_column(String(200))
    name: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(200))


class Milestone(Versioned, ProgrammeRecord):
    """What a programme should have reached by when, and what came of it."""

    __tablename__ = "milestone"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    planned_on: Mapped[date] = mapped_column(index=True)
    reached_on: Mapped[date | None] = mapped_column()
    result: Mapped[str | None] = mapped_column(Text)


class Barrier(Versioned, ProgrammeRecord):
    """What a programme puts in the way of crime, and who does it."""

    __tablename__ = "barrier"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    side: Mapped[BarrierSide] = mapped_column(ChoiceType(BarrierSide), index=True)
    text: Mapped[str] = mapped_column(Text)
    raised_by: Mapped[str | None] = mapped_column(String(300))
