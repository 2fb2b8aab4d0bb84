"""Searches that are kept: in the compartment they are about, for their own user only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import BIBOB, CASEWORK, PROGRAMME, Role
from app.services.search.question import Question
from app.services.search.saved import drop_search, save_search, saved_searches, where_to_save

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


def test_that_a_search_is_kept_where_it_belongs(director: UnlockedVault) -> None:
    question = Question("meer, vd", kind="case", year=2020, status="nieuw")
    saved = save_search(director, "  Van der  Meer ", question, CASEWORK)
    assert saved.name == "Van der Meer"
    assert saved.question == Question("meer, vd", CASEWORK, "case", 2020, "nieuw")
    assert saved_searches(director) == (saved,)


def test_that_they_stand_in_order_of_name(director: UnlockedVault) -> None:
    for name, compartment in (("zolder", CASEWORK), ("Akker", PROGRAMME), ("Boot", CASEWORK)):
        save_search(director, name, Question("loods"), compartment)
    assert [each.name for each in saved_searches(director)] == ["Akker", "Boot", "zolder"]


def test_that_the_same_name_takes_its_place(director: UnlockedVault) -> None:
    save_search(director, "Loodsen", Question("loods"), CASEWORK)
    newer = save_search(director, "Loodsen", Question("schuur"), CASEWORK)
    assert saved_searches(director) == (newer,)


def test_that_nobody_else_sees_or_drops_it(director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    saved = save_search(director, "Loodsen", Question("loods"), CASEWORK)
    privacy = unlock_as(Role.PRIVACY)
    assert saved_searches(privacy) == ()
    with pytest.raises(NotFound):
        drop_search(privacy, saved)
    drop_search(director, saved)
    assert saved_searches(director) == ()
    with pytest.raises(NotFound):
        drop_search(director, saved)


@pytest.mark.parametrize("role", Role)
def test_that_it_is_kept_only_where_one_may_look(role: Role, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    vault = unlock_as(role)
    for compartment in {CASEWORK, BIBOB, PROGRAMME} - set(where_to_save(vault)):
        with pytest.raises(AccessDenied):
            save_search(vault, "Iets", Question("loods"), compartment)
    assert set(where_to_save(vault)) <= vault.available


@pytest.mark.parametrize(
    ("name", "text", "field"),
    [("", "loods", "name"), (" ", "loods", "name"), ("x" * 81, "loods", "name"), ("x", '"', "")],
)
def test_that_it_has_a_name_and_something_to_look_for(
    name: str, text: str, field: str, director: UnlockedVault
) -> None:
    with pytest.raises(Invalid) as refused:
        save_search(director, name, Question(text), CASEWORK)
    assert list(refused.value.fields) == [field]
