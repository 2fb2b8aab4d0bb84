"""Which record stands in which row: asked for in stretches, remembered to a bound, and found from any record."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role
from app.services import places
from app.services.places import InStretches, Whole
from app.services.programme.registers import GoalDraft, Goals
from app.services.records import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

KEYS = array("q", range(100, 130))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(places, "STRETCH", 4)
    monkeypatch.setattr(places, "STRETCHES_KEPT", 3)
    return []


@pytest.fixture
def listed(asked: list[int]) -> InStretches:
    def ask(start: int, most: int) -> array[int]:
        asked.append(start)
        return KEYS[start : start + most]

    return InStretches(len(KEYS), ask, lambda key: KEYS.index(key) if key in KEYS else None, KEYS[:4])


def test_that_rows_come_from_any_number_of_stretches(listed: InStretches, asked: list[int]) -> None:
    assert len(listed) == 30
    assert listed.part(0, 4) == KEYS[:4]
    assert asked == [], "the first stretch came along"
    assert listed.part(2, 9) == KEYS[2:11]
    assert asked == [4, 8]
    assert listed.part(28, 9) == KEYS[28:]
    assert listed.part(30, 1) == array("q")


def test_that_what_is_remembered_does_not_grow_with_the_list(listed: InStretches, asked: list[int]) -> None:
    listed.part(0, 30)
    asked.clear()
    listed.part(24, 6)
    assert asked == [], "the last ones looked at are remembered"
    assert listed.part(0, 4) == KEYS[:4]
    assert asked == [0], "the first ones are not any more"


def test_that_a_row_is_found_with_and_without_asking(listed: InStretches) -> None:
    assert listed.known_row_of(102) == 2
    assert listed.known_row_of(120) is None
    assert listed.row_of(120) == 20
    assert listed.row_of(999) is None


def test_that_a_list_that_became_shorter_meanwhile_ends_sooner(asked: list[int]) -> None:
    shorter = InStretches(30, lambda start, most: KEYS[:6][start : start + most], lambda _key: 40, KEYS[:4])
    assert shorter.part(0, 30) == KEYS[:6]
    assert shorter.row_of(129) is None, "a row that the list does not have"


def test_that_a_whole_list_says_the_same() -> None:
    whole = Whole(KEYS)
    assert (len(whole), whole.part(28, 9)) == (30, KEYS[28:])
    assert (whole.row_of(120), whole.known_row_of(120), whole.row_of(1)) == (20, 20, None)


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(order="horizon", descending=True),
        Query(order="source"),
        Query(words="doel 1"),
        Query(where=(("horizon", 2021),)),
    ],
    ids=["own order", "by year, backwards", "by what may be unknown", "words", "a value"],
)
def test_that_a_register_gives_the_same_rows_either_way(
    query: Query, unlock_as: Callable[..., UnlockedVault], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "STRETCH", 3)
    register = Goals(unlock_as(Role.POLICY))
    for number in range(8):
        source = None if number == 3 else f"Plan {number}"
        register.add(GoalDraft(f"Doel {number}", source, 2020 + number % 3, "Tekst"))
    whole, listed = register.ids(query), register.places(query)
    assert len(listed) == len(whole)
    assert listed.part(0, len(whole)) == whole
    assert [listed.row_of(key) for key in whole] == list(range(len(whole)))
    assert listed.row_of(999) is None
