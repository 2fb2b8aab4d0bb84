"""What the shape of a network tells: groups in it, and what holds it together, in words. No figure about anybody."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import igraph

from app.formats import format_count, format_integer
from app.rules.network.graph import Node
from app.rules.network.shape import shape_of
from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.rules.network.graph import Network
    from app.rules.network.shape import Shape

SEED = 2019  # the same network always falls into the same groups
FEWEST = 4  # nodes from which a place in the network means something
MOST_TOLD = 5
CAVEAT = (
    "Dit zegt alleen iets over wat is vastgelegd, en niets over een persoon: wie vaker is gecontroleerd of beter is "
    "beschreven, heeft meer verbanden."
)


class Place(Choice):
    """What a node does for the shape of a network."""

    BRIDGE = "bridge", "verbindt groepen"
    BETWEEN = "between", "ligt ertussen"
    CENTRE = "centre", "heeft de meeste verbanden"


class Method(Enum):
    """How groups are found. LABELS is quicker on very large networks, LEIDEN finds better groups."""

    LEIDEN = "leiden"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing worth knowing about a node of the network, as a sentence."""

    node: Node
    place: Place
    sentence: str


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are connected with each other more than with the rest, and a sentence that says what they are."""

    nodes: tuple[Node, ...]
    sentence: str

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its nodes."""
        return frozenset(node.key for node in self.nodes)


def communities(network: Network, *, method: Method = Method.LEIDEN) -> tuple[Community, ...]:
    """The groups of a network, the largest first; each node is in one of them. Always the same for the same network."""
    shape = shape_of(network)
    if not shape.keys:
        return ()
    parts = _parts(shape.graph, method)
    groups = sorted((shape.named(part) for part in parts), key=lambda keys: (-len(keys), keys))
    return tuple(_community(network, shape, keys) for keys in groups)


def remarks(network: Network, *, most: int = MOST_TOLD) -> tuple[Remark, ...]:
    """What stands out in the shape: what holds groups together, lies between most others, has the most neighbours.

    Only about what is out there: that a signal or case connects what it mentions is no news. Empty for a network in
    which nothing stands out.
    """
    shape = shape_of(network)
    if len(shape.keys) < FEWEST:
        return ()
    told: dict[str, Remark] = {}
    for remark in (*_bridges(network, shape), *_between(network, shape), *_centres(network, shape)):
        told.setdefault(remark.node.key, remark)
    kept: list[Remark] = []
    for place in Place:
        kept.extend([remark for remark in told.values() if remark.place is place][:most])
    return tuple(kept)


def _parts(graph: igraph.Graph, method: Method) -> Sequence[Sequence[int]]:
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 (the same groups each time)
    try:
        if method is Method.LABELS:
            return tuple(graph.community_label_propagation())
        return tuple(graph.community_leiden(objective_function="modularity", n_iterations=-1))
    finally:
        igraph.set_random_number_generator(random)


def _community(network: Network, shape: Shape, keys: Sequence[str]) -> Community:
    nodes = tuple(sorted((network.nodes[key] for key in keys), key=lambda node: (node.label, node.key)))
    inside = shape.graph.induced_subgraph([shape.places[key] for key in keys])
    if len(nodes) == 1:
        return Community(nodes, f"{nodes[0].label} staat op zichzelf.")
    degrees, whole = inside.degree(), shape.graph.degree([shape.places[key] for key in keys])
    middle = keys[max(range(len(keys)), key=lambda place: (degrees[place], whole[place], -place))]
    size = format_integer(len(nodes))
    return Community(nodes, f"{size} items rond {network.nodes[middle].label}.")


def _bridges(network: Network, shape: Shape) -> Iterable[Remark]:
    """Without which a part of the network falls apart, the most even split first."""
    found = []
    for place in shape.graph.articulation_points():
        node = network.nodes[shape.keys[place]]
        if node.kind.is_entity:
            sizes = _without(shape.graph, place)
            if len(sizes) > 1 and sizes[1] > 1:  # a single leaf that hangs on it is no group
                found.append((sizes, node))
    for sizes, node in sorted(found, key=lambda each: (-each[0][1], each[1].label)):
        groups = [size for size in sizes if size > 1]
        counted = "twee" if len(groups) == 2 else format_integer(len(groups))
        parts = " en ".join(format_integer(size) for size in groups[:2])
        told = f"{node.label} verbindt {counted} groepen die elkaar verder niet raken"
        yield Remark(node, Place.BRIDGE, f"{told} ({parts} items{' en meer' if len(groups) > 2 else ''}).")


def _without(graph: igraph.Graph, place: int) -> list[int]:
    """The sizes of what a part falls into when this node is left out, the largest first."""
    part = graph.subcomponent(place)
    rest = graph.induced_subgraph([each for each in part if each != place])
    return sorted((len(piece) for piece in rest.connected_components()), reverse=True)


def _between(network: Network, shape: Shape) -> Iterable[Remark]:
    """On more than half of the shortest ways between two others of its part, though there are ways around."""
    graph = shape.graph
    sizes = {place: len(part) for part in graph.connected_components() for place in part}
    found = []
    for place, ways in enumerate(graph.betweenness(directed=False)):
        others = sizes[place] - 1
        pairs = others * (others - 1) / 2
        node = network.nodes[shape.keys[place]]
        if node.kind.is_entity and pairs and ways > pairs / 2:
            found.append((-ways / pairs, node))
    for _, node in sorted(found, key=lambda each: (each[0], each[1].label)):
        told = f"{node.label} ligt op meer dan de helft van de kortste wegen tussen de andere items van dit verband."
        yield Remark(node, Place.BETWEEN, told)


def _centres(network: Network, shape: Shape) -> Iterable[Remark]:
    """With more neighbours than any other, when that is at least three."""
    degrees = {shape.keys[place]: degree for place, degree in enumerate(shape.graph.degree())}
    own = {key: degree for key, degree in degrees.items() if network.nodes[key].kind.is_entity}
    most = max(own.values(), default=0)
    if most < 3:
        return
    leading = [network.nodes[key] for key, degree in own.items() if degree == most]
    for node in sorted(leading, key=lambda each: each.label):
        count = format_count(most, "ander item", "andere items")
        yield Remark(node, Place.CENTRE, f"{node.label} is rechtstreeks verbonden met {count}, de meeste van allemaal.")
