"""Yearly figures: counting cases, publishing the counts to the programme, and Table 1 made of what was published.

Who holds casework publishes; who holds the programme reads. The newest publication of a year counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.errors import AccessDenied, Invalid
from app.rules.casework import ActiveYears
from app.rules.counting import Counted, TableOfYears, table_of_years
from app.rules.permissions import CASEWORK, PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires
from app.services.clock import today
from app.services.post import carry_and_take_in, taking_in
from models.casework import Case, CaseType
from models.choices import CountingUnit, Level
from models.programme import Publication, PublishedFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from app.vault.notes import Giver
    from app.vault.session import UnlockedVault
    from app.vault.strict_json import Json
    from app.vault.unit_of_work import UnitOfWork

NOTE_KIND = "figures"
COUNTING_RULE = (
    "Een casus telt in het jaar van telling dat bij de casus is vastgelegd, onder het type van dat moment. "
    "Een lege cel betekent dat van dat type in dat jaar niets is geregistreerd; dat is iets anders dan nul. "
    "Wat één telling is, verschilt per type (casus, pand, besluit, melding of organisatie)."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A type whose live count is not what was published for the year."""

    type_name: str
    published: int | None
    live: int | None


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """Where the figures of a year come from."""

    year: int
    published_on: date
    published_by: str
    historic: bool
    rule: str
    stated_total: int | None
    total: int | None


@requires(Act.READ_CASES, CASEWORK)
def live_counts(vault: UnlockedVault, year: int) -> tuple[Counted, ...]:
    """What the cases of today come to for a year. A type without cases counts zero only if it was in use that year."""
    with vault.read(CASEWORK) as session:
        return _counted(session, year)


@requires(Act.PUBLISH_FIGURES, CASEWORK)
def publish(vault: UnlockedVault, year: int) -> int:
    """Publish the counts of a year to the programme and return their total."""
    problems = year_problem("year", year)
    if problems:
        raise Invalid(problems)
    with vault.write(CASEWORK) as work:
        counted = _counted(work.session, year)
        if not any(figure.count for figure in counted):
            raise Invalid({"year": f"Er zijn geen casussen die in {year} tellen; er is niets gepubliceerd."})
        payload: dict[str, Json] = {
            "year": year,
            "published_on": today().isoformat(),
            "published_by": vault.account.name,
            "rule": COUNTING_RULE,
            "figures": [_written(figure) for figure in counted],
        }
        work.deliver(PROGRAMME, NOTE_KIND, payload)
        work.record("figures.published", "figures", year)
    carry_and_take_in(vault)
    return sum(figure.count or 0 for figure in counted)


@requires(Act.EDIT_PROGRAMME, PROGRAMME)
def enter_historic(
    vault: UnlockedVault, *, year: int, rule: str, figures: Sequence[Counted], stated_total: int | None = None
) -> None:
    """Enter the figures of a year without records behind it; a published year replaces none, it is the newest."""
    problems = year_problem("year", year)
    if any(figure.count is not None and figure.count < 0 for figure in figures):
        problems["figures"] = "Een telling is nul of meer."
    if problems:
        raise Invalid(problems)
    with vault.write(PROGRAMME) as work:
        publication = Publication(
            year=year,
            published_on=today(),
            published_by=vault.account.name,
            historic=True,
            rule=rule,
            stated_total=stated_total,
            figures=[_figure(figure) for figure in figures],
        )
        work.session.add(publication)
        work.session.flush()
        work.record("figures.entered", "publication", publication.id)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def table_one(vault: UnlockedVault, years: Sequence[int]) -> TableOfYears:
    """Type × year from the newest publication of each year; what was not published is None."""
    with vault.read(PROGRAMME) as session:
        return table_of_years(
            years,
            {
                publication.year: [_counted_of(figure) for figure in publication.figures]
                for publication in _newest(session, years)
            },
        )


@requires(Act.READ_PROGRAMME, PROGRAMME)
def publications(vault: UnlockedVault, years: Sequence[int]) -> tuple[PublicationFacts, ...]:
    """Where the figures of these years come from, for years that were published."""
    with vault.read(PROGRAMME) as session:
        return tuple(
            PublicationFacts(
                year=publication.year,
                published_on=publication.published_on,
                published_by=publication.published_by,
                historic=publication.historic,
                rule=publication.rule,
                stated_total=publication.stated_total,
                total=_total(figure.count for figure in publication.figures),
            )
            for publication in _newest(session, years)
        )


@requires(Act.READ_CASES, CASEWORK)
def differences(vault: UnlockedVault, year: int) -> tuple[Difference, ...]:
    """Where today's count differs from what was published; who lacks either compartment is refused."""
    published = {row.type_name: row.counts[0] for row in table_one(vault, [year]).rows}
    live = {figure.type_name: figure.count for figure in live_counts(vault, year)}
    names = dict.fromkeys([*published, *live])
    return tuple(
        Difference(name, published.get(name), live.get(name))
        for name in names
        if (published.get(name) or 0) != (live.get(name) or 0)
    )


@taking_in(PROGRAMME, NOTE_KIND)
def take_in_figures(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Store published figures that came from casework; malformed figures are refused whole."""
    if giver.compartment != CASEWORK:
        raise AccessDenied("Jaarcijfers van casussen komen alleen uit de casuïstiek.")
    try:
        publication = Publication(
            year=int(payload["year"]),
            published_on=date.fromisoformat(payload["published_on"]),
            published_by=str(payload["published_by"]),
            historic=False,
            rule=str(payload["rule"]),
            figures=[
                _figure(
                    Counted(
                        type_name=str(figure["type_name"]),
                        position=int(figure["position"]),
                        level=Level(figure["level"]),
                        counting_unit=CountingUnit(figure["counting_unit"]),
                        count=None if figure["count"] is None else int(figure["count"]),
                    )
                )
                for figure in payload["figures"]
            ],
        )
    except (KeyError, TypeError, ValueError) as unreadable:
        raise Invalid({"": "De jaarcijfers in deze bezorging zijn onleesbaar."}) from unreadable
    work.session.add(publication)


def _counted(session: Session, year: int) -> tuple[Counted, ...]:
    counts = dict(
        session.execute(
            select(Case.case_type_id, func.count()).where(Case.counted_year == year).group_by(Case.case_type_id)
        ).all()
    )
    types = session.scalars(select(CaseType).order_by(CaseType.position)).all()
    return tuple(
        Counted(kind.name, kind.position, kind.level, kind.counting_unit, counts.get(kind.id, 0))
        for kind in types
        if kind.id in counts or ActiveYears(kind.name, kind.active_from, kind.active_to).contains(year)
    )


def _written(figure: Counted) -> dict[str, Json]:
    return {
        "type_name": figure.type_name,
        "position": figure.position,
        "level": figure.level.value,
        "counting_unit": figure.counting_unit.value,
        "count": figure.count,
    }


def _newest(session: Session, years: Sequence[int]) -> Sequence[Publication]:
    newest = select(func.max(Publication.id)).where(Publication.year.in_(years)).group_by(Publication.year)
    return session.scalars(
        select(Publication)
        .where(Publication.id.in_(newest))
        .options(selectinload(Publication.figures))
        .order_by(Publication.year)
    ).all()


def _figure(counted: Counted) -> PublishedFigure:
    return PublishedFigure(
        type_name=counted.type_name,
        position=counted.position,
        level=counted.level,
        counting_unit=counted.counting_unit,
        count=counted.count,
    )


def _counted_of(figure: PublishedFigure) -> Counted:
    return Counted(figure.type_name, figure.position, figure.level, figure.counting_unit, figure.count)


def _total(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
