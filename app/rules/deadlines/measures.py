"""The terms of a measure under art. 13b (domein §2.3): views, grace, closure, objection and the decision on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.formats import format_date
from app.rules.deadlines.terms import Deadline, Step, term
from models.measures.choices import Answer
from models.norm_choices import NormUnit

if TYPE_CHECKING:
    from app.rules.measures.facts import MeasureFacts
    from app.rules.norms import Norm, NormBook

VIEWS, OBJECTION, DECISION = "awb.views", "awb.objection", "awb.objection_decision"
DECISION_WITH_COMMITTEE, ADJOURNMENT = "awb.objection_decision_committee", "awb.objection_adjournment"


@dataclass(frozen=True, slots=True)
class ClosureFacts:
    """What the terms of any closure look at, also of one under the APV; None is not known or not happened."""

    announced_on: date | None = None
    objection_on: date | None = None
    closed_from: date | None = None
    closed_until: date | None = None
    reopened_on: date | None = None


def measure_terms(facts: MeasureFacts, book: NormBook) -> tuple[Deadline, ...]:
    """Every term that has begun, in the order in which they usually end. NotFound when a norm is missing."""
    closure = ClosureFacts(
        facts.announced_on, facts.objection_on, facts.closed_from, facts.closed_until, facts.reopened_on
    )
    found = (
        views_term(facts, book),
        _grace_term(facts),
        closure_term(closure),
        objection_term(closure, book),
        _objection_decision_term(facts, closure, book),
    )
    return tuple(each for each in found if each is not None)


def views_term(facts: MeasureFacts, book: NormBook) -> Deadline | None:
    """By when those who were written to may give views on the intention (art. 4:9 Awb)."""
    begin = facts.intention_sent_on
    if begin is None:
        return None
    norm = book.on(VIEWS, begin)
    if facts.views_weeks is not None and facts.views_weeks > 0:
        norm = replace(norm, value=facts.views_weeks, unit=NormUnit.WEEKS)
    found = term("views", "Zienswijze", begin, norm, book, done_on=facts.views_received_on)
    if found.done_on is None and facts.decided_on is not None:
        return replace(found, done_on=min(facts.decided_on, found.day))  # nobody was late: there were no views
    return found


def closure_term(facts: ClosureFacts, ground: str = "art. 5:24 lid 1 Awb") -> Deadline | None:
    """The last day of the closure, as the decision sets it."""
    begin, end = facts.closed_from, facts.closed_until
    if begin is None or end is None:
        return None
    told = f"Gesloten van {format_date(begin)} tot en met {format_date(end)}, zoals besloten."
    step = Step(ground, told, end)
    return Deadline("closure", "Sluiting", end, end, (step,), done_on=facts.reopened_on)


def objection_term(facts: ClosureFacts, book: NormBook) -> Deadline | None:
    """By when who is affected may object: from the day after the announcement (art. 6:7, 6:8 Awb)."""
    begin = facts.announced_on
    if begin is None:
        return None
    return term("objection", "Bezwaar", begin, book.on(OBJECTION, begin), book, done_on=facts.objection_on)


def _grace_term(facts: MeasureFacts) -> Deadline | None:
    """By when who is ordered may comply without anything happening (art. 5:24 lid 2, 5:32a lid 2 Awb)."""
    end = facts.grace_until
    if end is None:
        return None
    told = f"In het besluit bepaald: {format_date(end)}."
    step = Step("art. 5:24 lid 2 en 5:32a lid 2 Awb", told, end)
    return Deadline("grace", "Begunstiging", end, end, (step,), done_on=facts.executed_on)


def _objection_decision_term(facts: MeasureFacts, closure: ClosureFacts, book: NormBook) -> Deadline | None:
    """By when must be decided on an objection: six or twelve weeks after the term to object, once adjourned by six."""
    limit = objection_term(closure, book)
    if limit is None or facts.objection_on is None:
        return None
    committee = facts.objection_committee is Answer.YES
    norm = book.on(DECISION_WITH_COMMITTEE if committee else DECISION, limit.day)
    adjourned = facts.objection_adjourned is Answer.YES
    longer = _longer(norm, book.on(ADJOURNMENT, limit.day)) if adjourned else norm
    label = "Beslissing op bezwaar"
    found = term("objection_decision", label, limit.day, longer, book, done_on=facts.objection_decided_on)
    first = Step(norm.ground, f"De bezwaartermijn loopt tot en met {format_date(limit.day)}.", limit.day)
    steps = (first, *found.steps)
    if adjourned:
        steps = (first, Step("art. 7:10 lid 3 Awb", f"{norm.length.capitalize()}, en verdaagd."), *found.steps)
    return replace(found, steps=steps)


def _longer(norm: Norm, more: Norm) -> Norm:
    """The norm with the adjournment added, when both are counted in the same unit."""
    if norm.unit is not more.unit:
        return norm
    return replace(norm, value=norm.value + more.value, ground=f"{norm.ground} en {more.ground}")
