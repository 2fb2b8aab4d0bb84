"""The terms that a letter of a screening tells, with their article, and what its maker should look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.formats import format_count, format_date
from app.rules.deadlines.screening import COMPLETION, OBJECTION, STANDSTILL, VIEWS, screening_terms
from models.bibob.choices import Outcome
from models.letter_choices import LetterKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from app.rules.deadlines.screening import Asked
    from app.rules.deadlines.terms import Deadline
    from app.rules.norms import NormBook
    from app.services.bibob.screenings import ScreeningDraft

OUTCOME_OF = {
    LetterKind.DECISION_GRANT: Outcome.GRANT,
    LetterKind.DECISION_CONDITIONS: Outcome.GRANT_WITH_CONDITIONS,
    LetterKind.DECISION_REFUSAL: Outcome.REFUSE,
    LetterKind.DECISION_REVOCATION: Outcome.REVOKE,
    LetterKind.DECISION_NOT_PROCESSED: Outcome.NOT_PROCESSED,
}
# What a letter does on its own day, until the file says on which day it was done: field, its title, term that begins.
_BEGUN_BY = {
    LetterKind.ADVICE_REQUEST: ("advice_requested_on", "Advies aangevraagd", "advice"),
    LetterKind.COMPLETION: ("completion_asked_on", "Hersteltermijn gesteld", "completion"),
    LetterKind.INTENTION: ("intention_sent_on", "Voornemen verzonden", "views"),
}
_DAYS = {
    "completion": "hersteltermijn_tot",
    "views": "zienswijze_tot",
    "objection": "bezwaar_tot",
    "advice": "advies_uiterlijk",
    "decision": "beslis_uiterlijk",
}
_GROUNDS = {
    "completion": "hersteltermijn_grondslag",
    "views": "zienswijze_grondslag",
    "advice": "advies_grondslag",
    "decision": "beslis_grondslag",
}


class LetterTerms:
    """The terms of one file as a letter of a day tells them; a term that the letter begins is counted from that day."""

    def __init__(self, draft: ScreeningDraft, kind: LetterKind, day: date) -> None:
        self._draft, self._kind, self._day = draft, kind, day
        self._facts = _with_what_it_begins(draft, kind, day)
        self._found: dict[str, Deadline] = {}

    def compute(self, asked: Sequence[Asked], book: NormBook) -> None:
        """Find them. NotFound when a norm is missing.

        The decision is as it would be without the advice: how long that takes is not known when a letter is written.
        """
        known = [each for each in asked if each.began_on <= self._day]
        found = {each.key: each for each in screening_terms(self._facts, known, book, self._day)}
        before = replace(self._facts, advice_requested_on=None, advice_received_on=None)
        decision = {each.key: each for each in screening_terms(before, (), book, self._day) if each.key == "decision"}
        self._found = found | decision

    def fields(self, book: NormBook) -> Mapping[str, str]:
        """Each last day with its article, and how long the terms are that the letter speaks of."""
        objection = book.on(OBJECTION, self._day)
        said = {
            "opschorting_grondslag": book.on(STANDSTILL, self._day).ground,
            "bezwaar_termijn": objection.length,
            "bezwaar_grondslag": objection.ground,
        }
        said |= {name: format_date(self._found[key].day) for key, name in _DAYS.items() if key in self._found}
        said |= {name: self._found[key].steps[0].article for key, name in _GROUNDS.items() if key in self._found}
        facts = self._facts
        if facts.completion_asked_on is not None:
            said["hersteltermijn_duur"] = _length(facts.completion_weeks, COMPLETION, facts.completion_asked_on, book)
        if facts.intention_sent_on is not None:
            said["zienswijze_duur"] = _length(facts.views_weeks, VIEWS, facts.intention_sent_on, book)
        return said

    def notes(self) -> Iterator[str]:
        """From which day a term was counted, and what the other way of counting gives."""
        if self._kind not in _BEGUN_BY:
            return
        name, title, key = _BEGUN_BY[self._kind]
        kept, term = getattr(self._draft, name), self._found.get(key)
        if kept is None:
            yield f"De termijn is geteld vanaf de datum van de brief. Vul na verzending ‘{title}’ in het dossier in."
        elif kept != self._day:
            yield f"In het dossier staat bij ‘{title}’ {format_date(kept)}; daar is de termijn vanaf geteld."
        if term is not None and term.other != term.day:
            yield f"Anders geteld eindigt de termijn op {format_date(term.other)}."


def notes_of(draft: ScreeningDraft, kind: LetterKind, day: date) -> Iterator[str]:
    """What to add to the letter, and what to record in the file when it has gone out."""
    if kind is LetterKind.ADVICE_NOTICE and draft.subject_informed_on is None:
        yield "Vul na verzending ‘Betrokkene geïnformeerd’ in (art. 32 Wet Bibob)."
    if kind is LetterKind.INTENTION and draft.advice_received_on is not None:
        yield "Voeg een afschrift van het advies bij (art. 28 lid 3 Wet Bibob)."
    if kind is LetterKind.INTENTION and draft.secrecy_pointed_on is None:
        yield "Vul na verzending ‘Op geheimhouding gewezen’ in (art. 28 lid 3 Wet Bibob)."
    if kind in OUTCOME_OF and draft.decided_on not in (None, day):
        yield f"In het dossier is besloten op {format_date(draft.decided_on)}; de brief heeft een andere datum."
    if kind is LetterKind.INTENTION or kind in OUTCOME_OF:
        yield "Leg de verstrekking vast bij Verstrekkingen, met de rubriek (art. 28 lid 2 Wet Bibob)."


def _with_what_it_begins(draft: ScreeningDraft, kind: LetterKind, day: date) -> ScreeningDraft:
    """The draft as it is once this letter has gone out; what happened later is not yet in it."""
    if draft.extension_noticed_on is not None and draft.extension_noticed_on > day:
        draft = replace(draft, extension_days=None)
    if kind is LetterKind.ADVICE_REQUEST:
        return replace(draft, advice_requested_on=draft.advice_requested_on or day)
    if kind is LetterKind.COMPLETION:
        return replace(draft, completion_asked_on=draft.completion_asked_on or day)
    if kind is LetterKind.INTENTION:
        return replace(draft, intention_sent_on=draft.intention_sent_on or day)
    return draft


def _length(weeks: int | None, norm_id: str, begin: date, book: NormBook) -> str:
    """How long a term is: as set in the file, otherwise by the norm of the day on which it began."""
    return book.on(norm_id, begin).length if weeks is None else format_count(weeks, "week", "weken")
