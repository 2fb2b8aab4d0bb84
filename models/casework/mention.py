"""A mention: what one source says about one person, organisation, address or thing. It stays a fact of its own."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.choices import Certainty, InformationValue, MentionKind, MentionRole, Reliability
from models.casework.tables import CaseworkRecord

PARENTS = ("signal_id", "case_id", "inspection_id")


class Mention(Versioned, CaseworkRecord):
    """What one source says about one thing, with its origin; never merged with what another source says.

    At most one of the first three says in which record it stands; without one it was recorded for itself, with its
    origin. Which of the fields count follows from `kind`. Numbers are stored as app.rules.matching.identifiers and
    app.rules.identity give them, without spaces and dashes. `match_key` and `other_key` are what a mention is found
    by; what agrees in one may be the same. `number_key` is a number that is the thing itself, such as a plate.

    `entity_id` is the smallest id among the mentions that are one by judgement or number, its own when it stands
    alone. It follows from `Judgement` and `number_key` (app.rules.network.joining); empty is: not worked out again yet.
    """

    __tablename__ = "mention"

    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"), index=True)
    kind: Mapped[MentionKind] = mapped_column(ChoiceType(MentionKind))
    role: Mapped[MentionRole | None] = mapped_column(ChoiceType(MentionRole))
    certainty: Mapped[Certainty] = mapped_column(ChoiceType(Certainty))
    origin: Mapped[str | None] = mapped_column(String(400))
    ground: Mapped[str | None] = mapped_column(String(400))
    reliability: Mapped[Reliability | None] = mapped_column(ChoiceType(Reliability))
    information: Mapped[InformationValue | None] = mapped_column(ChoiceType(InformationValue))
    valid_from: Mapped[date | None] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()
    keep_until: Mapped[date | None] = mapped_column(index=True)
    given_names: Mapped[str | None] = mapped_column(String(200))
    prefix: Mapped[str | None] = mapped_column(String(40))
    surname: Mapped[str | None] = mapped_column(String(200))
    partner_name: Mapped[str | None] = mapped_column(String(200))
    aliases: Mapped[str | None] = mapped_column(String(400))
    born_on: Mapped[date | None] = mapped_column()
    bsn: Mapped[str | None] = mapped_column(String(9))
    organisation: Mapped[str | None] = mapped_column(String(300))
    trade_names: Mapped[str | None] = mapped_column(String(400))
    legal_form: Mapped[str | None] = mapped_column(String(100))
    trade_register_number: Mapped[str | None] = mapped_column(String(8))
    rsin: Mapped[str | None] = mapped_column(String(9))
    street: Mapped[str | None] = mapped_column(String(200))
    house_number: Mapped[int | None] = mapped_column()
    addition: Mapped[str | None] = mapped_column(String(20))
    postcode: Mapped[str | None] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(100))
    bag_id: Mapped[str | None] = mapped_column(String(16))
    plate: Mapped[str | None] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    handle: Mapped[str | None] = mapped_column(String(200))
    iban: Mapped[str | None] = mapped_column(String(34))
    title: Mapped[str | None] = mapped_column(String(300))
    happened_on: Mapped[date | None] = mapped_column()
    reference: Mapped[str | None] = mapped_column(String(100))
    note: Mapped[str | None] = mapped_column(Text)
    label: Mapped[str] = mapped_column(String(400))
    match_key: Mapped[str | None] = mapped_column(String(300), index=True)
    other_key: Mapped[str | None] = mapped_column(String(300), index=True)
    number_key: Mapped[str | None] = mapped_column(String(300), index=True)
    entity_id: Mapped[int | None] = mapped_column(index=True)

    __table_args__ = (
        CheckConstraint(
            "(signal_id IS NOT NULL) + (case_id IS NOT NULL) + (inspection_id IS NOT NULL) <= 1", name="one_parent"
        ),
        CheckConstraint(
            "signal_id IS NOT NULL OR case_id IS NOT NULL OR inspection_id IS NOT NULL OR origin IS NOT NULL",
            name="parent_or_origin",
        ),
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_to >= valid_from", name="valid_in_order"),
    )
