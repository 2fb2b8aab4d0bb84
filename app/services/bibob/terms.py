"""The timeline of a screening: what happened, and every term that runs from it, with its articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import NotFound
from app.rules.deadlines.screening import Asked, screening_terms
from app.rules.deadlines.terms import Deadline
from app.rules.norms import NormBook
from app.rules.permissions import BIBOB, Act
from app.rules.screening.facts import DATES, ScreeningFacts
from app.rules.screening.problems import PLANNED
from app.services.access import requires
from app.services.bibob.screenings import ScreeningDraft, Screenings
from app.services.clock import today
from app.services.norms import NormLine, norms
from models.bibob import AdviceQuestion, Screening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day, as a Dutch phrase."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, oldest first, and the terms, each explained step by step.

    `norms` are the versions that the terms rest on, each with its confirmation or that it waits for one. `problem` says
    why the terms could not be computed (a day for which there is no norm); there are none then.
    """

    number: str
    moments: tuple[Moment, ...]
    deadlines: tuple[Deadline, ...]
    norms: tuple[NormLine, ...]
    problem: str | None = None


@requires(Act.READ_SCREENINGS, BIBOB)
def timeline(vault: UnlockedVault, screening_id: int, day: date | None = None) -> Timeline:
    """The timeline of a stored screening as it looks on a day, today when none is given."""
    with vault.read(BIBOB) as session:
        item = session.get(Screening, screening_id)
        if item is None:
            raise NotFound("Het Bibob-dossier bestaat niet (meer).")
        facts = Screenings(vault).read(item)
        asked = questions_of(session, screening_id)
    return _timeline(vault, facts, asked, day or today())


@requires(Act.READ_SCREENINGS, BIBOB)
def timeline_of_draft(vault: UnlockedVault, draft: ScreeningDraft, screening_id: int | None = None) -> Timeline:
    """The same for what stands in a form and is not stored yet, with the questions of the stored screening, if any."""
    with vault.read(BIBOB) as session:
        asked = questions_of(session, screening_id) if screening_id is not None else []
    return _timeline(vault, draft, asked, today())


def questions_of(session: Session, screening_id: int) -> list[Asked]:
    """What the LBB asked in a screening."""
    query = select(AdviceQuestion).where(AdviceQuestion.screening_id == screening_id).order_by(AdviceQuestion.asked_on)
    return [Asked(row.asked_on, row.answered_on) for row in session.scalars(query)]


def moments_of(facts: ScreeningFacts, asked: Sequence[Asked]) -> tuple[Moment, ...]:
    """Everything dated that happened, oldest first."""
    found = [
        Moment(day, _without_article(text))
        for name, text in DATES.items()
        if name not in PLANNED and (day := getattr(facts, name)) is not None
    ]
    found += [Moment(one.began_on, "Het LBB vraagt gegevens") for one in asked]
    found += [Moment(one.ended_on, "Gevraagde gegevens ontvangen") for one in asked if one.ended_on is not None]
    return tuple(sorted(found, key=lambda moment: moment.day))


def _without_article(text: str) -> str:
    """From "de aanvraag" to "Aanvraag"."""
    noun = text.partition(" ")[2]
    return noun[0].upper() + noun[1:]


def _timeline(vault: UnlockedVault, draft: ScreeningDraft, asked: Sequence[Asked], day: date) -> Timeline:
    number, moments, lines = draft.number or "", moments_of(draft, asked), norms(vault)
    book = NormBook(line.norm for line in lines)
    try:
        deadlines = screening_terms(draft, asked, book, day)
    except NotFound as missing:
        return Timeline(number, moments, (), (), str(missing))
    return Timeline(number, moments, deadlines, tuple(line for line in lines if line.norm in book.used))
