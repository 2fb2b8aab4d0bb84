"""The weighing of a signal: its steps, the sources that were looked in, and what was handed over to whom."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.choices import CheckedSource, HitResult, SignalOutcome, Verdict, WeighingStepKind
from models.casework.tables import CaseworkRecord


class WeighingStep(CaseworkRecord):
    """One answer to one step: who gave it, when, on what ground and why. It is not changed: the newest one counts.

    `answered_by` is an account id; `at` is UTC in ISO seconds; `round` is that of the signal at that moment.
    """

    __tablename__ = "weighing_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    signal_id: Mapped[int] = mapped_column(ForeignKey("signal.id", ondelete="CASCADE"))
    round: Mapped[int] = mapped_column()
    step: Mapped[WeighingStepKind] = mapped_column(ChoiceType(WeighingStepKind))
    verdict: Mapped[Verdict] = mapped_column(ChoiceType(Verdict))
    ground: Mapped[str | None] = mapped_column(String(400))
    reason: Mapped[str] = mapped_column(Text)
    proportionality: Mapped[str | None] = mapped_column(Text)
    subsidiarity: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str] = mapped_column(String(40))
    at: Mapped[str] = mapped_column(String(25))

    __table_args__ = (Index("ix_weighing_step_signal", "signal_id", "step"),)


class SourceCheck(Versioned, CaseworkRecord):
    """A source that privacy test 1 allows, on what ground, and whether it gave a hit.

    `finding` is what a hit says about the signal; the store itself refuses to keep anything at *no hit*.
    """

    __tablename__ = "source_check"

    signal_id: Mapped[int] = mapped_column(ForeignKey("signal.id", ondelete="CASCADE"), index=True)
    source: Mapped[CheckedSource] = mapped_column(ChoiceType(CheckedSource))
    ground: Mapped[str] = mapped_column(String(400))
    result: Mapped[HitResult | None] = mapped_column(ChoiceType(HitResult))
    checked_on: Mapped[date | None] = mapped_column()
    checked_by: Mapped[str | None] = mapped_column(String(40))
    finding: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("finding IS NULL OR (result IS NOT NULL AND result = 'hit')", name="content_only_at_a_hit"),
    )


class HandOver(CaseworkRecord):
    """That data of a signal went to somebody outside the weighing: what, on what ground, to whom, by whom.

    `outcome` says to which kind of recipient; `handed_by` is an account id.
    """

    __tablename__ = "hand_over"

    id: Mapped[int] = mapped_column(primary_key=True)
    signal_id: Mapped[int] = mapped_column(ForeignKey("signal.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[SignalOutcome] = mapped_column(ChoiceType(SignalOutcome))
    handed_on: Mapped[date] = mapped_column()
    recipient: Mapped[str] = mapped_column(String(200))
    ground: Mapped[str] = mapped_column(String(400))
    what: Mapped[str] = mapped_column(Text)
    handed_by: Mapped[str] = mapped_column(String(40))
