"""Letters of a measure, and when they left the vault."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.letters import LetterColumns, LetterExportColumns
from models.measures.tables import MeasuresRecord


class Letter(LetterColumns, MeasuresRecord):
    """A letter that was made in a measure."""

    __tablename__ = "letter"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)


class LetterExport(LetterExportColumns, MeasuresRecord):
    """An export of such a letter."""

    __tablename__ = "letter_export"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), index=True)
