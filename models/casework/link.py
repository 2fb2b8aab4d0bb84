"""A link: what connects two mentions, and so the entities they are of. It stays a fact of its own, like they do."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.choices import Certainty, InformationValue, LinkKind, Reliability
from models.casework.tables import CaseworkRecord


class Link(Versioned, CaseworkRecord):
    """That one thing is connected with another, read from the first to the second, with its origin.

    It hangs on mentions and not on entities, so that taking an entity apart brings each link back to where it was.
    The signal, case or inspection it was read from is known or not; `origin` is in words and always there.
    """

    __tablename__ = "link"

    from_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("mention.id", ondelete="CASCADE"), index=True)
    kind: Mapped[LinkKind] = mapped_column(ChoiceType(LinkKind))
    certainty: Mapped[Certainty] = mapped_column(ChoiceType(Certainty))
    origin: Mapped[str] = mapped_column(String(400))
    ground: Mapped[str | None] = mapped_column(String(400))
    reliability: Mapped[Reliability | None] = mapped_column(ChoiceType(Reliability))
    information: Mapped[InformationValue | None] = mapped_column(ChoiceType(InformationValue))
    valid_from: Mapped[date | None] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()
    keep_until: Mapped[date | None] = mapped_column(index=True)
    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"), index=True)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="not_to_itself"),
        CheckConstraint(
            "(signal_id IS NOT NULL) + (case_id IS NOT NULL) + (inspection_id IS NOT NULL) <= 1", name="one_parent"
        ),
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_to >= valid_from", name="valid_in_order"),
    )
