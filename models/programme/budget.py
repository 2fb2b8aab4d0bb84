"""Money: budgets of a year with their groups and lines, bookings, commitments and carry-overs.

SQLite adds no named foreign key to a table that is there, so `programme_id` and `to_budget_id` have none; the registers
of programmes and budgets refuse to remove what they point to.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Cents, ChoiceType, NamedItem, Versioned
from models.choices import CarryOverCover, CarryOverStatus, FundingSource, Nature
from models.programme.tables import ProgrammeRecord


class Budget(Versioned, ProgrammeRecord):
    """Money for one year. Lines may have a budget of their own; in 2019 only the total had one.

    `budgeted` is the original budget and `adjusted` what it became, None while it was not adjusted; `own_share` is
    what the municipality pays of it itself. `stated_spent` and `stated_remainder` are totals that a source gave; the
    program compares, it never repairs.
    """

    __tablename__ = "budget"

    year: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200))
    nature: Mapped[Nature] = mapped_column(ChoiceType(Nature))
    source: Mapped[FundingSource | None] = mapped_column(ChoiceType(FundingSource))
    policy_field: Mapped[str | None] = mapped_column(String(20))
    budgeted: Mapped[Decimal | None] = mapped_column(Cents)
    stated_spent: Mapped[Decimal | None] = mapped_column(Cents)
    stated_remainder: Mapped[Decimal | None] = mapped_column(Cents)
    note: Mapped[str | None] = mapped_column(Text)
    adjusted: Mapped[Decimal | None] = mapped_column(Cents)
    own_share: Mapped[Decimal | None] = mapped_column(Cents)
    programme_id: Mapped[int | None] = mapped_column(index=True)
    groups: Mapped[list[BudgetGroup]] = relationship(
        cascade="all, delete-orphan", order_by="BudgetGroup.position", lazy="raise"
    )

    __table_args__ = (UniqueConstraint("year", "name"),)


class BudgetGroup(NamedItem, ProgrammeRecord):
    """A heading under which lines stand ("Basis op orde")."""

    __tablename__ = "budget_group"

    budget_id: Mapped[int] = mapped_column(ForeignKey("budget.id", ondelete="CASCADE"), index=True)
    lines: Mapped[list[BudgetLine]] = relationship(
        back_populates="group", order_by="BudgetLine.position", lazy="raise", passive_deletes="all"
    )

    __table_args__ = (UniqueConstraint("budget_id", "name"),)


class BudgetLine(Versioned, ProgrammeRecord):
    """A line of a budget. What was spent is the sum of its bookings, or one amount where there are none.

    `planned` is what is still expected this year besides commitments, None while nobody said so. `continues` says that
    what is hired or bought here goes on next year, and `covered_by` from which money that is then paid.
    """

    __tablename__ = "budget_line"

    group_id: Mapped[int] = mapped_column(ForeignKey("budget_group.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column()
    budgeted: Mapped[Decimal | None] = mapped_column(Cents)
    spent_amount: Mapped[Decimal | None] = mapped_column(Cents)
    nature: Mapped[Nature | None] = mapped_column(ChoiceType(Nature))
    supplier: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)
    planned: Mapped[Decimal | None] = mapped_column(Cents)
    continues: Mapped[bool] = mapped_column(default=False, server_default=false())
    covered_by: Mapped[str | None] = mapped_column(String(300))
    group: Mapped[BudgetGroup] = relationship(back_populates="lines", lazy="raise")


class Booking(Versioned, ProgrammeRecord):
    """Money spent on a line; a negative amount is a correction."""

    __tablename__ = "booking"

    line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    booked_on: Mapped[date] = mapped_column(index=True)
    amount: Mapped[Decimal] = mapped_column(Cents)
    description: Mapped[str] = mapped_column(String(400))
    reference: Mapped[str | None] = mapped_column(String(80))
    cost_centre: Mapped[str | None] = mapped_column(String(40))
    ledger_account: Mapped[str | None] = mapped_column(String(40))


class Commitment(Versioned, ProgrammeRecord):
    """Money promised but not spent; the amount may be unknown ("tweede helft bij oplevering 2020")."""

    __tablename__ = "commitment"

    line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    year: Mapped[int] = mapped_column()
    amount: Mapped[Decimal | None] = mapped_column(Cents)
    note: Mapped[str | None] = mapped_column(Text)


class CarryOver(Versioned, ProgrammeRecord):
    """A request to take the remainder of a budget to a later year, with the day of each step of its course.

    `decided_on` is the day of the council, or of the refusal; `to_budget_id` the budget that the money goes to.
    """

    __tablename__ = "carry_over"

    budget_id: Mapped[int] = mapped_column(ForeignKey("budget.id"), index=True)
    to_year: Mapped[int] = mapped_column()
    amount: Mapped[Decimal] = mapped_column(Cents)
    reason: Mapped[str | None] = mapped_column(Text)
    status: Mapped[CarryOverStatus] = mapped_column(ChoiceType(CarryOverStatus))
    cover: Mapped[CarryOverCover | None] = mapped_column(ChoiceType(CarryOverCover))
    decided_on: Mapped[date | None] = mapped_column()
    submitted_on: Mapped[date | None] = mapped_column()
    college_on: Mapped[date | None] = mapped_column()
    to_budget_id: Mapped[int | None] = mapped_column(index=True)

    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)
