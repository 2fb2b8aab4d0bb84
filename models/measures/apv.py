"""Instruments of the APV (domein §2.4): closing a building (2:80), and what is designated for a permit (2:81)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, Versioned
from models.measures.apv_choices import ClosureGround, DesignatedKind, Interest, PermitState
from models.measures.choices import WithoutIntention
from models.measures.property import Property
from models.measures.tables import MeasuresRecord


class ApvClosure(Versioned, MeasuresRecord):
    """A building closed under art. 2:80 APV. `closed_until` is its last day, None while it has no end."""

    __tablename__ = "apv_closure"

    property_id: Mapped[int] = mapped_column(ForeignKey("property.id"), index=True)
    ground: Mapped[ClosureGround] = mapped_column(ChoiceType(ClosureGround), index=True)
    interest: Mapped[Interest] = mapped_column(ChoiceType(Interest))
    reason: Mapped[str | None] = mapped_column(Text)
    intention_sent_on: Mapped[date | None] = mapped_column()
    without_intention: Mapped[WithoutIntention | None] = mapped_column(ChoiceType(WithoutIntention))
    without_reason: Mapped[str | None] = mapped_column(Text)
    decided_on: Mapped[date | None] = mapped_column(index=True)
    decision_reference: Mapped[str | None] = mapped_column(String(200))
    closed_from: Mapped[date | None] = mapped_column()
    closed_until: Mapped[date | None] = mapped_column(index=True)
    announced_on: Mapped[date | None] = mapped_column()
    objection_on: Mapped[date | None] = mapped_column()
    lifted_on: Mapped[date | None] = mapped_column()
    note: Mapped[str | None] = mapped_column(Text)

    premises: Mapped[Property] = relationship(lazy="raise")


class Designation(Versioned, MeasuresRecord):
    """A building, area or line of business that needs a permit (art. 2:81 APV), until `valid_until` if that is set."""

    __tablename__ = "designation"

    name: Mapped[str] = mapped_column(String(300))
    kind: Mapped[DesignatedKind] = mapped_column(ChoiceType(DesignatedKind), index=True)
    decided_on: Mapped[date | None] = mapped_column()
    decision_reference: Mapped[str | None] = mapped_column(String(200))
    valid_from: Mapped[date | None] = mapped_column()
    valid_until: Mapped[date | None] = mapped_column(index=True)
    apply_until: Mapped[date | None] = mapped_column(index=True)
    reason: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class DesignatedBusiness(Versioned, MeasuresRecord):
    """A business that needs a permit because of a designation, and where it stands with that."""

    __tablename__ = "designated_business"

    designation_id: Mapped[int] = mapped_column(ForeignKey("designation.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    address: Mapped[str | None] = mapped_column(String(400))
    trade_register_number: Mapped[str | None] = mapped_column(String(8))
    state: Mapped[PermitState] = mapped_column(ChoiceType(PermitState), index=True)
    written_on: Mapped[date | None] = mapped_column()
    applied_on: Mapped[date | None] = mapped_column()
    note: Mapped[str | None] = mapped_column(Text)
