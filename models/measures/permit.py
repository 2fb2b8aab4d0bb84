"""Exploitation permits and traders (domein §2.4–2.5): decisions and checks, nothing of a Bibob file or of the DOR."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, NamedItem, Versioned
from models.measures.apv_choices import CheckResult, PermitOutcome, PermitReason
from models.measures.choices import Answer
from models.measures.tables import MeasuresRecord


class OperatingPermit(Versioned, MeasuresRecord):
    """One application for an exploitation permit and the decision on it."""

    __tablename__ = "operating_permit"

    reference: Mapped[str | None] = mapped_column(String(80), index=True)
    establishment: Mapped[str] = mapped_column(String(300))
    property_id: Mapped[int | None] = mapped_column(ForeignKey("property.id"), index=True)
    designation_id: Mapped[int | None] = mapped_column(ForeignKey("designation.id"), index=True)
    operator: Mapped[str] = mapped_column(String(300))
    reason: Mapped[PermitReason] = mapped_column(ChoiceType(PermitReason))
    applied_on: Mapped[date] = mapped_column(index=True)
    zoning_fits: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    conduct_fits: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    outcome: Mapped[PermitOutcome | None] = mapped_column(ChoiceType(PermitOutcome), index=True)
    decided_on: Mapped[date | None] = mapped_column()
    valid_until: Mapped[date | None] = mapped_column(index=True)
    conditions: Mapped[str | None] = mapped_column(Text)
    changes: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    leaders: Mapped[list[Leader]] = relationship(cascade="all, delete-orphan", order_by="Leader.position", lazy="raise")


class Leader(NamedItem, MeasuresRecord):
    """Somebody in charge of an establishment, as the permit names them."""

    __tablename__ = "leader"

    permit_id: Mapped[int] = mapped_column(ForeignKey("operating_permit.id", ondelete="CASCADE"), index=True)


class Trader(Versioned, MeasuresRecord):
    """A trader in used goods (art. 437 Sr, art. 2:67 and 2:68 APV): no copy of what is in the DOR."""

    __tablename__ = "trader"

    name: Mapped[str] = mapped_column(String(300))
    trade_register_number: Mapped[str | None] = mapped_column(String(8))
    address: Mapped[str | None] = mapped_column(String(400))
    trade: Mapped[str | None] = mapped_column(String(200))
    in_dol: Mapped[Answer | None] = mapped_column(ChoiceType(Answer), index=True)
    dol_since: Mapped[date | None] = mapped_column()
    in_dor: Mapped[Answer | None] = mapped_column(ChoiceType(Answer), index=True)
    other_register: Mapped[str | None] = mapped_column(String(300))
    note: Mapped[str | None] = mapped_column(Text)


class TraderCheck(Versioned, MeasuresRecord):
    """One check at a trader: what was found and what comes of it."""

    __tablename__ = "trader_check"

    trader_id: Mapped[int] = mapped_column(ForeignKey("trader.id"), index=True)
    checked_on: Mapped[date] = mapped_column(index=True)
    checked_by: Mapped[str | None] = mapped_column(String(200))
    result: Mapped[CheckResult] = mapped_column(ChoiceType(CheckResult), index=True)
    finding: Mapped[str | None] = mapped_column(Text)
    follow_up: Mapped[str | None] = mapped_column(Text)
    again_on: Mapped[date | None] = mapped_column(index=True)
