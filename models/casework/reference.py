"""A reference that somebody outside casework chose to leave in a case: a number and a sentence, nothing else."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.casework.tables import CaseworkRecord


class CaseReference(CaseworkRecord):
    """What the giver wrote. `received_on` is when casework took it in; where it came from is in `number`."""

    __tablename__ = "case_reference"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date] = mapped_column()
