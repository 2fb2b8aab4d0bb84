"""What a chart leaves out: by kind, by certainty and grading, by source, and by time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.rules.network.graph import Edge, Network, Node, NodeKind
from models.casework.choices import Certainty, Reliability

T = TypeVar("T")
NO_ORIGIN = ""  # what is chosen for edges without an origin


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is left out. Empty sets and None leave everything in.

    `origins` are those of edges, "" for none; `reliabilities` holds None for what was not graded. `since` and `until`
    are days, both included: an edge of which it is known that it ended before or began after them is left out; what
    is not known keeps nothing out.
    """

    kinds: frozenset[NodeKind] = frozenset()
    certainties: frozenset[Certainty] = frozenset()
    reliabilities: frozenset[Reliability | None] = frozenset()
    origins: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it leaves nothing out."""
        return self == Sieve()

    def lets_node(self, node: Node) -> bool:
        """Whether this node may be drawn."""
        return node.kind not in self.kinds

    def lets_edge(self, edge: Edge) -> bool:
        """Whether this edge may be drawn."""
        return not (
            edge.certainty in self.certainties
            or edge.reliability in self.reliabilities
            or (edge.origin or NO_ORIGIN) in self.origins
            or edge.label in self.labels
            or self._outside(edge)
        )

    def _outside(self, edge: Edge) -> bool:
        ended = self.since is not None and edge.valid_to is not None and edge.valid_to < self.since
        ahead = self.until is not None and edge.valid_from is not None and edge.valid_from > self.until
        return ended or ahead


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from in a network, with how many nodes or edges each is."""

    kinds: Mapping[NodeKind, int]
    certainties: Mapping[Certainty, int]
    reliabilities: Mapping[Reliability | None, int]
    origins: Mapping[str, int]
    labels: Mapping[str, int]


def offered(network: Network, placed: Iterable[str]) -> Offered:
    """What the placed nodes and the edges between them can be sifted by."""
    within = {key for key in placed if key in network.nodes}
    edges = [edge for edge in network.edges if edge.start in within and edge.end in within]
    return Offered(
        _counted(network.nodes[key].kind for key in within),
        _counted(edge.certainty for edge in edges),
        _counted(edge.reliability for edge in edges),
        _counted(edge.origin or NO_ORIGIN for edge in edges),
        _counted(edge.label for edge in edges),
    )


def _counted(values: Iterable[T]) -> dict[T, int]:
    found: dict[T, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found
