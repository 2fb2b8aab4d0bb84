"""A note in a case: what somebody wrote down on a moment; it does not change once the day is over."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned
from models.casework.tables import CaseworkRecord


class CaseNote(Versioned, CaseworkRecord):
    """A note. `written_at` is UTC in ISO seconds, `written_by` an account id."""

    __tablename__ = "case_note"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[str] = mapped_column(String(25))
    written_by: Mapped[str] = mapped_column(String(40))
