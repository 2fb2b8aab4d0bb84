"""Yearly counts of measures as the jurist published them: no addresses, numbers or files."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.programme.tables import ProgrammeRecord


class MeasurePublication(ProgrammeRecord):
    """One act of publishing a year; the newest of a year counts. `in_table` says that its rows of Table 1 come from
    here and no longer from the cases. `decisions` is how many decisions to close there were, whatever the rule counts.
    """

    __tablename__ = "measure_publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    published_on: Mapped[date] = mapped_column()
    published_by: Mapped[str] = mapped_column(String(200))
    rule: Mapped[str] = mapped_column(Text)
    in_table: Mapped[bool] = mapped_column()
    warnings: Mapped[int] = mapped_column()
    closed_homes: Mapped[int] = mapped_column()
    closed_premises: Mapped[int] = mapped_column()
    evictions: Mapped[int] = mapped_column()
    decisions: Mapped[int] = mapped_column()

    __table_args__ = (
        CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),
        CheckConstraint(
            "min(warnings, closed_homes, closed_premises, evictions, decisions) >= 0",
            name="counts",
        ),
    )
