"""What connects several nodes, measured against the smallest network that could; neighbours they share."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings

from app.rules.network.connecting import common_neighbours, connect, told
from tests.rules.network.networks import as_networkx, edge, network, networks, of, star

if TYPE_CHECKING:
    from app.rules.network.graph import Network


def test_that_three_are_connected_over_what_lies_between_them() -> None:
    found = connect(network("a-m", "b-m", "c-m", "a-x", "x-y", "y-b", "m-q"), ["a", "b", "c"])
    assert set(found.network.nodes) == {"a", "b", "c", "m"}
    assert [node.key for node in found.between] == ["m"]
    assert told(found) == "Alle 3 hangen samen, met één tussenliggend item."


def test_that_groups_between_which_nothing_is_recorded_are_told_apart() -> None:
    found = connect(network("a-m", "b-m", alone="z"), ["a", "b", "z"])
    assert [[node.key for node in group] for group in found.groups] == [["a", "b"], ["z"]]
    assert "in 2 groepen waartussen niets is vastgelegd: A, B; Z" in told(found)


def test_that_a_hub_on_the_connection_is_named() -> None:
    found = connect(of(*star("t", 60), edge("a", "t"), edge("b", "t")), ["a", "b"])
    assert "loopt over T" in told(found)


@pytest.mark.parametrize("keys", [[], ["a"], ["a", "a"]])
def test_that_fewer_than_two_are_connected_with_nothing(keys: list[str]) -> None:
    found = connect(network("a-b"), keys)
    assert set(found.network.nodes) == set(keys)
    assert told(found).startswith("Kies ten minste twee")


def test_that_facts_between_those_asked_for_are_part_of_it() -> None:
    found = connect(network("a-b", "b-c", "a-c"), ["a", "b", "c"])
    assert len(found.network.edges) == 3


@settings(deadline=None, max_examples=60)
@given(networks(most=7))
def test_that_the_connection_is_whole_and_at_most_twice_the_smallest(given: Network) -> None:
    keys = sorted(given.nodes)[:3]
    found = connect(given, keys, hubs=())
    graph, ours = as_networkx(given), as_networkx(found.network)
    groups = {frozenset(node.key for node in group) for group in found.groups}
    assert groups == {frozenset(part & set(keys)) for part in nx.connected_components(graph) if part & set(keys)}
    for group in groups:
        assert all(nx.has_path(ours, left, right) for left, right in combinations(group, 2))
    pairs = sum(
        nx.shortest_path_length(ours, left, right) == nx.shortest_path_length(graph, left, right)
        for group in groups
        for left, right in combinations(group, 2)
    )
    assert pairs >= sum(len(group) - 1 for group in groups)  # those that were joined are as near as they can be


@settings(deadline=None, max_examples=60)
@given(networks())
def test_that_shared_neighbours_are_those_of_networkx(given: Network) -> None:
    left, right = sorted(given.nodes)[:2]
    expected = set(nx.common_neighbors(as_networkx(given), left, right))
    assert {shared.node.key for shared in common_neighbours(given, [left, right])} == expected


def test_that_who_is_shared_most_comes_first() -> None:
    found = common_neighbours(network("a-m", "b-m", "c-m", "a-n", "b-n", "a-o", "a-b"), ["a", "b", "c"])
    assert [(shared.node.key, len(shared.by)) for shared in found] == [("m", 3), ("n", 2)]
