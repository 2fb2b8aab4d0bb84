"""How two nodes are connected: all shortest ways, past a hub only when there is no other, and what each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from math import isinf
from typing import TYPE_CHECKING

from app.formats import format_count, format_integer
from app.rules.network.evidence import evidence_of, strongest, weakness
from app.rules.network.graph import Edge, Network, Node
from app.rules.network.shape import costs, shape_of
from models.casework.choices import Certainty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from app.rules.network.shape import Shape

MOST_PATHS = 50  # that are told one by one; how many there are is always told


@dataclass(frozen=True)
class Path:
    """One way: its nodes in order, and for each step all facts that make it."""

    nodes: tuple[Node, ...]
    steps: tuple[tuple[Edge, ...], ...]

    @cached_property
    def relied_on(self) -> tuple[Edge, ...]:
        """For each step the strongest fact."""
        return tuple(strongest(edges) for edges in self.steps)

    @property
    def weakest(self) -> Edge | None:
        """The fact on which the whole way stands or falls: the weakest of those; None for a way without steps."""
        return max(self.relied_on, key=weakness, default=None)


@dataclass(frozen=True)
class Paths:
    """All shortest ways between two nodes. `count` is how many there are, `paths` the first of them.

    `passed` are hubs that had to be passed because nothing else connects the two; `spared` are hubs that were gone
    around or that nobody needed. `looked_at` is after how many nodes looking was given up, None when all was seen.
    """

    start: Node
    end: Node
    paths: tuple[Path, ...]
    count: int
    passed: tuple[Node, ...] = ()
    spared: tuple[Node, ...] = ()
    looked_at: int | None = None

    @property
    def network(self) -> Network:
        """What lies on the ways that are told: the two themselves when nothing connects them."""
        nodes = {node.key: node for path in self.paths for node in path.nodes}
        nodes |= {node.key: node for node in (self.start, self.end)}
        edges = {edge.key: edge for path in self.paths for step in path.steps for edge in step}
        return Network(nodes, tuple(edges.values()))


def all_shortest(
    network: Network, start: str, end: str, *, hubs: Collection[str] | None = None, most: int = MOST_PATHS
) -> Paths:
    """All shortest ways between two nodes of the network, those that rest on the strongest facts first.

    `hubs` are the keys of nodes to go around; None lets the network itself tell (`HUB_FROM` neighbours and more). A
    caller who holds a part of a larger network knows better. KeyError for a node that is not in it.
    """
    shape = shape_of(network)
    braked = (shape.hubs() if hubs is None else frozenset(hubs)) - {start, end}
    ways = _Ways(shape, start, end, braked)
    found = tuple(_path(network, shape, keys) for keys in islice(ways.each(), most))
    passed = {node.key for path in found for node in path.nodes} & braked
    spared = (braked & network.nodes.keys()) - passed
    return Paths(
        start=network.nodes[start],
        end=network.nodes[end],
        paths=tuple(sorted(found, key=_strength)),
        count=ways.count,
        passed=_nodes(network.nodes, passed),
        spared=_nodes(network.nodes, spared),
    )


class _Ways:
    """The cheapest ways between two nodes, as the steps that lead nearer; made one by one, for there may be many."""

    def __init__(self, shape: Shape, start: str, end: str, hubs: Collection[str]) -> None:
        self._keys, self._neighbours = shape.keys, shape.neighbours
        self._start, self._end = shape.places[start], shape.places[end]
        self._cost = costs(shape, start, hubs)
        self._dear = [len(shape.keys) + 1 if key in hubs else 0 for key in shape.keys]

    @cached_property
    def _next(self) -> dict[int, tuple[int, ...]]:
        """For each place on a cheapest way those that come after it."""
        if isinf(self._cost[self._end]):
            return {}
        after: dict[int, set[int]] = {self._end: set()}
        waiting = [self._end]
        while waiting:
            place = waiting.pop()
            for before in self._neighbours[place]:
                if self._cost[before] + 1 + self._dear[place] == self._cost[place]:
                    if before not in after:
                        waiting.append(before)
                    after.setdefault(before, set()).add(place)
        return {place: tuple(sorted(places)) for place, places in after.items()}

    @property
    def count(self) -> int:
        """How many ways there are, without making them."""
        ways = {self._end: 1} if self._end in self._next else {}
        for place in sorted(self._next, key=self._cost.__getitem__, reverse=True):
            if place != self._end:
                ways[place] = sum(ways[after] for after in self._next[place])
        return ways.get(self._start, 0)

    def each(self) -> Iterator[tuple[str, ...]]:
        """The keys of the nodes of each way."""
        waiting: list[tuple[int, ...]] = [(self._start,)] if self._start in self._next else []
        while waiting:
            way = waiting.pop()
            if way[-1] == self._end:
                yield tuple(self._keys[place] for place in way)
            else:
                waiting.extend((*way, after) for after in reversed(self._next[way[-1]]))


def told(paths: Paths) -> str:
    """What was found, in sentences: how far, how many ways, which hubs were passed or gone around."""
    start, end = paths.start.label, paths.end.label
    if not paths.paths and paths.looked_at is not None:
        seen = format_integer(paths.looked_at)
        return f"Tussen {start} en {end} is geen verband gevonden; na {seen} items is niet verder gezocht."
    if not paths.paths:
        return f"Tussen {start} en {end} is geen verband vastgelegd."
    if paths.start.key == paths.end.key:
        return f"{start} is hetzelfde als {end}; daartussen ligt geen weg."
    steps = format_count(len(paths.paths[0].steps), "stap", "stappen")
    sentences = [f"{start} en {end} liggen {steps} uit elkaar; {_how_many(paths)}."]
    if paths.passed:
        sentences.append(
            f"Er is geen weg buiten {_listed(paths.passed)} om; dat heeft zoveel verbanden dat het weinig zegt."
        )
    if paths.spared:
        sentences.append(f"Wegen over {_listed(paths.spared)} zijn overgeslagen: daar komt zeer veel samen.")
    return " ".join(sentences)


def explained(path: Path) -> str:
    """One way as a Dutch sentence, each fact in its own direction, and the weakest of them named."""
    weakest = path.weakest
    if weakest is None:
        return f"{path.nodes[0].label}: geen stappen."
    labels = {node.key: node.label for node in path.nodes}
    facts = "; ".join(_fact(edge, labels) for edge in path.relied_on)
    return f"{facts}. Zwakste schakel: {_fact(weakest, labels, bare=True)} ({evidence_of(weakest)})."


def _fact(edge: Edge, labels: Mapping[str, str], *, bare: bool = False) -> str:
    """One fact: "Demo Verhuur BV: eigenaar van Voorbeeldstraat 1 (vermoed)"."""
    suspected = " (vermoed)" if edge.certainty is Certainty.SUSPECTED and not bare else ""
    return f"{labels[edge.start]}: {edge.label} {labels[edge.end]}{suspected}"


def _how_many(paths: Paths) -> str:
    if paths.count == 1:
        return "er is één kortste weg"
    shown = f", waarvan er {format_integer(len(paths.paths))} worden getoond" if paths.count > len(paths.paths) else ""
    return f"er zijn {format_integer(paths.count)} even korte wegen{shown}"


def _listed(nodes: Collection[Node], most: int = 3) -> str:
    names = [node.label for node in nodes][:most]
    if len(nodes) > most:
        names.append(f"nog {format_integer(len(nodes) - most)}")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _path(network: Network, shape: Shape, keys: tuple[str, ...]) -> Path:
    steps = tuple(shape.between[frozenset(pair)] for pair in pairwise(keys))
    return Path(tuple(network.nodes[key] for key in keys), steps)


def _strength(path: Path) -> tuple[tuple[int, int, int], int, tuple[str, ...]]:
    """The strongest weakest fact first, then the fewest suspicions."""
    suspected = sum(edge.certainty is Certainty.SUSPECTED for edge in path.relied_on)
    weakest = (0, 0, 0) if path.weakest is None else weakness(path.weakest)
    return weakest, suspected, tuple(node.label for node in path.nodes)


def _nodes(nodes: Mapping[str, Node], keys: Collection[str]) -> tuple[Node, ...]:
    return tuple(sorted((nodes[key] for key in keys), key=lambda node: (node.label, node.key)))
