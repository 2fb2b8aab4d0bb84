"""A chart as text and back: canonical JSON of keys and places, the same text for the same chart.

Names are not in it, nor the sources by which it was filtered: they may name people, and outlive what was erased.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.rules.network.chart import GROUP_PREFIX, Chart, Group, Placed
from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import NodeKind
from models.casework.choices import Certainty, Reliability

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORM = 1
DAMAGED = "De inhoud van deze versie is beschadigd en kan niet worden getekend. Open een andere versie."


@dataclass(frozen=True, slots=True)
class Content:
    """What a version holds: the chart, and the keys of the edges that were on it, to compare with later."""

    chart: Chart = field(default_factory=Chart)
    edges: frozenset[str] = frozenset()


def written(content: Content) -> str:
    """The text of a content; sources and kinds of edges that were filtered out are not kept."""
    chart = content.chart
    sieve = chart.sieve
    return json.dumps(
        {
            "form": FORM,
            "placed": [
                [key, placed.x, placed.y, placed.hidden, placed.group] for key, placed in sorted(chart.placed.items())
            ],
            "groups": [[key, group.label, group.folded] for key, group in sorted(chart.groups.items())],
            "sieve": {
                "kinds": sorted(kind.value for kind in sieve.kinds),
                "certainties": sorted(each.value for each in sieve.certainties),
                "reliabilities": sorted(each.value if each else "" for each in sieve.reliabilities),
                "since": sieve.since.isoformat() if sieve.since else None,
                "until": sieve.until.isoformat() if sieve.until else None,
            },
            "edges": sorted(content.edges),
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )


def read(text: str) -> Content:
    """The content of a text; Invalid when it is not one that `written` makes."""
    try:
        return _content(json.loads(text, parse_constant=_refuse))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise Invalid({"": DAMAGED}) from error


def _content(given: Mapping[str, Any]) -> Content:
    if given["form"] != FORM:
        raise ValueError("another form")
    groups = {_key(key): Group(_text(label), _flag(folded)) for key, label, folded in given["groups"]}
    placed = dict(_placed(row, groups) for row in given["placed"])
    used = {each.group for each in placed.values()} - {None}
    if len(placed) != len(given["placed"]) or used != set(groups):
        raise ValueError("keys twice, or groups without members")
    edges = frozenset(_key(key) for key in given["edges"])
    return Content(Chart(placed, groups, _sieve(given["sieve"])), edges)


def remapped(chart: Chart, now: Mapping[str, str]) -> tuple[Chart, tuple[str, ...]]:
    """The chart with the keys that entities have now, and the keys that became one with another that is placed too.

    The first by its key keeps its place.
    """
    placed: dict[str, Placed] = {}
    joined: list[str] = []
    for key, where in sorted(chart.placed.items()):
        new = now.get(key, key)
        if new in placed:
            joined.append(key)
        else:
            placed[new] = where
    groups = {each.group for each in placed.values()}
    return replace(chart, placed=placed, groups={key: each for key, each in chart.groups.items() if key in groups}), (
        tuple(joined)
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What two states of a chart differ in: keys of nodes and of edges that came and that went."""

    nodes_new: frozenset[str] = frozenset()
    nodes_gone: frozenset[str] = frozenset()
    edges_new: frozenset[str] = frozenset()
    edges_gone: frozenset[str] = frozenset()

    @property
    def nothing(self) -> bool:
        """Whether they are alike."""
        return not (self.nodes_new or self.nodes_gone or self.edges_new or self.edges_gone)


def compared(before: Content, nodes: Iterable[str], edges: Iterable[str]) -> Compared:
    """What came and went since a version, of nodes and edges that are drawn now."""
    nodes_now, edges_now = frozenset(nodes), frozenset(edges)
    nodes_then = frozenset(before.chart.placed)
    return Compared(nodes_now - nodes_then, nodes_then - nodes_now, edges_now - before.edges, before.edges - edges_now)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _placed(row: list[Any], groups: Mapping[str, Group]) -> tuple[str, Placed]:
    key, x, y, hidden, group = row
    if group is not None and group not in groups:
        raise ValueError("a group that is not there")
    if _key(key).startswith(GROUP_PREFIX):
        raise ValueError("a group is placed by its members")
    return key, Placed(_number(x), _number(y), _flag(hidden), group)


def _sieve(given: Mapping[str, Any]) -> Sieve:
    since, until = (date.fromisoformat(given[name]) if given[name] else None for name in ("since", "until"))
    return Sieve(
        kinds=frozenset(NodeKind(each) for each in given["kinds"]),
        certainties=frozenset(Certainty(each) for each in given["certainties"]),
        reliabilities=frozenset(Reliability(each) if each else None for each in given["reliabilities"]),
        since=since,
        until=until,
    )


def _key(value: object) -> str:
    """A kind of record and its id."""
    if isinstance(value, str):
        kind, parted, number = value.partition(":")
        if kind and parted and number.isascii() and number.isdigit() and len(number) <= 18:
            return value
    raise ValueError("no key")


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("no place")
    return value + 0.0


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither yes nor no")
    return value


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("no text")
    return value
