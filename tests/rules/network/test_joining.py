"""Entities follow from what counts now and from nothing else; what was judged to differ never becomes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.rules.network.joining import Joining, Judged, joined
from models.casework.choices import Likeness

if TYPE_CHECKING:
    from collections.abc import Iterable

SAME, APART, UNSURE = Likeness.SAME, Likeness.NOT_SAME, Likeness.UNSURE
IDS = range(1, 9)
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
JUDGEMENTS = st.dictionaries(PAIRS, st.sampled_from((SAME, APART, UNSURE)), max_size=14)
NUMBERS = st.fixed_dictionaries({each: st.sampled_from((None, None, "a", "b")) for each in IDS})


def entities(judged: dict[tuple[int, int], Likeness], numbers: dict[int, str | None]) -> Joining:
    return joined([Judged(left, right, likeness) for (left, right), likeness in judged.items()], numbers)


def alone(ids: Iterable[int] = IDS) -> dict[int, str | None]:
    return dict.fromkeys(ids)


def test_that_same_joins_over_several_and_the_smallest_names_the_entity() -> None:
    assert entities({(2, 3): SAME, (3, 7): SAME}, alone((2, 3, 7, 8))).entity_of == {2: 2, 3: 2, 7: 2, 8: 8}


def test_that_a_doubt_joins_nothing_and_keeps_nothing_apart() -> None:
    assert entities({(1, 2): UNSURE}, alone((1, 2))).entity_of == {1: 1, 2: 2}
    assert entities({(1, 2): UNSURE, (1, 3): SAME, (2, 3): SAME}, alone((1, 2, 3))).entity_of == dict.fromkeys(
        (1, 2, 3), 1
    )


def test_that_what_would_join_a_pair_that_differs_is_set_aside() -> None:
    joining = entities({(1, 2): SAME, (2, 3): SAME, (1, 3): APART}, alone((1, 2, 3)))
    assert joining.entity_of == {1: 1, 2: 1, 3: 3}
    assert joining.set_aside == (Judged(2, 3, SAME),)


def test_that_one_number_is_one_thing_unless_somebody_judged_otherwise() -> None:
    numbers: dict[int, str | None] = {1: "x", 2: "x", 3: "x", 4: None}
    assert entities({}, numbers).entity_of == {1: 1, 2: 1, 3: 1, 4: 4}
    assert entities({(1, 2): APART}, numbers).entity_of == {1: 1, 2: 2, 3: 1, 4: 4}
    assert entities({(1, 2): UNSURE, (1, 3): UNSURE}, numbers).entity_of == {1: 1, 2: 2, 3: 2, 4: 4}


def test_that_judgements_about_others_are_left_alone() -> None:
    assert entities({(1, 9): SAME, (1, 2): SAME}, alone((1, 2))).entity_of == {1: 1, 2: 1}


@given(JUDGEMENTS, NUMBERS)
def test_that_what_differs_is_never_one(
    judged: dict[tuple[int, int], Likeness], numbers: dict[int, str | None]
) -> None:
    joining = entities(judged, numbers)
    for (left, right), likeness in judged.items():
        same = joining.entity_of[left] == joining.entity_of[right]
        assert not (likeness is APART and same)
        if likeness is SAME and not same:
            assert Judged(left, right, SAME) in joining.set_aside
    assert all(
        entity == min(key for key, of in joining.entity_of.items() if of == entity) <= key
        for key, entity in joining.entity_of.items()
    )


@given(st.lists(st.tuples(PAIRS, st.sampled_from((SAME, APART, UNSURE))), max_size=20), NUMBERS, st.randoms())
def test_that_taking_back_any_judgements_in_any_order_gives_exactly_what_was(
    acts: list[tuple[tuple[int, int], Likeness]], numbers: dict[int, str | None], chance: st.DrawFn
) -> None:
    judged: dict[tuple[int, int], Likeness] = {}
    before = entities(judged, numbers)
    pasts: list[tuple[tuple[int, int], Likeness | None]] = []
    for pair, likeness in acts:
        pasts.append((pair, judged.get(pair)))
        judged[pair] = likeness
    shuffled = list(judged.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert entities(dict(shuffled), numbers) == entities(judged, numbers)
    for pair, past in reversed(pasts):
        if past is None:
            del judged[pair]
        else:
            judged[pair] = past
    assert entities(judged, numbers) == before
