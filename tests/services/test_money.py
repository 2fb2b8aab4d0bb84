"""Sums of a year’s money: exact to the cent, and unknown as soon as something they are made of is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers
from app.services.programme.money import BudgetSums, budget_years, money_of
from app.services.programme.posts import PostDraft, Posts
from app.services.programme.spending import BookingDraft, Bookings, CommitmentDraft, Commitments
from app.services.records import Query
from models.choices import CarryOverStatus, Nature
from tests.services.parents import group

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

CENTS = st.integers(-(10**12), 10**12)


def euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def sums(vault: UnlockedVault) -> BudgetSums:
    (budget,) = money_of(vault, 2019).budgets
    return budget


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(CENTS, st.lists(CENTS.filter(bool), max_size=4)), max_size=4), st.integers(0, 10**12))
def test_that_money_adds_up_to_the_cent(
    director: UnlockedVault, spending: list[int | list[int]], budgeted: int
) -> None:
    lines, bookings, budgets = Lines(director), Bookings(director), Budgets(director)
    key = group(director, budgeted=euros(budgeted))
    for place, spent in enumerate(spending):
        one = euros(spent) if isinstance(spent, int) else None
        made = lines.add(LineDraft(group_id=key, name=f"Post {place}", spent_amount=one)).id
        for cents in spent if isinstance(spent, list) else ():
            bookings.add(BookingDraft(line_id=made, booked_on=date(2019, 1, 1), amount=euros(cents), description="x"))
    known = [spent if isinstance(spent, int) else sum(spent) for spent in spending if spent != []]
    found = sums(director)
    assert found.spent.amount == (euros(sum(known)) if known else None)
    assert found.spent.unknown == spending.count([])
    assert found.remainder == (euros(budgeted - sum(known)) if known and [] not in spending else None)
    for register in (bookings, lines, budgets):
        for row in register.ids(Query()):
            register.remove(row, register.get(row).version)


def test_that_a_year_without_money_is_empty(director: UnlockedVault) -> None:
    money = money_of(director, 2019)
    assert (money.budgets, money.posts) == ((), ())
    assert budget_years(director) == ()


def test_that_a_budget_without_lines_has_spent_nothing_that_is_known(director: UnlockedVault) -> None:
    group(director)
    budget = sums(director)
    assert (budget.spent.amount, budget.spent.complete, budget.remainder, budget.free) == (None, True, None, None)
    assert [(each.name, each.lines, each.spent.amount) for each in budget.groups] == [("Basis", (), None)]


def test_that_the_remainder_is_unknown_while_spending_is(director: UnlockedVault) -> None:
    key = group(director)
    Lines(director).add(LineDraft(group_id=key, name="Bekend", spent_amount=Decimal(400)))
    assert sums(director).remainder == Decimal(600)
    Lines(director).add(LineDraft(group_id=key, name="Onbekend"))
    assert (sums(director).spent.amount, sums(director).spent.unknown) == (Decimal(400), 1)
    assert sums(director).remainder is None
    assert sums(director).most_left == Decimal(600)


def test_that_what_is_free_is_unknown_while_a_commitment_is(director: UnlockedVault) -> None:
    key = Lines(director).add(LineDraft(group_id=group(director), name="Post", spent_amount=Decimal(0))).id
    assert sums(director).free == Decimal(1000)
    Commitments(director).add(CommitmentDraft(line_id=key, year=2020, amount=Decimal("0.50")))
    assert sums(director).free == Decimal("999.50")
    Commitments(director).add(CommitmentDraft(line_id=key, year=2020))
    assert (sums(director).committed.amount, sums(director).committed.unknown) == (Decimal("0.50"), 1)
    assert sums(director).free is None
    assert sums(director).remainder == Decimal(1000)


def test_that_budgets_posts_and_requests_of_a_year_are_told_together(director: UnlockedVault) -> None:
    Budgets(director).add(BudgetDraft(year=2020, name="S", nature=Nature.STRUCTURAL))
    Budgets(director).add(BudgetDraft(year=2020, name="I"))
    Budgets(director).add(BudgetDraft(year=2019, name="Oud", budgeted=Decimal(9)))
    Posts(director).add(PostDraft(year=2020, function="Regisseur", fte=Decimal("0.50"), filled_from=date(2020, 1, 1)))
    Posts(director).add(PostDraft(year=2020, fte=Decimal("0.50")))
    old = Budgets(director).ids(Query(where=(("year", 2019),)))[0]
    CarryOvers(director).add(CarryOverDraft(budget_id=old, to_year=2020, amount=Decimal(9)))
    money = money_of(director, 2020)
    assert [budget.name for budget in money.of_nature(Nature.STRUCTURAL)] == ["S"]
    assert [budget.name for budget in money.of_nature(Nature.INCIDENTAL)] == ["I"]
    assert [(post.function, post.filled) for post in money.posts] == [("Regisseur", True), (None, False)]
    (asked,) = sums(director).carry_overs
    assert (asked.to_year, asked.amount, asked.status) == (2020, Decimal(9), CarryOverStatus.DRAFT)
    assert budget_years(director) == (2020, 2019)
