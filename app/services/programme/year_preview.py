"""What comes along when a year begins from the one before it, and what stays behind and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from app.formats import format_amount, format_number
from app.services.programme.programme_register import first_words
from app.services.programme.quickscan import FINISHED
from models.choices import ActivityStatus, CarryOverStatus, Nature
from models.programme import (
    Activity,
    Budget,
    BudgetGroup,
    BudgetLine,
    CarryOver,
    Goal,
    PlanYear,
    Post,
    Recommendation,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class StartChoice:
    """What the user adds to what comes along.

    `structural` is structural money that begins in the new year, `personnel` what of it is for staff, `fte` how many
    posts that is as yet unfilled; each only where nothing of the kind comes along. `running` takes along activities
    that still run.
    """

    structural: Decimal | None = None
    personnel: Decimal | None = None
    fte: Decimal | None = None
    running: bool = True


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing, with a word on it; `stays` says why it does not come along, empty when it does."""

    id: int
    title: str
    detail: str = ""
    stays: str = ""


@dataclass(frozen=True, slots=True)
class StartPreview:
    """Everything, kind by kind; `has_structural` says that there is structural money for the new year already."""

    from_year: int
    year: int
    begun: bool
    goals: tuple[Taken, ...]
    recommendations: tuple[Taken, ...]
    moved: tuple[Taken, ...]
    running: tuple[Taken, ...]
    budgets: tuple[Taken, ...]
    carry_overs: tuple[Taken, ...]
    continuing: tuple[Taken, ...]
    posts: tuple[Taken, ...]
    has_structural: bool

    @property
    def kinds(self) -> tuple[tuple[str, tuple[Taken, ...]], ...]:
        """Each kind under its heading."""
        return (
            ("Doelen", self.goals),
            ("Aanbevelingen die nog niet gereed zijn", self.recommendations),
            ("Doorgeschoven activiteiten", self.moved),
            ("Activiteiten die nog lopen", self.running),
            ("Structureel budget", self.budgets),
            ("Overheveling", self.carry_overs),
            ("Posten die doorlopen", self.continuing),
            ("Formatie", self.posts),
        )

    @property
    def nothing(self) -> bool:
        """Whether nothing at all comes along."""
        return not any(not each.stays for _, taken in self.kinds for each in taken)


def preview_in(session: Session, from_year: int) -> StartPreview:
    """What one state of the programme has to take along; the caller has checked that it may be read."""
    year = from_year + 1
    there = session.scalar(select(PlanYear.started_from).where(PlanYear.year == year))
    carried = _carry_overs(session, from_year)
    budgets = _structural(session, from_year)
    own = select(Budget.id).where(Budget.year == year, Budget.nature == Nature.STRUCTURAL).limit(1)
    return StartPreview(
        from_year=from_year,
        year=year,
        begun=there is not None,
        goals=_goals(session, year),
        recommendations=_recommendations(session),
        moved=_activities(session, from_year, ActivityStatus.POSTPONED),
        running=_activities(session, from_year, ActivityStatus.RUNNING),
        budgets=budgets,
        carry_overs=carried,
        continuing=_continuing(session, from_year, anything=any(not each.stays for each in carried)),
        posts=_posts(session, from_year),
        has_structural=bool(budgets) or session.scalar(own) is not None,
    )


def _goals(session: Session, year: int) -> tuple[Taken, ...]:
    rows = session.scalars(select(Goal).order_by(Goal.horizon, Goal.name))
    return tuple(
        Taken(
            row.id,
            row.name,
            f"tot en met {row.horizon}" if row.horizon else "zonder einddatum",
            f"liep tot en met {row.horizon}" if row.horizon is not None and row.horizon < year else "",
        )
        for row in rows
    )


def _recommendations(session: Session) -> tuple[Taken, ...]:
    query = select(Recommendation).where(Recommendation.status.not_in(FINISHED)).order_by(Recommendation.position)
    return tuple(Taken(row.id, first_words(row.text), row.status.label) for row in session.scalars(query))


def _activities(session: Session, from_year: int, status: ActivityStatus) -> tuple[Taken, ...]:
    went_on = set(session.scalars(select(Activity.moved_from_id).where(Activity.moved_from_id.is_not(None))))
    query = select(Activity).where(Activity.year == from_year, Activity.status == status).order_by(Activity.id)
    if status is ActivityStatus.POSTPONED:
        query = query.where(Activity.moved_to == from_year + 1)
    return tuple(
        Taken(row.id, row.name, row.reason or "", "loopt al door" if row.id in went_on else "")
        for row in session.scalars(query)
    )


def _structural(session: Session, from_year: int) -> tuple[Taken, ...]:
    """Structural budgets of the year, unless the new year has structural money of its own."""
    there = select(Budget).where(Budget.year == from_year + 1, Budget.nature == Nature.STRUCTURAL)
    present = session.scalars(there.order_by(Budget.id)).all()
    if present:
        return tuple(_budget(row, f"staat al bij {from_year + 1}") for row in present)
    rows = select(Budget).where(Budget.year == from_year, Budget.nature == Nature.STRUCTURAL).order_by(Budget.id)
    return tuple(_budget(row) for row in session.scalars(rows))


def _budget(row: Budget, stays: str = "") -> Taken:
    return Taken(row.id, row.name, format_amount(row.budgeted if row.adjusted is None else row.adjusted), stays)


def _carry_overs(session: Session, from_year: int) -> tuple[Taken, ...]:
    query = (
        select(CarryOver, Budget.name)
        .join(Budget, Budget.id == CarryOver.budget_id)
        .where(Budget.year == from_year, CarryOver.to_year == from_year + 1)
        .order_by(CarryOver.id)
    )
    return tuple(_carried(row, name) for row, name in session.execute(query))


def _carried(row: CarryOver, name: str) -> Taken:
    stays = ""
    if row.status is CarryOverStatus.REJECTED:
        stays = "afgewezen"
    elif row.to_budget_id is not None:
        stays = "is al meegenomen"
    return Taken(row.id, f"{name}: {format_amount(row.amount)}", row.status.label, stays)


def _continuing(session: Session, from_year: int, *, anything: bool) -> tuple[Taken, ...]:
    """What goes on, and whether money comes along for it: it is paid from what is carried over."""
    query = (
        select(BudgetLine)
        .join(BudgetGroup, BudgetGroup.id == BudgetLine.group_id)
        .join(Budget, Budget.id == BudgetGroup.budget_id)
        .where(Budget.year == from_year, Budget.nature == Nature.INCIDENTAL, BudgetLine.continues)
        .order_by(BudgetGroup.position, BudgetLine.position)
    )
    stays = "" if anything else "er komt geen geld mee; zoek dekking"
    return tuple(
        Taken(row.id, row.name, row.covered_by or "dekking nog onbekend", stays) for row in session.scalars(query)
    )


def _posts(session: Session, from_year: int) -> tuple[Taken, ...]:
    present = session.scalars(select(Post).where(Post.year == from_year + 1).order_by(Post.id)).all()
    if present:
        return tuple(_post(row, f"staat al bij {from_year + 1}") for row in present)
    lasting = or_(Post.nature.is_(None), Post.nature == Nature.STRUCTURAL)
    rows = session.scalars(select(Post).where(Post.year == from_year, lasting).order_by(Post.id))
    return tuple(_post(row) for row in rows)


def _post(row: Post, stays: str = "") -> Taken:
    filled = "vervuld" if row.filled_from is not None else "vacant"
    return Taken(row.id, row.function or "nog niet bepaalde functie", f"{format_number(row.fte)} fte, {filled}", stays)
