"""What registers that others hold made known to the programme: counts of a year, who said so, when and by what rule.

The programme holds no screening, measure or report; these counts are all it has of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.formats import format_integer
from app.rules.compartments import label_of_compartment
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.programme.measure_figures import PublishedMeasures, measures_of
from app.services.programme.report_figures import PublishedReports, published_reports
from app.services.programme.screening_figures import ScreeningYear, published_in
from models.bibob.choices import FigureKind
from models.integrity.choices import ReportFigureKind
from models.programme import MeasurePublication, ReportPublication, ScreeningPublication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault

_OF_SCREENINGS = {
    FigureKind.OCCASION: "Aanleiding",
    FigureKind.DANGER: "Mate van gevaar",
    FigureKind.OUTCOME: "Uitkomst",
    FigureKind.LEAD_TIME: "Doorlooptijd",
}
_OF_REPORTS = {
    ReportFigureKind.TYPE: "Soort",
    ReportFigureKind.CHANNEL: "Kanaal",
    ReportFigureKind.CONFIRMED: "Ontvangst bevestigd",
    ReportFigureKind.FED_BACK: "Terugkoppeling",
}


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """One count: under which heading, of what, and how many as it is told."""

    heading: str
    label: str
    told: str


@dataclass(frozen=True, slots=True)
class Published:
    """The newest publication of a register over a year."""

    register: str
    year: int
    published_on: date
    published_by: str
    rule: str
    counts: tuple[PublishedCount, ...]


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """All that was published over a year besides Table 1."""

    year: int
    publications: tuple[Published, ...]


@requires(Act.READ_PROGRAMME, PROGRAMME)
def published_years(vault: UnlockedVault) -> tuple[PublishedYear, ...]:
    """Every year of which something was published, newest first."""
    with vault.read(PROGRAMME) as session:
        tables = (ScreeningPublication, MeasurePublication, ReportPublication)
        years = sorted({year for table in tables for year in session.scalars(select(table.year))}, reverse=True)
        screenings = {year: published_in(session, year) for year in years}
        measures = measures_of(session, years)
    return tuple(
        PublishedYear(
            year,
            (
                *_screenings(screenings[year]),
                *_measures(measures.get(year)),
                *(_reports(found, year) for found in published_reports(vault, year)),
            ),
        )
        for year in years
    )


def _screenings(found: ScreeningYear | None) -> Iterator[Published]:
    if found is None:
        return
    counts = [
        PublishedCount("Bibob-toetsen", "begonnen", format_integer(found.started)),
        PublishedCount("Bibob-toetsen", "afgerond", format_integer(found.ended)),
    ]
    for kind, heading in _OF_SCREENINGS.items():
        counts += [PublishedCount(heading, each.label, format_integer(each.count)) for each in found.of(kind)]
    yield Published("Bibob", found.year, found.published_on, found.published_by, found.rule, tuple(counts))


def _measures(found: PublishedMeasures | None) -> Iterator[Published]:
    if found is None:
        return
    counted = (
        ("waarschuwingen", found.warnings),
        ("woningen gesloten", found.closed_homes),
        ("andere panden gesloten", found.closed_premises),
        ("huisuitzettingen", found.evictions),
        ("besluiten tot sluiting", found.decisions),
    )
    counts = tuple(PublishedCount("Maatregelen", name, format_integer(count)) for name, count in counted)
    where = "Deze aantallen staan in Tabel 1." if found.in_table else "Tabel 1 volgt de casussen."
    rule = f"{found.rule} {where}"
    yield Published("Maatregelen", found.year, found.published_on, found.published_by, rule, counts)


def _reports(found: PublishedReports, year: int) -> Published:
    figures = found.figures
    total = f"minder dan {figures.limit}" if figures.total is None else format_integer(figures.total)
    counts = [PublishedCount("Meldingen", "in totaal", total)]
    for kind, heading in _OF_REPORTS.items():
        counts += [
            PublishedCount(heading, each.label, format_integer(each.count))
            for each in figures.figures
            if each.kind is kind
        ]
    desk = label_of_compartment(found.desk)
    return Published("Interne meldingen", year, found.published_on, f"het meldpunt ({desk})", found.rule, tuple(counts))
