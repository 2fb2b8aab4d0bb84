"""Numbers given out: a number once given is not given again, also when its case was removed."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.casework.tables import CaseworkRecord


class NumberSeries(CaseworkRecord):
    """The last number given out in a series, such as "W-2019"."""

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int] = mapped_column()
