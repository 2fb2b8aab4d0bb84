"""A signal: what somebody noticed, apart from what it may mean, and the cases that it feeds."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.casework.choices import (
    Cluster,
    FeedbackState,
    InformationValue,
    InformingDuty,
    Reliability,
    SignalOutcome,
    SignalSource,
    SignalStatus,
)
from models.casework.tables import CaseworkRecord
from models.choices import Classification, Phenomenon, Priority


class Signal(Versioned, CaseworkRecord):
    """A signal. `facts` is what was seen, `interpretation` what somebody thinks of it; never one in the other.

    `status` and `keep_until` follow from the weighing. `round` is which weighing this is, from 1: a signal that was
    sent back for enrichment is weighed again. `delivery` is the id of the note with which a participant without the
    key handed it in, and `brought_in_account` then is that participant.
    """

    __tablename__ = "signal"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(400))
    received_on: Mapped[date] = mapped_column()
    observed_from: Mapped[date | None] = mapped_column()
    observed_to: Mapped[date | None] = mapped_column()
    source: Mapped[SignalSource] = mapped_column(ChoiceType(SignalSource), index=True)
    cluster: Mapped[Cluster | None] = mapped_column(ChoiceType(Cluster), index=True)
    phenomenon: Mapped[Phenomenon | None] = mapped_column(ChoiceType(Phenomenon), index=True)
    facts: Mapped[str] = mapped_column(Text)
    interpretation: Mapped[str | None] = mapped_column(Text)
    reliability: Mapped[Reliability | None] = mapped_column(ChoiceType(Reliability))
    information_value: Mapped[InformationValue | None] = mapped_column(ChoiceType(InformationValue))
    priority: Mapped[Priority | None] = mapped_column(ChoiceType(Priority), index=True)
    priority_reason: Mapped[str | None] = mapped_column(Text)
    classification: Mapped[Classification] = mapped_column(ChoiceType(Classification))
    brought_in_by: Mapped[str | None] = mapped_column(String(200))
    brought_in_account: Mapped[str | None] = mapped_column(String(40))
    delivery: Mapped[str | None] = mapped_column(String(32), unique=True)
    informing: Mapped[InformingDuty | None] = mapped_column(ChoiceType(InformingDuty))
    informing_note: Mapped[str | None] = mapped_column(Text)
    status: Mapped[SignalStatus] = mapped_column(ChoiceType(SignalStatus), index=True)
    round: Mapped[int] = mapped_column()
    outcome: Mapped[SignalOutcome | None] = mapped_column(ChoiceType(SignalOutcome), index=True)
    outcome_reason: Mapped[str | None] = mapped_column(Text)
    outcome_to: Mapped[str | None] = mapped_column(String(200))
    decided_on: Mapped[date | None] = mapped_column(index=True)
    decided_by: Mapped[str | None] = mapped_column(String(40))
    keep_until: Mapped[date | None] = mapped_column(index=True)
    feedback: Mapped[FeedbackState | None] = mapped_column(ChoiceType(FeedbackState))
    feedback_on: Mapped[date | None] = mapped_column()

    __table_args__ = (
        CheckConstraint(
            "observed_from IS NULL OR observed_to IS NULL OR observed_to >= observed_from", name="observed_in_order"
        ),
        # The order of the list. Unique, so that SQLite sees that nothing is left to sort.
        Index("ix_signal_order", "received_on", "number", unique=True),
        Index("ix_signal_words", "title", "number", "brought_in_by"),  # what the list is searched in and sorted by
    )


class SignalCase(CaseworkRecord):
    """That a signal feeds a case: who said so, on which day and why. `linked_by` is an account id."""

    __tablename__ = "signal_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    signal_id: Mapped[int] = mapped_column(ForeignKey("signal.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    linked_by: Mapped[str] = mapped_column(String(40))
    linked_on: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(String(400))

    __table_args__ = (UniqueConstraint("signal_id", "case_id"),)
