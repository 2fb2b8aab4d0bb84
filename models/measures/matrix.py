"""The ladder of the municipality: versions of its policy, the rules in each, and what circumstances do to a measure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, Hundredths, Versioned
from models.measures.choices import Circumstance, PremisesKind, Sanction, Substance, Unit
from models.measures.tables import MeasuresRecord


class MatrixVersion(Versioned, MeasuresRecord):
    """One version of the policy. Adopted from `adopted_on`; before that it is a draft. An example is never policy."""

    __tablename__ = "matrix_version"

    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str | None] = mapped_column(String(300))
    example: Mapped[bool] = mapped_column()
    adopted_on: Mapped[date | None] = mapped_column()
    valid_from: Mapped[date] = mapped_column(index=True)
    valid_to: Mapped[date | None] = mapped_column()
    lookback_years: Mapped[int] = mapped_column()
    note: Mapped[str | None] = mapped_column(Text)
    rules: Mapped[list[MatrixRule]] = relationship(cascade="all, delete-orphan", order_by="MatrixRule.id", lazy="raise")
    thresholds: Mapped[list[MatrixThreshold]] = relationship(
        cascade="all, delete-orphan", order_by="MatrixThreshold.id", lazy="raise"
    )
    adjustments: Mapped[list[MatrixAdjustment]] = relationship(
        cascade="all, delete-orphan", order_by="MatrixAdjustment.id", lazy="raise"
    )

    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid"),
        CheckConstraint("lookback_years BETWEEN 1 AND 20", name="lookback"),
    )


class MatrixRule(MeasuresRecord):
    """What follows on the nth finding. A closure without `months` has no end."""

    __tablename__ = "matrix_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("matrix_version.id", ondelete="CASCADE"), index=True)
    premises: Mapped[PremisesKind] = mapped_column(ChoiceType(PremisesKind))
    substance: Mapped[Substance] = mapped_column(ChoiceType(Substance))
    nth: Mapped[int] = mapped_column()
    sanction: Mapped[Sanction] = mapped_column(ChoiceType(Sanction))
    months: Mapped[int | None] = mapped_column()

    __table_args__ = (
        UniqueConstraint("version_id", "premises", "substance", "nth"),
        CheckConstraint("nth BETWEEN 1 AND 9", name="nth"),
        CheckConstraint("months IS NULL OR months > 0", name="months"),
    )


class MatrixThreshold(MeasuresRecord):
    """Up to and including how much of a substance the policy does nothing."""

    __tablename__ = "matrix_threshold"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("matrix_version.id", ondelete="CASCADE"), index=True)
    substance: Mapped[Substance] = mapped_column(ChoiceType(Substance))
    amount: Mapped[Decimal] = mapped_column(Hundredths)
    unit: Mapped[Unit] = mapped_column(ChoiceType(Unit))

    __table_args__ = (UniqueConstraint("version_id", "substance", "unit"),)


class MatrixAdjustment(MeasuresRecord):
    """How many findings further (above zero) or back (below zero) a circumstance moves along the ladder."""

    __tablename__ = "matrix_adjustment"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("matrix_version.id", ondelete="CASCADE"), index=True)
    circumstance: Mapped[Circumstance] = mapped_column(ChoiceType(Circumstance))
    steps: Mapped[int] = mapped_column()

    __table_args__ = (UniqueConstraint("version_id", "circumstance"),)
