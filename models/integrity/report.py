"""An internal report: the story, its handling, and the keys by which its reporter can be answered."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.integrity.choices import Channel, Conflict, ReportStatus, ReportType
from models.integrity.tables import IntegrityRecord


class Substatus(Versioned, IntegrityRecord):
    """A step within a status, in the words of this municipality."""

    __tablename__ = "substatus"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    position: Mapped[int] = mapped_column()


class Report(Versioned, IntegrityRecord):
    """A report. `received_on` is the day of sending, from which the terms of the Wbk count.

    `lookup`, `reader` and `signer` came with a report by form: where its messages lie, the key that answers are sealed
    to, and the key that what is added is signed with. Without them the reporter cannot be answered through the box.
    """

    __tablename__ = "report"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    channel: Mapped[Channel] = mapped_column(ChoiceType(Channel))
    received_on: Mapped[date] = mapped_column(index=True)
    taken_in_on: Mapped[date] = mapped_column()
    subject: Mapped[str] = mapped_column(String(300))
    what: Mapped[str] = mapped_column(Text)
    when_where: Mapped[str | None] = mapped_column(Text)
    who: Mapped[str | None] = mapped_column(Text)
    how_known: Mapped[str | None] = mapped_column(Text)
    may_ask: Mapped[bool | None] = mapped_column()
    reporter: Mapped[str | None] = mapped_column(Text)
    approved_on: Mapped[date | None] = mapped_column()

    kind: Mapped[ReportType | None] = mapped_column(ChoiceType(ReportType), index=True)
    other_route: Mapped[str | None] = mapped_column(Text)
    conflict: Mapped[Conflict | None] = mapped_column(ChoiceType(Conflict))
    conflict_note: Mapped[str | None] = mapped_column(Text)
    status: Mapped[ReportStatus] = mapped_column(ChoiceType(ReportStatus), index=True)
    substatus_id: Mapped[int | None] = mapped_column(ForeignKey("substatus.id"), index=True)
    handler: Mapped[str | None] = mapped_column(String(200))
    confirmed_on: Mapped[date | None] = mapped_column()
    feedback_on: Mapped[date | None] = mapped_column()
    research: Mapped[str | None] = mapped_column(Text)
    conclusion: Mapped[str | None] = mapped_column(Text)
    measures: Mapped[str | None] = mapped_column(Text)
    protection: Mapped[str | None] = mapped_column(Text)
    protection_checked_on: Mapped[date | None] = mapped_column()
    consent_on: Mapped[date | None] = mapped_column()
    consent_for: Mapped[str | None] = mapped_column(String(400))
    closed_on: Mapped[date | None] = mapped_column()
    keep_until: Mapped[date | None] = mapped_column(index=True)
    postponed_because: Mapped[str | None] = mapped_column(Text)

    lookup: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    reader: Mapped[bytes | None] = mapped_column(LargeBinary(1216))
    signer: Mapped[bytes | None] = mapped_column(LargeBinary(32))
