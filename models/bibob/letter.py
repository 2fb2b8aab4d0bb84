"""Letters of a Bibob screening, and when they left the vault."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.bibob.tables import BibobRecord
from models.letters import LetterColumns, LetterExportColumns


class Letter(LetterColumns, BibobRecord):
    """A letter that was made in a screening."""

    __tablename__ = "letter"

    screening_id: Mapped[int] = mapped_column(ForeignKey("screening.id"), index=True)


class LetterExport(LetterExportColumns, BibobRecord):
    """An export of such a letter."""

    __tablename__ = "letter_export"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), index=True)
