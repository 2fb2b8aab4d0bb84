"""Money of a year: what was budgeted, spent, promised and left, with what is unknown kept unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.rules.forecast import Forecast, Outlook, forecast
from app.rules.money import ZERO, Total, difference, total
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.clock import today
from models.choices import CarryOverStatus, FundingSource, Nature
from models.programme import Booking, Budget, BudgetGroup, BudgetLine, CarryOver, Commitment, PlanYear, Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class LineSums:
    """A line of Table 2. `promised` are the commitments of which the money falls in this year, `planned` the rest."""

    id: int
    name: str
    budgeted: Decimal | None
    spent: Decimal | None
    nature: Nature | None
    note: str | None
    promised: tuple[Decimal | None, ...] = ()
    planned: Decimal | None = None
    continues: bool = False
    covered_by: str | None = None


@dataclass(frozen=True, slots=True)
class GroupSums:
    """A group of Table 2 with its lines and what was spent on it."""

    name: str
    lines: tuple[LineSums, ...]
    spent: Total


@dataclass(frozen=True, slots=True)
class CarryOverFacts:
    """A request to carry over."""

    to_year: int
    amount: Decimal
    status: CarryOverStatus


@dataclass(frozen=True, slots=True)
class BudgetSums:
    """A budget with its sums. `remainder` and `free` are unknown as soon as something they are made of is.

    `original` is what was budgeted first; `budgeted` is what holds: the adjusted budget where there is one.
    """

    id: int
    year: int
    name: str
    nature: Nature
    budgeted: Decimal | None
    groups: tuple[GroupSums, ...]
    spent: Total
    remainder: Decimal | None
    committed: Total
    stated_spent: Decimal | None
    stated_remainder: Decimal | None
    carry_overs: tuple[CarryOverFacts, ...]
    outlook: Forecast
    original: Decimal | None = None
    adjusted: Decimal | None = None
    own_share: Decimal | None = None
    source: FundingSource | None = None
    policy_field: str | None = None
    closed: bool = False

    @property
    def lines(self) -> tuple[LineSums, ...]:
        """All lines, in the order of their groups."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def structural_costs(self) -> tuple[LineSums, ...]:
        """Costs that return each year and are paid from money that does not (Waaksamen app, 2019)."""
        if self.nature is not Nature.INCIDENTAL:
            return ()
        return tuple(line for line in self.lines if line.nature is Nature.STRUCTURAL)

    @property
    def continuing(self) -> tuple[LineSums, ...]:
        """What goes on next year, such as hired staff."""
        return tuple(line for line in self.lines if line.continues)

    @property
    def allotted(self) -> Total:
        """What the lines were budgeted."""
        return total(line.budgeted for line in self.lines)

    @property
    def others_pay(self) -> Decimal | None:
        """What the municipality does not pay itself; unknown while its own share is."""
        return difference(self.budgeted, self.own_share)

    @property
    def most_left(self) -> Decimal | None:
        """What is left at most: the remainder if all that is still unknown were nothing."""
        return difference(self.budgeted, self.spent.amount or ZERO)

    @property
    def free(self) -> Decimal | None:
        """What is left after commitments, unknown while a commitment is."""
        if not self.committed.complete:
            return None
        return difference(self.remainder, self.committed.amount or ZERO)


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post in a year."""

    function: str | None
    fte: Decimal
    filled: bool


@dataclass(frozen=True, slots=True)
class Money:
    """All money and posts of a year."""

    year: int
    budgets: tuple[BudgetSums, ...]
    posts: tuple[PostFacts, ...]

    def of_nature(self, nature: Nature) -> tuple[BudgetSums, ...]:
        """The incidental or the structural budgets."""
        return tuple(budget for budget in self.budgets if budget.nature is nature)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def money_of(vault: UnlockedVault, year: int) -> Money:
    """Budgets and posts of a year; empty where nothing was entered."""
    with vault.read(PROGRAMME) as session:
        return money_in(session, year)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def budget_years(vault: UnlockedVault) -> tuple[int, ...]:
    """The years with a budget, newest first."""
    with vault.read(PROGRAMME) as session:
        return tuple(session.scalars(select(Budget.year).distinct().order_by(Budget.year.desc())))


def money_in(session: Session, year: int) -> Money:
    """The money of a year as one state of the programme has it; the caller has checked that it may be read."""
    keys = session.scalars(select(Budget.id).where(Budget.year == year).order_by(Budget.id)).all()
    posts = session.scalars(select(Post).where(Post.year == year).order_by(Post.id)).all()
    return Money(
        year=year,
        budgets=tuple(budget_sums(session, key) for key in keys),
        posts=tuple(PostFacts(post.function, post.fte, post.filled_from is not None) for post in posts),
    )


def budget_sums(session: Session, budget_id: int) -> BudgetSums:
    """The sums of one budget; the caller has checked that it may be read."""
    budget = session.scalars(
        select(Budget)
        .where(Budget.id == budget_id)
        .options(selectinload(Budget.groups).selectinload(BudgetGroup.lines))
    ).one()
    lines = [line.id for group in budget.groups for line in group.lines]
    booked = _booked(session, lines)
    promised = session.scalars(select(Commitment).where(Commitment.line_id.in_(lines)).order_by(Commitment.id)).all()
    requests = session.scalars(select(CarryOver).where(CarryOver.budget_id == budget.id).order_by(CarryOver.id)).all()
    closed = session.scalar(select(PlanYear.closed_on).where(PlanYear.year == budget.year)) is not None
    this_year = [each for each in promised if each.year == budget.year]
    groups = tuple(_group_sums(group, booked, this_year) for group in budget.groups)
    return _summed(budget, groups, promised, requests, closed=closed)


def _summed(
    budget: Budget,
    groups: tuple[GroupSums, ...],
    promised: Sequence[Commitment],
    requests: Sequence[CarryOver],
    *,
    closed: bool,
) -> BudgetSums:
    lines = [line for group in groups for line in group.lines]
    spent = total(line.spent for line in lines)
    holds = budget.budgeted if budget.adjusted is None else budget.adjusted
    over = closed or budget.year < today().year
    return BudgetSums(
        id=budget.id,
        year=budget.year,
        name=budget.name,
        nature=budget.nature,
        budgeted=holds,
        groups=groups,
        spent=spent,
        remainder=difference(holds, spent.amount if spent.complete else None),
        committed=total(each.amount for each in promised),
        stated_spent=budget.stated_spent,
        stated_remainder=budget.stated_remainder,
        carry_overs=tuple(CarryOverFacts(ask.to_year, ask.amount, ask.status) for ask in requests),
        outlook=forecast([Outlook(line.spent, line.promised, line.planned) for line in lines], over=over),
        original=budget.budgeted,
        adjusted=budget.adjusted,
        own_share=budget.own_share,
        source=budget.source,
        policy_field=budget.policy_field,
        closed=closed,
    )


def _group_sums(group: BudgetGroup, booked: Mapping[int, Decimal], promised: Sequence[Commitment]) -> GroupSums:
    lines = tuple(_line_sums(line, booked.get(line.id), promised) for line in group.lines)
    return GroupSums(group.name, lines, total(line.spent for line in lines))


def _line_sums(line: BudgetLine, booked: Decimal | None, promised: Sequence[Commitment]) -> LineSums:
    return LineSums(
        id=line.id,
        name=line.name,
        budgeted=line.budgeted,
        spent=line.spent_amount if booked is None else booked,
        nature=line.nature,
        note=line.note,
        promised=tuple(each.amount for each in promised if each.line_id == line.id),
        planned=line.planned,
        continues=line.continues,
        covered_by=line.covered_by,
    )


def _booked(session: Session, lines: Sequence[int]) -> dict[int, Decimal]:
    """What was booked on each line that has bookings, added up by the store in cents."""
    sums = select(Booking.line_id, func.sum(Booking.amount)).where(Booking.line_id.in_(lines)).group_by(Booking.line_id)
    return dict(session.execute(sums).all())
