"""A Bibob screening: from the intake to the decision, its objection and its destruction (domein §1.3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ChoiceType, Versioned
from models.bibob.choices import AdviceType, Answer, Danger, LegalBasis, Occasion, Outcome, Phase, Trigger
from models.bibob.tables import BibobRecord


class Screening(Versioned, BibobRecord):
    """One file under art. 28. What each date means is in `app.rules.screening.facts`; the rules that bind them, in
    `app.rules.screening.problems`.
    """

    __tablename__ = "screening"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    external_number: Mapped[str | None] = mapped_column(String(80), index=True)
    subject: Mapped[str] = mapped_column(String(300))
    phase: Mapped[Phase] = mapped_column(ChoiceType(Phase), index=True)
    basis: Mapped[LegalBasis] = mapped_column(ChoiceType(LegalBasis))
    occasion: Mapped[Occasion] = mapped_column(ChoiceType(Occasion), index=True)
    trigger: Mapped[Trigger] = mapped_column(ChoiceType(Trigger))
    opened_on: Mapped[date] = mapped_column(index=True)

    application_on: Mapped[date | None] = mapped_column()
    decision_weeks: Mapped[int | None] = mapped_column()
    postponed_to: Mapped[date | None] = mapped_column()

    form_issued_on: Mapped[date | None] = mapped_column()
    form_received_on: Mapped[date | None] = mapped_column()
    form_complete: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    completion_asked_on: Mapped[date | None] = mapped_column()
    completion_weeks: Mapped[int | None] = mapped_column()
    completed_on: Mapped[date | None] = mapped_column()

    prosecutor_tip_on: Mapped[date | None] = mapped_column()
    prosecutor_tip_reference: Mapped[str | None] = mapped_column(String(200))
    riec_support: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    riec_support_on: Mapped[date | None] = mapped_column()
    register_consulted_on: Mapped[date | None] = mapped_column()
    register_result: Mapped[str | None] = mapped_column(Text)

    advice_type: Mapped[AdviceType | None] = mapped_column(ChoiceType(AdviceType))
    advice_requested_on: Mapped[date | None] = mapped_column()
    subject_informed_on: Mapped[date | None] = mapped_column()
    extension_days: Mapped[int | None] = mapped_column()
    extension_noticed_on: Mapped[date | None] = mapped_column()
    advice_received_on: Mapped[date | None] = mapped_column()
    advice_reference: Mapped[str | None] = mapped_column(String(200))
    advised_danger_a: Mapped[Danger | None] = mapped_column(ChoiceType(Danger))
    advised_danger_b: Mapped[Danger | None] = mapped_column(ChoiceType(Danger))

    danger_a: Mapped[Danger | None] = mapped_column(ChoiceType(Danger))
    danger_b: Mapped[Danger | None] = mapped_column(ChoiceType(Danger))
    danger_six: Mapped[Answer | None] = mapped_column(ChoiceType(Answer))
    reasoning: Mapped[str | None] = mapped_column(Text)
    register_reported_on: Mapped[date | None] = mapped_column()

    intention_sent_on: Mapped[date | None] = mapped_column()
    views_weeks: Mapped[int | None] = mapped_column()
    secrecy_pointed_on: Mapped[date | None] = mapped_column()
    views_received_on: Mapped[date | None] = mapped_column()
    outcome: Mapped[Outcome | None] = mapped_column(ChoiceType(Outcome), index=True)
    decided_on: Mapped[date | None] = mapped_column(index=True)
    decision_reference: Mapped[str | None] = mapped_column(String(200))
    published_on: Mapped[date | None] = mapped_column()
    objection_on: Mapped[date | None] = mapped_column()
    withdrawn_on: Mapped[date | None] = mapped_column()

    closed_on: Mapped[date | None] = mapped_column(index=True)
    keep_until: Mapped[date | None] = mapped_column()
    destroyed_on: Mapped[date | None] = mapped_column()
    note: Mapped[str | None] = mapped_column(Text)
