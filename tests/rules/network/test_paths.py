"""Ways between two nodes: all of the shortest, around hubs where there is another way, and what they rest on."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.network.graph import Network, NodeKind
from app.rules.network.paths import Paths, all_shortest, explained, told
from models.casework.choices import InformationValue, Reliability
from tests.rules.network.networks import S, as_networkx, edge, network, networks, of, star


def ways(found: Paths) -> list[str]:
    return sorted("".join(node.key for node in path.nodes) for path in found.paths)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (("a-z",), ["az"]),
        (("a-b", "b-z", "a-c", "c-z"), ["abz", "acz"]),
        (("a-b", "b-z", "a-c", "c-d", "d-z"), ["abz"]),
        (("z-b", "b-a"), ["abz"]),
        (("a-b", "c-z"), []),
        (("a-a", "z-z"), []),
    ],
)
def test_that_all_shortest_ways_are_found_whichever_way_facts_are_read(
    pairs: tuple[str, ...], expected: list[str]
) -> None:
    found = all_shortest(network(*pairs), "a", "z")
    assert ways(found) == expected
    assert found.count == len(expected)


@settings(deadline=None)
@given(networks(), st.data())
def test_that_the_ways_are_those_of_networkx(given: Network, data: st.DataObject) -> None:
    start, end = data.draw(st.sampled_from(sorted(given.nodes))), data.draw(st.sampled_from(sorted(given.nodes)))
    graph = as_networkx(given)
    expected = list(nx.all_shortest_paths(graph, start, end)) if nx.has_path(graph, start, end) else []
    found = all_shortest(given, start, end, hubs=())
    assert ways(found) == sorted("".join(path) for path in expected)
    assert found.count == len(expected)


@settings(deadline=None)
@given(networks(), st.sets(st.sampled_from("bcdefgh")))
def test_that_no_way_passes_a_hub_when_there_is_one_around_it(given: Network, hubs: set[str]) -> None:
    graph = as_networkx(given)
    around = graph.subgraph([key for key in graph if key not in hubs])
    found = all_shortest(given, "a", "b", hubs=hubs - {"b"})
    graph_without = graph.subgraph([key for key in graph if key not in hubs or key == "b"])
    if "a" in around and nx.has_path(graph_without, "a", "b"):
        assert not found.passed
        expected = nx.all_shortest_paths(graph_without, "a", "b")
        assert ways(found) == sorted("".join(path) for path in expected)
    elif nx.has_path(graph, "a", "b"):
        assert found.passed
        assert found.paths


def test_that_the_town_hall_is_gone_around_though_that_way_is_longer() -> None:
    given = of(*star("t", 60), edge("a", "t"), edge("t", "z"), edge("a", "b"), edge("b", "c"), edge("c", "z"))
    found = all_shortest(given, "a", "z")
    assert ways(found) == ["abcz"]
    assert told(found) == (
        "A en Z liggen 3 stappen uit elkaar; er is één kortste weg. "
        "Wegen over T zijn overgeslagen: daar komt zeer veel samen."
    )


def test_that_a_hub_is_passed_when_nothing_else_connects_and_that_this_is_said() -> None:
    given = of(*star("t", 60), edge("a", "t"), edge("t", "z"))
    found = all_shortest(given, "a", "z")
    assert ways(found) == ["atz"]
    assert [node.key for node in found.passed] == ["t"]
    assert "Er is geen weg buiten T om" in told(found)


def test_that_fewer_hubs_win_from_fewer_steps() -> None:
    given = network("a-p", "p-q", "q-z", "a-p", "p-b", "b-c", "c-d", "d-z")
    assert ways(all_shortest(given, "a", "z", hubs={"p", "q"})) == ["apbcdz"]


def test_that_one_may_start_in_a_hub() -> None:
    found = all_shortest(of(*star("t", 60), edge("t", "z")), "t", "z")
    assert ways(found) == ["tz"]
    assert not found.passed
    assert not found.spared


def test_that_many_ways_are_counted_and_not_all_made() -> None:
    layers = [f"{left}-{right}" for step in range(20) for left in _layer(step) for right in _layer(step + 1)]
    given = of(*(edge(*pair.split("-")) for pair in layers))
    found = all_shortest(given, "0p", "20p", most=10)
    assert found.count == 2**19
    assert len(found.paths) == 10
    assert "er zijn 524.288 even korte wegen, waarvan er 10 worden getoond" in told(found)


def _layer(step: int) -> tuple[str, ...]:
    return (f"{step}p",) if step in (0, 20) else (f"{step}p", f"{step}q")


def test_that_a_node_that_is_not_there_is_an_error_and_one_that_is_alone_is_not() -> None:
    with pytest.raises(KeyError):
        all_shortest(network("a-b"), "a", "q")
    found = all_shortest(network("a-b", alone="z"), "a", "z")
    assert told(found) == "Tussen A en Z is geen verband vastgelegd."
    assert set(found.network.nodes) == {"a", "z"}


def test_that_a_network_of_one_node_has_a_way_without_steps() -> None:
    found = all_shortest(network(alone="a"), "a", "a")
    assert told(found) == "A is hetzelfde als A; daartussen ligt geen weg."
    assert explained(found.paths[0]) == "A: geen stappen."
    assert found.paths[0].weakest is None


def test_that_of_two_facts_the_stronger_is_relied_on_and_the_weakest_step_is_named() -> None:
    given = of(
        edge("a", "b", number=1, certainty=S),
        edge("a", "b", number=2, label="bestuurder van", reliability=Reliability.B),
        edge("z", "b", label="eigenaar van", certainty=S, information=InformationValue.POSSIBLE, origin="S-2019-004"),
    )
    (path,) = all_shortest(given, "a", "z").paths
    assert [fact.label for fact in path.relied_on] == ["bestuurder van", "eigenaar van"]
    assert explained(path) == (
        "A: bestuurder van B; Z: eigenaar van B (vermoed). Zwakste schakel: Z: eigenaar van B "
        "(vermoed, bron niet beoordeeld, informatie 3 mogelijk, herkomst: S-2019-004)."
    )


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (edge("a", "b"), edge("a", "c", certainty=S)),
        (edge("a", "b", reliability=Reliability.A), edge("a", "c", reliability=Reliability.B)),
        (edge("a", "b", reliability=Reliability.D), edge("a", "c")),
        (edge("a", "b", information=InformationValue.DOUBTFUL), edge("a", "c")),
    ],
)
def test_that_the_way_on_the_strongest_facts_comes_first(stronger: object, weaker: object) -> None:
    given = of(stronger, weaker, edge("b", "z"), edge("c", "z"))  # type: ignore[arg-type]
    assert ways(all_shortest(given, "a", "z")) == ["abz", "acz"]
    assert all_shortest(given, "a", "z").paths[0].nodes[1].key == "b"


def test_that_a_record_can_connect_two_people() -> None:
    given = of(edge("a", "s", label="genoemd in"), edge("z", "s", label="genoemd in"), kinds={"s": NodeKind.SIGNAL})
    assert explained(all_shortest(given, "a", "z").paths[0]).startswith("A: genoemd in S; Z: genoemd in S.")
