"""Numbers of screenings: one once given is not given again, also when its screening was removed."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.bibob.tables import BibobRecord


class ScreeningSeries(BibobRecord):
    """The last number given out in a series, such as "BIB-2020"."""

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int] = mapped_column()
