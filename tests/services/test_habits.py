"""How a list was left is kept for its user alone, in the compartment of the list; what cannot be read is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.rules.permissions import PROGRAMME, REGISTER, Role
from app.services.drafts import waiting_drafts
from app.services.habits import ListHabit, ListHabits, remember_tour, tour_seen
from app.services.programme.registers import Goals
from app.vault.drafts import NEW, keep_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]

HABIT = ListHabit({"name": 312}, "horizon", descending=True, filters={"status": "running", "year": 2019, "who": None})


def habits(vault: UnlockedVault) -> ListHabits:
    return ListHabits(Goals(vault), "Doelen")


def test_that_a_habit_comes_back_to_its_user_and_to_nobody_else(unlock_as: UnlockAs) -> None:
    policy = unlock_as(Role.POLICY)
    habits(policy).keep(HABIT)

    assert habits(policy).kept() == HABIT
    assert habits(unlock_as(Role.CONTROLLER)).kept() == ListHabit()
    assert ListHabits(Goals(policy), "Een andere lijst").kept() == ListHabit()


def test_that_a_habit_lies_in_the_compartment_of_its_list_and_shows_nothing(unlock_as: UnlockAs) -> None:
    policy = unlock_as(Role.POLICY)
    habits(policy).keep(HABIT)

    with policy.read(PROGRAMME) as session:
        kind, sealed = session.execute(text("SELECT kind, sealed FROM draft")).one()
    with policy.read(REGISTER) as session:
        assert session.execute(text("SELECT count(*) FROM draft WHERE kind LIKE 'habit:goal%'")).scalar() == 0
    assert kind == "habit:goal:Doelen"
    assert b"horizon" not in sealed


def test_that_a_habit_is_no_input_that_waits(unlock_as: UnlockAs) -> None:
    policy = unlock_as(Role.POLICY)
    habits(policy).keep(HABIT)

    assert waiting_drafts(policy) == ()


@pytest.mark.parametrize(
    ("content", "left"),
    [
        ({"widths": {}, "order": 3, "descending": False, "filters": {}}, ListHabit()),
        ({"something": "else"}, ListHabit()),
        (
            {"widths": {"a": 5, "b": 99_999, "c": True, "d": 80}, "order": None, "descending": False, "filters": {}},
            ListHabit({"d": 80}),
        ),
        (
            {"widths": {}, "order": "x", "descending": True, "filters": {"a": [1], "b": "ja"}},
            ListHabit({}, "x", descending=True, filters={"b": "ja"}),
        ),
    ],
)
def test_that_what_cannot_be_a_habit_counts_for_nothing(
    unlock_as: UnlockAs, content: dict[str, Json], left: ListHabit
) -> None:
    policy = unlock_as(Role.POLICY)
    keep_draft(policy, PROGRAMME, kind="habit:goal:Doelen", record=NEW, content=content)

    assert habits(policy).kept() == left


def test_that_the_tour_is_remembered_per_account(unlock_as: UnlockAs) -> None:
    policy = unlock_as(Role.POLICY)
    before = tour_seen(policy)
    remember_tour(policy)

    assert not before
    assert tour_seen(policy)
    assert not tour_seen(unlock_as(Role.CONTROLLER))
