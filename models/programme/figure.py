"""Published yearly figures: what the holders of casework made known to who may not see cases."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType
from models.choices import CountingUnit, Level
from models.programme.tables import ProgrammeRecord


class Publication(ProgrammeRecord):
    """One act of publishing the figures of a year. The newest of a year counts; older ones stay, to be explained.

    A historic year (2016-2018) is a publication without records behind it. `stated_total` is the total that its
    source gave, which may differ from the sum of the figures.
    """

    __tablename__ = "publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    published_on: Mapped[date] = mapped_column()
    published_by: Mapped[str] = mapped_column(String(200))
    historic: Mapped[bool] = mapped_column()
    rule: Mapped[str] = mapped_column(Text)
    stated_total: Mapped[int | None] = mapped_column()
    figures: Mapped[list[PublishedFigure]] = relationship(
        cascade="all, delete-orphan", order_by="PublishedFigure.position", lazy="raise"
    )

    __table_args__ = (CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),)


class PublishedFigure(ProgrammeRecord):
    """The count of one type in one year. A type without a row, or with None, is unknown; zero is a count."""

    __tablename__ = "published_figure"

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id", ondelete="CASCADE"), index=True)
    type_name: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column()
    level: Mapped[Level] = mapped_column(ChoiceType(Level))
    counting_unit: Mapped[CountingUnit] = mapped_column(ChoiceType(CountingUnit))
    count: Mapped[int | None] = mapped_column()

    __table_args__ = (CheckConstraint("count IS NULL OR count >= 0", name="count"),)
