"""What cannot be stored of a measure: dates in an impossible order, and a decision without what the law asks first.

Every message names the article it rests on. `Limits` holds what follows from the dated norms and from the ladder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.measures.decisions import decision_problems
from app.rules.measures.facts import DATES, LONGEST_WEEKS
from app.rules.measures.ladder import Outcome
from app.rules.years import FIRST_YEAR, LAST_YEAR
from models.measures.choices import Phase, WithoutIntention

if TYPE_CHECKING:
    from app.rules.measures.facts import MeasureFacts

PLANNED = frozenset({"grace_until", "closed_from", "closed_until"})  # the only dates that may lie ahead

_ORDER = (  # what cannot come before what, and why
    ("found_on", "report_received_on", "art. 16 Wpg"),
    ("found_on", "weighed_on", "art. 3:2 Awb"),
    ("found_on", "intention_sent_on", "art. 4:8 Awb"),
    ("intention_sent_on", "views_received_on", "art. 4:9 Awb"),
    ("intention_sent_on", "decided_on", "art. 4:8 Awb"),
    ("found_on", "decided_on", "art. 13b lid 1 Opiumwet"),
    ("decided_on", "announced_on", "art. 3:40 Awb"),
    ("decided_on", "grace_until", "art. 5:24 lid 2 en 5:32a lid 2 Awb"),
    ("found_on", "closed_from", "art. 13b lid 1 Opiumwet"),
    ("closed_from", "closed_until", "art. 5:24 lid 1 Awb"),
    ("found_on", "executed_on", "art. 5:21 Awb"),
    ("executed_on", "costs_decided_on", "art. 5:25 Awb"),
    ("decided_on", "objection_on", "art. 6:8 Awb"),
    ("objection_on", "objection_decided_on", "art. 7:10 Awb"),
    ("decided_on", "injunction_asked_on", "art. 8:81 Awb"),
    ("injunction_asked_on", "injunction_decided_on", "art. 8:81 Awb"),
    ("objection_decided_on", "appeal_on", "art. 6:8 Awb"),
    ("closed_from", "reopening_asked_on", "Damoclesbeleid"),
    ("closed_from", "reopened_on", "Damoclesbeleid"),
    ("closed_from", "keys_returned_on", "Damoclesbeleid"),
    ("found_on", "corporation_informed_on", "art. 7:231 lid 2 BW"),
    ("found_on", "evicted_on", "art. 7:231 lid 2 BW"),
    ("decided_on", "closed_on", "selectielijst gemeente"),
    ("found_on", "closed_on", "selectielijst gemeente"),
)
_NEEDS = (  # what cannot be known without what
    ("views_received_on", "intention_sent_on", "art. 4:9 Awb"),
    ("announced_on", "decided_on", "art. 3:40 Awb"),
    ("objection_on", "decided_on", "art. 6:8 Awb"),
    ("objection_decided_on", "objection_on", "art. 7:10 Awb"),
    ("injunction_decided_on", "injunction_asked_on", "art. 8:81 Awb"),
    ("costs_decided_on", "executed_on", "art. 5:25 Awb"),
    ("reopened_on", "closed_from", "Damoclesbeleid"),
    ("reopening_asked_on", "closed_from", "Damoclesbeleid"),
    ("keys_returned_on", "closed_from", "Damoclesbeleid"),
)
_PHASES = {  # what has happened when a measure is in a phase
    Phase.REPORT: "report_received_on",
    Phase.INTENTION: "intention_sent_on",
    Phase.VIEWS: "intention_sent_on",
    Phase.DECISION: "decided_on",
    Phase.ANNOUNCEMENT: "announced_on",
    Phase.EXECUTION: "decided_on",
    Phase.OBJECTION: "objection_on",
    Phase.REOPENING: "closed_from",
    Phase.CLOSED: "closed_on",
}
_HALVES = (  # what is known by halves
    ("objection_decided_on", "objection_outcome", "Kies hoe op het bezwaar is beslist (art. 7:11 Awb)."),
    ("injunction_decided_on", "injunction_outcome", "Kies wat de rechter besliste (art. 8:81 Awb)."),
    ("evicted_on", "corporation", "Vul in welke corporatie de huur beëindigde (art. 7:231 lid 2 BW)."),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the norms and the ladder say: the last day for views when there was an intention, and the measure that the
    policy gives, None when there is no policy or no row for this.
    """

    views_until: date | None = None
    proposed: Outcome | None = None


