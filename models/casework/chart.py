"""A saved chart: its name, and each state in which it was saved."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned
from models.casework.tables import CaseworkRecord


class Chart(Versioned, CaseworkRecord):
    """A chart by name. What it was made for stands in `note`."""

    __tablename__ = "chart"

    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)


class ChartVersion(CaseworkRecord):
    """A chart as it was saved; rows never change. `number` counts from 1 within the chart.

    `content` is canonical JSON (app.rules.network.chart_content): keys and places, and nothing of what they stand for.
    `saved_at` is UTC in ISO seconds, `saved_by` an account id.
    """

    __tablename__ = "chart_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    chart_id: Mapped[int] = mapped_column(ForeignKey("chart.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    content: Mapped[str] = mapped_column(Text)
    remark: Mapped[str | None] = mapped_column(String(400))
    saved_on: Mapped[date] = mapped_column()
    saved_at: Mapped[str] = mapped_column(String(25))
    saved_by: Mapped[str] = mapped_column(String(40))

    __table_args__ = (UniqueConstraint("chart_id", "number"), {"sqlite_autoincrement": True})
