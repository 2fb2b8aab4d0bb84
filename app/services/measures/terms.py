"""The timeline of a measure: what happened, and every term that runs from it, with its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import NotFound
from app.rules.deadlines.measures import ClosureFacts, closure_term, measure_terms, objection_term
from app.rules.measures.closing import DATES as APV_DATES
from app.rules.measures.closing import PLANNED as APV_PLANNED
from app.rules.measures.facts import DATES
from app.rules.measures.problems import PLANNED
from app.rules.norms import NormBook
from app.rules.permissions import MEASURES, Act
from app.services.access import requires
from app.services.bibob.terms import Moment, Timeline
from app.services.measures.apv import ApvClosures
from app.services.measures.measures import Measures
from app.services.norms import norms
from models.measures import ApvClosure, Measure

if TYPE_CHECKING:
    from app.rules.measures.facts import MeasureFacts
    from app.services.measures.measures import MeasureDraft
    from app.vault.session import UnlockedVault

APV_GROUND = "art. 2:80 APV"


@requires(Act.READ_MEASURES, MEASURES)
def measure_timeline(vault: UnlockedVault, measure_id: int) -> Timeline:
    """The timeline of a stored measure."""
    with vault.read(MEASURES) as session:
        item = session.get(Measure, measure_id)
        if item is None:
            raise NotFound("De maatregel bestaat niet (meer).")
        facts = Measures(vault).read(item)
    return _timeline(vault, facts)


@requires(Act.READ_MEASURES, MEASURES)
def measure_timeline_of_draft(vault: UnlockedVault, draft: MeasureDraft, _measure_id: int | None = None) -> Timeline:
    """The same for what stands in a form and is not stored yet."""
    return _timeline(vault, draft)


@requires(Act.READ_MEASURES, MEASURES)
def apv_timeline(vault: UnlockedVault, closure_id: int) -> Timeline:
    """The timeline of a closure under the APV: its last day, and until when may be objected to it."""
    with vault.read(MEASURES) as session:
        item = session.get(ApvClosure, closure_id)
        if item is None:
            raise NotFound("De sluiting op grond van de APV bestaat niet (meer).")
        facts = ApvClosures(vault).read(item)
    found = ((getattr(facts, name), text) for name, text in APV_DATES.items() if name not in APV_PLANNED)
    moments = tuple(
        sorted((Moment(day, _without_article(text)) for day, text in found if day), key=lambda each: each.day)
    )
    closure = ClosureFacts(
        facts.announced_on, facts.objection_on, facts.closed_from, facts.closed_until, facts.lifted_on
    )
    lines = norms(vault)
    book = NormBook(line.norm for line in lines)
    name = facts.decision_reference or "deze sluiting"
    try:
        terms = tuple(each for each in (closure_term(closure, APV_GROUND), objection_term(closure, book)) if each)
    except NotFound as missing:
        return Timeline(name, moments, (), (), str(missing))
    return Timeline(name, moments, terms, tuple(line for line in lines if line.norm in book.used))


def moments_of(facts: MeasureFacts) -> tuple[Moment, ...]:
    """Everything dated that happened, oldest first."""
    found = [
        Moment(day, _without_article(text))
        for name, text in DATES.items()
        if name not in PLANNED and (day := getattr(facts, name)) is not None
    ]
    return tuple(sorted(found, key=lambda moment: moment.day))


def _without_article(text: str) -> str:
    """From "de bekendmaking" to "Bekendmaking"."""
    noun = text.partition(" ")[2]
    return noun[0].upper() + noun[1:]


def _timeline(vault: UnlockedVault, facts: MeasureDraft) -> Timeline:
    number, moments, lines = facts.number or "", moments_of(facts), norms(vault)
    book = NormBook(line.norm for line in lines)
    try:
        deadlines = measure_terms(facts, book)
    except NotFound as missing:
        return Timeline(number, moments, (), (), str(missing))
    return Timeline(number, moments, deadlines, tuple(line for line in lines if line.norm in book.used))
