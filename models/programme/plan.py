"""The year of a plan: what it aims at, whether it is closed, and what came along from the year before."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned
from models.programme.tables import ProgrammeRecord


class PlanYear(Versioned, ProgrammeRecord):
    """A year that was begun. After `closed_on` nothing more is booked in it; `started_from` is the year before."""

    __tablename__ = "plan_year"

    year: Mapped[int] = mapped_column(unique=True)
    started_from: Mapped[int | None] = mapped_column()
    begun_on: Mapped[date | None] = mapped_column()
    closed_on: Mapped[date | None] = mapped_column()
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),)


class PlanYearAim(ProgrammeRecord):
    """A goal, or a recommendation that was not done yet, that a year took along."""

    __tablename__ = "plan_year_aim"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_year_id: Mapped[int] = mapped_column(ForeignKey("plan_year.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    recommendation_id: Mapped[int | None] = mapped_column(
        ForeignKey("recommendation.id", ondelete="CASCADE"), index=True
    )

    __table_args__ = (CheckConstraint("(goal_id IS NOT NULL) + (recommendation_id IS NOT NULL) = 1", name="one_aim"),)


class PlanYearRecord(ProgrammeRecord):
    """A record that beginning the year made, so that the beginning can be undone while nobody touched it."""

    __tablename__ = "plan_year_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_year_id: Mapped[int] = mapped_column(ForeignKey("plan_year.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column()
