"""Attachments of bookings: the invoice or the decision behind a payment, kept in the vault."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.attachments import AttachedFile, AttachedPiece
from models.programme.tables import ProgrammeRecord


class ProgrammeAttachment(AttachedFile, ProgrammeRecord):
    """A file that hangs on a booking."""

    __tablename__ = "attachment"

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), index=True)

    __table_args__ = ()


class ProgrammeAttachmentPiece(AttachedPiece, ProgrammeRecord):
    """A piece of its content."""

    __tablename__ = "attachment_piece"
