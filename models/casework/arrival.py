"""What came in from the anonymous drop box: keys that keep a message from coming in twice, and what was broken."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.casework.tables import CaseworkRecord


class AnonymousArrival(CaseworkRecord):
    """The random key of an anonymous message; which signal came of it is stored nowhere.

    `found_on` and `reason` are there for what could not become a signal, and only then.
    """

    __tablename__ = "anonymous_arrival"

    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    found_on: Mapped[date | None] = mapped_column()
    reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (CheckConstraint("(found_on IS NULL) = (reason IS NULL)", name="broken"),)
