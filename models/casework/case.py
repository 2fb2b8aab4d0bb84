"""A case: what was taken up, by whom, how it ended and in which year it counts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, NamedItem, Versioned
from models.casework.case_type import CaseType
from models.casework.merge import CaseAlias
from models.casework.tables import CaseworkRecord
from models.choices import CaseOrigin, CaseStatus, ClosingReason, CountingUnit, Level, Phenomenon


class Case(Versioned, CaseworkRecord):
    """A case. `counted_year` is the year of Table 1 in which it counts, None while that is not decided.

    `handler` is the name of its director and `handler_account` the account of that name, None for a contact.
    `approach` is the plan, agreed on `approach_on`. `effect_due_on` is when its effect is looked at again, `moved_on`
    the last day on which anything was done in it.
    """

    __tablename__ = "case"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    external_number: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(2000))
    case_type_id: Mapped[int] = mapped_column(ForeignKey("case_type.id"), index=True)
    level: Mapped[Level] = mapped_column(ChoiceType(Level), index=True)
    theme: Mapped[Phenomenon | None] = mapped_column(ChoiceType(Phenomenon), index=True)
    status: Mapped[CaseStatus] = mapped_column(ChoiceType(CaseStatus), index=True)
    status_reason: Mapped[str | None] = mapped_column(Text)
    opened_on: Mapped[date] = mapped_column()
    closed_on: Mapped[date | None] = mapped_column(index=True)
    origin: Mapped[CaseOrigin | None] = mapped_column(ChoiceType(CaseOrigin))
    counted_year: Mapped[int | None] = mapped_column(index=True)
    counting_unit: Mapped[CountingUnit] = mapped_column(ChoiceType(CountingUnit))
    handler: Mapped[str | None] = mapped_column(String(200), index=True)
    handler_account: Mapped[str | None] = mapped_column(String(40), index=True)
    location: Mapped[str | None] = mapped_column(String(400))
    description: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)
    closing_reason: Mapped[ClosingReason | None] = mapped_column(ChoiceType(ClosingReason))
    approach: Mapped[str | None] = mapped_column(Text)
    approach_on: Mapped[date | None] = mapped_column()
    effect_due_on: Mapped[date | None] = mapped_column(index=True)
    moved_on: Mapped[date | None] = mapped_column(index=True)

    case_type: Mapped[CaseType] = relationship(lazy="raise")
    partners: Mapped[list[CasePartner]] = relationship(
        cascade="all, delete-orphan", order_by="CasePartner.position", lazy="raise"
    )
    aliases: Mapped[list[CaseAlias]] = relationship(viewonly=True, order_by=CaseAlias.id, lazy="raise")

    __table_args__ = (
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closed_after_opened"),
        Index("ix_case_order", "opened_on", "number", unique=True),
    )


class CasePartner(NamedItem, CaseworkRecord):
    """An organisation that works on a case."""

    __tablename__ = "case_partner"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
