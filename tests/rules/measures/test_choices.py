"""The value lists of domein §2, written out again as numbers, and that nothing in them is too long to store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.measures import apv_choices, choices

if TYPE_CHECKING:
    from models.choices import Choice

LISTS = {
    choices.PremisesKind: 5,
    choices.Substance: 5,
    choices.Sanction: 4,
    choices.Phase: 13,
    choices.Circumstance: 15,
    choices.Relation: 5,
    apv_choices.ClosureGround: 6,
    apv_choices.Interest: 3,
    apv_choices.DesignatedKind: 3,
}


@pytest.mark.parametrize(("values", "count"), LISTS.items())
def test_that_a_list_has_as_many_values_as_the_domain(values: type[Choice], count: int) -> None:
    assert len(values) == count
    assert len({member.label for member in values}) == count
    assert all(member.label and len(member.value) <= 40 for member in values)


def test_that_nine_circumstances_aggravate_and_six_mitigate() -> None:
    assert [each.aggravates for each in choices.Circumstance] == [True] * 9 + [False] * 6


def test_that_the_phases_are_the_twelve_steps_and_the_end() -> None:
    assert [int(phase.label.split()[0]) for phase in list(choices.Phase)[:-1]] == list(range(1, 13))
