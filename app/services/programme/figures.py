"""Yearly figures: counting cases, publishing the counts to the programme, and Table 1 made of what was published.

Who holds casework publishes; who holds the programme reads. The newest publication of a year counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.errors import AccessDenied, Invalid
from app.rules.casework.case import ActiveYears
from app.rules.counting import Counted, TableOfYears, problem_of, table_of_years
from app.rules.permissions import CASEWORK, PROGRAMME, Act, may
from app.rules.years import year_problem
from app.services.access import requires
from app.services.apart.looking import views
from app.services.clock import today
from app.services.post import carry_and_take_in, taking_in
from app.services.programme.figure_notes import publication_of, stored_figure, written_figure
from app.services.programme.measure_figures import PublishedMeasures, measures_of, where_they_differ, with_measures
from models.casework import Case, CaseType
from models.programme import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from app.vault.post.notes import Giver
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
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
    """Where the figures of a year come from. `beside` tells where published measures say something else than cases."""

    year: int
    published_on: date
    published_by: str
    historic: bool
    rule: str
    stated_total: int | None
    total: int | None
    beside: tuple[str, ...] = ()


@requires(Act.READ_CASES, CASEWORK)
def live_counts(vault: UnlockedVault, year: int) -> tuple[Counted, ...]:
    """What the cases of today come to for a year. A type without cases counts zero only if it was in use that year."""
    with vault.read(CASEWORK) as session:
        return _with_those_apart(vault, _counted(session, year), year)


@requires(Act.PUBLISH_FIGURES, CASEWORK)
def publish(vault: UnlockedVault, year: int) -> int:
    """Publish the counts of a year to the programme and return their total."""
    problems = year_problem("year", year)
    if problems:
        raise Invalid(problems)
    with vault.write(CASEWORK) as work:
        counted = _with_those_apart(vault, _counted(work.session, year), year)
        if not any(figure.count for figure in counted):
            raise Invalid({"year": f"Er zijn geen casussen die in {year} tellen; er is niets gepubliceerd."})
        payload: dict[str, Json] = {
            "year": year,
            "published_on": today().isoformat(),
            "published_by": vault.account.name,
            "rule": COUNTING_RULE,
            "figures": [written_figure(figure) for figure in counted],
        }
        work.deliver(PROGRAMME, NOTE_KIND, payload)
        work.record("figures.published", "figures", year)
    carry_and_take_in(vault)
    return sum(figure.count or 0 for figure in counted)


@requires(Act.EDIT_PROGRAMME, PROGRAMME)
def enter_historic(
    vault: UnlockedVault, *, year: int, rule: str, figures: Sequence[Counted], stated_total: int | None = None
) -> None:
    """Enter the figures of a year without cases behind it. They count until the year is entered or published anew."""
    problems = year_problem("year", year)
    if not rule.strip():
        problems["rule"] = "Vul in hoe er is geteld."
    if (problem := problem_of(figures)) is not None:
        problems["figures"] = problem
    if stated_total is not None and stated_total < 0:
        problems["stated_total"] = "Een totaal is nul of meer."
    if problems:
        raise Invalid(problems)
    with vault.write(PROGRAMME) as work:
        publication = Publication(
            year=year,
            published_on=today(),
            published_by=vault.account.name,
            historic=True,
            rule=rule.strip(),
            stated_total=stated_total,
            figures=[stored_figure(figure) for figure in figures],
        )
        work.session.add(publication)
        work.session.flush()
        work.record("figures.entered", "publication", publication.id)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def table_one(vault: UnlockedVault, years: Sequence[int]) -> TableOfYears:
    """Type × year from the newest publication of each year; what was not published is None."""
    with vault.read(PROGRAMME) as session:
        return table_in(session, years)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def publications(vault: UnlockedVault, years: Sequence[int]) -> tuple[PublicationFacts, ...]:
    """Where the figures of these years come from, for years that were published."""
    with vault.read(PROGRAMME) as session:
        return publications_in(session, years)


@requires(Act.READ_CASES, CASEWORK)
def differences(vault: UnlockedVault, year: int) -> tuple[Difference, ...]:
    """Where today's count differs from what was published; who lacks either compartment is refused.

    In a published year an empty cell differs from zero. In a year that was not, types without cases say nothing.
    """
    published = {row.type_name: row.counts[0] for row in _published_cases(vault, [year]).rows}
    live = {figure.type_name: figure.count for figure in live_counts(vault, year)}
    names = dict.fromkeys([*published, *live])
    return tuple(
        Difference(name, published.get(name), live.get(name))
        for name in names
        if published.get(name) != live.get(name) and (published or live.get(name))
    )


def table_in(session: Session, years: Sequence[int]) -> TableOfYears:
    """Table 1 as one state of the programme has it; the caller has checked that it may be read."""
    published = {each.year: _figures_of(each) for each in _newest(session, years)}
    return table_of_years(years, with_measures(published, measures_of(session, years)))


def publications_in(session: Session, years: Sequence[int]) -> tuple[PublicationFacts, ...]:
    """What `publications` tells, as one state of the programme has it; the caller has checked that it may be read."""
    measures = measures_of(session, years)
    return tuple(_facts_of(publication, measures.get(publication.year)) for publication in _newest(session, years))


@taking_in(PROGRAMME, NOTE_KIND)
def take_in_figures(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Store published figures that came from casework; malformed figures are refused whole."""
    if giver.compartment != CASEWORK or giver.role is None:
        raise AccessDenied("Jaarcijfers van casussen komen alleen uit de casuïstiek.")
    if giver.role is None or not may(giver.role, Act.PUBLISH_FIGURES):
        who = giver.role.label if giver.role else "onbekend"
        raise AccessDenied(f"De rol {who} publiceert geen jaarcijfers.")
    work.session.add(publication_of(payload))


