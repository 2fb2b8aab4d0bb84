"""The yearly look at who may open what (BIO 5.18.03): who signed it off, and what was decided line by line."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType
from models.choices import ReviewVerdict
from models.register.tables import RegisterRecord


class RightsReview(RegisterRecord):
    """A review that was signed off. `signed_at` is UTC in ISO seconds, `signed_by` an account id."""

    __tablename__ = "rights_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    signed_at: Mapped[str] = mapped_column(String(25))
    signed_by: Mapped[str] = mapped_column(String(40))
    note: Mapped[str | None] = mapped_column(Text)
    lines: Mapped[list[RightsReviewLine]] = relationship(order_by="RightsReviewLine.id")


class RightsReviewLine(RegisterRecord):
    """One account and one compartment that it held, and whether that stays."""

    __tablename__ = "rights_review_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("rights_review.id"), index=True)
    account: Mapped[str] = mapped_column(String(40))
    compartment: Mapped[str] = mapped_column(String(40))
    verdict: Mapped[ReviewVerdict] = mapped_column(ChoiceType(ReviewVerdict))
