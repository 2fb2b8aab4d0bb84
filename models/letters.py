"""What a letter that was made is, in whatever compartment its file lies: these columns, beside the key of that file.

A kind of compartment that keeps letters has two tables: `Letter` with `LetterColumns` and a foreign key to its file,
and `LetterExport` with `LetterExportColumns` and a foreign key `letter_id`.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 (a mixin for models, whose columns are read at run time)

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType
from models.letter_choices import LetterForm, LetterKind


class LetterColumns:
    """A letter as it was made; it never changes, a better one is a new letter.

    `number` is that of the file, `made_at` UTC in ISO seconds, `made_by` the name of the maker, hashes hexadecimal.
    `template` says which template it was made with: the name of the file, or that it shipped with the program.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[LetterKind] = mapped_column(ChoiceType(LetterKind))
    number: Mapped[str] = mapped_column(String(80))
    recipient: Mapped[str] = mapped_column(String(300))
    address: Mapped[str] = mapped_column(Text)
    dated: Mapped[date] = mapped_column(index=True)
    ground: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(Text)
    template: Mapped[str] = mapped_column(String(200))
    template_sha256: Mapped[str] = mapped_column(String(64))
    docx: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    docx_sha256: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[str] = mapped_column(String(25))
    made_by: Mapped[str] = mapped_column(String(200))


class LetterExportColumns:
    """One time that a letter left the vault: in which form, why, for whom; `made_at` is UTC in ISO seconds."""

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[str] = mapped_column(String(25))
    made_by: Mapped[str] = mapped_column(String(200))
    form: Mapped[LetterForm] = mapped_column(ChoiceType(LetterForm))
    reason: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(String(300))
    sha256: Mapped[str] = mapped_column(String(64))
