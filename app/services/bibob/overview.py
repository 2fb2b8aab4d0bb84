"""The yearly overview of screenings: counted here, published to the programme as counts and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.rules.permissions import BIBOB, PROGRAMME, Act
from app.rules.screening.year import COUNTING_RULE, Screened, YearFigures, figures_of
from app.rules.years import year_problem
from app.services.access import requires
from app.services.clock import today
from app.services.norms import norm_on
from app.services.post import carry_and_take_in
from app.services.programme.screening_figures import NOTE_KIND
from models.bibob import Screening

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault

SMALL_COUNT = "publication.small_count"


@requires(Act.READ_SCREENINGS, BIBOB)
def screening_year(vault: UnlockedVault, year: int, *, merge_small: bool) -> YearFigures:
    """The counts of a year as they would be published; `merge_small` puts together what might lead to a person."""
    limit = _limit(vault, merge_small=merge_small)
    with vault.read(BIBOB) as session:
        return figures_of(_screened(session), year, limit)


@requires(Act.PUBLISH_SCREENINGS, BIBOB)
def publish_screening_year(vault: UnlockedVault, year: int, *, merge_small: bool) -> YearFigures:
    """Deliver the counts of a year to the programme; the newest publication of a year counts there."""
    problems = year_problem("year", year)
    if problems:
        raise Invalid(problems)
    limit = _limit(vault, merge_small=merge_small)
    with vault.write(BIBOB) as work:
        figures = figures_of(_screened(work.session), year, limit)
        if not figures.started and not figures.ended:
            raise Invalid({"year": f"Er zijn geen Bibob-toetsen die in {year} tellen; er is niets gepubliceerd."})
        work.deliver(PROGRAMME, NOTE_KIND, _note(figures, vault.account.name))
        work.record("screening_figures.published", "screening_figures", year)
    carry_and_take_in(vault)
    return figures


def _limit(vault: UnlockedVault, *, merge_small: bool) -> int | None:
    return norm_on(vault, SMALL_COUNT, today()).value if merge_small else None


def _screened(session: Session) -> tuple[Screened, ...]:
    return tuple(
        Screened(
            opened_on=item.opened_on,
            application_on=item.application_on,
            ended_on=item.decided_on or item.withdrawn_on,
            occasion=item.occasion,
            danger_a=item.danger_a,
            danger_b=item.danger_b,
            outcome=item.outcome,
        )
        for item in session.scalars(select(Screening))
    )


def _note(figures: YearFigures, publisher: str) -> dict[str, Json]:
    return {
        "year": figures.year,
        "published_on": today().isoformat(),
        "published_by": publisher,
        "rule": COUNTING_RULE,
        "merged": figures.merged,
        "started": figures.started,
        "ended": figures.ended,
        "figures": [{"kind": each.kind.value, "label": each.label, "count": each.count} for each in figures.figures],
    }
