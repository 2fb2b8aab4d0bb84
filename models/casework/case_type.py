"""The managed list of case types, with the other names under which a type is known."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, NamedItem, Versioned
from models.casework.tables import CaseworkRecord
from models.choices import CountingUnit, Level


class CaseType(Versioned, CaseworkRecord):
    """A type in Table 1. A type that is no longer used keeps its row, so that tables over years still close."""

    __tablename__ = "case_type"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    level: Mapped[Level] = mapped_column(ChoiceType(Level))
    counting_unit: Mapped[CountingUnit] = mapped_column(ChoiceType(CountingUnit))
    position: Mapped[int] = mapped_column()
    active_from: Mapped[int | None] = mapped_column()
    active_to: Mapped[int | None] = mapped_column()
    aliases: Mapped[list[CaseTypeAlias]] = relationship(
        cascade="all, delete-orphan", order_by="CaseTypeAlias.position", lazy="raise"
    )

    __table_args__ = (
        CheckConstraint("active_from IS NULL OR active_to IS NULL OR active_from <= active_to", name="active"),
    )


class CaseTypeAlias(NamedItem, CaseworkRecord):
    """Another name of a type, such as "uitzendbureau's" for "uitzendbureaus"."""

    __tablename__ = "case_type_alias"

    case_type_id: Mapped[int] = mapped_column(ForeignKey("case_type.id", ondelete="CASCADE"), index=True)

    __table_args__ = (UniqueConstraint("name"),)
