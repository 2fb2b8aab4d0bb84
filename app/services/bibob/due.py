"""By when each open screening must be decided on: computed for the list, because it moves while a term stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import NotFound
from app.rules.deadlines.screening import Asked, decision_term
from app.rules.deadlines.standing import Standing, standing_of
from app.services.records import Option
from models.bibob import AdviceQuestion, Screening

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from app.rules.norms import NormBook
    from app.rules.screening.facts import ScreeningFacts


@dataclass(frozen=True, slots=True)
class Due:
    """The day to watch, None where there is no term, and where it stands."""

    day: date | None = None
    standing: Standing | None = None


NOTHING = Due()


def standings() -> tuple[Option, ...]:
    """Where the term of an open file can stand."""
    return tuple(Option(each, each.label) for each in Standing if each not in (Standing.DONE, Standing.LATE))


def dues_in(
    session: Session, read: Callable[[Screening], ScreeningFacts], book: NormBook, today: date
) -> Mapping[int, Due]:
    """For each file that waits for a decision; one that ended, or has no term, is not in it."""
    asked = _questions(session)
    waiting = select(Screening).where(Screening.decided_on.is_(None), Screening.withdrawn_on.is_(None))
    found = {item.id: _due(read(item), asked.get(item.id, []), book, today) for item in session.scalars(waiting)}
    return {key: due for key, due in found.items() if due is not NOTHING}


def _due(facts: ScreeningFacts, asked: list[Asked], book: NormBook, today: date) -> Due:
    try:
        deadline = decision_term(facts, asked, book, today)
    except NotFound:  # no norm holds on that day; the timeline says which
        return Due(None, Standing.UNCLEAR)
    return NOTHING if deadline is None else Due(deadline.watch, standing_of(deadline, today))


def _questions(session: Session) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = {}
    for row in session.scalars(select(AdviceQuestion).order_by(AdviceQuestion.asked_on)):
        found.setdefault(row.screening_id, []).append(Asked(row.asked_on, row.answered_on))
    return found
