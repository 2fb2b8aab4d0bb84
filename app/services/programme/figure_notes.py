"""Figures as they travel: what casework writes in a note, and what the programme makes of it if all of it is right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.rules.counting import Counted, problem_of
from app.rules.years import year_problem
from models.choices import CountingUnit, Level
from models.programme import Publication, PublishedFigure

if TYPE_CHECKING:
    from app.vault.primitives.strict_json import Json


def written_figure(figure: Counted) -> dict[str, Json]:
    """A count as it stands in a note."""
    return {
        "type_name": figure.type_name,
        "position": figure.position,
        "level": figure.level.value,
        "counting_unit": figure.counting_unit.value,
        "count": figure.count,
    }


def stored_figure(figure: Counted) -> PublishedFigure:
    """A count as the programme stores it."""
    return PublishedFigure(
        type_name=figure.type_name.strip(),
        position=figure.position,
        level=figure.level,
        counting_unit=figure.counting_unit,
        count=figure.count,
    )


def publication_of(payload: dict[str, Any]) -> Publication:
    """The publication that a note tells of; raises Invalid unless every part of it is what it should be."""
    try:
        return _publication(payload)
    except ValueError as problem:
        raise Invalid({"": f"De jaarcijfers in deze bezorging zijn onbruikbaar. {problem}".strip()}) from problem


def _publication(payload: dict[str, Any]) -> Publication:
    match payload:
        case {
            "year": int(year),
            "published_on": str(day),
            "published_by": str(name),
            "rule": str(rule),
            "figures": list(figures),
        } if name.strip() and rule.strip():
            counted = [_counted(figure) for figure in figures]
            problem = year_problem("year", year).get("year") or problem_of(counted)
            if problem:
                raise ValueError(problem)
            return Publication(
                year=year,
                published_on=date.fromisoformat(day),
                published_by=name,
                historic=False,
                rule=rule,
                figures=[stored_figure(figure) for figure in counted],
            )
    raise ValueError("Er ontbreekt iets.")


def _counted(figure: object) -> Counted:
    match figure:
        case {
            "type_name": str(name),
            "position": int(position),
            "level": str(level),
            "counting_unit": str(unit),
            "count": int() | None as count,
        } if not isinstance(count, bool):
            return Counted(name, position, Level(level), CountingUnit(unit), count)
    raise ValueError("Een telling heeft niet de vereiste vorm.")
