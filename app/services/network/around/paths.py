"""How nodes are connected in all that is recorded: looked for from both sides at once, past hubs only if need be."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from app.errors import Invalid, NotFound
from app.rules.network.chart_sieve import Sieve
from app.rules.network.connecting import Connection, Shared, common_neighbours, connect
from app.rules.network.graph import Network
from app.rules.network.paths import MOST_PATHS, Paths, all_shortest
from app.rules.network.shape import HUB_FROM
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.network.around.steps import reading_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from app.services.network.around.reading import Reading
    from app.vault.session import UnlockedVault

MOST_SEEN = 100_000  # nodes after which looking is given up
MOST_TOGETHER = 12  # nodes that are connected with each other at once
_OPEN = Sieve()


@requires(Act.READ_SIGNALS, CASEWORK)
def shortest(vault: UnlockedVault, start: str, end: str, *, sieve: Sieve = _OPEN, most: int = MOST_PATHS) -> Paths:
    """All shortest ways between two nodes through everything that this user may see.

    A node with very many neighbours, such as the address of the town hall, is passed only when nothing else connects
    the two. NotFound when one of them is gone or may not be seen.
    """
    with reading_of(vault, sieve) as reading:
        _there(reading, (start, end))
        return _shortest(reading, start, end, most)


@requires(Act.READ_SIGNALS, CASEWORK)
def connecting(vault: UnlockedVault, keys: Sequence[str], *, sieve: Sieve = _OPEN) -> Connection:
    """The small network that connects these nodes, through everything that this user may see.

    Invalid for more than can be connected at once; NotFound when one of them is gone or may not be seen.
    """
    wanted = tuple(dict.fromkeys(keys))
    if len(wanted) > MOST_TOGETHER:
        raise Invalid({"": f"Kies ten hoogste {MOST_TOGETHER} items om te verbinden."})
    with reading_of(vault, sieve) as reading:
        _there(reading, wanted)
        found = [_shortest(reading, start, end, MOST_PATHS) for start, end in combinations(wanted, 2)]
        nodes = reading.nodes(wanted)
    for paths in found:
        nodes |= paths.network.nodes
    edges = {edge.key: edge for paths in found for edge in paths.network.edges}
    hubs = {node.key for paths in found for node in paths.passed}
    return connect(Network(nodes, tuple(edges.values())), wanted, hubs=hubs)


@requires(Act.READ_SIGNALS, CASEWORK)
def shared(vault: UnlockedVault, keys: Sequence[str], *, sieve: Sieve = _OPEN) -> tuple[Shared, ...]:
    """What several of these nodes are directly connected with, the most shared first."""
    with reading_of(vault, sieve) as reading:
        _there(reading, keys)
        edges = reading.edges(keys)
        nodes = reading.nodes({key for edge in edges for key in edge.ends} | set(keys))
    kept = tuple(edge for edge in edges if edge.ends <= nodes.keys())
    return common_neighbours(Network(nodes, kept), keys)


def _there(reading: Reading, keys: Iterable[str]) -> None:
    wanted = set(keys)
    if wanted - reading.nodes(wanted).keys():
        raise NotFound("Een van deze items is er niet (meer), of u mag het niet inzien.")


def _shortest(reading: Reading, start: str, end: str, most: int) -> Paths:
    search = _Search(reading, start, end)
    on_way = search.found(brake=True)
    spared = search.skipped_nearer()
    if not on_way:
        search = _Search(reading, start, end)
        on_way, spared = search.found(brake=False), set()
    nodes = reading.nodes(on_way | {start, end} | spared)
    network = Network(
        {key: node for key, node in nodes.items() if key not in spared},
        tuple(edge for edge in reading.among(on_way) if edge.ends <= on_way),
    )
    paths = all_shortest(network, start, end, hubs=search.hubs, most=most)
    told = tuple(sorted((nodes[key] for key in spared & nodes.keys()), key=lambda node: node.label))
    return replace(paths, spared=told, looked_at=None if on_way else search.given_up)


class _Side:
    """What was seen from one of the two nodes: how far each lies, and over which nodes it was reached."""

    def __init__(self, start: str) -> None:
        self.far = {start: 0}
        self.before: dict[str, set[str]] = {}
        self.front = {start}
        self.step = 0

    def reached(self, near: str, others: Iterable[str]) -> set[str]:
        """Those of these neighbours that lie one step further and not nearer."""
        ahead = {other for other in others if self.far.setdefault(other, self.step) == self.step}
        for other in ahead:
            self.before.setdefault(other, set()).add(near)
        return ahead

    def back(self, keys: Iterable[str]) -> set[str]:
        """Everything on the shortest ways from the start to these."""
        found, waiting = set(), list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting.extend(self.before.get(key, ()))
        return found


class _Search:
    """Goes from both nodes a step at a time, always on the side with the fewest to look at, until the two meet."""

    def __init__(self, reading: Reading, start: str, end: str) -> None:
        self._reading, self._ends = reading, {start, end}
        self._sides = (_Side(start), _Side(end))
        self._total: int | None = None
        self.hubs: set[str] = set()
        self.given_up: int | None = None

    def found(self, *, brake: bool) -> set[str]:
        """All nodes on the shortest ways; none when there is no way, or none that was found in time."""
        one, other = self._sides
        meeting = self._ends if len(self._ends) == 1 else set()
        while not meeting and one.front and other.front:
            if len(one.far) + len(other.far) > MOST_SEEN:
                self.given_up = len(one.far) + len(other.far)
                return set()
            near, away = (one, other) if len(one.front) <= len(other.front) else (other, one)
            self._further(near, brake)
            meeting = self._free(near.front & away.far.keys(), brake)
        self._total = one.step + other.step
        return one.back(meeting) | other.back(meeting)

    def skipped_nearer(self) -> set[str]:
        """The hubs over which a way would have been as short or shorter."""
        one, other = self._sides
        seen = self.hubs & one.far.keys() & other.far.keys()
        return {key for key in seen if self._total is not None and one.far[key] + other.far[key] <= self._total}

    def _further(self, side: _Side, brake: bool) -> None:
        side.step += 1
        neighbours = self._reading.neighbours(side.front)
        new: set[str] = set()
        for near, others in neighbours.items():
            if not self._is_hub(near, others) or not brake:
                new |= side.reached(near, others)
        if self._reading.sieve.kinds:
            new &= self._reading.nodes(new).keys()
        side.front = new

    def _free(self, meeting: Collection[str], brake: bool) -> set[str]:
        """Of the nodes where both sides meet those that may be passed; a hub is known once its neighbours are."""
        if not meeting or not brake:
            return set(meeting)
        neighbours = self._reading.neighbours(meeting)
        return {key for key in meeting if not self._is_hub(key, neighbours[key])}

    def _is_hub(self, key: str, neighbours: Collection[str]) -> bool:
        if len(neighbours) < HUB_FROM or key in self._ends:
            return False
        self.hubs.add(key)
        return True
