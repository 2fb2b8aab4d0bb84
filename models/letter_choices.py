"""The kinds of letters that the program can make: English value, Dutch label."""

from __future__ import annotations

from models.choices import Choice


class LetterKind(Choice):
    """One kind has one template; a decision has one for each way in which it can end."""

    ADVICE_REQUEST = "advice_request", "adviesaanvraag aan het Landelijk Bureau Bibob"
    ADVICE_NOTICE = "advice_notice", "mededeling van de adviesaanvraag"
    COMPLETION = "completion", "hersteltermijn"
    INTENTION = "intention", "voornemen"
    DECISION_GRANT = "decision_grant", "besluit: verlenen"
    DECISION_CONDITIONS = "decision_conditions", "besluit: verlenen met voorschriften"
    DECISION_REFUSAL = "decision_refusal", "besluit: weigeren"
    DECISION_REVOCATION = "decision_revocation", "besluit: intrekken"
    DECISION_NOT_PROCESSED = "decision_not_processed", "besluit: buiten behandeling"

    MEASURE_INTENTION = "measure_intention", "voornemen tot een maatregel"
    WARNING = "warning", "waarschuwing"
    PENALTY = "penalty", "last onder dwangsom"
    CLOSURE = "closure", "besluit tot sluiting"
    URGENT_CLOSURE = "urgent_closure", "besluit tot spoedsluiting"
    CLOSURE_NOTICE = "closure_notice", "bekendmaking van de sluiting"
    LIFTING = "lifting", "opheffing van de sluiting"
    APV_CLOSURE = "apv_closure", "sluiting op grond van de APV"


class LetterForm(Choice):
    """In which form a letter leaves the vault."""

    PDF = "pdf", "pdf, om te verzenden en te bewaren"
    WORD = "docx", "Word, om in verder te werken"
