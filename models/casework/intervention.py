"""An intervention: a step of the plan of approach, the instrument it uses, who does it and what it did."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.case_choices import InterventionKind, InterventionStatus
from models.casework.tables import CaseworkRecord


class Intervention(Versioned, CaseworkRecord):
    """An intervention. `owner` is a name, `owner_account` its account; `effect` is what was seen of it afterwards."""

    __tablename__ = "intervention"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    kind: Mapped[InterventionKind] = mapped_column(ChoiceType(InterventionKind), index=True)
    title: Mapped[str] = mapped_column(String(400))
    owner: Mapped[str | None] = mapped_column(String(200), index=True)
    owner_account: Mapped[str | None] = mapped_column(String(40), index=True)
    status: Mapped[InterventionStatus] = mapped_column(ChoiceType(InterventionStatus), index=True)
    start_on: Mapped[date | None] = mapped_column()
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None] = mapped_column()
    effect: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (CheckConstraint("start_on IS NULL OR due_on IS NULL OR due_on >= start_on", name="in_order"),)