@requires(Act.READ_PROGRAMME, PROGRAMME)
def _published_cases(vault: UnlockedVault, years: Sequence[int]) -> TableOfYears:
    """What cases alone came to when they were published, whatever Table 1 takes from elsewhere."""
    with vault.read(PROGRAMME) as session:
        return table_of_years(years, {each.year: _figures_of(each) for each in _newest(session, years)})


def _facts_of(publication: Publication, measures: PublishedMeasures | None) -> PublicationFacts:
    counted, rule = _figures_of(publication), publication.rule
    beside: tuple[str, ...] = ()
    if measures is not None:
        beside = where_they_differ(counted, measures)
        counted = with_measures({publication.year: counted}, {publication.year: measures})[publication.year]
        rule = f"{rule} {measures.told}" if measures.in_table else rule
    return PublicationFacts(
        year=publication.year,
        published_on=publication.published_on,
        published_by=publication.published_by,
        historic=publication.historic,
        rule=rule,
        stated_total=publication.stated_total,
        total=_total(figure.count for figure in counted),
        beside=beside,
    )


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


def _with_those_apart(vault: UnlockedVault, counted: tuple[Counted, ...], year: int) -> tuple[Counted, ...]:
    """With the cases that were set apart and that this user holds; of them only the count is told."""
    found = {each.type_name: each for each in counted}
    for _, view in views(vault):
        with view.read(CASEWORK) as session:
            for each in _counted(session, year):
                here = found.get(each.type_name, replace(each, count=None))
                counts = [one for one in (here.count, each.count) if one is not None]
                found[each.type_name] = replace(here, count=sum(counts) if counts else None)
    return tuple(found.values())


def _newest(session: Session, years: Sequence[int]) -> Sequence[Publication]:
    newest = select(func.max(Publication.id)).where(Publication.year.in_(years)).group_by(Publication.year)
    return session.scalars(
        select(Publication)
        .where(Publication.id.in_(newest))
        .options(selectinload(Publication.figures))
        .order_by(Publication.year)
    ).all()


def _figures_of(publication: Publication) -> list[Counted]:
    return [
        Counted(figure.type_name, figure.position, figure.level, figure.counting_unit, figure.count)
        for figure in publication.figures
    ]


def _total(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
