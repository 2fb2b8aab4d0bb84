"""A judgement: that two mentions are of the same person or thing, or are not. Entities follow from these."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType
from models.casework.choices import Likeness
from models.casework.tables import CaseworkRecord


class Judgement(CaseworkRecord):
    """What somebody judged of two mentions, with who, when and why. Rows never change: the newest of a pair counts.

    A row "teruggenomen" takes the newest that counted away, so that the one before it counts again.

    `left_id` is the smaller id of the two. `judged_by` is an account id.
    """

    __tablename__ = "judgement"

    id: Mapped[int] = mapped_column(primary_key=True)
    left_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"))
    right_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    likeness: Mapped[Likeness] = mapped_column(ChoiceType(Likeness))
    reason: Mapped[str] = mapped_column(Text)
    judged_on: Mapped[date] = mapped_column()
    judged_by: Mapped[str] = mapped_column(String(40))

    __table_args__ = (
        CheckConstraint("left_id < right_id", name="in_order"),
        Index("ix_judgement_pair", "left_id", "right_id"),
        {"sqlite_autoincrement": True},
    )
