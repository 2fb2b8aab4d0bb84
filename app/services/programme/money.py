"""Money of a year: what was budgeted, spent, promised and left, with what is unknown kept unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.rules.money import ZERO, Total, difference, spent_on_line, total
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from models.choices import CarryOverStatus, Nature
from models.programme import Booking, Budget, BudgetGroup, BudgetLine, CarryOver, Commitment, Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class LineSums:
    """A line of Table 2."""

    id: int
    name: str
    budgeted: Decimal | None
    spent: Decimal | None
    nature: Nature | None
    note: str | None


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
    """A budget with its sums. `remainder` and `free` are unknown as soon as something they are made of is."""

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
    bookings = _amounts(
        session.execute(select(Booking.line_id, Booking.amount).where(Booking.line_id.in_(lines))).all()
    )
    promised = session.scalars(select(Commitment.amount).where(Commitment.line_id.in_(lines))).all()
    requests = session.scalars(select(CarryOver).where(CarryOver.budget_id == budget.id).order_by(CarryOver.id)).all()
    groups = tuple(_group_sums(group, bookings) for group in budget.groups)
    spent = total(line.spent for group in groups for line in group.lines)
    return BudgetSums(
        id=budget.id,
        year=budget.year,
        name=budget.name,
        nature=budget.nature,
        budgeted=budget.budgeted,
        groups=groups,
        spent=spent,
        remainder=difference(budget.budgeted, spent.amount if spent.complete else None),
        committed=total(promised),
        stated_spent=budget.stated_spent,
        stated_remainder=budget.stated_remainder,
        carry_overs=tuple(CarryOverFacts(ask.to_year, ask.amount, ask.status) for ask in requests),
    )


def _group_sums(group: BudgetGroup, bookings: Mapping[int, Sequence[Decimal]]) -> GroupSums:
    lines = tuple(_line_sums(line, bookings.get(line.id, ())) for line in group.lines)
    return GroupSums(group.name, lines, total(line.spent for line in lines))


def _line_sums(line: BudgetLine, bookings: Sequence[Decimal]) -> LineSums:
    return LineSums(
        id=line.id,
        name=line.name,
        budgeted=line.budgeted,
        spent=spent_on_line(bookings, line.spent_amount),
        nature=line.nature,
        note=line.note,
    )


def _amounts(rows: Sequence[tuple[int, Decimal]]) -> dict[int, list[Decimal]]:
    by_line: dict[int, list[Decimal]] = {}
    for line, amount in rows:
        by_line.setdefault(line, []).append(amount)
    return by_line
