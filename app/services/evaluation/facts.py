"""Everything the document of a year is made of, read from the store in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.errors import NotFound
from app.rules.counting import TableOfYears
from app.rules.permissions import PROGRAMME
from app.rules.small_numbers import NOTHING, Cell, Cover
from app.services.evaluation.register_facts import RegisterFacts, register_facts_in
from app.services.programme.figures import PublicationFacts, publications_in, table_in
from app.services.programme.money import Money, money_in
from app.services.programme.screening_figures import ScreeningYear, published_in
from models.choices import SmallChoice
from models.programme import (
    Activity,
    CalloutBox,
    Chapter,
    Evaluation,
    Goal,
    Instrument,
    OverviewItem,
    Programme,
    Recommendation,
    ResilienceSession,
    Scan,
    SmallCount,
    StatedFact,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

YEARS_IN_TABLE = 4
P = TypeVar("P", Chapter, OverviewItem, StatedFact)


@dataclass(frozen=True, slots=True)
class Facts:
    """The store as the document sees it. Items are detached and only read.

    `screenings` are the published Bibob counts, None when there are none. `small` is what was chosen for small counts,
    `cover` what this edition covers of them.
    """

    municipality: str
    year: int
    evaluation: Evaluation
    chapters: Sequence[Chapter]
    callouts: Sequence[CalloutBox]
    overview: Sequence[OverviewItem]
    stated: dict[str, StatedFact]
    table: TableOfYears
    publications: tuple[PublicationFacts, ...]
    money: Money
    next_money: Money
    scan: Scan | None
    recommendations: Sequence[Recommendation]
    instruments: Sequence[Instrument]
    goals: Sequence[Goal]
    sessions: Sequence[ResilienceSession]
    programmes: Sequence[Programme]
    activities: Sequence[Activity]
    screenings: ScreeningYear | None
    small: Mapping[Cell, SmallChoice]
    cover: Cover = NOTHING
    beside: RegisterFacts = field(default_factory=RegisterFacts)

    @property
    def instruments_by_name(self) -> dict[str, Instrument]:
        """Instruments by their name."""
        return {item.name: item for item in self.instruments}

    @property
    def programmes_by_name(self) -> dict[str, Programme]:
        """Programmes by their name."""
        return {item.name: item for item in self.programmes}


def facts_of(vault: UnlockedVault, year: int) -> Facts:
    """The facts of a year; NotFound when there is no evaluation of it. The caller has checked the permission."""
    years = range(year - YEARS_IN_TABLE + 1, year + 1)
    with vault.read(PROGRAMME) as session:
        evaluation = session.scalar(select(Evaluation).where(Evaluation.year == year))
        if evaluation is None:
            raise NotFound(f"Er is nog geen evaluatie over {year}. Maak die eerst op de pagina Evaluatie.")
        scan = session.scalar(select(Scan).where(Scan.year <= year).order_by(Scan.year.desc(), Scan.id.desc()).limit(1))
        return Facts(
            municipality=vault.municipality,
            year=year,
            evaluation=evaluation,
            chapters=_of_evaluation(session, Chapter, evaluation, Chapter.position),
            callouts=session.scalars(
                select(CalloutBox)
                .where(CalloutBox.evaluation_id == evaluation.id)
                .options(selectinload(CalloutBox.claims))
                .order_by(CalloutBox.id)
            ).all(),
            overview=_of_evaluation(session, OverviewItem, evaluation, OverviewItem.position),
            stated={fact.name: fact for fact in _of_evaluation(session, StatedFact, evaluation, StatedFact.name)},
            table=table_in(session, years),
            publications=publications_in(session, years),
            money=money_in(session, year),
            next_money=money_in(session, year + 1),
            scan=scan,
            recommendations=_recommendations(session, scan),
            instruments=session.scalars(select(Instrument).order_by(Instrument.position)).all(),
            goals=session.scalars(select(Goal).order_by(Goal.id)).all(),
            sessions=session.scalars(
                select(ResilienceSession).where(ResilienceSession.year == year).order_by(ResilienceSession.id)
            ).all(),
            programmes=session.scalars(select(Programme).order_by(Programme.id)).all(),
            activities=session.scalars(select(Activity).order_by(Activity.year, Activity.id)).all(),
            screenings=published_in(session, year),
            small=small_choices_in(session, evaluation.id),
            beside=register_facts_in(session, year),
        )


def small_choices_in(session: Session, evaluation_id: int) -> dict[Cell, SmallChoice]:
    """What was chosen for the small counts of a document."""
    rows = session.scalars(select(SmallCount).where(SmallCount.evaluation_id == evaluation_id))
    return {(row.type_name, row.year): row.choice for row in rows}


def _of_evaluation(session: Session, part: type[P], evaluation: Evaluation, order: Any) -> Sequence[P]:  # noqa: ANN401
    return session.scalars(select(part).where(part.evaluation_id == evaluation.id).order_by(order)).all()


def _recommendations(session: Session, scan: Scan | None) -> Sequence[Recommendation]:
    if scan is None:
        return ()
    statement = select(Recommendation).where(Recommendation.scan_id == scan.id).order_by(Recommendation.position)
    return session.scalars(statement).all()
