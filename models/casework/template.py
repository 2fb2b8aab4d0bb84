"""Templates of cases: the tasks and texts with which a case of a type begins."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, NamedItem, Versioned
from models.casework.case_type import CaseType
from models.casework.tables import CaseworkRecord
from models.choices import Phenomenon


class CaseTemplate(Versioned, CaseworkRecord):
    """A template. `case_type_id` None serves every type."""

    __tablename__ = "case_template"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    case_type_id: Mapped[int | None] = mapped_column(ForeignKey("case_type.id"), index=True)
    theme: Mapped[Phenomenon | None] = mapped_column(ChoiceType(Phenomenon))
    description: Mapped[str | None] = mapped_column(Text)
    approach: Mapped[str | None] = mapped_column(Text)

    case_type: Mapped[CaseType | None] = relationship(lazy="raise")
    tasks: Mapped[list[TemplateTask]] = relationship(
        cascade="all, delete-orphan", order_by="TemplateTask.position", lazy="raise"
    )


class TemplateTask(NamedItem, CaseworkRecord):
    """A standard task, due so many days after the case begins."""

    __tablename__ = "template_task"

    template_id: Mapped[int] = mapped_column(ForeignKey("case_template.id", ondelete="CASCADE"))
    days: Mapped[int] = mapped_column()

    __table_args__ = (UniqueConstraint("template_id", "position"),)
