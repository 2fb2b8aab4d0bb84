"""P5 without the drawing: shortest ways and what lies within three steps, beside igraph on a graph in memory."""

from __future__ import annotations

import random
from datetime import date
from itertools import cycle
from typing import TYPE_CHECKING

import igraph
import networkx as nx
import pytest
from sqlalchemy import text

from app.rules.permissions import Role
from app.services.network.around.paths import shortest
from app.services.network.around.steps import around
from app.vault.founding import found
from app.vault.session import unlock
from tests.benchmarks.conftest import ANY, CHEAP, FOUNDERS, PASSWORD
from tests.benchmarks.connections import connect
from tests.benchmarks.measure import compare
from tests.benchmarks.municipality import GEMEENTE, LARGE, SEED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault

REACH = 2.0
PAIRS = 40
PROFILES = {"gemeente": GEMEENTE, "large": LARGE}


@pytest.fixture(scope="module", params=list(PROFILES))
def connected(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, UnlockedVault]]:
    """A vault with the entities and links of a profile, and nothing else."""
    folder, profile = tmp_path_factory.mktemp(request.param) / "kantoor.bolwerk", PROFILES[request.param]
    found(folder, "Voorbeeldstad", FOUNDERS, day=date(2020, 1, 1), kdf=CHEAP)
    vault = unlock(folder, Role.DIRECTOR.value, PASSWORD, limits=ANY)
    connect(vault, profile.entities, profile.links, random.Random(SEED))  # noqa: S311 (synthetic data)
    yield request.param, vault
    vault.lock()


@pytest.fixture(scope="module")
def edges(connected: tuple[str, UnlockedVault]) -> list[tuple[int, int]]:
    """What is linked, as the libraries take it."""
    with connected[1].read("casework") as session:
        return [(row[0], row[1]) for row in session.execute(text("SELECT from_id, to_id FROM link"))]


def test_that_shortest_ways_cost_at_most_twice_igraph(
    connected: tuple[str, UnlockedVault], edges: list[tuple[int, int]]
) -> None:
    name, vault = connected
    graph, known = igraph.Graph(edges=edges), nx.Graph(edges)
    chance = random.Random(SEED)  # noqa: S311 (the same pairs each time)
    nodes = sorted(max(nx.connected_components(known), key=len))  # type: ignore[arg-type]
    pairs = [tuple(chance.sample(nodes, 2)) for _ in range(PAIRS)]
    turns = [cycle(pairs) for _ in range(5)]

    def ours() -> None:
        start, end = next(turns[0])
        assert shortest(vault, f"entity:{start}", f"entity:{end}").count

    compare(
        f"P5 {name}: all shortest ways, igraph all",
        ours,
        lambda: graph.get_all_shortest_paths(*next(turns[1])),
        reach=REACH,
        rounds=PAIRS,
    )
    compare(
        f"P5 {name}: all shortest ways, igraph one",
        ours,
        lambda: graph.get_shortest_paths(*next(turns[2])),
        reach=REACH,
        rounds=PAIRS,
    )
    compare(
        f"P5 {name}: all shortest ways, networkx all",
        ours,
        lambda: list(nx.all_shortest_paths(known, *next(turns[3]))),
        reach=REACH,
        rounds=5,
    )


def test_that_what_lies_within_three_steps_costs_at_most_twice_igraph(
    connected: tuple[str, UnlockedVault], edges: list[tuple[int, int]]
) -> None:
    """What a chart shows: nodes with their names, and every fact between them with its origin."""
    name, vault = connected
    graph, known = igraph.Graph(edges=edges), nx.Graph(edges)
    with vault.read("casework") as session:
        graph.vs["label"] = ["", *session.execute(text("SELECT label FROM mention ORDER BY id")).scalars()]
    graph.es["origin"] = ["Synthetisch register"] * len(edges)
    chance = random.Random(SEED)  # noqa: S311 (the same starts each time)
    turns = [cycle([chance.randrange(1, graph.vcount()) for _ in range(PAIRS)]) for _ in range(3)]

    def bare() -> None:
        part = graph.induced_subgraph(graph.neighborhood(next(turns[1]), order=3))
        named, said = [node.attributes() for node in part.vs], [edge.attributes() for edge in part.es]
        assert (len(named), len(said)) == (part.vcount(), part.ecount())

    def ours() -> None:
        assert around(vault, [f"entity:{next(turns[0])}"], hops=3).network.nodes

    compare(f"P5 {name}: within three steps, igraph", ours, bare, reach=REACH, rounds=PAIRS)
    compare(
        f"P5 {name}: within three steps, networkx",
        ours,
        lambda: nx.ego_graph(known, next(turns[2]), radius=3),
        reach=REACH,
        rounds=PAIRS,
    )
