"""What the municipality looks like on paper: two colours and a logo, one row for the whole vault."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Versioned
from models.programme.tables import ProgrammeRecord


class StoredHouseStyle(Versioned, ProgrammeRecord):
    """Colours as #rrggbb and the logo as the file it came in; None is the program's own."""

    __tablename__ = "house_style"

    primary: Mapped[str | None] = mapped_column(String(7))
    secondary: Mapped[str | None] = mapped_column(String(7))
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    logo_name: Mapped[str | None] = mapped_column(String(200))
