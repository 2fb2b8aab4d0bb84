"""A measure under art. 13b Opiumwet: from the police report to the reopening and what follows from it (domein §2.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Cents, ChoiceType, Versioned
from models.measures.choices import (
    Answer,
    InjunctionOutcome,
    ObjectionOutcome,
    Phase,
    Sanction,
    Substance,
    ViewsForm,
    WithoutIntention,
    WpgGround,
)
from models.measures.property import Property
from models.measures.tables import MeasuresRecord


class Measure(Versioned, MeasuresRecord):
    """One file about one property. What each date means is in `app.rules.measures.facts`; the rules that bind them, in
    `app.rules.measures.problems`. `closed_until` is the last day of the closure, None while it has no end.
    """

    __tablename__ = "measure"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    external_number: Mapped[str | None] = mapped_column(String(80), index=True)
    property_id: Mapped[int] = mapped_column(ForeignKey("property.id"), index=True)
    phase: Mapped[Phase] = mapped_column(ChoiceType(Phase), index=True)

    found_on: Mapped[date] = mapped_column(index=True)
    substance: Mapped[Substance] = mapped_column(ChoiceType(Substance), index=True)
    nth: Mapped[int | None] = mapped_column()
    report_received_on: Mapped[date | None] = mapped_column()
    report_reference: Mapped[str | None] = mapped_column(String(200))
    wpg_ground: Mapped[WpgGround | None] = mapped_column(ChoiceType(WpgGround))
    indicators: Mapped[str | None] = mapped_column(Text)

    competent: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    competence_reason: Mapped[str | None] = mapped_column(Text)
    necessary: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    necessity_reason: Mapped[str | None] = mapped_column(Text)
    balanced: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    balance_reason: Mapped[str | None] = mapped_column(Text)
    weighed_on: Mapped[date | None] = mapped_column()

    intention_sent_on: Mapped[date | None] = mapped_column()
    views_weeks: Mapped[int | None] = mapped_column()
    views_form: Mapped[ViewsForm | None] = mapped_column(ChoiceType(ViewsForm))
    views_received_on: Mapped[date | None] = mapped_column()
    without_intention: Mapped[WithoutIntention | None] = mapped_column(ChoiceType(WithoutIntention))
    without_reason: Mapped[str | None] = mapped_column(Text)

    sanction: Mapped[Sanction | None] = mapped_column(ChoiceType(Sanction), index=True)
    decided_on: Mapped[date | None] = mapped_column(index=True)
    decision_reference: Mapped[str | None] = mapped_column(String(200))
    penalty_amount: Mapped[Decimal | None] = mapped_column(Cents)
    penalty_maximum: Mapped[Decimal | None] = mapped_column(Cents)
    grace_until: Mapped[date | None] = mapped_column()
    months: Mapped[int | None] = mapped_column()
    closed_from: Mapped[date | None] = mapped_column(index=True)
    closed_until: Mapped[date | None] = mapped_column(index=True)
    deviation_reason: Mapped[str | None] = mapped_column(Text)

    announced_on: Mapped[date | None] = mapped_column()
    posted_on: Mapped[date | None] = mapped_column()
    executed_on: Mapped[date | None] = mapped_column()
    sealed_on: Mapped[date | None] = mapped_column()
    costs: Mapped[Decimal | None] = mapped_column(Cents)
    costs_decided_on: Mapped[date | None] = mapped_column()

    objection_on: Mapped[date | None] = mapped_column()
    objection_committee: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    objection_adjourned: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    objection_decided_on: Mapped[date | None] = mapped_column()
    objection_outcome: Mapped[ObjectionOutcome | None] = mapped_column(ChoiceType(ObjectionOutcome))
    injunction_asked_on: Mapped[date | None] = mapped_column()
    injunction_decided_on: Mapped[date | None] = mapped_column()
    injunction_outcome: Mapped[InjunctionOutcome | None] = mapped_column(ChoiceType(InjunctionOutcome))
    appeal_on: Mapped[date | None] = mapped_column()

    reopening_asked_on: Mapped[date | None] = mapped_column()
    reopened_on: Mapped[date | None] = mapped_column()
    keys_returned_on: Mapped[date | None] = mapped_column()
    end_checked_on: Mapped[date | None] = mapped_column()
    end_finding: Mapped[str | None] = mapped_column(Text)

    corporation: Mapped[str | None] = mapped_column(String(200))
    corporation_informed_on: Mapped[date | None] = mapped_column()
    evicted_on: Mapped[date | None] = mapped_column(index=True)
    bibob_informed_on: Mapped[date | None] = mapped_column()
    riec_reported_on: Mapped[date | None] = mapped_column()

    closed_on: Mapped[date | None] = mapped_column(index=True)
    note: Mapped[str | None] = mapped_column(Text)

    premises: Mapped[Property] = relationship(lazy="raise")
