"""References to files elsewhere: those that others chose to leave in a case, and those to the measures."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned
from models.casework.tables import CaseworkRecord


class CaseReference(CaseworkRecord):
    """What the giver wrote. `received_on` is when casework took it in; where it came from is in `number`."""

    __tablename__ = "case_reference"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date] = mapped_column()


class CaseMeasure(Versioned, CaseworkRecord):
    """That a measure has to do with a case. `measure_id` is its id in the measures, None when only a text is known.

    Nothing of the measure itself is here: a number and a sentence (no relations across compartments).
    """

    __tablename__ = "case_measure"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int | None] = mapped_column()
    number: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
