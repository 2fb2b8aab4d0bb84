"""Groups and what stands out: always the same, agreeing with networkx, and never a figure about somebody."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings

from app.rules.network.graph import Network, NodeKind
from app.rules.network.measures import Method, Place, communities, remarks
from tests.rules.network.networks import as_networkx, edge, network, networks, of, star

TWO_GROUPS = ("a-b", "b-c", "a-c", "c-m", "m-d", "d-e", "e-f", "d-f")


@pytest.mark.parametrize("method", list(Method))
def test_that_two_groups_that_hang_on_one_fact_are_found(method: Method) -> None:
    found = communities(network("a-b", "b-c", "a-c", "c-d", "d-e", "e-f", "d-f"), method=method)
    assert {group.keys for group in found} == {frozenset("abc"), frozenset("def")}
    assert found[0].sentence == "3 items rond C."


@settings(deadline=None, max_examples=60)
@given(networks())
def test_that_groups_cut_a_network_up_the_same_way_each_time_and_never_across_parts(given: Network) -> None:
    found = communities(given)
    assert found == communities(Network(dict(list(given.nodes.items())[::-1]), given.edges[::-1]))
    assert sorted(key for group in found for key in group.keys) == sorted(given.nodes)
    parts = list(nx.connected_components(as_networkx(given)))
    assert all(any(group.keys <= part for part in parts) for group in found)


@pytest.mark.parametrize(("given", "sentences"), [(network(), []), (network(alone="a"), ["A staat op zichzelf."])])
def test_that_nothing_and_one_node_are_no_groups(given: Network, sentences: list[str]) -> None:
    assert [group.sentence for group in communities(given)] == sentences
    assert remarks(given) == ()


def test_that_who_holds_two_groups_together_is_named_in_words() -> None:
    found = {remark.node.key: remark for remark in remarks(network(*TWO_GROUPS))}
    assert found["m"].place is Place.BRIDGE
    assert found["m"].sentence == "M verbindt twee groepen die elkaar verder niet raken (3 en 3 items)."


@settings(deadline=None, max_examples=60)
@given(networks())
def test_that_every_bridge_is_a_cut_of_networkx_and_holds_more_than_leaves(given: Network) -> None:
    cuts = set(nx.articulation_points(as_networkx(given)))
    told = {remark.node.key for remark in remarks(given, most=99) if remark.place is Place.BRIDGE}
    assert told <= cuts
    for key in cuts - told if len(given.nodes) >= 4 else ():
        rest = as_networkx(given)
        part = nx.node_connected_component(rest, key)
        sizes = sorted(len(piece) for piece in nx.connected_components(rest.subgraph(part - {key})))
        assert sizes[-2] == 1


def test_that_a_record_is_no_bridge_but_who_is_named_in_two_is() -> None:
    given = network("a-s", "b-s", "b-t", "c-t", "d-t", kinds={"s": NodeKind.SIGNAL, "t": NodeKind.SIGNAL})
    assert [remark.node.key for remark in remarks(given) if remark.place is Place.BRIDGE] == ["b"]


def test_that_the_middle_of_a_star_has_the_most_connections_and_a_pair_has_no_middle() -> None:
    (remark,) = remarks(of(*star("t", 5)))
    assert remark.node.key == "t"
    assert remark.place is Place.BETWEEN
    assert remarks(network("a-b", "c-d")) == ()


def test_that_equal_centres_are_all_told() -> None:
    given = network("a-b", "a-c", "a-d", "b-c", "b-d", "c-d")
    told = [remark.sentence for remark in remarks(given)]
    assert told[0] == "A is rechtstreeks verbonden met 3 andere items, de meeste van allemaal."
    assert len(told) == 4


def test_that_more_than_two_groups_are_counted() -> None:
    given = of(*(edge(*pair.split("-")) for pair in ("m-a", "a-b", "m-c", "c-d", "m-e", "e-f", "m-g")))
    assert "M verbindt 3 groepen die elkaar verder niet raken (2 en 2 items en meer)." in {
        remark.sentence for remark in remarks(given)
    }
