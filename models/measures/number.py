"""Numbers of files under art. 13b: one once given is not given again, also when its file was removed."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.measures.tables import MeasuresRecord


class MeasureSeries(MeasuresRecord):
    """The last number given out in a series, such as "M13B-2020"."""

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int] = mapped_column()
