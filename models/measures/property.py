"""A property with an address of its own, and what was found there before or without a file."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.measures.choices import PremisesKind, Substance
from models.measures.tables import MeasuresRecord


class Property(Versioned, MeasuresRecord):
    """One address. `postcode` is "1234 AB", `bag_id` has sixteen digits (Basisregistratie Adressen en Gebouwen)."""

    __tablename__ = "property"

    street: Mapped[str] = mapped_column(String(200))
    house_number: Mapped[int] = mapped_column()
    addition: Mapped[str | None] = mapped_column(String(20))
    postcode: Mapped[str | None] = mapped_column(String(7), index=True)
    place: Mapped[str] = mapped_column(String(100))
    bag_id: Mapped[str | None] = mapped_column(String(16))
    kind: Mapped[PremisesKind] = mapped_column(ChoiceType(PremisesKind), index=True)
    owner: Mapped[str | None] = mapped_column(String(300))
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("house_number > 0", name="house_number"),
        Index("ix_property_address", "street", "house_number"),
    )


class Finding(Versioned, MeasuresRecord):
    """What was found at a property on a day, of which there is no file here; `nth` is which one the source calls it."""

    __tablename__ = "finding"

    property_id: Mapped[int] = mapped_column(ForeignKey("property.id"), index=True)
    found_on: Mapped[date] = mapped_column(index=True)
    substance: Mapped[Substance] = mapped_column(ChoiceType(Substance))
    nth: Mapped[int | None] = mapped_column()
    source: Mapped[str | None] = mapped_column(String(300))
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (CheckConstraint("nth IS NULL OR nth BETWEEN 1 AND 9", name="nth"),)
