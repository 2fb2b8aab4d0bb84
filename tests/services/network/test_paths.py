"""Ways through everything that is recorded: the same as networkx finds, around hubs, and never past what is hidden."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from app.errors import Invalid, NotFound
from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import NodeKind
from app.rules.network.paths import told
from app.services.casework.cases import CaseDraft, Cases
from app.services.network.around import paths as searching
from app.services.network.around.paths import connecting, shared, shortest
from models.casework.choices import Certainty, LinkKind
from tests.services.network.invented import firm, house, link, many, person
from tests.services.parents import case_type
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def key(mention: int) -> str:
    return f"entity:{mention}"


def test_that_the_ways_are_those_of_networkx_around_a_hub_where_that_can_be(director: UnlockedVault) -> None:
    chance = random.Random(7)  # noqa: S311 (the same network each time)
    pairs = [(chance.randrange(1, 200), chance.randrange(1, 200)) for _ in range(260)]
    pairs = [(start, end) for start, end in pairs if start != end] + [(0, other) for other in range(100, 160)]
    ids = many(director, 202, pairs)
    graph = nx.Graph((ids[start], ids[end]) for start, end in pairs)
    graph.add_nodes_from(ids)
    without = graph.subgraph(set(ids) - {ids[0]})
    for _ in range(25):
        start, end = chance.sample(ids[1:], 2)
        around = nx.has_path(without, start, end)
        known = without if around else graph
        expected = list(nx.all_shortest_paths(known, start, end)) if nx.has_path(known, start, end) else []
        found = shortest(director, key(start), key(end))
        ways = sorted([node.key for node in path.nodes] for path in found.paths)
        assert ways == sorted([key(place) for place in path] for path in expected)
        assert [node.key for node in found.passed] == ([] if around or not expected else [key(ids[0])])


def test_that_a_hub_over_which_it_would_have_been_nearer_is_named(director: UnlockedVault) -> None:
    pairs = [(0, other) for other in range(1, 60)] + [(1, 60), (60, 61), (61, 2)]
    ids = many(director, 62, pairs)
    found = shortest(director, key(ids[1]), key(ids[2]))
    assert [len(path.steps) for path in found.paths] == [3]
    assert told(found).endswith("Wegen over P0 zijn overgeslagen: daar komt zeer veel samen.")


def test_that_one_may_begin_or_end_at_a_hub_and_be_where_one_goes(director: UnlockedVault) -> None:
    ids = many(director, 60, [(0, other) for other in range(1, 60)])
    assert shortest(director, key(ids[0]), key(ids[3])).count == 1
    assert not shortest(director, key(ids[3]), key(ids[0])).passed
    assert told(shortest(director, key(ids[0]), key(ids[0]))).endswith("daartussen ligt geen weg.")


def test_that_a_way_leads_over_records_and_properties_too(director: UnlockedVault) -> None:
    case = Cases(director).add(CaseDraft(title="C", case_type_id=case_type(director), opened_on=date(2020, 1, 6))).id
    told_of = signal(director)
    tenant, first = person(director, "Huurder", signal_id=told_of), house(director, 1, signal_id=told_of)
    house(director, 1, case_id=case)
    owner = firm(director, "Demo Vastgoed BV", case_id=case)
    found = shortest(director, key(tenant), key(owner))
    assert [node.key for node in found.paths[0].nodes] == [
        key(tenant),
        f"signal:{told_of}",
        key(first),
        f"case:{case}",
        key(owner),
    ]


def test_that_a_sieve_holds_for_each_step_of_a_way(director: UnlockedVault) -> None:
    first, second, third, fourth = (person(director, name) for name in ("Eén", "Twee", "Drie", "Vier"))
    link(director, first, second, certainty=Certainty.SUSPECTED)
    link(director, second, fourth)
    link(director, first, third)
    agency = firm(director, "Demo BV")
    link(director, third, agency, LinkKind.WORKS_FOR)
    link(director, fourth, agency, LinkKind.WORKS_FOR)
    ends = (key(first), key(fourth))
    assert len(shortest(director, *ends).paths[0].steps) == 2
    certain = shortest(director, *ends, sieve=Sieve(certainties=frozenset({Certainty.SUSPECTED})))
    assert [node.label for node in certain.paths[0].nodes] == ["Eén", "Drie", "Demo BV", "Vier"]
    without_firms = Sieve(certainties=frozenset({Certainty.SUSPECTED}), kinds=frozenset({NodeKind.ORGANISATION}))
    assert shortest(director, *ends, sieve=without_firms).count == 0


def test_that_unconnected_and_vanished_nodes_are_told(director: UnlockedVault) -> None:
    first, second = person(director, "Eén"), person(director, "Twee")
    assert told(shortest(director, key(first), key(second))) == "Tussen Eén en Twee is geen verband vastgelegd."
    with pytest.raises(NotFound):
        shortest(director, key(first), "entity:99")


def test_that_looking_is_given_up_in_the_end_and_says_so(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_SEEN", 3)
    ids = many(director, 8, [(place, place + 1) for place in range(7)])
    found = shortest(director, key(ids[0]), key(ids[7]))
    assert found.count == 0
    assert "is geen verband gevonden; na" in told(found)


def test_that_several_are_connected_and_share_neighbours(director: UnlockedVault) -> None:
    houses = [house(director, number) for number in (1, 2, 3)]
    agency, other = firm(director, "Demo Verhuur BV"), firm(director, "Demo Los BV")
    for each in houses:
        link(director, agency, each, LinkKind.LETS)
    keys = [key(each) for each in houses]
    found = connecting(director, [*keys, key(other)])
    assert [node.label for node in found.between] == ["Demo Verhuur BV"]
    assert [len(group) for group in found.groups] == [3, 1]
    assert [(each.node.label, len(each.by)) for each in shared(director, keys)] == [("Demo Verhuur BV", 3)]
    with pytest.raises(Invalid):
        connecting(director, [f"entity:{number}" for number in range(20)])
