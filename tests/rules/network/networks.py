"""Small networks to write down in tests: "a-b" is a fact between two people called a and b."""

from __future__ import annotations

import networkx as nx
from hypothesis import strategies as st

from app.rules.network.graph import Edge, Network, Node, NodeKind, Recorded
from models.casework.choices import Certainty, InformationValue, Reliability

S, E = Certainty.SUSPECTED, Certainty.ESTABLISHED


def edge(
    start: str,
    end: str,
    *,
    number: int = 1,
    label: str = "kent",
    certainty: Certainty = E,
    reliability: Reliability | None = None,
    information: InformationValue | None = None,
    origin: str | None = None,
) -> Edge:
    return Edge(
        key=f"link:{start}{end}{number}",
        start=start,
        end=end,
        label=label,
        recorded=Recorded.LINK,
        certainty=certainty,
        origin=origin,
        reliability=reliability,
        information=information,
    )


def network(*pairs: str, alone: str = "", kinds: dict[str, NodeKind] | None = None) -> Network:
    return of(*(edge(*pair.split("-")) for pair in pairs), alone=alone, kinds=kinds)


def of(*edges: Edge, alone: str = "", kinds: dict[str, NodeKind] | None = None) -> Network:
    keys = sorted({key for each in edges for key in (each.start, each.end)} | set(alone))
    given = kinds or {}
    nodes = {key: Node(key, given.get(key, NodeKind.PERSON), key.upper()) for key in keys}
    return Network(nodes, edges)


def star(middle: str, leaves: int) -> tuple[Edge, ...]:
    return tuple(edge(middle, f"{middle}{leaf}") for leaf in range(leaves))


def as_networkx(given: Network) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(given.nodes)
    graph.add_edges_from((each.start, each.end) for each in given.edges if each.start != each.end)
    return graph


@st.composite
def networks(draw: st.DrawFn, *, most: int = 9) -> Network:
    """Any small network: loose nodes, edges to itself, several facts between the same two."""
    keys = [chr(ord("a") + place) for place in range(draw(st.integers(2, most)))]
    ends = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=2 * most))
    edges = (
        edge(start, end, number=number, certainty=draw(st.sampled_from((E, S))))
        for number, (start, end) in enumerate(ends)
    )
    return of(*edges, alone="".join(keys))
