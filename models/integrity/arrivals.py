"""What remains of what came in: keys that keep a message from coming in twice, what was broken, what was destroyed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType
from models.integrity.choices import ReportType
from models.integrity.tables import IntegrityRecord


class TakenIn(IntegrityRecord):
    """The random key of a message that was taken in; it stays when the report is destroyed, and says nothing of it."""

    __tablename__ = "taken_in"

    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)


class BrokenArrival(IntegrityRecord):
    """Something for this desk that was not whole or not genuine; what there is to see is why."""

    __tablename__ = "broken_arrival"

    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    found_on: Mapped[date] = mapped_column()
    chunks: Mapped[int] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)


class Destruction(IntegrityRecord):
    """The certificate of a destruction: that it was done, on which ground and by whom, and nothing of the content.

    Its kind stays for the yearly figures.
    """

    __tablename__ = "destruction"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    year: Mapped[int] = mapped_column()
    ground: Mapped[str] = mapped_column(Text)
    destroyed_on: Mapped[date] = mapped_column()
    account: Mapped[str] = mapped_column(String(40))
    kind: Mapped[ReportType | None] = mapped_column(ChoiceType(ReportType))


class ReportSeries(IntegrityRecord):
    """The last number given out in a year; a number is not given again when its report was destroyed."""

    __tablename__ = "report_series"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column()
