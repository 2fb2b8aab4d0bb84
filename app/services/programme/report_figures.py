"""Yearly counts of internal reports in the programme: taken in from a desk that does not say who it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.errors import AccessDenied, Invalid
from app.rules.permissions import INTEGRITY, KIND_OF_COMPARTMENT, PROGRAMME, Act
from app.rules.reports_year import ReportFigure, ReportFigures, problem_with
from app.rules.years import year_problem
from app.services.access import requires
from app.services.post import taking_in
from models.integrity.choices import ReportFigureKind
from models.programme import ReportPublication, ReportYearFigure

if TYPE_CHECKING:
    from app.vault.post.notes import Giver
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

NOTE_KIND = "report_figures"
LARGEST = 10**6


@dataclass(frozen=True, slots=True)
class PublishedReports:
    """The newest publication of a year by one desk (a compartment), and how was counted."""

    desk: str
    published_on: date
    rule: str
    figures: ReportFigures


@requires(Act.READ_PROGRAMME, PROGRAMME)
def published_reports(vault: UnlockedVault, year: int) -> tuple[PublishedReports, ...]:
    """What each desk published last of a year; none when nothing was."""
    newest = select(func.max(ReportPublication.id)).where(ReportPublication.year == year).group_by("desk")
    query = (
        select(ReportPublication)
        .where(ReportPublication.id.in_(newest))
        .options(selectinload(ReportPublication.figures))
        .order_by(ReportPublication.desk)
    )
    with vault.read(PROGRAMME) as session:
        return tuple(_read(found) for found in session.scalars(query))


@taking_in(PROGRAMME, NOTE_KIND)
def take_in_report_figures(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Store counts of a desk of integrity, which speaks with its neutral voice; what could be traced is refused."""
    if KIND_OF_COMPARTMENT.get(giver.compartment) != INTEGRITY or giver.role is not None:
        raise AccessDenied("Jaarcijfers van meldingen komen alleen van het meldpunt zelf.")
    try:
        work.session.add(_publication(payload, giver.compartment))
    except ValueError as problem:
        raise Invalid({"": f"De jaarcijfers in deze bezorging zijn onbruikbaar. {problem}".strip()}) from problem


def _read(found: ReportPublication) -> PublishedReports:
    figures = tuple(ReportFigure(each.kind, each.label, each.count) for each in found.figures)
    counted = ReportFigures(found.year, found.below, found.total, figures)
    return PublishedReports(found.desk, found.published_on, found.rule, counted)


def _publication(payload: dict[str, Any], desk: str) -> ReportPublication:
    match payload:
        case {
            "year": int(year),
            "published_on": str(day),
            "rule": str(rule),
            "below": int(below),
            "total": int() | None as total,
            "figures": list(listed),
            **rest,
        } if not rest and rule.strip():
            known = None if total is None else _count(total)
            figures = ReportFigures(year, _count(below), known, tuple(_figure(each) for each in listed))
            problem = year_problem("year", year).get("year") or problem_with(figures)
            if problem:
                raise ValueError(problem)
            return ReportPublication(
                year=year,
                desk=desk,
                published_on=date.fromisoformat(day),
                rule=rule,
                below=below,
                total=total,
                figures=[ReportYearFigure(kind=e.kind, label=e.label, count=e.count) for e in figures.figures],
            )
    raise ValueError("Er ontbreekt iets.")


def _figure(figure: object) -> ReportFigure:
    match figure:
        case {"kind": str(kind), "label": str(label), "count": int(count), **rest} if not rest:
            return ReportFigure(ReportFigureKind(kind), label, _count(count))
    raise ValueError("Er ontbreekt iets.")


def _count(count: int) -> int:
    if isinstance(count, bool) or not 0 <= count <= LARGEST:
        raise ValueError("Een aantal is nul of meer.")
    return count
