"""Budgets and their lines: nothing counts twice, nothing hangs in the air, unknown is not zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.errors import Invalid
from app.rules.permissions import PROGRAMME
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers, StepDraft
from app.services.programme.posts import PostDraft, Posts
from app.services.programme.spending import BookingDraft, Bookings, CommitmentDraft, Commitments
from app.services.records import Query
from models.choices import CarryOverStatus
from models.programme import BudgetGroup
from tests.services.parents import group, line

if TYPE_CHECKING:
    from app.services.records import Records
    from app.vault.session import UnlockedVault


def refusal(register: Records[Any, Any], draft: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        register.add(draft)
    return refused.value.fields


def book(vault: UnlockedVault, key: int, amount: str, day: date = date(2019, 6, 1)) -> int:
    draft = BookingDraft(line_id=key, booked_on=day, amount=Decimal(amount), description="Factuur")
    return Bookings(vault).add(draft).id


def group_rows(vault: UnlockedVault) -> dict[str, int]:
    with vault.read(PROGRAMME) as session:
        return {row.name: row.id for row in session.scalars(select(BudgetGroup).order_by(BudgetGroup.position))}


def test_that_groups_keep_their_rows_when_moved_or_spelled_anew(director: UnlockedVault) -> None:
    budgets = Budgets(director)
    made = budgets.add(BudgetDraft(year=2019, name="Proef", groups=("Basis", "Weerbaar", "Overig")))
    rows = group_rows(director)
    moved = budgets.change(made.id, replace(made.draft, groups=("Overig", "Basis", "Weerbaar")), made.version)
    assert group_rows(director) == rows
    assert list(group_rows(director)) == ["Overig", "Basis", "Weerbaar"]
    renamed = budgets.change(
        made.id, replace(made.draft, groups=("Overig", "Basis op orde", "Weerbaar")), moved.version
    )
    assert group_rows(director)["Basis op orde"] == rows["Basis"]
    shorter = budgets.change(made.id, replace(made.draft, groups=("Weerbaar", "Nieuw")), renamed.version)
    assert shorter.version == 4
    assert group_rows(director)["Weerbaar"] == rows["Weerbaar"]
    assert "Overig" not in group_rows(director)


def test_that_a_group_with_lines_may_be_spelled_anew_and_not_removed(director: UnlockedVault) -> None:
    key = group(director)
    Lines(director).add(LineDraft(group_id=key, name="Post"))
    budgets = Budgets(director)
    record = budgets.get(budgets.ids(Query())[0])
    renamed = budgets.change(record.id, replace(record.draft, groups=("Basis op orde",)), record.version)
    assert group_rows(director) == {"Basis op orde": key}
    for groups in ((), ("Ander", "Basis op orde")[:0]):
        with pytest.raises(Invalid) as refused:
            budgets.change(record.id, replace(record.draft, groups=groups), renamed.version)
        assert refused.value.fields == {
            "groups": "De groep ‘Basis op orde’ heeft nog posten. Verplaats of verwijder die eerst."
        }
    assert budgets.get(record.id) == renamed


def test_that_two_budgets_of_a_year_have_different_names(director: UnlockedVault) -> None:
    budgets = Budgets(director)
    budgets.add(BudgetDraft(year=2019, name="Proef"))
    budgets.add(BudgetDraft(year=2020, name="Proef"))
    assert refusal(budgets, BudgetDraft(year=2019, name=" Proef")) == {
        "name": "Er is al een begroting met deze naam of dit nummer."
    }


def test_that_a_budget_with_lines_or_a_carry_over_stays(director: UnlockedVault) -> None:
    budgets = Budgets(director)
    key = group(director)
    record = budgets.get(budgets.ids(Query())[0])
    CarryOvers(director).add(CarryOverDraft(budget_id=record.id, to_year=2020, amount=Decimal(1)))
    with pytest.raises(Invalid, match="Bij deze begroting hoort een overheveling"):
        budgets.remove(record.id, record.version)
    Lines(director).add(LineDraft(group_id=key, name="Post"))
    with pytest.raises(Invalid, match="Deze begroting heeft posten"):
        budgets.remove(record.id, record.version)


@pytest.mark.parametrize(
    ("register", "draft", "field"),
    [
        (Budgets, BudgetDraft(year=2019, name="x", budgeted=Decimal("-0.01")), "budgeted"),
        (Budgets, BudgetDraft(year=19, name="x"), "year"),
        (Lines, LineDraft(group_id=1, name="x", budgeted=Decimal("-0.01")), "budgeted"),
        (Budgets, BudgetDraft(year=2019, name="x", budgeted=Decimal("0.001")), "budgeted"),
        (Budgets, BudgetDraft(year=2019, name="x", budgeted=Decimal("Infinity")), "budgeted"),
        (Budgets, BudgetDraft(year=2019, name="x", budgeted=Decimal(10) ** 14), "budgeted"),
        (Posts, PostDraft(year=2020, fte=Decimal(0)), "fte"),
        (Posts, PostDraft(year=2020, fte=Decimal("0.125")), "fte"),
        (Posts, PostDraft(year=2200, fte=Decimal(1)), "year"),
    ],
)
def test_that_amounts_and_years_that_cannot_be_are_refused_beside_their_field(
    refusing: UnlockedVault, register: type[Records[Any, Any]], draft: Any, field: str
) -> None:
    assert set(refusal(register(refusing), draft)) == {field}


def test_that_spending_is_bookings_or_one_amount_and_never_both(director: UnlockedVault) -> None:
    one = line(director, name="Eén bedrag", spent_amount=Decimal("2067.50"))
    lines, bookings = Lines(director), Bookings(director)
    booking = BookingDraft(line_id=one, booked_on=date(2019, 6, 1), amount=Decimal(1), description="x")
    told = refusal(bookings, booking)
    assert told == {
        "line_id": "Bij deze post staat al één bedrag aan uitgaven (€ 2.067,50). "
        "Maak dat eerst leeg; daarna tellen de boekingen."
    }
    record = lines.get(one)
    emptied = lines.change(one, replace(record.draft, spent_amount=None), record.version)
    made = bookings.add(booking)
    with pytest.raises(Invalid) as refused:
        lines.change(one, replace(emptied.draft, spent_amount=Decimal(0)), emptied.version)
    assert refused.value.fields == {"spent_amount": "Deze post heeft boekingen; de uitgaven zijn de som daarvan."}
    bookings.remove(made.id, made.version)
    assert lines.change(one, replace(emptied.draft, spent_amount=Decimal(0)), emptied.version).draft.spent_amount == 0


def test_that_zero_euro_already_counts_as_one_amount(director: UnlockedVault) -> None:
    key = line(director, spent_amount=Decimal(0))
    draft = BookingDraft(line_id=key, booked_on=date(2019, 6, 1), amount=Decimal(1), description="x")
    assert "(€ 0)" in refusal(Bookings(director), draft)["line_id"]


def test_that_the_list_shows_what_was_spent_and_keeps_the_unknown_unknown(director: UnlockedVault) -> None:
    booked, one = line(director, name="A"), line(director, name="B", spent_amount=Decimal("0.00"))
    unknown = line(director, name="C")
    for amount in ("10.10", "-0.10", "0.05"):
        book(director, booked, amount)
    lines = Lines(director)
    place = list(lines.columns).index("spent")
    spent = {row.id: row.cells[place] for row in lines.rows(lines.ids(Query()))}
    assert spent == {booked: Decimal("10.05"), one: Decimal("0.00"), unknown: None}
    assert list(lines.ids(Query(order="spent"))) == [one, booked, unknown]
    assert list(lines.ids(Query(where=(("spent", Decimal(0)),)))) == [one]
    assert list(lines.ids(Query(where=(("spent", None),)))) == [unknown]


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2020, 1, 1)])
def test_that_a_booking_lies_in_the_year_of_its_budget(director: UnlockedVault, day: date) -> None:
    draft = BookingDraft(line_id=line(director), booked_on=day, amount=Decimal(1), description="x")
    assert refusal(Bookings(director), draft) == {
        "booked_on": "Deze post hoort bij 2019; de boekdatum ligt daarbuiten."
    }


def test_that_a_booking_of_nothing_is_refused(director: UnlockedVault) -> None:
    draft = BookingDraft(line_id=line(director), booked_on=date(2019, 1, 1), amount=Decimal("0.00"), description="x")
    assert refusal(Bookings(director), draft) == {"amount": "Een boeking van nul euro verandert niets."}


def test_that_bookings_never_end_up_outside_the_year_of_their_budget(director: UnlockedVault) -> None:
    key = line(director, 2019, "A")
    elsewhere = group(director, 2020, "B")
    book(director, key, "5")
    budgets, lines = Budgets(director), Lines(director)
    budget = next(record for record in map(budgets.get, budgets.ids(Query())) if record.draft.name == "A")
    with pytest.raises(Invalid) as refused:
        budgets.change(budget.id, replace(budget.draft, year=2018), budget.version)
    assert refused.value.fields == {"year": "Bij deze begroting horen boekingen in 2019; het jaar staat daarmee vast."}
    record = lines.get(key)
    with pytest.raises(Invalid) as refused:
        lines.change(key, replace(record.draft, group_id=elsewhere), record.version)
    assert refused.value.fields == {"group_id": "Deze post heeft boekingen in 2019; kies een groep van dat jaar."}
    same_year = group(director, 2019, "C")
    assert lines.change(key, replace(record.draft, group_id=same_year), record.version).draft.group_id == same_year


def test_that_a_line_with_bookings_or_commitments_stays(director: UnlockedVault) -> None:
    lines, key = Lines(director), line(director)
    promised = Commitments(director).add(CommitmentDraft(line_id=key, year=2020))
    with pytest.raises(Invalid, match="Deze post heeft boekingen of verplichtingen"):
        lines.remove(key, 1)
    Commitments(director).remove(promised.id, promised.version)
    booked = book(director, key, "1")
    with pytest.raises(Invalid, match="Deze post heeft boekingen of verplichtingen"):
        lines.remove(key, 1)
    Bookings(director).remove(booked, 1)
    assert lines.remove(key, 1).name == "Post Proef"


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (CommitmentDraft(year=2018), {"year": "Deze post hoort bij 2019; een verplichting valt in dat jaar of later."}),
        (CommitmentDraft(year=2101), {"year": "Vul een jaar in tussen 1990 en 2100."}),
        (
            CommitmentDraft(year=2020, amount=Decimal(0)),
            {"amount": "Een verplichting is een bedrag boven nul, of leeg als het nog onbekend is."},
        ),
    ],
)
def test_that_a_commitment_is_for_later_and_for_money(
    director: UnlockedVault, draft: CommitmentDraft, told: dict[str, str]
) -> None:
    assert refusal(Commitments(director), replace(draft, line_id=line(director))) == told


def carry(vault: UnlockedVault, amount: str) -> CarryOverDraft:
    key = Budgets(vault).ids(Query())[0]
    return CarryOverDraft(budget_id=key, to_year=2020, amount=Decimal(amount), reason="Te weinig mensen")


def test_that_no_more_is_carried_over_than_is_left(director: UnlockedVault) -> None:
    line(director, spent_amount=Decimal("100.50"))
    requests = CarryOvers(director)
    assert refusal(requests, carry(director, "899.51")) == {
        "amount": "Er resteert € 899,50; meer kan niet worden overgeheveld."
    }
    first = requests.add(carry(director, "800"))
    assert refusal(requests, carry(director, "99.51")) == {
        "amount": "Er resteert € 99,50; meer kan niet worden overgeheveld."
    }
    raised = requests.change(first.id, replace(first.draft, amount=Decimal("899.50")), first.version)
    asked = requests.take_step(first.id, StepDraft(CarryOverStatus.SUBMITTED, date(2020, 1, 8)), raised.version)
    refused = StepDraft(CarryOverStatus.REJECTED, date(2020, 1, 9), reason="Geen geld")
    requests.take_step(first.id, refused, asked.version)
    assert requests.add(carry(director, "899.50")).version == 1


def test_that_a_decision_can_be_recorded_although_less_is_left_by_then(director: UnlockedVault) -> None:
    key = line(director)
    requests = CarryOvers(director)
    asked = requests.add(carry(director, "1000"))
    asked = requests.take_step(asked.id, StepDraft(CarryOverStatus.SUBMITTED, date(2020, 1, 8)), asked.version)
    book(director, key, "100")
    agreed = requests.take_step(asked.id, StepDraft(CarryOverStatus.COLLEGE, date(2020, 1, 9)), asked.version)
    assert agreed.draft.status is CarryOverStatus.COLLEGE


def test_that_spending_that_is_still_unknown_leaves_at_most_the_rest(director: UnlockedVault) -> None:
    line(director, name="Proef", spent_amount=None)
    assert refusal(CarryOvers(director), carry(director, "1000.01"))["amount"].startswith("Er resteert € 1.000;")
    assert CarryOvers(director).add(carry(director, "1000")).version == 1


def test_that_an_unknown_budget_sets_no_limit(director: UnlockedVault) -> None:
    group(director, budgeted=None)
    assert CarryOvers(director).add(carry(director, "5")).version == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"to_year": 2019}, {"to_year": "Kies een jaar na 2019."}),
        ({"to_year": 2101}, {"to_year": "Vul een jaar in tussen 1990 en 2100."}),
        ({"amount": Decimal(0)}, {"amount": "Vul een bedrag boven nul in."}),
        ({"amount": Decimal(-1)}, {"amount": "Vul een bedrag boven nul in."}),
    ],
)
def test_that_a_carry_over_goes_to_a_later_year_with_money(
    director: UnlockedVault, changes: dict[str, Any], told: dict[str, str]
) -> None:
    group(director)
    assert refusal(CarryOvers(director), replace(carry(director, "5"), **changes)) == told


def test_that_a_new_line_stands_last_in_its_group(director: UnlockedVault) -> None:
    key = group(director)
    lines = Lines(director)
    places = [lines.add(LineDraft(group_id=key, name=name)).draft.position for name in "abc"]
    assert places == [1, 2, 3]
    other = group(director, 2020, "Ander")
    assert lines.add(LineDraft(group_id=other, name="d")).draft.position == 1


def test_that_a_vacant_post_without_a_function_has_a_name(director: UnlockedVault) -> None:
    assert Posts(director).add(PostDraft(year=2020, fte=Decimal("0.5"))).title == "nog niet bepaalde functie"