def measure_problems(facts: MeasureFacts, limits: Limits, today: date) -> dict[str, str]:
    """What is wrong, a message per field; the first that applies to a field stands."""
    found: dict[str, str] = {}
    for part in (
        _impossible_dates(facts, today),
        _impossible_order(facts),
        _what_is_missing(facts),
        _lengths(facts),
        decision_problems(facts, limits.proposed),
        _hearing_problems(facts, limits),
        _phase_problems(facts),
    ):
        for name, told in part.items():
            found.setdefault(name, told)
    return found


def _impossible_dates(facts: MeasureFacts, today: date) -> dict[str, str]:
    found = {}
    for name in DATES:
        day: date | None = getattr(facts, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            found[name] = f"Vul een datum in tussen {FIRST_YEAR} en {LAST_YEAR}."
        elif day is not None and day > today and name not in PLANNED:
            found[name] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
    return found


def _impossible_order(facts: MeasureFacts) -> dict[str, str]:
    found = {
        later: f"Deze datum ligt vóór {DATES[earlier]} op {format_date(getattr(facts, earlier))} ({article})."
        for earlier, later, article in _ORDER
        if getattr(facts, earlier) and getattr(facts, later) and getattr(facts, later) < getattr(facts, earlier)
    }
    decided, at_once = facts.decided_on, facts.without_intention is WithoutIntention.VERY_URGENT
    for name in ("closed_from", "executed_on"):
        day: date | None = getattr(facts, name)
        if day is not None and decided is not None and day < decided and not at_once:
            found[name] = (
                f"Dit ligt vóór het besluit van {format_date(decided)}; dat kan alleen bij spoedeisende bestuursdwang "
                "(art. 5:31 lid 2 Awb)."
            )
    return found


def _what_is_missing(facts: MeasureFacts) -> dict[str, str]:
    found = {
        needed: f"Vul de datum in van {DATES[needed]}: zonder die datum kan dit er niet staan ({article})."
        for present, needed, article in _NEEDS
        if getattr(facts, present) is not None and getattr(facts, needed) is None
    }
    found |= {
        needed: told
        for present, needed, told in _HALVES
        if getattr(facts, present) is not None and getattr(facts, needed) is None
    }
    return found


def _lengths(facts: MeasureFacts) -> dict[str, str]:
    found = {}
    if facts.views_weeks is not None and not 1 <= facts.views_weeks <= LONGEST_WEEKS:
        found["views_weeks"] = f"Vul een aantal weken in van 1 tot en met {LONGEST_WEEKS} (art. 4:9 Awb)."
    if facts.costs is not None and facts.costs < 0:
        found["costs"] = "Kosten zijn nul of meer (art. 5:25 Awb)."
    if facts.nth is not None and not 1 <= facts.nth <= 9:
        found["nth"] = "Vul in de hoeveelste constatering dit is, van 1 tot en met 9 (art. 4:81 Awb)."
    return found


def _hearing_problems(facts: MeasureFacts, limits: Limits) -> dict[str, str]:
    """Who was asked for views may give them until the term is over (art. 4:8, 4:9 Awb)."""
    decided, heard, until = facts.decided_on, facts.views_received_on, limits.views_until
    if decided is None or facts.intention_sent_on is None:
        return {}
    if heard is None and facts.views_form is None and until is not None and decided <= until:
        last = format_date(until)
        return {"decided_on": f"De termijn voor zienswijze loopt tot en met {last} (art. 4:8 en 4:9 Awb)."}
    if heard is not None and decided < heard:
        return {"decided_on": f"Dit ligt vóór de zienswijze van {format_date(heard)} (art. 4:8 Awb)."}
    return {}


def _phase_problems(facts: MeasureFacts) -> dict[str, str]:
    if facts.phase is Phase.CLOSED and facts.closed_on is None:
        return {"closed_on": "Vul in wanneer het dossier is afgesloten, of kies een andere fase."}
    if facts.phase is not Phase.CLOSED and facts.closed_on is not None:
        return {"phase": "Dit dossier is afgesloten; kies de fase ‘afgesloten’ of maak de datum leeg."}
    needed = _PHASES.get(facts.phase) if facts.phase else None
    if facts.phase and needed and getattr(facts, needed) is None:
        return {"phase": f"De fase ‘{facts.phase.label}’ past nog niet bij de ingevulde datums."}
    return {}
