"""Tables as a report prints them: Westland's two come back whole, an empty cell stays empty, totals are compared."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AccessDenied, Invalid
from app.exchange.sheets.reading import read_bytes
from app.exchange.tables.budget import budget_table
from app.exchange.tables.plan import TablePlan, table_plan
from app.exchange.tables.years import years_table
from app.rules.permissions import PROGRAMME, Role
from app.services.importing.storing import Source
from app.services.importing.tables import YearFigures, store_figures
from app.services.importing.undoing import take_back
from app.services.programme.budgets import BudgetDraft, Budgets
from app.services.programme.figures import table_one
from app.services.programme.money import money_of
from app.services.records import Query
from models.choices import CountingUnit, Level, Nature
from tests.exchange.workbooks import CASES, TABLE_1, TABLE_2, delimited, xlsx

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

YEARS = (2016, 2017, 2018, 2019)


@pytest.fixture
def policy(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as(Role.POLICY.value)


def plan_of(vault: UnlockedVault, key: str, rows: Any, name: str = "westland.xlsx") -> TablePlan:
    book = read_bytes(xlsx(Blad=rows), name)
    plan = table_plan(vault, key, book, book.sheet())
    assert plan is not None
    return plan


def euros(*amounts: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(amount) for amount in amounts)


def test_that_table_1_comes_back_with_29_and_every_empty_cell_empty(policy: UnlockedVault) -> None:
    plan = plan_of(policy, "figures", TABLE_1)
    assert plan.told == ("13 typen over 4 jaren.", "Totaal per jaar – 2016: 4, 2017: 10, 2018: 12, 2019: 29.")
    assert (plan.problems, plan.differences) == ((), ())
    plan.carry_out()
    table = table_one(policy, YEARS)
    assert table.totals == (4, 10, 12, 29)
    assert {row.type_name: row.counts for row in table.rows} == {row[0]: row[1:] for row in TABLE_1[1:-1]}
    assert sum(count is None for row in table.rows for count in row.counts) == 31
    assert [row.level for row in table.rows].count(Level.REGIONAL) == 3
    assert {row.counting_unit for row in table.rows} == {CountingUnit.UNKNOWN}


def test_that_table_2_comes_back_with_296800_and_nothing_filled_in(policy: UnlockedVault) -> None:
    plan = plan_of(policy, "budget", TABLE_2)
    assert plan.told[1] == "Begroot € 520.000, uitgegeven € 223.200, restant € 296.800."
    assert (plan.problems, plan.differences) == ((), ())
    made = plan.carry_out()
    (budget,) = money_of(policy, 2019).budgets
    assert (budget.budgeted, budget.spent.amount, budget.remainder) == euros(520000, 223200, 296800)
    assert (budget.stated_spent, budget.stated_remainder) == euros(223200, 296800)
    assert [group.name for group in budget.groups] == [
        "Casuïstiek en informatiepositie",
        "Basis op orde",
        "Weerbaarheid",
    ]
    assert tuple(group.spent.amount for group in budget.groups) == euros(27632, 195140, 428)
    assert {line.budgeted for group in budget.groups for line in group.lines} == {None}
    assert [line.note for line in budget.groups[0].lines].count(None) == 3
    draft = Budgets(policy).get(budget.id).draft
    assert (draft.source, draft.policy_field, draft.nature) == (None, None, Nature.INCIDENTAL)
    again = plan_of(policy, "budget", TABLE_2)
    assert again.known == "Er is al een begroting ‘Begroting 2019’."
    assert take_back(policy, PROGRAMME, made.batch) == 11
    assert Budgets(policy).ids(Query()).tolist() == []


def test_that_tables_come_from_csv_too(policy: UnlockedVault) -> None:
    book = read_bytes(delimited([["" if cell is None else cell for cell in row] for row in TABLE_2]), "t.csv")
    plan = table_plan(policy, "budget_line", book, book.sheet())
    assert plan is not None
    plan.carry_out()
    assert money_of(policy, 2019).budgets[0].remainder == Decimal(296800)


def test_that_differing_totals_are_told_and_not_repaired(policy: UnlockedVault) -> None:
    rows = [*TABLE_2[:-1], ("Totaal 2019", 520000, 223201, 296800)]
    plan = plan_of(policy, "budget", rows)
    assert plan.differences == ("Uitgaven: het bestand noemt € 223.201; berekend is € 223.200.",)
    plan.carry_out()
    (budget,) = money_of(policy, 2019).budgets
    assert (budget.stated_spent, budget.spent.amount) == euros(223201, 223200)
    table = plan_of(policy, "figures", [*TABLE_1[:-1], ("Totaal", 4, 10, 12, 30)])
    assert table.differences == ("2019: het bestand noemt een totaal van 30; de typen tellen op tot 29.",)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (("Scan", None, "bijna 50"), "Uitgaven 2019"),
        (("Scan", None, "-"), "Uitgaven 2019"),
        (("Scan", "veel", 3), "Begroot 2019"),
        ((None, None, 50), "post"),
    ],
)
def test_that_an_unclear_amount_is_told_by_row_and_column(policy: UnlockedVault, row: Any, place: str) -> None:
    plan = plan_of(policy, "budget", [*TABLE_2[:2], row, *TABLE_2[2:]])
    (problem,) = plan.problems
    assert (problem.row, problem.column) == (3, place)


def test_that_a_budget_says_what_it_can_in_other_forms_too() -> None:
    rows = [
        ("Beschikbaar budget", "€ 1.000,-"),
        ("Thema", "Omschrijving", "Uitgaven", "Opmerking"),
        ("A", "een", 100, None),
        (None, "twee", "4.977-", "terug"),
        ("Subtotaal A", None, -4876, None),
        ("B", "drie", None, None),
        ("Restant", None, 900, None),
    ]
    table = budget_table(read_bytes(xlsx(Jaar_2022=rows), "x.xlsx").sheet())
    assert table is not None
    assert [(line.group, line.name, line.spent) for line in table.lines] == [
        ("A", "een", 100),
        ("A", "twee", -4977),
        ("B", "drie", None),
    ]
    assert table.year == 2022
    assert (table.budgeted, table.stated_remainder) == euros(1000, 900)
    loose = [("Post", "Uitgaven"), ("een", 100), ("Groep zonder posten",), ("Totaal", 100)]
    other = budget_table(read_bytes(xlsx(Blad=loose), "x.xlsx").sheet(), ("uitgaven 2020.xlsx",))
    assert other is not None
    assert (other.groups, other.year) == (["Overige posten", "Groep zonder posten"], 2020)
    assert other.differences[0].startswith("Onder ‘Groep zonder posten’ staan geen posten")


def test_that_an_ordinary_list_is_no_printed_table(policy: UnlockedVault) -> None:
    for rows in (CASES, [("Naam", "Jaar", "Aard"), ("x", 2019, "incidenteel")], [("Post", "Uitgaven"), ("een", 1)]):
        book = read_bytes(xlsx(Blad=rows), "x.xlsx")
        assert budget_table(book.sheet()) is None
        assert years_table(book.sheet()) is None
    book = read_bytes(xlsx(Blad=[("Titel", "Type", 2019)]), "x.xlsx")
    assert years_table(book.sheet()) is None
    assert table_plan(policy, "goal", book, book.sheet()) is None


def test_that_a_budget_of_no_year_cannot_be_stored(policy: UnlockedVault) -> None:
    rows = [("", "Uitgaven"), ("Groep",), ("een", 1), ("Totaal", 1)]
    (problem,) = plan_of(policy, "budget", rows, "x.xlsx").problems
    assert problem.column == "jaar"


def test_that_types_are_known_by_other_names_and_stand_once(policy: UnlockedVault) -> None:
    plan_of(policy, "figures", TABLE_1).carry_out()
    rows = [
        ("Type", "Niveau", "Teleenheid", 2020),
        ("Riec casus malafide uitzendbureaus", None, None, 3),
        ("Nieuw type", "landelijk", "pand", 0),
        ("Belastingfraude", None, None, None),
        ("belasting­fraude".replace("\u00ad", ""), None, None, 1),
        (None, None, None, 4),
        ("Half", None, None, 1.5),
    ]
    plan = plan_of(policy, "figures", rows)
    assert [(each.row, each.column) for each in plan.problems] == [(6, "Type"), (7, "2020"), (5, "type")]
    good = plan_of(policy, "figures", [*rows[:3], ("Totaal", None, None, 3)])
    assert good.problems == ()
    good.carry_out()
    table = table_one(policy, (2019, 2020))
    counts = {row.type_name: row.counts for row in table.rows}
    assert counts["RIEC Casus malafide uitzendbureau's"] == (1, 3)
    assert counts["Nieuw type"] == (None, 0)
    assert {row.type_name: (row.level, row.counting_unit) for row in table.rows}["Nieuw type"] == (
        Level.NATIONAL,
        CountingUnit.PREMISES,
    )
    newer = plan_of(policy, "figures", [("Type", 2020), ("Belastingfraude", 2)])
    assert "Van 2020 zijn er al cijfers; wat u nu inleest, geldt daarna." in newer.notes
    made = newer.carry_out()
    assert table_one(policy, (2020,)).totals == (2,)
    assert take_back(policy, PROGRAMME, made.batch) == 1
    assert table_one(policy, (2020,)).totals == (3,)


def test_that_figures_are_refused_without_sense_or_permission(policy: UnlockedVault, unlock_as: UnlockAs) -> None:
    source = Source("x.xlsx", "0" * 64)
    with pytest.raises(Invalid):
        store_figures(policy, {}, "x", source)
    with pytest.raises(Invalid):
        store_figures(policy, {19: YearFigures((), None)}, "x", source)
    with pytest.raises(AccessDenied):
        store_figures(unlock_as(Role.CONTROLLER.value), {}, "x", source)
    plan = plan_of(policy, "budget", TABLE_2)
    Budgets(policy).add(BudgetDraft(year=2019, name="Begroting 2019"))
    with pytest.raises(Invalid, match="Er is al een begroting"):
        plan.carry_out()
    assert len(Budgets(policy).ids(Query())) == 1
