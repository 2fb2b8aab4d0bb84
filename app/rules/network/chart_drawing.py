"""What there is to draw of a chart: what the reader may see of what was placed, sifted and folded."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from app.rules.network.graph import Edge, NodeKind
from app.rules.network.grouping import name_of
from models.casework.choices import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.rules.network.chart import Chart
    from app.rules.network.graph import Network, Node

SUSPECTED = "vermoed"


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node or a folded group. `members` are the keys of what is in a group, empty for a node."""

    key: str
    kind: NodeKind
    label: str
    note: str
    x: float
    y: float
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """Everything that connects two drawn nodes, as one line. `edges` are never none.

    `turned` are the keys of those that are read from `end` to `start`.
    """

    start: str
    end: str
    edges: tuple[Edge, ...]
    turned: frozenset[str] = frozenset()

    @property
    def suspected(self) -> bool:
        """Whether nothing of it was established."""
        return all(edge.certainty is Certainty.SUSPECTED for edge in self.edges)

    @property
    def forward(self) -> bool:
        """Whether something of it is read from start to end; a group stands for its members."""
        return any(edge.key not in self.turned for edge in self.edges)

    @property
    def backward(self) -> bool:
        """Whether something of it is read from end to start."""
        return bool(self.turned)

    @property
    def label(self) -> str:
        """What it says, each thing once; what is suspected says so: "eigenaar van, huurt (vermoed)"."""
        said: dict[str, bool] = {}
        for edge in self.edges:
            said[edge.label] = said.get(edge.label, True) and edge.certainty is Certainty.SUSPECTED
        return ", ".join(f"{label} ({SUSPECTED})" if suspected else label for label, suspected in said.items())


@dataclass(frozen=True)
class Drawing:
    """What is drawn, in a fixed order; `missing` are placed keys of which nothing may be seen (any more)."""

    nodes: tuple[DrawnNode, ...] = ()
    edges: tuple[DrawnEdge, ...] = ()
    missing: tuple[str, ...] = ()
    hidden: int = 0
    sifted: int = 0

    @cached_property
    def by_key(self) -> Mapping[str, DrawnNode]:
        """The nodes by their key."""
        return {node.key: node for node in self.nodes}

    @cached_property
    def beside(self) -> Mapping[str, tuple[DrawnEdge, ...]]:
        """The edges of each node."""
        found: dict[str, list[DrawnEdge]] = {node.key: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.start].append(edge)
            found[edge.end].append(edge)
        return {key: tuple(edges) for key, edges in found.items()}

    def neighbours(self, key: str) -> tuple[str, ...]:
        """The drawn nodes that are connected with this one."""
        edges = self.beside.get(key, ())
        return tuple(edge.end if edge.start == key else edge.start for edge in edges)


@dataclass(slots=True)
class _Counts:
    missing: list[str] = field(default_factory=list)
    hidden: int = 0
    sifted: int = 0


def drawing_of(network: Network, chart: Chart) -> Drawing:
    """What `network`, which holds what the reader may see, shows of a chart."""
    counts = _Counts()
    stands_for: dict[str, str] = {}  # placed node to what is drawn for it
    for key in chart.placed:
        if _is_seen(network, chart, key, counts):
            group = chart.placed[key].group
            folded = group is not None and chart.groups[group].folded
            stands_for[key] = group if folded and group is not None else key
    return Drawing(
        _nodes(network, chart, stands_for),
        _edges(network, chart, stands_for),
        tuple(counts.missing),
        counts.hidden,
        counts.sifted,
    )


def _is_seen(network: Network, chart: Chart, key: str, counts: _Counts) -> bool:
    node = network.nodes.get(key)
    if node is None:
        counts.missing.append(key)
    elif chart.placed[key].hidden:
        counts.hidden += 1
    elif not chart.sieve.lets_node(node):
        counts.sifted += 1
    else:
        return True
    return False


def _nodes(network: Network, chart: Chart, stands_for: Mapping[str, str]) -> tuple[DrawnNode, ...]:
    folded: dict[str, list[str]] = {}
    drawn: list[DrawnNode] = []
    for key, shown in stands_for.items():
        if shown != key:
            folded.setdefault(shown, []).append(key)
            continue
        node, placed = network.nodes[key], chart.placed[key]
        drawn.append(DrawnNode(key, node.kind, node.label, node.note, placed.x, placed.y))
    drawn.extend(_folded(network, chart, key, sorted(members)) for key, members in folded.items())
    return tuple(sorted(drawn, key=lambda node: node.key))


def _folded(network: Network, chart: Chart, key: str, members: list[str]) -> DrawnNode:
    """One node for what is seen of a group, in the middle of all of it; of the kind that most of it is."""
    nodes = [network.nodes[each] for each in members]
    kinds = [node.kind for node in nodes]
    label = chart.groups[key].label or name_of(nodes)
    x, y = chart.point_of(key)
    return DrawnNode(key, max(kinds, key=kinds.count), label, _listed(nodes), x, y, tuple(members))


def _listed(nodes: Iterable[Node], most: int = 5) -> str:
    labels = sorted(node.label for node in nodes)
    more = f" en nog {len(labels) - most}" if len(labels) > most else ""
    return f"{', '.join(labels[:most])}{more}"


def _edges(network: Network, chart: Chart, stands_for: Mapping[str, str]) -> tuple[DrawnEdge, ...]:
    """The edges between what is drawn, one line for each two nodes; in the direction of the first."""
    found: dict[tuple[str, str], list[Edge]] = {}
    turned: dict[tuple[str, str], list[str]] = {}
    is_open = chart.sieve.is_open
    for edge in network.edges:
        start, end = stands_for.get(edge.start), stands_for.get(edge.end)
        if start is None or end is None or start == end or not (is_open or chart.sieve.lets_edge(edge)):
            continue
        at = (end, start) if (end, start) in found else (start, end)
        found.setdefault(at, []).append(edge)
        if at != (start, end):
            turned.setdefault(at, []).append(edge.key)
    return tuple(
        DrawnEdge(start, end, tuple(edges), frozenset(turned.get((start, end), ())))
        for (start, end), edges in found.items()
    )
