"""Which nodes of a chart may be folded together without losing what it tells: leaves, that hang on one other node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_integer
from app.rules.network.graph import Network, Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FEWEST = 3  # leaves of one kind on one node from which folding saves room

MANY = {
    NodeKind.PERSON: "personen",
    NodeKind.ORGANISATION: "organisaties",
    NodeKind.ADDRESS: "adressen",
    NodeKind.VEHICLE: "voertuigen",
    NodeKind.CONTACT: "communicatiemiddelen",
    NodeKind.ACCOUNT: "bankrekeningen",
    NodeKind.EVENT: "gebeurtenissen",
    NodeKind.DOCUMENT: "documenten",
    NodeKind.SIGNAL: "signalen",
    NodeKind.CASE: "casussen",
    NodeKind.INSPECTION: "integrale controles",
    NodeKind.PROPERTY: "panden bij Maatregelen",
}


def neighbours(network: Network, within: Iterable[str]) -> dict[str, set[str]]:
    """For each of these nodes the others of them that an edge connects it with."""
    beside: dict[str, set[str]] = {key: set() for key in within if key in network.nodes}
    for edge in network.edges:
        if edge.start in beside and edge.end in beside and edge.start != edge.end:
            beside[edge.start].add(edge.end)
            beside[edge.end].add(edge.start)
    return beside


def leaves(network: Network, within: Iterable[str], fewest: int = FEWEST) -> tuple[tuple[str, ...], ...]:
    """Bundles of leaves: of one kind, on one node, at least `fewest` of them; in a fixed order."""
    beside = neighbours(network, within)
    bundles: dict[tuple[str, NodeKind], list[str]] = {}
    for key, others in beside.items():
        if len(others) == 1:
            (hub,) = others
            if len(beside[hub]) > 1:  # two nodes that have only each other are no leaves of anything
                bundles.setdefault((hub, network.nodes[key].kind), []).append(key)
    return tuple(tuple(sorted(bundles[at])) for at in sorted(bundles) if len(bundles[at]) >= fewest)


def name_of(nodes: Iterable[Node]) -> str:
    """What a group of these is called: "12 adressen", "3 personen en 2 voertuigen"."""
    counts: dict[NodeKind, int] = {}
    for node in nodes:
        counts[node.kind] = counts.get(node.kind, 0) + 1
    return told(counts)


def told(counts: Mapping[NodeKind, int]) -> str:
    """Counts of nodes in words, the most first; "niets" when there are none."""
    parts = [
        f"{format_integer(count)} {kind.label if count == 1 else MANY[kind]}"
        for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], list(NodeKind).index(pair[0])))
    ]
    if len(parts) < 2:
        return parts[0] if parts else "niets"
    return f"{', '.join(parts[:-1])} en {parts[-1]}"
