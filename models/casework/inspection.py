"""Integrated inspections: where, by which services, what was found under which law, and what became of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, NamedItem, Versioned
from models.casework.meeting_choices import CheckAnswer, InspectionStatus, Law
from models.casework.tables import CaseworkRecord


class Inspection(Versioned, CaseworkRecord):
    """An integrated inspection (domein §3.2, *integrale_controle*). `checklist` is the key of the list that is used."""

    __tablename__ = "inspection"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(400))
    planned_on: Mapped[date] = mapped_column(index=True)
    status: Mapped[InspectionStatus] = mapped_column(ChoiceType(InspectionStatus), index=True)
    leader: Mapped[str | None] = mapped_column(String(200))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    checklist: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)

    locations: Mapped[list[InspectionLocation]] = relationship(
        cascade="all, delete-orphan", order_by="InspectionLocation.position", lazy="raise"
    )
    services: Mapped[list[InspectionService]] = relationship(
        cascade="all, delete-orphan", order_by="InspectionService.position", lazy="raise"
    )


class InspectionLocation(NamedItem, CaseworkRecord):
    """A place that was inspected."""

    __tablename__ = "inspection_location"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"), index=True)


class InspectionService(NamedItem, CaseworkRecord):
    """A service that took part."""

    __tablename__ = "inspection_service"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"), index=True)


class Finding(Versioned, CaseworkRecord):
    """What was found under one law, and which measure follows. `signal_id` is the signal that was made from it."""

    __tablename__ = "finding"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    law: Mapped[Law] = mapped_column(ChoiceType(Law), index=True)
    location: Mapped[str | None] = mapped_column(String(400))
    text: Mapped[str] = mapped_column(Text)
    measure: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(200))
    owner_account: Mapped[str | None] = mapped_column(String(40))
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None] = mapped_column()
    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id", ondelete="SET NULL"), index=True)


class ChecklistAnswer(Versioned, CaseworkRecord):
    """The answer to one question of the checklist of an inspection; `question` is its key in the list."""

    __tablename__ = "checklist_answer"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(String(80))
    answer: Mapped[CheckAnswer] = mapped_column(ChoiceType(CheckAnswer))
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("inspection_id", "question"),)
