"""The value lists of domein §1.2, written out again as numbers, and that nothing in them is too long to store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.bibob import choices

if TYPE_CHECKING:
    from models.choices import Choice

LISTS = {
    choices.LegalBasis: 6,
    choices.Occasion: 13,
    choices.Trigger: 8,
    choices.Phase: 14,
    choices.Danger: 4,
    choices.Outcome: 9,
    choices.PartyRole: 8,
    choices.AdviceType: 2,
    choices.DisclosureGround: 12,
}


@pytest.mark.parametrize(("values", "count"), LISTS.items())
def test_that_a_list_has_as_many_values_as_the_domain(values: type[Choice], count: int) -> None:
    assert len(values) == count
    assert len({member.label for member in values}) == count
    assert all(member.label and len(member.value) <= 40 for member in values)


def test_that_the_phases_are_numbered_in_order() -> None:
    assert [int(phase.label.split()[0]) for phase in choices.Phase] == list(range(1, 15))


def test_that_the_grounds_of_disclosure_are_the_letters_of_the_article() -> None:
    assert [ground.value for ground in choices.DisclosureGround] == list("abcdefghijkl")
