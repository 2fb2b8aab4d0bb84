"""Yearly counts of Bibob screenings as their coordinator published them: no names, numbers or files."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType
from models.bibob.choices import FigureKind
from models.programme.tables import ProgrammeRecord


class ScreeningPublication(ProgrammeRecord):
    """One act of publishing a year; the newest of a year counts. `merged` says that small counts were put together."""

    __tablename__ = "screening_publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    published_on: Mapped[date] = mapped_column()
    published_by: Mapped[str] = mapped_column(String(200))
    rule: Mapped[str] = mapped_column(Text)
    merged: Mapped[bool] = mapped_column()
    started: Mapped[int] = mapped_column()
    ended: Mapped[int] = mapped_column()
    figures: Mapped[list[ScreeningFigure]] = relationship(
        cascade="all, delete-orphan", order_by="ScreeningFigure.id", lazy="raise"
    )

    __table_args__ = (CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),)


class ScreeningFigure(ProgrammeRecord):
    """One count: by what (`kind`), of what (`label`, Dutch) and how many."""

    __tablename__ = "screening_figure"

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("screening_publication.id", ondelete="CASCADE"), index=True)
    kind: Mapped[FigureKind] = mapped_column(ChoiceType(FigureKind))
    label: Mapped[str] = mapped_column(String(200))
    count: Mapped[int] = mapped_column()

    __table_args__ = (CheckConstraint("count >= 0", name="count"),)
