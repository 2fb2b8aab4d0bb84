"""What every register with attachments stores: facts of a file that was added, and its content in pieces.

A kind of compartment takes both mixins once, with a foreign key to what its attachments hang on. The content is apart,
so that a list of attachments never reads it, and in pieces, so that adding a large one can be followed and stopped.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from models.base import ChoiceType, Versioned
from models.choices import Choice

PIECE_BYTES = 1 << 20


class MediaKind(Choice):
    """What a file is by its content; only these are taken in."""

    PDF = "pdf", "PDF"
    PNG = "png", "PNG-afbeelding"
    JPEG = "jpeg", "JPEG-afbeelding"
    GIF = "gif", "GIF-afbeelding"
    WEBP = "webp", "WebP-afbeelding"
    TIFF = "tiff", "TIFF-afbeelding"
    BMP = "bmp", "BMP-afbeelding"
    WORD = "word", "Word-document"
    EXCEL = "excel", "Excel-werkmap"
    POWERPOINT = "powerpoint", "PowerPoint-presentatie"
    OPEN_DOCUMENT = "open_document", "OpenDocument-bestand"
    OLD_OFFICE = "old_office", "document van een oudere Office of een Outlook-bericht"
    TEXT = "text", "tekstbestand"
    MAIL = "mail", "e-mailbericht"
    ZIP = "zip", "ZIP-archief"
    VIDEO = "video", "video"
    SOUND = "sound", "geluidsopname"


class AttachedFile(Versioned):
    """Facts of an attachment. `size` is in bytes, `sha256` hexadecimal, `added_by` an account id.

    `added_at` is UTC in ISO seconds. `name` is the file's own, without its folder.
    """

    name: Mapped[str] = mapped_column(String(255))
    media: Mapped[MediaKind] = mapped_column(ChoiceType(MediaKind))
    size: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64))
    description: Mapped[str | None] = mapped_column(Text)
    added_at: Mapped[str] = mapped_column(String(25))
    added_by: Mapped[str] = mapped_column(String(40))


class AttachedPiece:
    """One piece of the content, `PIECE_BYTES` long but for the last; pieces count from 0."""

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column()
    content: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (UniqueConstraint("attachment_id", "place"),)

    @declared_attr
    def attachment_id(self) -> Mapped[int]:
        """The attachment of the same compartment."""
        return mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"))
