"""What hangs on a report: the dialogue, its files, and the notes that never reach the reporter."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from models.base import ChoiceType, Versioned
from models.integrity.choices import Speaker
from models.integrity.tables import IntegrityRecord


class ReportMessage(Versioned, IntegrityRecord):
    """One message of the dialogue; `number` counts per speaker, the report itself is number 0 of the reporter."""

    __tablename__ = "report_message"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    speaker: Mapped[Speaker] = mapped_column(ChoiceType(Speaker))
    number: Mapped[int] = mapped_column()
    sent_on: Mapped[date] = mapped_column()
    text: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("report_id", "speaker", "number"),)


class ReportFile(Versioned, IntegrityRecord):
    """A file that came with a message. `cleaned` says that the form took its metadata away."""

    __tablename__ = "report_file"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    message_number: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column()
    cleaned: Mapped[bool] = mapped_column()
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))

    __table_args__ = (CheckConstraint("size >= 0", name="size"),)


class ReportNote(Versioned, IntegrityRecord):
    """A note of who handles it."""

    __tablename__ = "report_note"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    written_on: Mapped[date] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)
