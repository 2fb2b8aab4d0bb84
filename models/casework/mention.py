"""A mention: that a record names a person, organisation, address or vehicle. It stays a fact of its own."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.choices import Certainty, MentionKind, MentionRole
from models.casework.tables import CaseworkRecord

PARENTS = ("signal_id", "case_id", "inspection_id")


class Mention(Versioned, CaseworkRecord):
    """What one record says about one thing, with its origin; never merged with what another record says.

    Which of the fields count follows from `kind`. Postcodes ("2671AB"), plates ("12ABC3") and numbers of the trade
    register (8 digits) are stored without spaces and dashes. `match_key` and `other_key` are what it is found by:
    app.rules.matching makes them, and what agrees in one may be the same.
    """

    __tablename__ = "mention"

    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"), index=True)
    kind: Mapped[MentionKind] = mapped_column(ChoiceType(MentionKind))
    role: Mapped[MentionRole | None] = mapped_column(ChoiceType(MentionRole))
    certainty: Mapped[Certainty] = mapped_column(ChoiceType(Certainty))
    origin: Mapped[str | None] = mapped_column(String(400))
    given_names: Mapped[str | None] = mapped_column(String(200))
    prefix: Mapped[str | None] = mapped_column(String(40))
    surname: Mapped[str | None] = mapped_column(String(200))
    born_on: Mapped[date | None] = mapped_column()
    organisation: Mapped[str | None] = mapped_column(String(300))
    trade_register_number: Mapped[str | None] = mapped_column(String(8))
    street: Mapped[str | None] = mapped_column(String(200))
    house_number: Mapped[int | None] = mapped_column()
    addition: Mapped[str | None] = mapped_column(String(20))
    postcode: Mapped[str | None] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(100))
    plate: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(Text)
    label: Mapped[str] = mapped_column(String(400))
    match_key: Mapped[str | None] = mapped_column(String(300), index=True)
    other_key: Mapped[str | None] = mapped_column(String(300), index=True)

    __table_args__ = (
        CheckConstraint(
            "(signal_id IS NOT NULL) + (case_id IS NOT NULL) + (inspection_id IS NOT NULL) = 1", name="one_parent"
        ),
    )
