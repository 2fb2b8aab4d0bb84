"""The bare shape of a network, for igraph to count with: who neighbours whom, whatever connects them and how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import igraph

from app.rules.network.graph import Edge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from app.rules.network.graph import Network

HUB_FROM = 50  # neighbours from which a node connects so many that passing it explains little


@dataclass(frozen=True)
class Shape:
    """Places of nodes in order of their keys, and one edge for each two neighbours; an edge to itself leads nowhere."""

    keys: tuple[str, ...]
    places: Mapping[str, int]
    between: Mapping[frozenset[str], tuple[Edge, ...]]
    graph: igraph.Graph = field(repr=False)

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each place those of its neighbours, in order."""
        return tuple(tuple(sorted(places)) for places in self.graph.get_adjlist())

    def hubs(self, least: int = HUB_FROM) -> frozenset[str]:
        """The keys of nodes with so many neighbours or more."""
        return frozenset(key for key, degree in zip(self.keys, self.graph.degree(), strict=True) if degree >= least)

    def named(self, places: Iterable[int]) -> tuple[str, ...]:
        """The keys at these places."""
        return tuple(self.keys[place] for place in places)


def shape_of(network: Network) -> Shape:
    """The shape of a network; the same for the same network in whatever order it was read."""
    keys = tuple(sorted(network.nodes))
    places = {key: place for place, key in enumerate(keys)}
    between: dict[frozenset[str], list[Edge]] = {}
    for edge in network.edges:
        if edge.start != edge.end:
            between.setdefault(edge.ends, []).append(edge)
    pairs = sorted(tuple(sorted(places[key] for key in ends)) for ends in between)
    graph = igraph.Graph(n=len(keys), edges=pairs)
    return Shape(keys, places, {ends: tuple(edges) for ends, edges in between.items()}, graph)


def costs(shape: Shape, start: str, hubs: Collection[str]) -> list[float]:
    """For each place what a way there from `start` costs at least: a step is one, entering a hub more than all steps.

    Infinite where there is no way. So the cheapest way passes as few hubs as there can be, and is the shortest of
    those. The start itself is not entered.
    """
    dear = len(shape.keys) + 1
    at = [dear if key in hubs else 0 for key in shape.keys]
    both = [(left, right) for edge in shape.graph.get_edgelist() for left, right in (edge, edge[::-1])]
    directed = igraph.Graph(n=len(shape.keys), edges=both, directed=True)
    found: list[float] = directed.distances(
        source=shape.places[start], weights=[1 + at[right] for _, right in both] or None
    )[0]
    return found
