"""Yearly counts of Bibob screenings in the programme: taken in from their coordinator, read for the evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.errors import AccessDenied, Invalid
from app.rules.permissions import BIBOB, PROGRAMME, Act, may
from app.rules.screening.year import LABELS, MERGED, NOT_JUDGED, Figure
from app.rules.years import year_problem
from app.services.access import requires
from app.services.post import taking_in
from models.bibob.choices import FigureKind
from models.programme import ScreeningFigure, ScreeningPublication

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.post.notes import Giver
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

NOTE_KIND = "screening_figures"
LARGEST = 10**6


@dataclass(frozen=True, slots=True)
class ScreeningYear:
    """The newest publication of a year: how many began and ended, the counts, and how they were counted."""

    year: int
    published_on: date
    published_by: str
    rule: str
    merged: bool
    started: int
    ended: int
    figures: tuple[Figure, ...]

    def of(self, kind: FigureKind) -> tuple[Figure, ...]:
        """The counts of one kind, in order."""
        return tuple(figure for figure in self.figures if figure.kind is kind)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def published_screenings(vault: UnlockedVault, year: int) -> ScreeningYear | None:
    """What was published last of a year; None when nothing was."""
    with vault.read(PROGRAMME) as session:
        return published_in(session, year)


def published_in(session: Session, year: int) -> ScreeningYear | None:
    """The same as one state of the programme has it; the caller has checked that it may be read."""
    found = session.scalar(
        select(ScreeningPublication)
        .where(ScreeningPublication.year == year)
        .options(selectinload(ScreeningPublication.figures))
        .order_by(ScreeningPublication.id.desc())
        .limit(1)
    )
    if found is None:
        return None
    return ScreeningYear(
        year=found.year,
        published_on=found.published_on,
        published_by=found.published_by,
        rule=found.rule,
        merged=found.merged,
        started=found.started,
        ended=found.ended,
        figures=tuple(Figure(each.kind, each.label, each.count) for each in found.figures),
    )


@taking_in(PROGRAMME, NOTE_KIND)
def take_in_screening_figures(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Store counts that came from the Bibob coordinator; a label that is not in a value list is refused."""
    if giver.compartment != BIBOB or giver.role is None or not may(giver.role, Act.PUBLISH_SCREENINGS):
        raise AccessDenied("Bibob-jaarcijfers komen alleen van de Bibob-coördinator.")
    try:
        work.session.add(_publication(payload))
    except ValueError as problem:
        raise Invalid({"": f"De Bibob-jaarcijfers in deze bezorging zijn onbruikbaar. {problem}".strip()}) from problem


def _publication(payload: dict[str, Any]) -> ScreeningPublication:
    match payload:
        case {
            "year": int(year),
            "published_on": str(day),
            "published_by": str(name),
            "rule": str(rule),
            "merged": bool(merged),
            "started": int(started),
            "ended": int(ended),
            "figures": list(figures),
            **rest,
        } if not rest and name.strip() and rule.strip():
            problem = year_problem("year", year).get("year")
            if problem:
                raise ValueError(problem)
            return ScreeningPublication(
                year=year,
                published_on=date.fromisoformat(day),
                published_by=name,
                rule=rule,
                merged=merged,
                started=_count(started),
                ended=_count(ended),
                figures=[_figure(figure) for figure in figures],
            )
    raise ValueError("Er ontbreekt iets.")


def _figure(figure: object) -> ScreeningFigure:
    match figure:
        case {"kind": str(said), "label": str(label), "count": int(count), **rest} if not rest:
            kind = FigureKind(said)
            if label not in (*LABELS[kind], MERGED, NOT_JUDGED):
                raise ValueError("Een aantal heeft een omschrijving die niet in een waardelijst staat.")
            return ScreeningFigure(kind=kind, label=label, count=_count(count))
    raise ValueError("Er ontbreekt iets.")


def _count(count: int) -> int:
    if isinstance(count, bool) or not 0 <= count <= LARGEST:
        raise ValueError("Een aantal is nul of meer.")
    return count
