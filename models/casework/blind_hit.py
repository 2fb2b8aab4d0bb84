"""That somebody of another casework compartment may know more of what is mentioned here, and who: no more than that."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.casework.tables import CaseworkRecord


class BlindHit(CaseworkRecord):
    """Received: with whom to get in touch about a mention. `token` ties it to its row at the giver and says nothing.

    `contact` and `handled_by` are account ids.
    """

    __tablename__ = "blind_hit"

    id: Mapped[int] = mapped_column(primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    contact: Mapped[str] = mapped_column(String(40))
    given_on: Mapped[date] = mapped_column()
    handled_on: Mapped[date | None] = mapped_column()
    handled_by: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (CheckConstraint("(handled_on IS NULL) = (handled_by IS NULL)", name="handled"),)


class BlindGiven(CaseworkRecord):
    """Given: on which mention here rests a hit in which other compartment. Without a mention it will be undone."""

    __tablename__ = "blind_given"

    id: Mapped[int] = mapped_column(primary_key=True)
    mention_id: Mapped[int | None] = mapped_column(ForeignKey("mention.id", ondelete="SET NULL"), index=True)
    compartment: Mapped[str] = mapped_column(String(80))
    their_mention: Mapped[int] = mapped_column()
    token: Mapped[str] = mapped_column(String(32), unique=True)
    given_on: Mapped[date] = mapped_column()


class BlindRule(CaseworkRecord):
    """The one row that says whether this compartment gives hits, and whom the others are told to get in touch with."""

    __tablename__ = "blind_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    gives: Mapped[bool] = mapped_column()
    contact: Mapped[str] = mapped_column(String(40))
    set_on: Mapped[date] = mapped_column()
    set_by: Mapped[str] = mapped_column(String(40))

    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
