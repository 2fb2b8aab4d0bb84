"""Yearly counts of internal reports as a desk published them: nothing of a report, its people or its handler."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType
from models.integrity.choices import ReportFigureKind
from models.programme.tables import ProgrammeRecord


class ReportPublication(ProgrammeRecord):
    """One act of publishing a year; the newest of a year and desk counts. `desk` is the compartment that published.

    `total` is None when there were fewer reports than `below`, the limit under which nothing is told.
    """

    __tablename__ = "report_publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    desk: Mapped[str] = mapped_column(String(40))
    published_on: Mapped[date] = mapped_column()
    rule: Mapped[str] = mapped_column(Text)
    below: Mapped[int] = mapped_column()
    total: Mapped[int | None] = mapped_column()
    figures: Mapped[list[ReportYearFigure]] = relationship(
        cascade="all, delete-orphan", order_by="ReportYearFigure.id", lazy="raise"
    )

    __table_args__ = (CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),)


class ReportYearFigure(ProgrammeRecord):
    """One count: by what (`kind`), of what (`label`, Dutch) and how many."""

    __tablename__ = "report_year_figure"

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("report_publication.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ReportFigureKind] = mapped_column(ChoiceType(ReportFigureKind))
    label: Mapped[str] = mapped_column(String(200))
    count: Mapped[int] = mapped_column()

    __table_args__ = (CheckConstraint("count >= 0", name="count"),)
