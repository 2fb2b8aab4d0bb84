"""Case types: one name for one thing, whatever its capitals, and a place in Table 1."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@pytest.fixture
def types(director: UnlockedVault) -> CaseTypes:
    return CaseTypes(director)


def refusal(types: CaseTypes, draft: CaseTypeDraft) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        types.add(draft)
    return refused.value.fields


def test_that_names_and_aliases_of_two_types_never_overlap(types: CaseTypes) -> None:
    types.add(CaseTypeDraft(name="Outlaw Motor Gang", aliases=("OMG",)))
    taken = "is al in gebruik voor een ander type."
    assert refusal(types, CaseTypeDraft(name="outlaw motor GANG"))["name"].endswith(taken)
    assert refusal(types, CaseTypeDraft(name="omg"))["name"].endswith(taken)
    assert refusal(types, CaseTypeDraft(name="Clubs", aliases=("Motorclub", "Omg")))["aliases"].endswith(taken)
    assert refusal(types, CaseTypeDraft(name="Clubs", aliases=("OUTLAW motor gang",)))["aliases"].endswith(taken)


def test_that_a_type_may_keep_its_own_names(types: CaseTypes) -> None:
    made = types.add(CaseTypeDraft(name="Outlaw Motor Gang", aliases=("OMG",)))
    changed = types.change(made.id, replace(made.draft, aliases=("omg", "OMG")), made.version)
    assert changed.draft.aliases == ("omg", "OMG")


def test_that_an_alias_can_move_once_it_is_free(types: CaseTypes) -> None:
    first = types.add(CaseTypeDraft(name="A", aliases=("X",)))
    types.change(first.id, replace(first.draft, aliases=()), first.version)
    assert types.add(CaseTypeDraft(name="B", aliases=("X",))).draft.aliases == ("X",)


def test_that_a_new_type_stands_last_unless_it_is_given_a_place(types: CaseTypes) -> None:
    assert [types.add(CaseTypeDraft(name=name, position=place)).draft.position for name, place in PLACES] == [1, 7, 8]


PLACES = (("A", None), ("B", 7), ("C", None))


def test_that_an_emptied_place_is_the_last_one(types: CaseTypes) -> None:
    first = types.add(CaseTypeDraft(name="A"))
    types.add(CaseTypeDraft(name="B"))
    moved = types.change(first.id, replace(first.draft, position=None), first.version)
    assert moved.draft.position == 3


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ((2019, 2018), {"active_to": "Het laatste jaar ligt vóór het eerste jaar."}),
        ((5, None), {"active_from": "Vul een jaar in tussen 1990 en 2100."}),
        ((None, 20190), {"active_to": "Vul een jaar in tussen 1990 en 2100."}),
        ((0, 0), dict.fromkeys(("active_from", "active_to"), "Vul een jaar in tussen 1990 en 2100.")),
    ],
)
def test_that_the_years_of_a_type_are_years_in_order(
    refusing: UnlockedVault, years: tuple[int | None, int | None], told: dict[str, str]
) -> None:
    assert refusal(CaseTypes(refusing), CaseTypeDraft(name="A", active_from=years[0], active_to=years[1])) == told


@pytest.mark.parametrize(("count", "told"), [(1, "één casus"), (2, "2 casussen")])
def test_that_a_type_in_use_is_ended_and_not_removed(
    types: CaseTypes, director: UnlockedVault, count: int, told: str
) -> None:
    made = types.add(CaseTypeDraft(name="A"))
    for _ in range(count):
        Cases(director).add(CaseDraft(title="x", case_type_id=made.id, opened_on=date(2019, 1, 1)))
    with pytest.raises(Invalid) as refused:
        types.remove(made.id, made.version)
    assert refused.value.fields == {
        "": f"Dit type is gebruikt in {told}. Vul een laatste jaar in om het te beëindigen."
    }
    ended = types.change(made.id, replace(made.draft, active_to=2019), made.version)
    assert ended.draft.active_to == 2019
