"""A rule of advice on interventions that the municipality made its own: in place of a shipped one, or beside it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.case_choices import InterventionKind
from models.casework.tables import CaseworkRecord
from models.norm_choices import Evidence


class AdviceRule(Versioned, CaseworkRecord):
    """When an instrument may fit, from a day. `needs` and `themes` are English values with commas between them.

    `name` says which rule it is: all versions of one have the same, and those take the place of a shipped one of that
    name. `confirmed_by` is a name: whoever stands for it may have no key of casework.
    """

    __tablename__ = "advice_rule"

    name: Mapped[str] = mapped_column(String(80), index=True)
    kind: Mapped[InterventionKind] = mapped_column(ChoiceType(InterventionKind))
    title: Mapped[str] = mapped_column(String(200))
    advice: Mapped[str] = mapped_column(Text)
    ground: Mapped[str] = mapped_column(String(400))
    source: Mapped[str | None] = mapped_column(String(400))
    evidence: Mapped[Evidence] = mapped_column(ChoiceType(Evidence))
    needs: Mapped[str] = mapped_column(String(400))
    themes: Mapped[str] = mapped_column(String(400))
    valid_from: Mapped[date] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()
    confirmed_by: Mapped[str | None] = mapped_column(String(200))
    confirmed_on: Mapped[date | None] = mapped_column()

    __table_args__ = (
        UniqueConstraint("name", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_in_order"),
        CheckConstraint("(confirmed_by IS NULL) = (confirmed_on IS NULL)", name="confirmed"),
    )
