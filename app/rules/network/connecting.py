"""What connects several nodes: the small network of the shortest ways between them, and the neighbours they share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import inf, isinf
from typing import TYPE_CHECKING

from app.formats import format_count
from app.rules.network.graph import Network, Node
from app.rules.network.paths import all_shortest
from app.rules.network.shape import costs, shape_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


@dataclass(frozen=True)
class Connection:
    """What connects `asked`: the network of ways between them, and the groups in which they hang together.

    More than one group: between those nothing is recorded. `passed` are hubs on the ways, because of which the
    connection says less.
    """

    asked: tuple[Node, ...]
    network: Network
    groups: tuple[tuple[Node, ...], ...]
    passed: tuple[Node, ...] = ()

    @property
    def between(self) -> tuple[Node, ...]:
        """The nodes that were not asked for and connect the others."""
        asked = {node.key for node in self.asked}
        return _by_label(node for key, node in self.network.nodes.items() if key not in asked)


@dataclass(frozen=True)
class Shared:
    """A node that several of those asked for are directly connected with."""

    node: Node
    by: tuple[Node, ...]


def connect(network: Network, keys: Sequence[str], *, hubs: Collection[str] | None = None) -> Connection:
    """The ways between several nodes that together are short: the nearest are joined first, until all hang together.

    The best known approximation of the smallest connecting network (Kou, Markowsky and Berman 1981): at most twice as
    long as that. Of the ways between two that are joined all shortest ones are shown. KeyError for a node that is not
    in the network.
    """
    wanted = tuple(dict.fromkeys(keys))
    asked = tuple(network.nodes[key] for key in wanted)
    braked = (shape_of(network).hubs() if hubs is None else frozenset(hubs)) - set(wanted)
    groups = {key: {key} for key in wanted}
    nodes = {node.key: node for node in asked}
    edges = {edge.key: edge for edge in network.edges if edge.ends <= nodes.keys()}
    passed: dict[str, Node] = {}
    for left, right in _nearest_first(network, wanted, braked):
        if groups[left] is groups[right]:
            continue
        found = all_shortest(network, left, right, hubs=braked)
        nodes.update(found.network.nodes)
        edges.update((edge.key, edge) for edge in found.network.edges)
        passed.update((node.key, node) for node in found.passed)
        groups[left] |= groups[right]
        groups.update(dict.fromkeys(groups[right], groups[left]))
    parts = {id(group): group for group in groups.values()}.values()
    told = sorted((_by_label(network.nodes[key] for key in group) for group in parts), key=lambda part: -len(part))
    return Connection(asked, Network(nodes, tuple(edges.values())), tuple(told), _by_label(passed.values()))


def told(connection: Connection) -> str:
    """What was found, in sentences."""
    if len(connection.asked) < 2:
        return "Kies ten minste twee om te zien wat ze verbindt."
    between = format_count(len(connection.between), "tussenliggend item", "tussenliggende items")
    if len(connection.groups) == 1:
        sentence = f"Alle {len(connection.asked)} hangen samen, met {between}."
    else:
        names = "; ".join(", ".join(node.label for node in group) for group in connection.groups)
        sentence = f"Ze vallen uiteen in {len(connection.groups)} groepen waartussen niets is vastgelegd: {names}."
    if connection.passed:
        names = ", ".join(node.label for node in connection.passed)
        sentence += f" De verbinding loopt over {names}, waar zeer veel samenkomt; dat zegt weinig."
    return sentence


def common_neighbours(network: Network, keys: Collection[str], *, least: int = 2) -> tuple[Shared, ...]:
    """Nodes with which at least so many of these are directly connected, the most shared first."""
    wanted = frozenset(keys)
    shape = shape_of(network)
    by: dict[str, set[str]] = {}
    for ends in shape.between:
        for key in ends & wanted:
            (other,) = ends - {key}
            if other not in wanted:
                by.setdefault(other, set()).add(key)
    found = (
        Shared(network.nodes[key], _by_label(network.nodes[each] for each in sharing))
        for key, sharing in by.items()
        if len(sharing) >= least
    )
    return tuple(sorted(found, key=lambda each: (-len(each.by), each.node.label, each.node.key)))


def _nearest_first(network: Network, keys: Sequence[str], hubs: Collection[str]) -> list[tuple[str, str]]:
    """The pairs that are connected, those with the cheapest way first."""
    shape = shape_of(network)
    cost = {key: costs(shape, key, hubs) for key in keys}
    far = {(left, right): cost[left][shape.places[right]] for left, right in combinations(keys, 2)}
    return sorted((pair for pair, length in far.items() if not isinf(length)), key=lambda pair: far.get(pair, inf))


def _by_label(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: (node.label, node.key)))
