"""A sealed note under way from one compartment to another; the register carries what it cannot read."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.register.tables import RegisterRecord


class Delivery(RegisterRecord):
    """A note that waits for a holder of `target`. `id` is random and the same on every attempt to deliver."""

    __tablename__ = "delivery"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    target: Mapped[str] = mapped_column(String(40), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
