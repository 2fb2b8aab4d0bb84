"""An address of the municipality's own extract of the BAG, from which forms are completed without a network."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.casework.tables import CaseworkRecord


class BagAddress(CaseworkRecord):
    """One address. `bag_id` is that of its number in the BAG, `sought` the street folded, without spaces."""

    __tablename__ = "bag_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    bag_id: Mapped[str] = mapped_column(String(16), unique=True)
    street: Mapped[str] = mapped_column(String(200))
    house_number: Mapped[int] = mapped_column()
    addition: Mapped[str | None] = mapped_column(String(20))
    postcode: Mapped[str | None] = mapped_column(String(6))
    town: Mapped[str] = mapped_column(String(100))
    sought: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        Index("ix_bag_address_sought", "sought", "house_number"),
        Index("ix_bag_address_postcode", "postcode", "house_number"),
    )
