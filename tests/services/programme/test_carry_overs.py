"""Carry-overs through their course: each step with its day, money that stands once asked, the budget it goes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Conflict, Invalid
from app.rules.permissions import PROGRAMME
from app.services.programme.budgets import BudgetDraft, Budgets, Lines
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers, StepDraft
from app.services.programme.money import money_of
from app.services.records import Query, Record, Records
from models.choices import CarryOverCover, CarryOverStatus
from models.programme import CarryOver
from tests.services.parents import budget

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

Asked = Record[CarryOverDraft]
DRAFT, SUBMITTED, COLLEGE, COUNCIL, REJECTED = CarryOverStatus
DAY = date(2020, 1, 8)


def asked(vault: UnlockedVault, **known: Any) -> Asked:
    draft = CarryOverDraft(budget(vault, "Aanpak"), 2020, Decimal(900), "Te weinig mensen")
    return CarryOvers(vault).add(replace(draft, **known))


def step(vault: UnlockedVault, record: Asked, to: CarryOverStatus, **known: Any) -> Asked:
    return CarryOvers(vault).take_step(record.id, StepDraft(to, **{"day": DAY, **known}), record.version)


def test_that_a_request_goes_step_by_step_and_each_step_keeps_its_day(director: UnlockedVault) -> None:
    record = asked(director)
    record = step(director, record, SUBMITTED, day=date(2020, 1, 8))
    record = step(director, record, COLLEGE, day=date(2020, 2, 4))
    record = step(director, record, COUNCIL, day=date(2020, 4, 21), cover=CarryOverCover.RESERVE)
    draft = record.draft
    assert (draft.submitted_on, draft.college_on, draft.decided_on) == (
        date(2020, 1, 8),
        date(2020, 2, 4),
        date(2020, 4, 21),
    )
    assert (draft.status, draft.cover) == (COUNCIL, CarryOverCover.RESERVE)
    acts = [line.action for line in CarryOvers(director).history(record.id)]
    assert acts == ["carry_over.council", "carry_over.college", "carry_over.submitted", "carry_over.added"]


def test_that_the_council_gives_the_waiting_budget_its_money(director: UnlockedVault) -> None:
    record = step(director, step(director, asked(director), SUBMITTED), COLLEGE)
    waiting = Budgets(director).add(BudgetDraft(year=2020, name="Overgeheveld"))
    with director.write(PROGRAMME) as work:
        work.session.get_one(CarryOver, record.id).to_budget_id = waiting.id
        work.record("carry_over.changed", "carry_over", str(record.id))
    record = CarryOvers(director).get(record.id)
    step(director, record, COUNCIL, cover=CarryOverCover.RESULT)
    assert Budgets(director).get(waiting.id).draft.budgeted == Decimal(900)


def test_that_a_budget_that_has_an_amount_keeps_it(director: UnlockedVault) -> None:
    record = step(director, step(director, asked(director), SUBMITTED), COLLEGE)
    waiting = Budgets(director).add(BudgetDraft(year=2020, name="Overgeheveld", budgeted=Decimal(5)))
    with director.write(PROGRAMME) as work:
        work.session.get_one(CarryOver, record.id).to_budget_id = waiting.id
        work.record("carry_over.changed", "carry_over", str(record.id))
    step(director, CarryOvers(director).get(record.id), COUNCIL, cover=CarryOverCover.RESULT)
    assert Budgets(director).get(waiting.id).draft.budgeted == Decimal(5)
    with pytest.raises(Invalid, match="Naar deze begroting gaat een overheveling"):
        Budgets(director).remove(waiting.id, 1)


def refused(vault: UnlockedVault, record: Asked, to: CarryOverStatus | None, **known: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as problem:
        CarryOvers(vault).take_step(record.id, StepDraft(to, **{"day": DAY, **known}), record.version)
    return problem.value.fields


def test_that_a_step_that_cannot_be_taken_says_why_at_its_field(director: UnlockedVault) -> None:
    bare = asked(director, reason=None)
    assert refused(director, bare, None) == {"to": "Kies de stap."}
    assert set(refused(director, bare, COUNCIL)) == {"to"}
    assert "motivering" in refused(director, bare, SUBMITTED)[""]
    full = CarryOvers(director).change(bare.id, replace(bare.draft, reason="Daarom"), bare.version)
    assert set(refused(director, full, SUBMITTED, day=None)) == {"day"}
    assert set(refused(director, full, SUBMITTED, day=date(2199, 1, 1))) == {"day"}
    submitted = step(director, full, SUBMITTED)
    assert set(refused(director, submitted, COLLEGE, day=date(2020, 1, 7))) == {"day"}
    assert set(refused(director, submitted, REJECTED)) == {"reason"}
    agreed = step(director, submitted, COLLEGE)
    assert set(refused(director, agreed, COUNCIL)) == {"cover"}


def test_that_less_may_be_left_at_submitting_than_at_writing(director: UnlockedVault) -> None:
    record = asked(director)
    whole = Budgets(director).get(record.draft.budget_id or 0)
    Budgets(director).change(whole.id, replace(whole.draft, adjusted=Decimal(500)), whole.version)
    assert refused(director, record, SUBMITTED) == {"": "Er resteert € 400; meer kan niet worden overgeheveld."}


def test_that_what_was_asked_stands_until_it_is_withdrawn(director: UnlockedVault) -> None:
    record = step(director, asked(director), SUBMITTED)
    requests = CarryOvers(director)
    wrong: tuple[dict[str, Any], ...] = ({"amount": Decimal(1)}, {"to_year": 2021}, {"status": COLLEGE})
    for changes in wrong:
        with pytest.raises(Invalid) as problem:
            requests.change(record.id, replace(record.draft, **changes), record.version)
        assert set(changes) <= set(problem.value.fields)
    back = step(director, record, DRAFT)
    assert back.draft.submitted_on is None
    assert requests.change(back.id, replace(back.draft, amount=Decimal(1)), back.version).draft.amount == 1


def test_that_a_refusal_is_told_in_the_request_and_can_be_asked_anew(director: UnlockedVault) -> None:
    record = step(director, step(director, asked(director), SUBMITTED), REJECTED, reason="Geen geld")
    assert record.draft.reason == "Te weinig mensen\n\nAfgewezen op 8 januari 2020: Geen geld"
    assert step(director, record, DRAFT).draft.decided_on is None


def test_that_who_was_second_takes_no_step(director: UnlockedVault) -> None:
    record = asked(director)
    step(director, record, SUBMITTED)
    with pytest.raises(Conflict):
        step(director, record, SUBMITTED)


def test_that_a_decision_stays(director: UnlockedVault) -> None:
    record = step(director, step(director, asked(director), SUBMITTED), COLLEGE)
    with pytest.raises(Invalid, match="‘college akkoord’"):
        CarryOvers(director).remove(record.id, record.version)


def test_that_a_course_of_the_past_can_be_entered_at_once_and_must_agree(director: UnlockedVault) -> None:
    with pytest.raises(Invalid) as problem:
        asked(director, status=SUBMITTED)
    assert problem.value.fields == {"submitted_on": "Vul in wanneer het verzoek is ingediend."}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 120_000), min_size=1, max_size=5))
def test_that_requests_together_never_come_to_more_than_is_left(director: UnlockedVault, asked_for: list[int]) -> None:
    key = budget(director, "Aanpak")
    requests, taken = CarryOvers(director), 0
    for cents in asked_for:
        draft = CarryOverDraft(key, 2020, Decimal(cents).scaleb(-2), "Daarom")
        if taken + cents <= 90_000:
            requests.add(draft)
            taken += cents
        else:
            with pytest.raises(Invalid, match="meer kan niet worden overgeheveld"):
                requests.add(draft)
    (money,) = money_of(director, 2019).budgets
    assert sum(ask.amount for ask in money.carry_overs) == Decimal(taken).scaleb(-2)
    registers: tuple[Records[Any, Any], ...] = (requests, Lines(director), Budgets(director))
    for register in registers:
        for row in register.ids(Query()):
            register.remove(row, register.get(row).version)
