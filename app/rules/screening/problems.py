"""What cannot be stored of a screening: dates in an impossible order, and a decision without what the law asks first.

Every message names the article it rests on. `Limits` holds what follows from the dated norms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.screening.facts import DATES, LONGEST_WEEKS
from app.rules.years import FIRST_YEAR, LAST_YEAR
from models.bibob.choices import Answer, Danger, Phase

if TYPE_CHECKING:
    from app.rules.screening.facts import ScreeningFacts

PLANNED = frozenset({"postponed_to", "keep_until"})  # the only dates that may lie ahead

_ORDER = (  # what cannot come before what, and why
    ("application_on", "completion_asked_on", "art. 4:5 Awb"),
    ("completion_asked_on", "completed_on", "art. 4:15 Awb"),
    ("form_issued_on", "form_received_on", "art. 7a Wet Bibob"),
    ("application_on", "advice_requested_on", "art. 31 Wet Bibob"),
    ("advice_requested_on", "subject_informed_on", "art. 32 Wet Bibob"),
    ("advice_requested_on", "extension_noticed_on", "art. 15 lid 3 Wet Bibob"),
    ("advice_requested_on", "advice_received_on", "art. 15 Wet Bibob"),
    ("intention_sent_on", "views_received_on", "art. 33 Wet Bibob, art. 4:9 Awb"),
    ("intention_sent_on", "decided_on", "art. 33 Wet Bibob"),
    ("application_on", "decided_on", "art. 4:13 Awb"),
    ("application_on", "withdrawn_on", "art. 4:1 Awb"),
    ("application_on", "postponed_to", "art. 4:14 Awb"),
    ("decided_on", "published_on", "art. 3:40 Awb"),
    ("published_on", "objection_on", "art. 6:8 Awb"),
    ("opened_on", "closed_on", "art. 28 Wet Bibob"),
    ("decided_on", "closed_on", "art. 28 Wet Bibob"),
    ("closed_on", "destroyed_on", "selectielijst gemeente"),
)
_NEEDS = (  # what cannot be known without what
    ("completed_on", "completion_asked_on", "art. 4:15 Awb"),
    ("subject_informed_on", "advice_requested_on", "art. 32 Wet Bibob"),
    ("extension_days", "advice_requested_on", "art. 15 lid 3 Wet Bibob"),
    ("extension_noticed_on", "advice_requested_on", "art. 15 lid 3 Wet Bibob"),
    ("advice_received_on", "advice_requested_on", "art. 15 Wet Bibob"),
    ("views_received_on", "intention_sent_on", "art. 33 Wet Bibob"),
    ("published_on", "decided_on", "art. 3:40 Awb"),
    ("objection_on", "published_on", "art. 6:8 Awb"),
    ("destroyed_on", "closed_on", "selectielijst gemeente"),
)
_PHASES = {  # what has happened when a screening is in a phase
    Phase.FORM_ISSUED: "form_issued_on",
    Phase.FORM_RECEIVED: "form_received_on",
    Phase.COMPLETION: "completion_asked_on",
    Phase.ADVICE_REQUESTED: "advice_requested_on",
    Phase.ADVICE_SUSPENDED: "advice_requested_on",
    Phase.ADVICE_EXTENDED: "extension_days",
    Phase.ADVICE_RECEIVED: "advice_received_on",
    Phase.INTENTION: "intention_sent_on",
    Phase.DECISION: "ended_on",
    Phase.OBJECTION: "objection_on",
    Phase.CLOSED: "closed_on",
}
_CONCLUSION = {
    "danger_a": "Kies de mate van gevaar op de a-grond (art. 3 lid 1 onder a Wet Bibob).",
    "danger_b": "Kies de mate van gevaar op de b-grond (art. 3 lid 1 onder b Wet Bibob).",
    "danger_six": "Kies of de grond van art. 3 lid 6 Wet Bibob er is.",
}
_WEEKS = ("decision_weeks", "completion_weeks", "views_weeks")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the norms of the day allow: days of extension, and the last day for views when there was an intention."""

    extension_days: int | None = None
    views_until: date | None = None


def screening_problems(facts: ScreeningFacts, limits: Limits, today: date) -> dict[str, str]:
    """What is wrong, a message per field; the first that applies to a field stands."""
    found: dict[str, str] = {}
    for part in (
        _impossible_dates(facts, today),
        _impossible_order(facts),
        _what_is_missing(facts),
        _impossible_lengths(facts, limits),
        _advice_problems(facts),
        _outcome_problems(facts),
        _hearing_problems(facts, limits),
        _phase_problems(facts),
    ):
        for name, told in part.items():
            found.setdefault(name, told)
    return found


