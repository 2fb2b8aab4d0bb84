"""Reads a network out of the store, a step at a time: what the links, mentions and records of some nodes connect.

The statements are written out because they carry P5: one join with OR uses both indexes of the links, where a union of
two joins reads them whole.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import Edge, Node, NodeKind
from app.services.clock import today
from app.services.network.around.properties import PropertyReading
from app.services.network.around.rows import (
    LINK_COLUMNS,
    MENTION_COLUMNS,
    fed_edge,
    inspected_edge,
    link_edge,
    mention_edge,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Row, TextClause


ENTITY, SIGNAL, CASE, INSPECTION, PROPERTY = "entity", "signal", "case", "inspection", "property"
_GIVEN = "(SELECT value FROM json_each(:ids))"
_KEPT = "({0}.keep_until IS NULL OR {0}.keep_until >= :day)"

_LINKS = text(
    f"SELECT DISTINCT {LINK_COLUMNS} FROM mention m "  # noqa: S608 - names of columns
    "JOIN link l ON l.from_id = m.id OR l.to_id = m.id "
    "JOIN mention f ON f.id = l.from_id JOIN mention t ON t.id = l.to_id "
    f"WHERE m.entity_id IN {_GIVEN} AND {_KEPT.format('l')} AND {_KEPT.format('f')} AND {_KEPT.format('t')}"
)
_LINKS_AMONG = text(
    f"SELECT {LINK_COLUMNS} FROM mention f "  # noqa: S608 - names of columns
    "JOIN link l ON l.from_id = f.id JOIN mention t ON t.id = l.to_id "
    f"WHERE f.entity_id IN {_GIVEN} AND t.entity_id IN {_GIVEN} "
    f"AND {_KEPT.format('l')} AND {_KEPT.format('f')} AND {_KEPT.format('t')}"
)
_LINKED = text(
    "SELECT m.entity_id, o.entity_id FROM mention m JOIN link l ON l.from_id = m.id OR l.to_id = m.id "  # noqa: S608
    "JOIN mention o ON o.id = CASE WHEN l.from_id = m.id THEN l.to_id ELSE l.from_id END "
    f"WHERE m.entity_id IN {_GIVEN} AND {_KEPT.format('l')} AND {_KEPT.format('m')} AND {_KEPT.format('o')}"
)
_NAMED_IN = text(
    "SELECT entity_id, signal_id, case_id, inspection_id FROM mention m "  # noqa: S608 - names of columns
    f"WHERE entity_id IN {_GIVEN} AND {_KEPT.format('m')} "
    "AND coalesce(signal_id, case_id, inspection_id) IS NOT NULL"
)
_MENTIONS: dict[str, TextClause] = {
    kind: text(
        f"SELECT {MENTION_COLUMNS} FROM mention m "  # noqa: S608 - names of columns
        f"WHERE m.{column} IN {_GIVEN} AND {_KEPT.format('m')} "
        "AND coalesce(m.signal_id, m.case_id, m.inspection_id) IS NOT NULL"
    )
    for kind, column in (
        (ENTITY, "entity_id"),
        (SIGNAL, "signal_id"),
        (CASE, "case_id"),
        (INSPECTION, "inspection_id"),
    )
}
_FED = {
    kind: text(f"SELECT id, signal_id, case_id, linked_on, reason FROM signal_case WHERE {kind}_id IN {_GIVEN}")  # noqa: S608
    for kind in (SIGNAL, CASE)
}
_INSPECTED = {
    CASE: text(f"SELECT id, case_id FROM inspection WHERE case_id IN {_GIVEN}"),  # noqa: S608
    INSPECTION: text(f"SELECT id, case_id FROM inspection WHERE case_id IS NOT NULL AND id IN {_GIVEN}"),  # noqa: S608
}
_ENTITIES = text(
    "SELECT entity_id, kind, label, count(*), min(id) FROM mention m "  # noqa: S608 - the label is that of the smallest id
    f"WHERE entity_id IN {_GIVEN} AND {_KEPT.format('m')} GROUP BY entity_id"
)
_RECORDS = {
    kind: text(f'SELECT id, number, title FROM "{kind}" WHERE id IN {_GIVEN}')  # noqa: S608
    for kind in (SIGNAL, CASE, INSPECTION)
}
_OF_MENTIONS = text(f"SELECT id, entity_id FROM mention WHERE id IN {_GIVEN}")  # noqa: S608
_DATED = frozenset({_LINKS, _LINKS_AMONG, _LINKED, _NAMED_IN, _ENTITIES, *_MENTIONS.values()})


def split(key: str) -> tuple[str, int]:
    """What a key says: "entity:12" is the kind of record and its id. ValueError for anything else."""
    kind, _, number = key.partition(":")
    return kind, int(number)


def grouped(keys: Iterable[str]) -> dict[str, list[int]]:
    """The ids of these keys by their kind of record."""
    found: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        kind, number = split(key)
        found[kind].append(number)
    return found


@dataclass
class Reading:
    """Reads edges and nodes inside one session. `records` are the kinds of records that this user may read.

    `sieve` is what is left out; what is past the day until which it may be kept is always left out.
    """

    session: Session
    records: frozenset[str]
    sieve: Sieve
    properties: PropertyReading | None = None
    day: date = field(default_factory=today)

    def edges(self, keys: Collection[str]) -> list[Edge]:
        """Every fact that touches one of these nodes, of those that may be seen; each once."""
        return self._seen(self._all(_LINKS, grouped(keys)))

    def among(self, keys: Collection[str]) -> list[Edge]:
        """The same, of links only those between two of these nodes: the others may be very many."""
        return self._seen(self._all(_LINKS_AMONG, grouped(keys)))

    def neighbours(self, keys: Collection[str]) -> dict[str, set[str]]:
        """The neighbours of each of these nodes, of those that may be seen; nothing of what connects them.

        Without a sieve, entities are read in the shortest way: a search for a path passes thousands.
        """
        ids = grouped(keys)
        found: dict[str, set[str]] = {key: set() for key in keys}
        pairs = itertools.chain(
            *(self._near_entities(ids.pop(ENTITY, [])) if self.sieve.is_open else ()),
            ((edge.start, edge.end) for edge in self._seen(self._all(_LINKS, ids))),
        )
        for start, end in pairs:
            for near, far in ((start, end), (end, start)):
                if near in found and near != far and self._may(far):
                    found[near].add(far)
        return found

    def _near_entities(self, entities: Collection[int]) -> Iterator[Iterator[tuple[str, str]]]:
        yield ((f"{ENTITY}:{near}", f"{ENTITY}:{far}") for near, far in self._rows(_LINKED, entities))
        records = (SIGNAL, CASE, INSPECTION)
        yield (
            (f"{ENTITY}:{near}", f"{kind}:{key}")
            for near, *keys in self._rows(_NAMED_IN, entities)
            for kind, key in zip(records, keys, strict=True)
            if key is not None
        )
        if self.properties is not None:
            yield ((edge.start, edge.end) for edge in self.properties.edges(entities, ()))

    def _seen(self, edges: Iterable[Edge]) -> list[Edge]:
        found = {edge.key: edge for edge in edges if self.sieve.lets_edge(edge)}
        return [edge for edge in found.values() if self._may(edge.start) and self._may(edge.end)]

    def _all(self, links: TextClause, ids: Mapping[str, list[int]]) -> Iterator[Edge]:
        yield from (link_edge(row) for row in self._rows(links, ids.get(ENTITY, ())))
        if self.properties is not None:
            yield from self.properties.edges(ids.get(ENTITY, ()), ids.get(PROPERTY, ()))
        for kind, statement in _MENTIONS.items():
            yield from (mention_edge(row) for row in self._rows(statement, ids.get(kind, ())))
        for kind, statement in _FED.items():
            yield from (fed_edge(*row) for row in self._rows(statement, ids.get(kind, ())))
        for kind, statement in _INSPECTED.items():
            yield from (inspected_edge(*row) for row in self._rows(statement, ids.get(kind, ())))

    def nodes(self, keys: Collection[str]) -> dict[str, Node]:
        """Those of these nodes that are there and may be seen, of the kinds that are let through."""
        ids = grouped(keys)
        found = [_entity(*row) for row in self._rows(_ENTITIES, ids.get(ENTITY, ()))]
        for kind, statement in _RECORDS.items():
            if kind in self.records:
                found += [_record(kind, *row) for row in self._rows(statement, ids.get(kind, ()))]
        if self.properties is not None:
            found += self.properties.nodes(ids.get(PROPERTY, ()))
        return {node.key: node for node in found if self.sieve.lets_node(node)}

    def entities_of(self, mentions: Collection[int]) -> dict[int, int]:
        """Of which entity each of these mentions is."""
        return {row[0]: row[1] for row in self._rows(_OF_MENTIONS, mentions)}

    def _may(self, key: str) -> bool:
        kind = key.partition(":")[0]
        return kind == ENTITY or kind in self.records

    def _rows(self, statement: TextClause, ids: Collection[int]) -> Sequence[Row[*tuple[Any, ...]]]:
        if not ids:
            return ()
        given = {"ids": json.dumps(list(ids))}
        if statement in _DATED:
            given["day"] = self.day.isoformat()
        return self.session.execute(statement, given).all()


def _entity(key: int, kind: str, label: str, count: int, _: int) -> Node:
    return Node(f"{ENTITY}:{key}", NodeKind(kind), label, "" if count == 1 else f"{count} vermeldingen")


def _record(kind: str, key: int, number: str, title: str) -> Node:
    return Node(f"{kind}:{key}", NodeKind(kind), number, title)
