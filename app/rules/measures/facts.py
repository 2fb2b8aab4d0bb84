"""What the rules and terms of a measure look at; the draft of the form has these fields and a few of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.measures.choices import (
    Answer,
    InjunctionOutcome,
    ObjectionOutcome,
    Phase,
    Sanction,
    Substance,
    ViewsForm,
    WithoutIntention,
)

LONGEST_WEEKS = 12  # of a term for views
LONGEST_MONTHS = 120  # of a closure

DATES = {
    "found_on": "de constatering",
    "report_received_on": "de bestuurlijke rapportage",
    "weighed_on": "de weging",
    "intention_sent_on": "het voornemen",
    "views_received_on": "de zienswijze",
    "decided_on": "het besluit",
    "grace_until": "de begunstigingstermijn",
    "announced_on": "de bekendmaking",
    "posted_on": "het aanplakken",
    "closed_from": "het begin van de sluiting",
    "closed_until": "het einde van de sluiting",
    "executed_on": "de uitvoering",
    "sealed_on": "de verzegeling",
    "costs_decided_on": "het kostenbesluit",
    "objection_on": "het bezwaar",
    "objection_decided_on": "de beslissing op bezwaar",
    "injunction_asked_on": "het verzoek om een voorlopige voorziening",
    "injunction_decided_on": "de uitspraak op de voorlopige voorziening",
    "appeal_on": "het beroep",
    "reopening_asked_on": "het verzoek om heropening",
    "reopened_on": "de heropening",
    "keys_returned_on": "de sleuteloverdracht",
    "end_checked_on": "de controle na afloop",
    "corporation_informed_on": "het bericht aan de corporatie",
    "evicted_on": "de huisuitzetting",
    "bibob_informed_on": "het bericht aan de Bibob-coördinator",
    "riec_reported_on": "de melding bij het RIEC",
    "closed_on": "het afsluiten van het dossier",
}
"""What each date says, for use in a sentence."""


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """The dates, weighing and decision of one measure; None is not known or not happened.

    `views_weeks` takes the place of the norm when it is filled in. `closed_until` is the last day of a closure, None
    while it has no end; `months` is how long the decision says it lasts.
    """

    phase: Phase | None = Phase.FINDING
    found_on: date | None = None
    substance: Substance | None = None
    nth: int | None = None
    report_received_on: date | None = None
    competent: Answer | None = None
    competence_reason: str | None = None
    necessary: Answer | None = None
    necessity_reason: str | None = None
    balanced: Answer | None = None
    balance_reason: str | None = None
    weighed_on: date | None = None
    intention_sent_on: date | None = None
    views_weeks: int | None = None
    views_form: ViewsForm | None = None
    views_received_on: date | None = None
    without_intention: WithoutIntention | None = None
    without_reason: str | None = None
    sanction: Sanction | None = None
    decided_on: date | None = None
    penalty_amount: Decimal | None = None
    penalty_maximum: Decimal | None = None
    grace_until: date | None = None
    months: int | None = None
    closed_from: date | None = None
    closed_until: date | None = None
    deviation_reason: str | None = None
    announced_on: date | None = None
    posted_on: date | None = None
    executed_on: date | None = None
    sealed_on: date | None = None
    costs: Decimal | None = None
    costs_decided_on: date | None = None
    objection_on: date | None = None
    objection_committee: Answer | None = None
    objection_adjourned: Answer | None = None
    objection_decided_on: date | None = None
    objection_outcome: ObjectionOutcome | None = None
    injunction_asked_on: date | None = None
    injunction_decided_on: date | None = None
    injunction_outcome: InjunctionOutcome | None = None
    appeal_on: date | None = None
    reopening_asked_on: date | None = None
    reopened_on: date | None = None
    keys_returned_on: date | None = None
    end_checked_on: date | None = None
    corporation: str | None = None
    corporation_informed_on: date | None = None
    evicted_on: date | None = None
    bibob_informed_on: date | None = None
    riec_reported_on: date | None = None
    closed_on: date | None = None
