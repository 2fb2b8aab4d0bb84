"""The table that is shown is the table that is applied."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from app.rules import permissions as rules
from app.rules.permissions import COMPARTMENT_OF_ACT, Act, Role, may
from app.services.access import allowed
from app.services.keys.permissions_table import ANY_HELD, permissions, roles
from tests.test_architecture import OUR_CODE, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


@pytest.mark.parametrize("role", Role)
def test_that_a_user_sees_the_table_and_the_own_place_in_it(
    unlock_as: Callable[[Role], UnlockedVault], role: Role
) -> None:
    vault = unlock_as(role)
    rows = permissions(vault)
    assert [row.act for row in rows] == list(Act)
    for row in rows:
        place = COMPARTMENT_OF_ACT[row.act]
        assert row.roles == tuple(one for one in Role if may(one, row.act))
        assert row.mine == (allowed(vault, row.act, place) if place else may(role, row.act))
        assert (row.place == ANY_HELD) == (place is None)
    assert [row.role for row in roles(vault) if row.mine] == [role]
    assert next(row for row in roles(vault) if row.role is Role.JURIST).compartments == ("Register", "Maatregelen")


def test_that_every_mark_on_a_service_names_the_place_in_the_table() -> None:
    marks = [
        tuple(ast.unparse(argument) for argument in node.args)
        for file in OUR_CODE
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "requires" and len(node.args) == 2
    ]
    assert len(marks) > 20
    for act, compartment in marks:
        place = COMPARTMENT_OF_ACT[Act[act.removeprefix("Act.")]]
        assert place in {None, getattr(rules, compartment)}, f"@requires({act}, {compartment})"
