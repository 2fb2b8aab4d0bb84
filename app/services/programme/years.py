"""The register of years: when one was begun and closed, and what stands in its plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import NotFound
from app.rules.permissions import PROGRAMME, Act
from app.rules.years import year_problem
from app.services.access import requires
from app.services.clock import today
from app.services.programme.money import BudgetSums, money_in
from app.services.programme.programme_register import ProgrammeRegister, first_words
from app.services.records import Words
from models.choices import ActivityStatus
from models.programme import Activity, Goal, PlanYear, PlanYearAim, PlanYearRecord, Recommendation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class PlanYearDraft:
    """A year as the form shows it; `started_from` and `begun_on` are what beginning it left."""

    year: int | None = None
    closed_on: date | None = None
    note: str | None = None


class PlanYears(ProgrammeRegister[PlanYear, PlanYearDraft]):
    """The register of years. After a year was closed, nothing more is booked in it."""

    kind = "plan_year"
    words = Words("jaar", "het")
    model = PlanYear
    draft = PlanYearDraft
    columns = {
        "year": PlanYear.year,
        "started_from": PlanYear.started_from,
        "begun_on": PlanYear.begun_on,
        "closed_on": PlanYear.closed_on,
        "note": PlanYear.note,
    }
    searched = (PlanYear.note,)
    order = (PlanYear.year.desc(),)
    required = {"year": "Vul het jaar in."}

    def check(self, session: Session, draft: PlanYearDraft, existing: PlanYear | None) -> Mapping[str, str]:
        """A year closes when it is over, not ahead of time; one that was begun from another keeps its number."""
        problems = year_problem("year", draft.year)
        if draft.closed_on is not None and draft.year is not None and not problems:
            if draft.closed_on > today():
                problems["closed_on"] = "Deze datum ligt in de toekomst."
            elif draft.closed_on.year <= draft.year:
                problems["closed_on"] = f"Sluit {draft.year} af na 31 december {draft.year}."
        if existing is not None and existing.started_from is not None and draft.year != existing.year:
            problems["year"] = f"Dit jaar is begonnen vanuit {existing.started_from}; het nummer staat vast."
        return problems

    def name_of(self, item: PlanYear) -> str:
        """Its number."""
        return str(item.year)

    def hindrance(self, session: Session, item: PlanYear) -> str | None:
        """A year that brought something along stays until that is undone."""
        made = session.scalar(select(func.count()).where(PlanYearRecord.plan_year_id == item.id)) or 0
        return "Dit jaar is begonnen vanuit een ander jaar. Maak dat eerst ongedaan." if made else None

    def broken_rule(self, reason: str) -> str:
        """A year is there once."""
        return "Dit jaar staat er al." if "UNIQUE" in reason else super().broken_rule(reason)


@dataclass(frozen=True, slots=True)
class YearView:
    """What a year aims at and how it stands: its goals and recommendations, activities by status, and its budgets."""

    year: int
    started_from: int | None
    begun_on: date | None
    closed_on: date | None
    goals: tuple[str, ...]
    recommendations: tuple[str, ...]
    activities: tuple[tuple[ActivityStatus, int], ...]
    moved_in: int
    budgets: tuple[BudgetSums, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell of it."""
        return not (self.goals or self.recommendations or self.activities or self.budgets)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def year_view(vault: UnlockedVault, plan_year_id: int) -> YearView:
    """One year as it is now; NotFound when it is gone."""
    with vault.read(PROGRAMME) as session:
        found = session.get(PlanYear, plan_year_id)
        if found is None:
            raise NotFound("Het jaar bestaat niet (meer).")
        of_year = PlanYearAim.plan_year_id == found.id
        goals = session.scalars(select(Goal.name).join(PlanYearAim, PlanYearAim.goal_id == Goal.id).where(of_year))
        aims = (
            select(Recommendation.text)
            .join(PlanYearAim, PlanYearAim.recommendation_id == Recommendation.id)
            .where(of_year)
            .order_by(Recommendation.position)
        )
        planned = session.execute(
            select(Activity.status, Activity.moved_from_id).where(Activity.year == found.year)
        ).all()
        counts = Counter(status for status, _ in planned)
        return YearView(
            year=found.year,
            started_from=found.started_from,
            begun_on=found.begun_on,
            closed_on=found.closed_on,
            goals=tuple(goals),
            recommendations=tuple(first_words(text) for text in session.scalars(aims)),
            activities=tuple((status, counts[status]) for status in ActivityStatus if counts[status]),
            moved_in=sum(1 for _, before in planned if before is not None),
            budgets=money_in(session, found.year).budgets,
        )
