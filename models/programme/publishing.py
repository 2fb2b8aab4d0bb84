"""From draft to final: comments, the second reader's approval, choices for small numbers, and frozen versions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import ChoiceType, Versioned
from models.choices import Edition, SmallChoice
from models.programme.tables import ProgrammeRecord


class Comment(Versioned, ProgrammeRecord):
    """What a reader says about a chapter; about the document as a whole once the chapter is gone."""

    __tablename__ = "comment"

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), index=True)
    chapter_id: Mapped[int | None] = mapped_column(ForeignKey("chapter.id", ondelete="SET NULL"), index=True)
    author: Mapped[str] = mapped_column(String(200))
    written_on: Mapped[date] = mapped_column()
    text: Mapped[str] = mapped_column(Text)
    resolved_on: Mapped[date | None] = mapped_column()
    resolved_by: Mapped[str | None] = mapped_column(String(200))


class Approval(ProgrammeRecord):
    """A second reader approved the content with this SHA-256; it says nothing about any other content."""

    __tablename__ = "approval"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), index=True)
    account: Mapped[str] = mapped_column(String(40))
    reader: Mapped[str] = mapped_column(String(200))
    approved_on: Mapped[date] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64))


class SmallCount(ProgrammeRecord):
    """What the public edition does with one small count of Table 1."""

    __tablename__ = "small_count"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), index=True)
    type_name: Mapped[str] = mapped_column(String(200))
    year: Mapped[int] = mapped_column()
    choice: Mapped[SmallChoice] = mapped_column(ChoiceType(SmallChoice))

    __table_args__ = (UniqueConstraint("evaluation_id", "type_name", "year"),)


class DocumentVersion(ProgrammeRecord):
    """A document as it was made final. The store refuses to change or remove it.

    `edition` is the version on its title page, `reason` what a correction corrects, `origins` canonical JSON of where
    each figure came from.
    """

    __tablename__ = "document_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    number: Mapped[int] = mapped_column()
    edition: Mapped[str] = mapped_column(String(40))
    frozen_on: Mapped[date] = mapped_column()
    frozen_by: Mapped[str] = mapped_column(String(200))
    reader: Mapped[str] = mapped_column(String(200))
    approved_on: Mapped[date] = mapped_column()
    reason: Mapped[str | None] = mapped_column(Text)
    origins: Mapped[bytes] = mapped_column(LargeBinary)
    editions: Mapped[list[FrozenEdition]] = relationship(order_by="FrozenEdition.id", lazy="raise")

    __table_args__ = (UniqueConstraint("evaluation_id", "number"),)


class FrozenEdition(ProgrammeRecord):
    """One edition of a version: its content as canonical JSON, its PDF, and the SHA-256 of both in hexadecimal."""

    __tablename__ = "frozen_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), index=True)
    edition: Mapped[Edition] = mapped_column(ChoiceType(Edition))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    content_sha256: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int] = mapped_column()

    __table_args__ = (UniqueConstraint("version_id", "edition"),)
