"""Who pays a programme of several years: an amount per party and year."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Cents, ChoiceType, Versioned
from models.choices import FundingSource
from models.programme.tables import ProgrammeRecord


class Contribution(Versioned, ProgrammeRecord):
    """What a party pays in a year; `amount` is None while only the whole is known. Own money is the own share."""

    __tablename__ = "contribution"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    year: Mapped[int] = mapped_column(index=True)
    party: Mapped[str] = mapped_column(String(300))
    source: Mapped[FundingSource] = mapped_column(ChoiceType(FundingSource))
    amount: Mapped[Decimal | None] = mapped_column(Cents)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("programme_id", "year", "party"),
        CheckConstraint("amount >= 0", name="amount"),
    )
