"""What cannot be stored of a closure (art. 2:80 APV) or a designation (art. 2:81 APV)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.formats import format_date
from app.rules.years import FIRST_YEAR, LAST_YEAR
from models.measures.choices import WithoutIntention

DATES = {
    "intention_sent_on": "het voornemen",
    "decided_on": "het besluit",
    "closed_from": "het begin van de sluiting",
    "closed_until": "het einde van de sluiting",
    "announced_on": "de bekendmaking",
    "objection_on": "het bezwaar",
    "lifted_on": "de opheffing",
}
PLANNED = frozenset({"closed_from", "closed_until"})
_ORDER = (
    ("intention_sent_on", "decided_on", "art. 4:8 Awb"),
    ("closed_from", "closed_until", "art. 2:80 APV"),
    ("decided_on", "announced_on", "art. 3:40 Awb"),
    ("decided_on", "objection_on", "art. 6:8 Awb"),
    ("closed_from", "lifted_on", "art. 2:80 APV"),
)
_NEEDS = (
    ("closed_from", "decided_on", "art. 3:40 Awb"),
    ("announced_on", "decided_on", "art. 3:40 Awb"),
    ("closed_until", "closed_from", "art. 2:80 APV"),
    ("lifted_on", "closed_from", "art. 2:80 APV"),
)


@dataclass(frozen=True, slots=True)
class ApvFacts:
    """The dates of a closure under the APV; None is not known or not happened. Without `closed_until` it has no end."""

    intention_sent_on: date | None = None
    without_intention: WithoutIntention | None = None
    without_reason: str | None = None
    decided_on: date | None = None
    closed_from: date | None = None
    closed_until: date | None = None
    announced_on: date | None = None
    objection_on: date | None = None
    lifted_on: date | None = None


def apv_problems(facts: ApvFacts, today: date) -> dict[str, str]:
    """What is wrong, a message per field; the first that applies to a field stands."""
    found: dict[str, str] = {}
    for part in (_impossible(facts, today), _order(facts), _missing(facts), _intention(facts)):
        for name, told in part.items():
            found.setdefault(name, told)
    return found


@dataclass(frozen=True, slots=True)
class DesignationFacts:
    """The dates of a designation and why it was made; `apply_until` is until when businesses may apply."""

    decided_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    apply_until: date | None = None
    reason: str | None = None


def designation_problems(facts: DesignationFacts, today: date) -> dict[str, str]:
    """What is wrong with a designation, a message per field."""
    found: dict[str, str] = {}
    decided, begins = facts.decided_on, facts.valid_from
    if decided is not None and decided > today:
        found["decided_on"] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
    if decided is None and begins is not None:
        found["decided_on"] = "Vul in wanneer het aanwijzingsbesluit is genomen (art. 2:81 APV)."
    if decided and begins and begins < decided:
        found["valid_from"] = f"Dit ligt vóór het besluit van {format_date(decided)} (art. 3:40 Awb)."
    for name, what in (("valid_until", "De aanwijzing"), ("apply_until", "De overgangstermijn")):
        end: date | None = getattr(facts, name)
        if begins and end and end < begins:
            found[name] = f"{what} eindigt vóór de aanwijzing begint (art. 2:81 APV)."
    if decided is not None and not (facts.reason or "").strip():
        found["reason"] = "Motiveer de aanwijzing (art. 3:46 Awb, art. 2:81 APV)."
    return found


def _impossible(facts: ApvFacts, today: date) -> dict[str, str]:
    found = {}
    for name in DATES:
        day: date | None = getattr(facts, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            found[name] = f"Vul een datum in tussen {FIRST_YEAR} en {LAST_YEAR}."
        elif day is not None and day > today and name not in PLANNED:
            found[name] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
    return found


def _order(facts: ApvFacts) -> dict[str, str]:
    found = {
        later: f"Deze datum ligt vóór {DATES[earlier]} op {format_date(getattr(facts, earlier))} ({article})."
        for earlier, later, article in _ORDER
        if getattr(facts, earlier) and getattr(facts, later) and getattr(facts, later) < getattr(facts, earlier)
    }
    at_once = facts.without_intention is WithoutIntention.VERY_URGENT
    if facts.decided_on and facts.closed_from and facts.closed_from < facts.decided_on and not at_once:
        found["closed_from"] = (
            f"Dit ligt vóór het besluit van {format_date(facts.decided_on)}; dat kan alleen bij spoedeisende "
            "bestuursdwang (art. 5:31 lid 2 Awb)."
        )
    return found


def _missing(facts: ApvFacts) -> dict[str, str]:
    return {
        needed: f"Vul de datum in van {DATES[needed]}: zonder die datum kan dit er niet staan ({article})."
        for present, needed, article in _NEEDS
        if getattr(facts, present) is not None and getattr(facts, needed) is None
    }


def _intention(facts: ApvFacts) -> dict[str, str]:
    ground = facts.without_intention
    if facts.intention_sent_on is not None:
        return {"without_intention": "Er was een voornemen; maak dit leeg (art. 4:8 Awb)."} if ground else {}
    if facts.decided_on is None:
        return {}
    if ground is None:
        told = "Een sluiting kan niet zonder voornemen (art. 4:8 Awb), tenzij bij spoed (art. 4:11 of 5:31 Awb)."
        return {"without_intention": told}
    if ground is WithoutIntention.WARNING:
        return {"without_intention": "Een sluiting is geen waarschuwing; kies een andere grond (art. 4:8 Awb)."}
    if not (facts.without_reason or "").strip():
        return {"without_reason": f"Motiveer waarom er geen voornemen was: {ground.label}."}
    return {}
