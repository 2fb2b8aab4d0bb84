"""What belongs to a measure, many to one: substances, circumstances, addressees, and persons to look up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Hundredths, Versioned
from models.measures.choices import Circumstance, Relation, ScreenedOn, ScreenedResult, Substance, Unit
from models.measures.tables import MeasuresRecord


class FoundSubstance(Versioned, MeasuresRecord):
    """One substance from the police report, with how much of it; None is unknown."""

    __tablename__ = "found_substance"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    substance: Mapped[Substance] = mapped_column(ChoiceType(Substance))
    amount: Mapped[Decimal | None] = mapped_column(Hundredths)
    unit: Mapped[Unit | None] = mapped_column(ChoiceType(Unit))

    __table_args__ = (CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),)


class WeighedCircumstance(Versioned, MeasuresRecord):
    """A circumstance that makes the measure heavier or lighter, and what it consists of here."""

    __tablename__ = "weighed_circumstance"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    circumstance: Mapped[Circumstance] = mapped_column(ChoiceType(Circumstance))
    explanation: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("measure_id", "circumstance"),)


class Addressee(Versioned, MeasuresRecord):
    """To whom the intention and the decision go, and what they said (art. 4:8, 3:41 Awb)."""

    __tablename__ = "addressee"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    relation: Mapped[Relation] = mapped_column(ChoiceType(Relation))
    name: Mapped[str] = mapped_column(String(300))
    address: Mapped[str | None] = mapped_column(String(400))
    heard_on: Mapped[date | None] = mapped_column()
    views: Mapped[str | None] = mapped_column(Text)


class PersonCheck(Versioned, MeasuresRecord):
    """A task: look up a person from the police report in the permits and subsidies of the municipality."""

    __tablename__ = "person_check"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    looked_up_in: Mapped[ScreenedOn] = mapped_column(ChoiceType(ScreenedOn))
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None] = mapped_column()
    result: Mapped[ScreenedResult | None] = mapped_column(ChoiceType(ScreenedResult))
    explanation: Mapped[str | None] = mapped_column(Text)
