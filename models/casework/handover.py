"""Handing over: that a case, or what is known of it, went to a partner, such as the RIEC when it is scaled up."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.case_choices import HandoverTarget
from models.casework.tables import CaseworkRecord
from models.choices import Level


class CaseHandover(Versioned, CaseworkRecord):
    """What went to whom, when and on what ground. `level` is where the case is taken up since, None when it stayed.

    Data to a partner is a disclosure of its own, to be registered (domein §3.4).
    """

    __tablename__ = "case_handover"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    handed_on: Mapped[date] = mapped_column()
    target: Mapped[HandoverTarget] = mapped_column(ChoiceType(HandoverTarget))
    recipient: Mapped[str] = mapped_column(String(300))
    what: Mapped[str] = mapped_column(Text)
    ground: Mapped[str] = mapped_column(String(400))
    level: Mapped[Level | None] = mapped_column(ChoiceType(Level))
    answer_on: Mapped[date | None] = mapped_column()
    answer: Mapped[str | None] = mapped_column(Text)
