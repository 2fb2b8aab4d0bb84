"""The yearly figures of measures: counted here, delivered to the programme as counts and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.rules.measures.year import MeasureYear, Taken, figures_of
from app.rules.permissions import MEASURES, PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires
from app.services.clock import today
from app.services.post import carry_and_take_in
from app.services.programme.measure_figures import NOTE_KIND
from models.measures import Measure, Property

DAYS_IN_MONTH = 30

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from models.measures.choices import CountingChoice


@requires(Act.READ_MEASURES, MEASURES)
def measure_year(vault: UnlockedVault, year: int, counting: CountingChoice) -> MeasureYear:
    """The counts of a year under a counting rule, as they would be published."""
    with vault.read(MEASURES) as session:
        return figures_of(_taken(session), year, counting)


@requires(Act.PUBLISH_MEASURES, MEASURES)
def publish_measure_year(vault: UnlockedVault, year: int, counting: CountingChoice, *, in_table: bool) -> MeasureYear:
    """Deliver the counts of a year to the programme; `in_table` lets Table 1 take its rows from here.

    The newest publication of a year counts, also when it takes the rows back out of the table.
    """
    problems = year_problem("year", year)
    if problems:
        raise Invalid(problems)
    with vault.write(MEASURES) as work:
        figures = figures_of(_taken(work.session), year, counting)
        if not (figures.warnings or figures.closures or figures.penalties or figures.evictions):
            raise Invalid({"year": f"Er zijn geen maatregelen die in {year} tellen; er is niets gepubliceerd."})
        work.deliver(PROGRAMME, NOTE_KIND, _note(figures, vault.account.name, in_table=in_table))
        work.record("measure_figures.published", "measure_figures", year)
    carry_and_take_in(vault)
    return figures


def _taken(session: Session) -> tuple[Taken, ...]:
    rows = session.execute(select(Measure, Property.kind).join(Property, Property.id == Measure.property_id))
    return tuple(
        Taken(item.property_id, kind, item.sanction, _months(item), item.decided_on, item.evicted_on)
        for item, kind in rows
    )


def _months(item: Measure) -> int | None:
    """How long a closure lasts, to weigh it by; None for one without end."""
    if item.months is not None or item.closed_from is None or item.closed_until is None:
        return item.months
    return max(1, (item.closed_until - item.closed_from).days // DAYS_IN_MONTH)


def _note(figures: MeasureYear, publisher: str, *, in_table: bool) -> dict[str, Json]:
    return {
        "year": figures.year,
        "published_on": today().isoformat(),
        "published_by": publisher,
        "rule": figures.rule,
        "in_table": in_table,
        "counts": {
            "warnings": figures.warnings,
            "closed_homes": figures.closed_homes,
            "closed_premises": figures.closed_premises,
            "evictions": figures.evictions,
            "decisions": figures.decisions,
        },
    }
