"""The course of a case: each change of status with its reason, and what it brought about when somebody looked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.case_choices import Effect
from models.casework.tables import CaseworkRecord
from models.choices import CaseStatus, ClosingReason


class StatusChange(CaseworkRecord):
    """One step in the course. `at` is UTC in ISO seconds, `by` an account id.

    When a closed case is taken up again, `closed_on` and `closing_reason` keep what stood in the case until then.
    """

    __tablename__ = "status_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    at: Mapped[str] = mapped_column(String(25))
    by: Mapped[str] = mapped_column(String(40))
    from_status: Mapped[CaseStatus] = mapped_column(ChoiceType(CaseStatus))
    to_status: Mapped[CaseStatus] = mapped_column(ChoiceType(CaseStatus))
    reason: Mapped[str | None] = mapped_column(Text)
    closed_on: Mapped[date | None] = mapped_column()
    closing_reason: Mapped[ClosingReason | None] = mapped_column(ChoiceType(ClosingReason))


class CaseEffect(Versioned, CaseworkRecord):
    """What could be seen of the effect of a case on a day; it is asked at closing and again after a period."""

    __tablename__ = "case_effect"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    seen_on: Mapped[date] = mapped_column()
    effect: Mapped[Effect] = mapped_column(ChoiceType(Effect))
    note: Mapped[str | None] = mapped_column(Text)


class CasePart(CaseworkRecord):
    """To which case a record of a part belongs, or belonged: what was removed stays in the timeline of its case."""

    __tablename__ = "case_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column()
