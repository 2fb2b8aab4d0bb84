"""The network around what one begins with, a step at a time, within what this user may see."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import Edge, Network, Node, NodeKind
from app.rules.network.shape import HUB_FROM
from app.rules.permissions import CASEWORK, MEASURES, Act
from app.services.access import allowed, requires
from app.services.network.around.properties import PropertyReading
from app.services.network.around.reading import CASE, INSPECTION, PROPERTY, SIGNAL, Reading, split
from models.casework import AgendaItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from app.vault.session import UnlockedVault

MOST = 2_000  # nodes that one act brings
_OPEN = Sieve()


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around. `steps` is how far each node is from the nearest start.

    `hubs` are nodes with very many neighbours through which was not gone on; `left_out` is how many nodes there are
    within these steps that were too many to bring.
    """

    network: Network
    steps: Mapping[str, int] = field(default_factory=dict)
    hubs: tuple[Node, ...] = ()
    left_out: int = 0


@requires(Act.READ_SIGNALS, CASEWORK)
def around(
    vault: UnlockedVault,
    starts: Sequence[str],
    *,
    hops: int = 1,
    kinds: Collection[NodeKind] | None = None,
    sieve: Sieve = _OPEN,
    most: int = MOST,
) -> Around:
    """The network within so many steps of these nodes ("entity:12", "mention:9", "signal:3", "case:5", …).

    `kinds` are the kinds of nodes to bring besides the starts, None for all. Starts that are gone or that this user
    may not see are not in it.
    """
    with reading_of(vault, sieve) as reading:
        spread = _Spread(reading, _entities(reading, starts), None if kinds is None else frozenset(kinds), most)
        for step in range(1, hops + 1):
            spread.further(step)
        return spread.result()


@requires(Act.READ_SIGNALS, CASEWORK)
def counts(
    vault: UnlockedVault, keys: Sequence[str], *, sieve: Sieve = _OPEN, without: Collection[str] = ()
) -> Mapping[NodeKind, int]:
    """What one step from these nodes would bring, counted by kind, besides themselves and the nodes in `without`."""
    with reading_of(vault, sieve) as reading:
        known = set(_entities(reading, keys)) | set(without)
        beyond = {key for edge in reading.edges(known - set(without) | set(keys)) for key in edge.ends} - known
        found = Counter(node.kind for node in reading.nodes(beyond).values())
    return {kind: found[kind] for kind in NodeKind if found[kind]}


@requires(Act.READ_SIGNALS, CASEWORK)
def among(vault: UnlockedVault, keys: Sequence[str], *, sieve: Sieve = _OPEN) -> Network:
    """These nodes and all that connects them, as far as they are there and may be seen: a saved chart as it is now."""
    with reading_of(vault, sieve) as reading:
        nodes = reading.nodes(keys)
        return Network(nodes, tuple(edge for edge in reading.among(nodes) if edge.ends <= nodes.keys()))


@requires(Act.READ_MEETINGS, CASEWORK)
def on_agenda(vault: UnlockedVault, meeting_id: int) -> tuple[str, ...]:
    """The signals and cases on the agenda of a meeting, in its order, as starts."""
    query = (
        select(AgendaItem.signal_id, AgendaItem.case_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position)
    )
    with vault.read(CASEWORK) as session:
        rows = session.execute(query).all()
    found = (f"signal:{signal}" if signal is not None else f"case:{case}" for signal, case in rows if signal or case)
    return tuple(dict.fromkeys(found))


@requires(Act.READ_SIGNALS, CASEWORK)
@contextlib.contextmanager
def reading_of(vault: UnlockedVault, sieve: Sieve = _OPEN) -> Iterator[Reading]:
    """A reading of what this user may see, in one look at each compartment."""
    records = {
        kind
        for kind, act in ((SIGNAL, Act.READ_SIGNALS), (CASE, Act.READ_CASES), (INSPECTION, Act.READ_INSPECTIONS))
        if allowed(vault, act, CASEWORK)
    }
    with contextlib.ExitStack() as opened:
        session = opened.enter_context(vault.read(CASEWORK))
        properties = None
        if allowed(vault, Act.READ_MEASURES, MEASURES) and MEASURES in vault.available:
            records.add(PROPERTY)
            properties = PropertyReading(session, opened.enter_context(vault.read(MEASURES)))
        yield Reading(session, frozenset(records), sieve, properties)


class _Spread:
    """Goes further from some nodes, and keeps what was found."""

    def __init__(self, reading: Reading, starts: Iterable[str], kinds: frozenset[NodeKind] | None, most: int) -> None:
        self._reading, self._kinds, self._most = reading, kinds, most
        self._nodes = reading.nodes(tuple(starts))
        self._steps = dict.fromkeys(self._nodes, 0)
        self._edges: dict[str, Edge] = {}
        self._front = list(self._nodes)
        self._hubs: dict[str, Node] = {}
        self._left_out = 0

    def further(self, step: int) -> None:
        """One step from the nodes that were found last; hubs that were not asked for lead no further."""
        if not self._front:
            return
        edges = self._reading.edges(self._front)
        new = self._reading.nodes(self._beyond(edges, step))
        if self._kinds is not None:
            new = {key: node for key, node in new.items() if node.kind in self._kinds}
        room = max(self._most - len(self._nodes), 0)
        kept = sorted(new, key=split)[:room]
        self._left_out += len(new) - len(kept)
        self._nodes |= {key: new[key] for key in kept}
        self._steps |= dict.fromkeys(kept, step)
        self._edges |= {edge.key: edge for edge in edges}
        self._front = kept

    def _beyond(self, edges: Iterable[Edge], step: int) -> set[str]:
        front = set(self._front)
        neighbours: dict[str, set[str]] = {key: set() for key in front}
        for edge in edges:
            for near, far in ((edge.start, edge.end), (edge.end, edge.start)):
                if near in front and near != far:
                    neighbours[near].add(far)
        hubs = {key for key, others in neighbours.items() if len(others) >= HUB_FROM} if step > 1 else set()
        self._hubs |= {key: self._nodes[key] for key in hubs}
        return {key for near, others in neighbours.items() if near not in hubs for key in others} - self._steps.keys()

    def result(self) -> Around:
        """What was found, with all that connects it."""
        edges = self._edges | {edge.key: edge for edge in self._reading.among(self._front)}
        kept = tuple(edge for _, edge in sorted(edges.items()) if edge.ends <= self._nodes.keys())
        hubs = tuple(sorted(self._hubs.values(), key=lambda node: node.label))
        return Around(Network(self._nodes, kept), self._steps, hubs, self._left_out)


def _entities(reading: Reading, keys: Iterable[str]) -> list[str]:
    """The keys, with that of its entity in the place of each mention."""
    parted = [split(key) for key in keys]
    entity_of = reading.entities_of([number for kind, number in parted if kind == "mention"])
    found = ((kind, number) if kind != "mention" else ("entity", entity_of.get(number, 0)) for kind, number in parted)
    return list(dict.fromkeys(f"{kind}:{number}" for kind, number in found))