def _impossible_dates(facts: ScreeningFacts, today: date) -> dict[str, str]:
    found = {}
    for name in DATES:
        day: date | None = getattr(facts, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            found[name] = f"Vul een datum in tussen {FIRST_YEAR} en {LAST_YEAR}."
        elif day is not None and day > today and name not in PLANNED:
            found[name] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
    return found


def _impossible_order(facts: ScreeningFacts) -> dict[str, str]:
    return {
        later: f"Deze datum ligt vóór {DATES[earlier]} op {format_date(getattr(facts, earlier))} ({article})."
        for earlier, later, article in _ORDER
        if getattr(facts, earlier) and getattr(facts, later) and getattr(facts, later) < getattr(facts, earlier)
    }


def _what_is_missing(facts: ScreeningFacts) -> dict[str, str]:
    if facts.basis is not None and facts.basis.has_decision_term and facts.application_on is None:
        return {"application_on": "Vul de datum van de aanvraag in: daarmee begint de beslistermijn (art. 4:13 Awb)."}
    return {
        needed: f"Vul de datum in van {DATES[needed]}: zonder die datum kan dit er niet staan ({article})."
        for present, needed, article in _NEEDS
        if getattr(facts, present) is not None and getattr(facts, needed) is None
    }


def _impossible_lengths(facts: ScreeningFacts, limits: Limits) -> dict[str, str]:
    found = {
        name: f"Vul een aantal weken in van 1 tot en met {LONGEST_WEEKS}."
        for name in _WEEKS
        if getattr(facts, name) is not None and not 1 <= getattr(facts, name) <= LONGEST_WEEKS
    }
    days, most = facts.extension_days, limits.extension_days
    if days is not None and days < 1:
        found["extension_days"] = "Vul een aantal dagen boven nul in, of laat het veld leeg."
    elif days is not None and most is not None and days > most:
        found["extension_days"] = f"De verlenging is ten hoogste {most} dagen (art. 15 lid 3 Wet Bibob)."
    return found


def _advice_problems(facts: ScreeningFacts) -> dict[str, str]:
    found = {}
    if facts.advice_requested_on is not None and facts.advice_type is None:
        found["advice_type"] = "Kies of het advies regulier of aanvullend is (art. 9 Wet Bibob)."
    if facts.riec_support_on is not None and facts.riec_support is not Answer.YES:
        found["riec_support"] = "Er staat een datum van RIEC-ondersteuning; kies ja (art. 28 lid 2 onder d Wet Bibob)."
    pairs = ((facts.advised_danger_a, facts.danger_a), (facts.advised_danger_b, facts.danger_b))
    differs = any(advised and own and advised is not own for advised, own in pairs)
    if differs and not (facts.reasoning or "").strip():
        found["reasoning"] = "U wijkt af van het advies van het LBB; motiveer dat (art. 3:50 Awb)."
    return found


def _outcome_problems(facts: ScreeningFacts) -> dict[str, str]:
    found = {}
    outcome = facts.outcome
    if outcome is None:
        if facts.decided_on is not None:
            found["outcome"] = "Kies de uitkomst van het besluit (art. 3 Wet Bibob)."
        return found
    if facts.ended_on is None:
        found["decided_on"] = "Vul in wanneer is besloten, of wanneer de aanvrager zich terugtrok (art. 4:13 Awb)."
    if outcome.is_judged:
        found |= {name: told for name, told in _CONCLUSION.items() if getattr(facts, name) is None}
    return found


def _hearing_problems(facts: ScreeningFacts, limits: Limits) -> dict[str, str]:
    """A negative decision, or one with conditions, has an intention and views before it (art. 33, art. 28 lid 3)."""
    outcome = facts.outcome
    if outcome is None or not outcome.needs_hearing:
        return {}
    what = f"Het besluit ‘{outcome.label}’"
    if facts.intention_sent_on is None:
        return {"outcome": f"{what} kan niet zonder voornemen en zienswijze vooraf (art. 33 Wet Bibob)."}
    found = {}
    heard = facts.views_received_on
    if heard is None and limits.views_until and facts.decided_on and facts.decided_on <= limits.views_until:
        until = format_date(limits.views_until)
        found["decided_on"] = f"De termijn voor zienswijze loopt tot en met {until} (art. 33 Wet Bibob, art. 4:9 Awb)."
    elif heard and facts.decided_on and facts.decided_on < heard:
        found["decided_on"] = f"Dit ligt vóór de zienswijze van {format_date(heard)} (art. 33 Wet Bibob)."
    if facts.advice_received_on is not None:
        found |= _secrecy_problems(facts, what)
    return found


def _secrecy_problems(facts: ScreeningFacts, what: str) -> dict[str, str]:
    pointed = facts.secrecy_pointed_on
    asked = "afschrift van het advies en schriftelijk wijzen op de geheimhoudingsplicht (art. 28 lid 3 Wet Bibob)"
    if pointed is None:
        return {"secrecy_pointed_on": f"{what} kan niet zonder {asked}; vul in wanneer dat is gebeurd."}
    if facts.decided_on is not None and pointed > facts.decided_on:
        return {"secrecy_pointed_on": f"{what} kan niet vóór {asked}."}
    return {}


def _phase_problems(facts: ScreeningFacts) -> dict[str, str]:
    if facts.phase is Phase.CLOSED and facts.closed_on is None:
        return {"closed_on": "Vul in wanneer het dossier is gesloten, of kies een andere fase (art. 28 Wet Bibob)."}
    if facts.phase is not Phase.CLOSED and facts.closed_on is not None:
        return {"phase": "Dit dossier heeft een sluitingsdatum; kies de fase ‘14 gesloten’ of maak de datum leeg."}
    needed = _PHASES.get(facts.phase) if facts.phase else None
    if facts.phase and needed and getattr(facts, needed) is None:
        return {"phase": f"De fase ‘{facts.phase.label}’ past nog niet bij de ingevulde datums."}
    return {}


def is_danger(facts: ScreeningFacts) -> bool:
    """Whether the own conclusion is danger, of whatever degree: what must be reported (art. 7a lid 7)."""
    found = {facts.danger_a, facts.danger_b} & {Danger.SERIOUS, Danger.LESSER}
    return bool(found) or facts.danger_six is Answer.YES
