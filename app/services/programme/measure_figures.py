"""Yearly counts of measures in the programme: taken in from the jurist, and put in Table 1 when they were published so.

The rows of cases and those of measures are never added up: one of the two is printed, and where they differ both are
told (the closures of 2019: eight in the table, ten in the text).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.errors import AccessDenied, Invalid
from app.formats import format_count, format_date, format_integer
from app.rules.counting import Counted
from app.rules.measures.year import MeasureType
from app.rules.permissions import MEASURES, PROGRAMME, Act, may
from app.rules.years import year_problem
from app.services.access import requires
from app.services.post import taking_in
from models.choices import CountingUnit, Level
from models.programme import MeasurePublication

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.vault.post.notes import Giver
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

NOTE_KIND = "measure_figures"
LARGEST = 10**6
_COUNTS = ("warnings", "closed_homes", "closed_premises", "evictions", "decisions")


@dataclass(frozen=True, slots=True)
class PublishedMeasures:
    """The newest publication of a year: its counts, how they were counted, and whether Table 1 takes its rows here."""

    year: int
    published_on: date
    published_by: str
    rule: str
    in_table: bool
    warnings: int
    closed_homes: int
    closed_premises: int
    evictions: int
    decisions: int

    def count_of(self, kind: MeasureType) -> int:
        """What goes in that row of Table 1."""
        return {
            MeasureType.WARNING: self.warnings,
            MeasureType.CLOSURE: self.closed_homes + self.closed_premises,
            MeasureType.EVICTION: self.evictions,
        }[kind]

    @property
    def told(self) -> str:
        """To stand behind the counting rule of a year in which Table 1 takes rows from here."""
        day = format_date(self.published_on)
        return (
            "De rijen waarschuwing, sluiting en huisuitzetting bij hennep en drugs komen uit de maatregelen, "
            f"gepubliceerd op {day} door {self.published_by}. {self.rule}"
        )


@requires(Act.READ_PROGRAMME, PROGRAMME)
def published_measures(vault: UnlockedVault, year: int) -> PublishedMeasures | None:
    """What was published last of a year; None when nothing was."""
    with vault.read(PROGRAMME) as session:
        return measures_of(session, [year]).get(year)


def measures_of(session: Session, years: Sequence[int]) -> dict[int, PublishedMeasures]:
    """The newest publication of each year that has one; the caller has checked that it may be read."""
    newest = (
        select(func.max(MeasurePublication.id))
        .where(MeasurePublication.year.in_(years))
        .group_by(MeasurePublication.year)
    )
    rows = session.scalars(select(MeasurePublication).where(MeasurePublication.id.in_(newest)))
    names = PublishedMeasures.__dataclass_fields__
    return {row.year: PublishedMeasures(**{name: getattr(row, name) for name in names}) for row in rows}


def with_measures(
    cases: Mapping[int, Sequence[Counted]], measures: Mapping[int, PublishedMeasures]
) -> dict[int, list[Counted]]:
    """The counts of each year, in which the rows that measures fill come from there where they were published so."""
    return {
        year: _filled(counted, measures[year]) if year in measures and measures[year].in_table else list(counted)
        for year, counted in cases.items()
    }


def where_they_differ(counted: Iterable[Counted], measures: PublishedMeasures) -> tuple[str, ...]:
    """Each row of which cases and measures of a year say something else, as a sentence; `counted` are the cases."""
    of_cases = list(counted)
    found = []
    for kind in MeasureType:
        row = _row(of_cases, kind)
        cases, count = (row.count if row else None), measures.count_of(kind)
        if count == (cases or 0):
            continue
        what = "leeg" if cases is None else format_integer(cases)
        followed = "de maatregelen" if measures.in_table else "de casussen"
        told = f"{kind.label}: volgens de maatregelen {format_integer(count)}{_split(kind, measures)}"
        found.append(f"{told}, volgens de casussen {what}. Tabel 1 volgt {followed}.")
    return tuple(found)


@taking_in(PROGRAMME, NOTE_KIND)
def take_in_measure_figures(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Store counts that came from the jurist; malformed ones are refused whole."""
    if giver.compartment != MEASURES or giver.role is None or not may(giver.role, Act.PUBLISH_MEASURES):
        raise AccessDenied("Jaarcijfers van maatregelen komen alleen van de jurist.")
    try:
        work.session.add(_publication(payload))
    except ValueError as problem:
        told = f"De jaarcijfers van maatregelen in deze bezorging zijn onbruikbaar. {problem}".strip()
        raise Invalid({"": told}) from problem


def _split(kind: MeasureType, measures: PublishedMeasures) -> str:
    """Of which homes and which not: what a table of one number cannot show."""
    if kind is not MeasureType.CLOSURE or not measures.closed_premises:
        return ""
    homes = format_count(measures.closed_homes, "woning", "woningen")
    others = format_count(measures.closed_premises, "ander pand", "andere panden")
    return f" ({homes} en {others})"


def _filled(counted: Sequence[Counted], measures: PublishedMeasures) -> list[Counted]:
    found = list(counted)
    for kind in MeasureType:
        row, count = _row(found, kind), measures.count_of(kind)
        if row is not None:
            new = Counted(row.type_name, row.position, row.level, CountingUnit.PREMISES, count)
            found[found.index(row)] = new
        elif count:
            place = max((each.position for each in found), default=0) + 1
            found.append(Counted(kind.label, place, Level.LOCAL, CountingUnit.PREMISES, count))
    return found


def _row(counted: Sequence[Counted], kind: MeasureType) -> Counted | None:
    names = {name.casefold() for name in kind.names}
    return next((each for each in counted if each.type_name.casefold() in names), None)


def _publication(payload: dict[str, Any]) -> MeasurePublication:
    match payload:
        case {
            "year": int(year),
            "published_on": str(day),
            "published_by": str(name),
            "rule": str(rule),
            "in_table": bool(in_table),
            "counts": dict(counts),
            **rest,
        } if not rest and name.strip() and rule.strip() and set(counts) == set(_COUNTS):
            problem = year_problem("year", year).get("year")
            if problem:
                raise ValueError(problem)
            return MeasurePublication(
                year=year,
                published_on=date.fromisoformat(day),
                published_by=name,
                rule=rule,
                in_table=in_table,
                **{each: _count(counts[each]) for each in _COUNTS},
            )
    raise ValueError("Er ontbreekt iets.")


def _count(count: object) -> int:
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= LARGEST:
        raise ValueError("Een aantal is nul of meer.")
    return count
