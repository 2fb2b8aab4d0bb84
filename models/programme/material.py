"""What resilience is worked on with: printed or shown material, and practice examples without anybody in them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.choices import Phenomenon
from models.programme.choices import MaterialKind
from models.programme.tables import ProgrammeRecord


class Material(Versioned, ProgrammeRecord):
    """Material for a target group, such as a booklet of signals; `copies` and the days may be unknown."""

    __tablename__ = "material"

    name: Mapped[str] = mapped_column(String(300))
    kind: Mapped[MaterialKind] = mapped_column(ChoiceType(MaterialKind), index=True)
    year: Mapped[int] = mapped_column(index=True)
    audience: Mapped[str | None] = mapped_column(String(300))
    copies: Mapped[int | None] = mapped_column()
    handed_out: Mapped[int | None] = mapped_column()
    revise_on: Mapped[date | None] = mapped_column()
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"), index=True)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("copies >= 0", name="copies"),
        CheckConstraint("handed_out >= 0", name="handed_out"),
    )


class PracticeExample(Versioned, ProgrammeRecord):
    """Something that happened, told so that nobody can be known by it. `checked_by` is a function, never a name."""

    __tablename__ = "practice_example"

    title: Mapped[str] = mapped_column(String(300))
    theme: Mapped[Phenomenon | None] = mapped_column(ChoiceType(Phenomenon), index=True)
    year: Mapped[int | None] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    lesson: Mapped[str | None] = mapped_column(Text)
    checked_by: Mapped[str | None] = mapped_column(String(200))
    checked_on: Mapped[date | None] = mapped_column()
