"""What holds for an internal report: the order of its days, what closing needs, and text that gives a reporter away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.integrity.choices import Channel, Conflict, ReportStatus, ReportType

FUTURE = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the rules look at; None is not known, or has not happened."""

    channel: Channel | None
    status: ReportStatus | None
    received_on: date | None
    kind: ReportType | None = None
    conflict: Conflict | None = None
    conflict_note: str | None = None
    other_route: str | None = None
    confirmed_on: date | None = None
    feedback_on: date | None = None
    approved_on: date | None = None
    conclusion: str | None = None
    consent_on: date | None = None
    consent_for: str | None = None
    closed_on: date | None = None
    answerable: bool = True


def report_problems(facts: ReportFacts, today: date) -> dict[str, str]:
    """Messages by field; empty when the report may be stored so."""
    return _days(facts, today) | _closing(facts) | _triage(facts)


def _days(facts: ReportFacts, today: date) -> dict[str, str]:
    problems = {}
    for name in ("received_on", "confirmed_on", "feedback_on", "approved_on", "consent_on", "closed_on"):
        day: date | None = getattr(facts, name)
        if day is not None and day > today:
            problems[name] = FUTURE
        elif day is not None and facts.received_on is not None and day < facts.received_on:
            problems[name] = "Dit ligt vóór de dag waarop de melding is gedaan."
    if facts.feedback_on is not None and facts.confirmed_on is None:
        problems.setdefault("confirmed_on", "Vul eerst in wanneer de ontvangst is bevestigd (Wbk).")
    return problems


def _closing(facts: ReportFacts) -> dict[str, str]:
    closed = facts.status is ReportStatus.CLOSED
    if closed != (facts.closed_on is not None):
        text = "Vul in op welke dag de melding is afgesloten." if closed else "Zet de status dan op ‘afgesloten’."
        return {"closed_on": text}
    if not closed:
        return {}
    problems = {}
    if facts.kind is None:
        problems["kind"] = "Kies wat voor melding het was, voordat u haar afsluit."
    if facts.conclusion is None:
        problems["conclusion"] = "Vul de conclusie in, voordat u de melding afsluit."
    if facts.conflict is None:
        problems["conflict"] = "Leg eerst vast of er een belangenconflict is."
    if facts.answerable and facts.confirmed_on is None:
        problems["confirmed_on"] = "De melder heeft nog geen ontvangstbevestiging gekregen (Wbk)."
    return problems


def _triage(facts: ReportFacts) -> dict[str, str]:
    problems = {}
    if facts.conflict is Conflict.HANDED_OVER and facts.conflict_note is None:
        problems["conflict_note"] = "Vul in aan wie de behandeling is overgedragen en waarom."
    if facts.kind is ReportType.OTHER and facts.other_route is None:
        problems["other_route"] = "Vul in langs welke andere weg dit wordt opgepakt."
    if (facts.consent_on is None) != (facts.consent_for is None):
        missing = "consent_on" if facts.consent_on is None else "consent_for"
        problems[missing] = "Toestemming heeft een dag, en gaat over wat aan wie mag worden verteld."
    return problems


@dataclass(frozen=True, slots=True)
class GivesAway:
    """A piece of text that may tell who wrote it: what stands there, and why that matters."""

    text: str
    reason: str


_TRACES = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "een e-mailadres"),
    (re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)"), "een telefoonnummer"),
    (
        re.compile(r"\b(?:mijn naam is|ik heet|met vriendelijke groet|groeten? van)\b[^\n.]{0,40}", re.IGNORECASE),
        "een naam",
    ),
    (
        re.compile(r"\b(?:ik als (?:enige|eerste)|alleen ik|als enige (?:was|ben|heb|zag|weet) ik)\b", re.IGNORECASE),
        "iets wat alleen u kunt weten",
    ),
    (
        re.compile(
            r"\bmijn (?:leidinggevende|teamleider|afdeling|team|kamer|functie|collega|baas|dossier)\b", re.IGNORECASE
        ),
        "iets wat naar uw werkplek wijst",
    ),
    (
        re.compile(r"\b(?:toen ik (?:dienst had|alleen was)|in mijn dienst|op mijn vrije dag)\b", re.IGNORECASE),
        "uw rooster",
    ),
)


def traces_in(text: str) -> tuple[GivesAway, ...]:
    """What in a text may give its writer away, in the order in which it stands there; a help, never a guarantee."""
    found = [
        (match.start(), GivesAway(" ".join(match.group().split()), reason))
        for pattern, reason in _TRACES
        for match in pattern.finditer(text)
    ]
    return tuple(trace for _, trace in sorted(found, key=lambda each: each[0]))
