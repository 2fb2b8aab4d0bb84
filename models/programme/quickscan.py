"""The quickscan of administrative resilience, its recommendations, and the actions that carry them out."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.choices import Priority, QuickscanTheme, RecommendationStatus
from models.programme.choices import ActionStatus
from models.programme.tables import ProgrammeRecord


class Scan(Versioned, ProgrammeRecord):
    """A quickscan: when, by whom, how (`methods`, one a line)."""

    __tablename__ = "scan"

    year: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    carried_out_by: Mapped[str | None] = mapped_column(String(200))
    methods: Mapped[str | None] = mapped_column(Text)
    introduction: Mapped[str | None] = mapped_column(Text)


class Recommendation(Versioned, ProgrammeRecord):
    """What a scan advised, and what became of it. `progress` is a percentage, None while unknown."""

    __tablename__ = "recommendation"

    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id"), index=True)
    theme: Mapped[QuickscanTheme] = mapped_column(ChoiceType(QuickscanTheme), index=True)
    position: Mapped[int] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(200))
    priority: Mapped[Priority | None] = mapped_column(ChoiceType(Priority))
    status: Mapped[RecommendationStatus] = mapped_column(ChoiceType(RecommendationStatus), index=True)
    reason: Mapped[str | None] = mapped_column(Text)
    starts_on: Mapped[date | None] = mapped_column()
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None] = mapped_column()
    progress: Mapped[int | None] = mapped_column()
    evidence: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),)


class ScanAction(Versioned, ProgrammeRecord):
    """An action of the execution programme: what carries out a recommendation, by whom, from which money, by when."""

    __tablename__ = "scan_action"

    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(200))
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"), index=True)
    status: Mapped[ActionStatus] = mapped_column(ChoiceType(ActionStatus), index=True)
    starts_on: Mapped[date | None] = mapped_column()
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None] = mapped_column()
    evidence: Mapped[str | None] = mapped_column(Text)
