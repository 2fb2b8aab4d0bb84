"""The municipality's own Word templates for letters, and what stands at the head and foot of each letter.

A template carries no data of any file, so it lies where everybody who writes letters can reach it.
"""

from __future__ import annotations

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.letter_choices import LetterKind
from models.register.tables import RegisterRecord


class LetterTemplate(Versioned, RegisterRecord):
    """One template of the municipality itself; a kind without one uses what ships with the program.

    `uploaded_at` is UTC in ISO seconds, `uploaded_by` an account id, `sha256` hexadecimal.
    """

    __tablename__ = "letter_template"

    kind: Mapped[LetterKind] = mapped_column(ChoiceType(LetterKind), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[str] = mapped_column(String(25))
    uploaded_by: Mapped[str] = mapped_column(String(40))


class Letterhead(Versioned, RegisterRecord):
    """The sender of letters, one row; what is None was not filled in. Colour as #rrggbb, the logo as its file."""

    __tablename__ = "letterhead"

    place: Mapped[str | None] = mapped_column(String(100))
    address: Mapped[str | None] = mapped_column(Text)
    contact: Mapped[str | None] = mapped_column(Text)
    signer: Mapped[str | None] = mapped_column(String(200))
    signer_function: Mapped[str | None] = mapped_column(String(200))
    color: Mapped[str | None] = mapped_column(String(7))
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    logo_name: Mapped[str | None] = mapped_column(String(200))
