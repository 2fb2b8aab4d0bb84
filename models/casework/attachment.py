"""Attachments of cases and signals: files that live in the vault and nowhere else."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.attachments import AttachedFile, AttachedPiece
from models.casework.tables import CaseworkRecord


class Attachment(AttachedFile, CaseworkRecord):
    """A file that hangs on one case or one signal."""

    __tablename__ = "attachment"

    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id", ondelete="CASCADE"), index=True)

    __table_args__ = (CheckConstraint("(case_id IS NOT NULL) + (signal_id IS NOT NULL) = 1", name="one_parent"),)


class AttachmentPiece(AttachedPiece, CaseworkRecord):
    """A piece of its content."""

    __tablename__ = "attachment_piece"
