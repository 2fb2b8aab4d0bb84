"""What a decision under art. 13b asks: an intention before it or a reason why not, a weighing, and all of its terms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.formats import format_count, format_date
from app.rules.deadlines.terms import added
from app.rules.measures.facts import LONGEST_MONTHS
from app.rules.measures.ladder import DEVIATION, Outcome
from models.measures.choices import Answer, Sanction, WithoutIntention
from models.norm_choices import NormUnit

if TYPE_CHECKING:
    from datetime import date

    from app.rules.measures.facts import MeasureFacts

_ONE_DAY = timedelta(days=1)
_CHECKLIST = (
    ("competent", "competence_reason", "de bevoegdheid", "art. 13b lid 1 Opiumwet"),
    ("necessary", "necessity_reason", "de noodzaak", "art. 3:4 lid 1 Awb"),
    ("balanced", "balance_reason", "de evenwichtigheid", "art. 3:4 lid 2 Awb"),
)
_HEAVY = (Sanction.PENALTY, Sanction.CLOSURE)


def decision_problems(facts: MeasureFacts, proposed: Outcome | None) -> dict[str, str]:
    """Everything about the decision itself, a message per field; `proposed` is what the policy gives."""
    if facts.sanction is None:
        if facts.decided_on is not None:
            return {"sanction": "Kies wat is besloten (art. 13b lid 1 Opiumwet)."}
        return {}
    found: dict[str, str] = {}
    if facts.decided_on is None:
        found["decided_on"] = "Vul in wanneer is besloten (art. 3:40 Awb)."
    found |= _without_intention(facts) | _weighing(facts)
    found |= _penalty(facts) | closure_problems(facts)
    if _deviates(facts, proposed) and not (facts.deviation_reason or "").strip():
        found["deviation_reason"] = f"Het beleid geeft ‘{proposed}’. U besluit anders; motiveer dat ({DEVIATION})."
    return found


def last_day_of_closure(begin: date, months: int) -> date:
    """The last day of a closure of so many months that begins on a day."""
    return added(begin, months, NormUnit.MONTHS) - _ONE_DAY


def closure_problems(facts: MeasureFacts) -> dict[str, str]:
    """From when, how long and until when: they agree with each other and with what was decided."""
    if facts.sanction is not Sanction.CLOSURE:
        named = next((name for name in ("closed_from", "closed_until", "months") if getattr(facts, name)), None)
        return {named: "Dit hoort alleen bij een sluiting (art. 5:21 Awb)."} if named else {}
    found = {}
    if facts.closed_from is None:
        found["closed_from"] = "Vul in vanaf welke dag het pand gesloten is (art. 5:24 lid 1 Awb)."
    if facts.months is not None and not 1 <= facts.months <= LONGEST_MONTHS:
        found["months"] = f"Vul een aantal maanden in van 1 tot en met {LONGEST_MONTHS}, of laat het leeg."
    elif facts.months and facts.closed_from and facts.closed_until:
        end = last_day_of_closure(facts.closed_from, facts.months)
        if not end <= facts.closed_until <= end + _ONE_DAY:
            length = format_count(facts.months, "maand", "maanden")
            begin = format_date(facts.closed_from)
            found["closed_until"] = (
                f"Een sluiting van {length} vanaf {begin} eindigt op {format_date(end)} (art. 5:24 lid 1 Awb)."
            )
    return found


def _without_intention(facts: MeasureFacts) -> dict[str, str]:
    ground, sanction = facts.without_intention, facts.sanction
    if facts.intention_sent_on is not None:
        told = "Er was een voornemen; maak dit leeg (art. 4:8 Awb)."
        return {"without_intention": told} if ground is not None else {}
    if sanction is Sanction.NONE or sanction is None:
        return {}
    if ground is None:
        told = (
            f"Een besluit ‘{sanction.label}’ kan niet zonder voornemen (art. 4:8 Awb), tenzij bij spoed (art. 4:11 of "
            "5:31 Awb) of bij een waarschuwing; kies waarom."
        )
        return {"without_intention": told}
    found = {}
    if ground is WithoutIntention.WARNING and sanction is not Sanction.WARNING:
        found["without_intention"] = "Dit is geen waarschuwing; kies een andere grond (art. 4:8 Awb)."
    if ground is WithoutIntention.VERY_URGENT and sanction is not Sanction.CLOSURE:
        found["without_intention"] = (
            "Spoedeisende bestuursdwang is een sluiting; kies een andere grond (art. 5:31 Awb)."
        )
    if not (facts.without_reason or "").strip():
        found["without_reason"] = f"Motiveer waarom er geen voornemen was: {ground.label}."
    return found


def _weighing(facts: MeasureFacts) -> dict[str, str]:
    """Competence, necessity and balance come before a penalty or a closure, each with its reason (art. 3:46 Awb)."""
    if facts.sanction not in _HEAVY:
        return {}
    found = {}
    for answer, reason, what, article in _CHECKLIST:
        said: Answer | None = getattr(facts, answer)
        if said is None:
            found[answer] = f"Weeg eerst {what} ({article})."
        elif said is Answer.NO:
            found["sanction"] = f"Volgens de weging ontbreekt {what}; dan past deze maatregel niet ({article})."
        elif not (getattr(facts, reason) or "").strip():
            found[reason] = f"Motiveer {what} ({article}, art. 3:46 Awb)."
    return found


def _penalty(facts: MeasureFacts) -> dict[str, str]:
    amount, maximum = facts.penalty_amount, facts.penalty_maximum
    if facts.sanction is not Sanction.PENALTY:
        told = "Een dwangsom hoort alleen bij een last onder dwangsom (art. 5:32 Awb)."
        named = next((name for name in ("penalty_amount", "penalty_maximum") if getattr(facts, name) is not None), None)
        return {named: told} if named else {}
    found = {}
    if amount is None or amount <= 0:
        found["penalty_amount"] = "Vul het bedrag van de dwangsom in (art. 5:32b lid 1 Awb)."
    if maximum is None or maximum <= 0:
        found["penalty_maximum"] = "Vul in tot welk bedrag de dwangsom oploopt (art. 5:32b lid 2 Awb)."
    elif amount is not None and maximum < amount:
        found["penalty_maximum"] = "Het maximum is niet lager dan de dwangsom zelf (art. 5:32b lid 2 Awb)."
    if facts.grace_until is None:
        found["grace_until"] = "Vul de begunstigingstermijn in (art. 5:32a lid 2 Awb)."
    return found


def _deviates(facts: MeasureFacts, proposed: Outcome | None) -> bool:
    if proposed is None or facts.sanction is None:
        return False
    months = facts.months if facts.sanction is Sanction.CLOSURE else None
    return Outcome(facts.sanction, months or _months_between(facts)) != proposed


def _months_between(facts: MeasureFacts) -> int | None:
    """The length of a closure that is given in days only, when that is a whole number of months."""
    if facts.sanction is not Sanction.CLOSURE or facts.closed_from is None or facts.closed_until is None:
        return None
    for months in range(1, LONGEST_MONTHS + 1):
        end = last_day_of_closure(facts.closed_from, months)
        if end <= facts.closed_until <= end + _ONE_DAY:
            return months
    return 0
