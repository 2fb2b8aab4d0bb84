"""A year begins from the one before it in one act: what comes along, what stays, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid, NotFound
from app.rules.permissions import PROGRAMME
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers, StepDraft
from app.services.programme.money import BudgetSums, money_of
from app.services.programme.posts import PostDraft, Posts
from app.services.programme.quickscan import RecommendationDraft, Recommendations
from app.services.programme.registers import Activities, ActivityDraft, GoalDraft, Goals
from app.services.programme.spending import BookingDraft, Bookings, CommitmentDraft, Commitments
from app.services.programme.year_preview import StartChoice, Taken
from app.services.programme.year_start import start_preview, start_year, undo_start
from app.services.programme.years import PlanYearDraft, PlanYears, year_view
from app.services.records import Query, Records
from models.choices import (
    ActivityStatus,
    CarryOverCover,
    CarryOverStatus,
    Nature,
    QuickscanTheme,
    RecommendationStatus,
)
from models.programme import PlanYear
from tests.services.parents import scan

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

DAY = date(2020, 1, 8)


@pytest.fixture
def filled(director: UnlockedVault) -> UnlockedVault:
    """2019 as a municipality leaves it behind."""
    goal = Goals(director).add(GoalDraft("Weerbaar", "Beleid", 2022, "Minder misdaad")).id
    Goals(director).add(GoalDraft("Oud doel", None, 2019, "Klaar"))
    key = scan(director, "Scan")
    for name, status in (("Communiceer", RecommendationStatus.ADOPTED), ("Meld", RecommendationStatus.DONE)):
        draft = RecommendationDraft(key, QuickscanTheme.COMMUNICATION, text=name, status=status, done_on=None)
        Recommendations(director).add(draft)
    plan = Activities(director)
    moved = ActivityDraft(2019, "2.3", "Programma kopen", status=ActivityStatus.POSTPONED, moved_to=2020, reason="Tijd")
    plan.add(moved)
    plan.add(replace(moved, name="Later", moved_to=2021))
    plan.add(ActivityDraft(2019, "6", "Werkgroep", status=ActivityStatus.RUNNING, goal_id=goal))
    plan.add(ActivityDraft(2019, "3", "Beleid", status=ActivityStatus.DONE))
    whole = Budgets(director).add(BudgetDraft(year=2019, name="Aanpak", budgeted=Decimal(520000), groups=("A", "B")))
    groups = {option.label[-1]: option.value for option in Lines(director).options("group_id")}
    lines = Lines(director)
    lines.add(LineDraft(groups["A"], "Onderzoek", spent_amount=Decimal(15000)))
    promised = lines.ids(Query())[0]
    Commitments(director).add(CommitmentDraft(promised, 2020))
    lines.add(LineDraft(groups["B"], "Adviseur", spent_amount=Decimal(71211), continues=True, covered_by="Incidenteel"))
    lines.add(LineDraft(groups["B"], "Eenmalig", spent_amount=Decimal(9)))
    requests = CarryOvers(director)
    asked = requests.add(CarryOverDraft(whole.id, 2020, Decimal(433780), "Te weinig mensen"))
    requests.take_step(asked.id, StepDraft(CarryOverStatus.SUBMITTED, DAY), asked.version)
    Posts(director).add(PostDraft(2019, "Regisseur", Decimal("0.50"), Nature.STRUCTURAL, date(2019, 1, 1)))
    Posts(director).add(PostDraft(2019, "Inhuur", Decimal(1), Nature.INCIDENTAL, date(2019, 1, 1)))
    return director


def told(taken: tuple[Taken, ...]) -> list[tuple[str, str]]:
    return [(each.title, each.stays) for each in taken]


def budgets_of(vault: UnlockedVault, year: int) -> dict[str, BudgetSums]:
    return {budget.name: budget for budget in money_of(vault, year).budgets}


STRUCTURAL = StartChoice(structural=Decimal(151000), personnel=Decimal(111000), fte=Decimal(1))


def test_that_the_preview_tells_what_comes_along_and_what_stays(filled: UnlockedVault) -> None:
    found = start_preview(filled, 2019)
    assert told(found.goals) == [("Oud doel", "liep tot en met 2019"), ("Weerbaar", "")]
    assert told(found.recommendations) == [("Communiceer", "")]
    assert told(found.moved) == [("Programma kopen", "")]
    assert told(found.running) == [("Werkgroep", "")]
    assert told(found.carry_overs) == [("Aanpak: € 433.780", "")]
    assert told(found.continuing) == [("Adviseur", "")]
    assert told(found.posts) == [("Regisseur", "")]
    assert (found.budgets, found.has_structural, found.begun, found.nothing) == ((), False, False, False)
    assert len(found.kinds) == 8


def test_that_one_act_begins_the_year_with_all_of_it(filled: UnlockedVault) -> None:
    key = start_year(filled, 2019, STRUCTURAL)
    view = year_view(filled, key)
    assert (view.year, view.started_from, view.goals) == (2020, 2019, ("Weerbaar",))
    assert view.recommendations == ("Communiceer",)
    assert (view.activities, view.moved_in) == (((ActivityStatus.PLANNED, 1), (ActivityStatus.RUNNING, 1)), 2)
    made = budgets_of(filled, 2020)
    structural = made["Structureel budget 2020"]
    assert (structural.budgeted, structural.nature) == (Decimal(151000), Nature.STRUCTURAL)
    assert [(line.name, line.budgeted) for line in structural.lines] == [
        ("Personeel", Decimal(111000)),
        ("Overig", Decimal(40000)),
    ]
    waiting = made["Overgeheveld uit 2019: Aanpak"]
    assert (waiting.budgeted, waiting.nature) == (None, Nature.INCIDENTAL)
    assert [(line.name, line.note) for line in waiting.lines] == [
        ("Onderzoek", "Verplichting uit 2019."),
        ("Adviseur", "Loopt door uit 2019. Dekking: Incidenteel."),
    ]
    posts = [(post.function, post.fte, post.filled) for post in money_of(filled, 2020).posts]
    assert posts == [("Regisseur", Decimal("0.50"), True), (None, Decimal(1), False)]
    again = start_preview(filled, 2019)
    assert (again.begun, again.has_structural) == (True, True)
    assert told(again.moved) == [("Programma kopen", "loopt al door")]
    assert told(again.carry_overs) == [("Aanpak: € 433.780", "is al meegenomen")]


def test_that_activities_that_run_may_stay_behind(filled: UnlockedVault) -> None:
    key = start_year(filled, 2019, StartChoice(running=False))
    assert year_view(filled, key).activities == ((ActivityStatus.PLANNED, 1),)


def test_that_the_goal_of_an_activity_goes_along(filled: UnlockedVault) -> None:
    start_year(filled, 2019, StartChoice())
    plan = Activities(filled)
    later = [plan.get(row).draft for row in plan.ids(Query(where=(("year", 2020),)))]
    assert {draft.name: draft.goal_id is not None for draft in later} == {"Programma kopen": False, "Werkgroep": True}
    (goal,) = [row for row in Goals(filled).ids(Query()) if Goals(filled).get(row).draft.name == "Weerbaar"]
    with pytest.raises(Invalid, match="2 activiteiten dienen dit doel"):
        Goals(filled).remove(goal, 1)
    (old,) = plan.ids(Query(where=(("name", "Programma kopen"), ("year", 2019))))
    with pytest.raises(Invalid, match="loopt door in 2020"):
        plan.remove(old, 1)


def test_that_structural_money_comes_along_with_its_lines(filled: UnlockedVault) -> None:
    key = start_year(filled, 2019, STRUCTURAL)
    assert key
    found = start_preview(filled, 2020)
    assert told(found.budgets) == [("Structureel budget 2020", "")]
    start_year(filled, 2020, StartChoice(running=False))
    (structural,) = money_of(filled, 2021).of_nature(Nature.STRUCTURAL)
    assert (structural.name, structural.budgeted) == ("Structureel budget 2021", Decimal(151000))
    assert [line.budgeted for line in structural.lines] == [Decimal(111000), Decimal(40000)]


def test_that_an_adopted_carry_over_brings_its_money_at_once(filled: UnlockedVault) -> None:
    requests = CarryOvers(filled)
    record = requests.get(requests.ids(Query())[0])
    record = requests.take_step(record.id, StepDraft(CarryOverStatus.COLLEGE, DAY), record.version)
    requests.take_step(record.id, StepDraft(CarryOverStatus.COUNCIL, DAY, CarryOverCover.RESULT), record.version)
    start_year(filled, 2019, StartChoice())
    assert budgets_of(filled, 2020)["Overgeheveld uit 2019: Aanpak"].budgeted == Decimal(433780)


def test_that_a_refused_carry_over_stays_and_says_what_then_has_no_cover(filled: UnlockedVault) -> None:
    requests = CarryOvers(filled)
    record = requests.get(requests.ids(Query())[0])
    requests.take_step(record.id, StepDraft(CarryOverStatus.REJECTED, DAY, reason="Geen geld"), record.version)
    found = start_preview(filled, 2019)
    assert told(found.carry_overs) == [("Aanpak: € 433.780", "afgewezen")]
    assert told(found.continuing) == [("Adviseur", "er komt geen geld mee; zoek dekking")]
    start_year(filled, 2019, StartChoice())
    assert budgets_of(filled, 2020) == {}


def test_that_what_the_new_year_has_already_is_kept_and_not_doubled(filled: UnlockedVault) -> None:
    Budgets(filled).add(BudgetDraft(year=2020, name="S", nature=Nature.STRUCTURAL, budgeted=Decimal(1)))
    Posts(filled).add(PostDraft(2020, "Regisseur", Decimal("0.50")))
    found = start_preview(filled, 2019)
    assert told(found.budgets) == [("S", "staat al bij 2020")]
    assert told(found.posts) == [("Regisseur", "staat al bij 2020")]
    with pytest.raises(Invalid) as problem:
        start_year(filled, 2019, STRUCTURAL)
    assert problem.value.fields == {"structural": "Het structurele budget van 2020 komt al mee of staat er al."}


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (StartChoice(structural=Decimal(0)), "structural"),
        (StartChoice(structural=Decimal(5), personnel=Decimal(6)), "personnel"),
        (StartChoice(personnel=Decimal(6)), "personnel"),
        (StartChoice(fte=Decimal(-1)), "fte"),
    ],
)
def test_that_money_that_cannot_be_is_refused_and_nothing_is_begun(
    filled: UnlockedVault, choice: StartChoice, field: str
) -> None:
    with pytest.raises(Invalid) as problem:
        start_year(filled, 2019, choice)
    assert set(problem.value.fields) == {field}
    assert not len(PlanYears(filled).ids(Query()))


def test_that_a_year_begins_once_and_only_from_something(filled: UnlockedVault) -> None:
    start_year(filled, 2019, StartChoice())
    with pytest.raises(Invalid, match="2020 is al begonnen vanuit 2019"):
        start_year(filled, 2019, StartChoice())


def test_that_an_empty_year_has_nothing_to_take_along(director: UnlockedVault) -> None:
    found = start_preview(director, 2019)
    assert (found.nothing, found.begun, found.has_structural) == (True, False, False)
    with pytest.raises(Invalid, match="Er is niets om mee te nemen"):
        start_year(director, 2019, StartChoice())


def everything(vault: UnlockedVault) -> dict[str, int]:
    registers: tuple[type[Records[Any, Any]], ...] = (Activities, Budgets, Lines, Posts, PlanYears, CarryOvers)
    return {register.kind: len(register(vault).ids(Query())) for register in registers}


def test_that_beginning_can_be_taken_back_without_a_trace_in_the_registers(filled: UnlockedVault) -> None:
    before, preview = everything(filled), start_preview(filled, 2019)
    undo_start(filled, start_year(filled, 2019, STRUCTURAL))
    assert everything(filled) == before
    assert start_preview(filled, 2019) == preview
    start_year(filled, 2019, STRUCTURAL)


def test_that_a_year_with_a_note_of_its_own_stays_when_its_beginning_goes(filled: UnlockedVault) -> None:
    PlanYears(filled).add(PlanYearDraft(2020, note="Nieuw beleid"))
    key = start_year(filled, 2019, StartChoice())
    with pytest.raises(Invalid, match="Maak dat eerst ongedaan"):
        PlanYears(filled).remove(key, 2)
    undo_start(filled, key)
    assert PlanYears(filled).get(key).draft.note == "Nieuw beleid"
    with pytest.raises(Invalid, match="niet begonnen vanuit een ander jaar"):
        undo_start(filled, key)


def _book(vault: UnlockedVault) -> None:
    line = next(line for budget in money_of(vault, 2020).budgets for line in budget.lines)
    Bookings(vault).add(BookingDraft(line.id, date(2020, 3, 1), Decimal(1), "Factuur"))


def _add_line(vault: UnlockedVault) -> None:
    group = next(option.value for option in Lines(vault).options("group_id") if option.label.startswith("2020"))
    Lines(vault).add(LineDraft(group, "Erbij"))


def _change_activity(vault: UnlockedVault) -> None:
    plan = Activities(vault)
    record = plan.get(plan.ids(Query(where=(("year", 2020),)))[0])
    plan.change(record.id, replace(record.draft, owner="beleid"), record.version)


@pytest.mark.parametrize("touch", [_book, _add_line, _change_activity])
def test_that_a_beginning_that_was_worked_on_is_not_taken_back(filled: UnlockedVault, touch: Any) -> None:
    key = start_year(filled, 2019, STRUCTURAL)
    touch(filled)
    before = everything(filled)
    with pytest.raises(Invalid, match="Er is al mee gewerkt"):
        undo_start(filled, key)
    assert everything(filled) == before


def test_that_taking_back_a_year_that_is_gone_says_so(director: UnlockedVault) -> None:
    for act in (undo_start, year_view):
        with pytest.raises(NotFound):
            act(director, 99)


def test_that_a_year_in_which_nothing_stands_is_told_as_such(director: UnlockedVault) -> None:
    key = PlanYears(director).add(PlanYearDraft(2020)).id
    assert year_view(director, key).empty
    with director.read(PROGRAMME) as session:
        assert session.get_one(PlanYear, key).begun_on is None
