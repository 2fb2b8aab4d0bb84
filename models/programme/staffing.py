"""Staffing: posts in fte and from when they are filled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Cents, ChoiceType, Hundredths, Versioned
from models.choices import Nature
from models.programme.tables import ProgrammeRecord


class Post(Versioned, ProgrammeRecord):
    """A post in a year. `function` is None where it is not decided yet; `filled_from` is None while vacant."""

    __tablename__ = "post"

    year: Mapped[int] = mapped_column(index=True)
    function: Mapped[str | None] = mapped_column(String(200))
    fte: Mapped[Decimal] = mapped_column(Hundredths)
    nature: Mapped[Nature | None] = mapped_column(ChoiceType(Nature))
    filled_from: Mapped[date | None] = mapped_column()
    cost: Mapped[Decimal | None] = mapped_column(Cents)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (CheckConstraint("fte > 0", name="fte"),)
