"""What the rules and terms of a screening look at; the draft of the form has these fields and a few of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.bibob.choices import AdviceType, Answer, Danger, LegalBasis, Outcome, Phase

LONGEST_WEEKS = 52  # of a term that is set in a file

DATES = {
    "opened_on": "de intake",
    "application_on": "de aanvraag",
    "form_issued_on": "het uitreiken van het formulier",
    "form_received_on": "het ontvangen formulier",
    "completion_asked_on": "het stellen van de hersteltermijn",
    "completed_on": "de aanvulling",
    "prosecutor_tip_on": "de OM-tip",
    "riec_support_on": "de RIEC-ondersteuning",
    "advice_requested_on": "de adviesaanvraag",
    "subject_informed_on": "het bericht aan betrokkene",
    "extension_noticed_on": "de kennisgeving van verlenging",
    "advice_received_on": "het ontvangen advies",
    "register_consulted_on": "het raadplegen van het register",
    "register_reported_on": "het melden in het register",
    "intention_sent_on": "het voornemen",
    "views_received_on": "de zienswijze",
    "secrecy_pointed_on": "het wijzen op geheimhouding",
    "decided_on": "het besluit",
    "published_on": "de bekendmaking",
    "objection_on": "het bezwaar",
    "withdrawn_on": "de terugtrekking",
    "closed_on": "de sluiting",
    "destroyed_on": "de vernietiging",
    "postponed_to": "de verdaging",
    "keep_until": "de bewaartermijn",
}
"""What each date says, for use in a sentence."""


@dataclass(frozen=True, slots=True)
class ScreeningFacts:
    """The dates, degrees and outcome of one screening; None is not known or not happened.

    Terms given in whole weeks (`decision_weeks`, `completion_weeks`, `views_weeks`) take the place of the norm when
    they are filled in. `extension_days` is what the LBB asked for under art. 15 lid 3.
    """

    phase: Phase | None = Phase.INTAKE
    opened_on: date | None = None
    basis: LegalBasis | None = None
    application_on: date | None = None
    decision_weeks: int | None = None
    postponed_to: date | None = None
    form_issued_on: date | None = None
    form_received_on: date | None = None
    form_complete: Answer | None = None
    completion_asked_on: date | None = None
    completion_weeks: int | None = None
    completed_on: date | None = None
    prosecutor_tip_on: date | None = None
    riec_support: Answer | None = None
    riec_support_on: date | None = None
    advice_type: AdviceType | None = None
    advice_requested_on: date | None = None
    subject_informed_on: date | None = None
    extension_days: int | None = None
    extension_noticed_on: date | None = None
    advice_received_on: date | None = None
    advised_danger_a: Danger | None = None
    advised_danger_b: Danger | None = None
    danger_a: Danger | None = None
    danger_b: Danger | None = None
    danger_six: Answer | None = None
    reasoning: str | None = None
    register_consulted_on: date | None = None
    register_reported_on: date | None = None
    intention_sent_on: date | None = None
    views_weeks: int | None = None
    views_received_on: date | None = None
    secrecy_pointed_on: date | None = None
    outcome: Outcome | None = None
    decided_on: date | None = None
    published_on: date | None = None
    objection_on: date | None = None
    withdrawn_on: date | None = None
    closed_on: date | None = None
    keep_until: date | None = None
    destroyed_on: date | None = None

    @property
    def ended_on(self) -> date | None:
        """When the application was dealt with: decided, or withdrawn by the applicant."""
        return self.decided_on or self.withdrawn_on
