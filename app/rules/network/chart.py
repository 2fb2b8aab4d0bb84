"""A chart: what of a network is placed where, and acts on it that are undone exactly.

A chart knows keys and places and nothing of what it shows: names are read anew each time, so that what was erased or
is not permitted any more cannot be on it. An act holds what was and what comes of each thing it touches, so that it
can be done and undone without rounding or guessing, and knows when it does not fit what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from app.errors import BugError
from app.rules.network.chart_sieve import Sieve

T = TypeVar("T")
Point = tuple[float, float]
GROUP_PREFIX = "group:"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a node lies, in units of which a node is about forty wide; y goes down. `group` is the key of its group."""

    x: float
    y: float
    hidden: bool = False
    group: str | None = None

    @property
    def point(self) -> Point:
        """Both coordinates."""
        return self.x, self.y


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that can be folded into one; without a label of its own it is called after what is in it."""

    label: str | None = None
    folded: bool = True


@dataclass(frozen=True)
class Chart:
    """What is placed, by the key of the node; the groups by theirs ("group:1"); and what is left out of the drawing."""

    placed: Mapping[str, Placed] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    sieve: Sieve = field(default_factory=Sieve)

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The nodes of each group, in the order of their keys."""
        found: dict[str, list[str]] = {}
        for key, placed in self.placed.items():
            if placed.group is not None:
                found.setdefault(placed.group, []).append(key)
        return {key: tuple(sorted(keys)) for key, keys in found.items()}

    def under(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The placed nodes that these keys stand for: a group stands for its members."""
        found: dict[str, None] = {}
        for key in keys:
            for one in self.members.get(key, ()) if key.startswith(GROUP_PREFIX) else (key,):
                if one in self.placed:
                    found[one] = None
        return tuple(found)

    def point_of(self, key: str) -> Point:
        """Where a node lies, or the middle of a group."""
        if not key.startswith(GROUP_PREFIX):
            return self.placed[key].point
        members = [self.placed[each] for each in self.members[key]]
        return sum(each.x for each in members) / len(members), sum(each.y for each in members) / len(members)


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `title` as the undo button says it, and (key, before, after) of what it touches; None is not there."""

    title: str
    placed: tuple[tuple[str, Placed | None, Placed | None], ...] = ()
    groups: tuple[tuple[str, Group | None, Group | None], ...] = ()
    sieve: tuple[Sieve, Sieve] | None = None

    @property
    def changes(self) -> bool:
        """Whether it does anything."""
        return bool(self.placed or self.groups or self.sieve)

    def undoing(self) -> Act:
        """The act that takes it back."""
        return Act(
            self.title,
            tuple((key, after, before) for key, before, after in self.placed),
            tuple((key, after, before) for key, before, after in self.groups),
            (self.sieve[1], self.sieve[0]) if self.sieve else None,
        )

    def done_on(self, chart: Chart) -> Chart:
        """The chart with it done; BugError when the chart is not the one it was made for."""
        if self.sieve is not None and chart.sieve != self.sieve[0]:
            raise BugError(f"“{self.title}” was made for another filter")
        return Chart(
            _changed(chart.placed, self.placed, self.title),
            _changed(chart.groups, self.groups, self.title),
            self.sieve[1] if self.sieve else chart.sieve,
        )


def _changed(
    there: Mapping[str, T], changes: tuple[tuple[str, T | None, T | None], ...], title: str
) -> Mapping[str, T]:
    if not changes:
        return there
    made = dict(there)
    for key, before, after in changes:
        if made.get(key) != before:
            raise BugError(f"“{title}” was made for another chart")
        if after is None:
            del made[key]
        else:
            made[key] = after
    return made


@dataclass(frozen=True, slots=True)
class Course:
    """A chart with what was done on it and what was undone, the newest last; acts that change nothing are no acts."""

    chart: Chart = field(default_factory=Chart)
    done: tuple[Act, ...] = ()
    undone: tuple[Act, ...] = ()

    def do(self, act: Act) -> Course:
        """With one more act done; what was undone is gone."""
        return Course(act.done_on(self.chart), (*self.done, act)) if act.changes else self

    def undo(self) -> Course:
        """Without the last act; itself when there is none."""
        if not self.done:
            return self
        last = self.done[-1]
        return Course(last.undoing().done_on(self.chart), self.done[:-1], (*self.undone, last))

    def redo(self) -> Course:
        """With the act that was undone last; itself when there is none."""
        if not self.undone:
            return self
        last = self.undone[-1]
        return Course(last.done_on(self.chart), (*self.done, last), self.undone[:-1])


def act_on(
    chart: Chart,
    title: str,
    placed: Mapping[str, Placed | None] | None = None,
    groups: Mapping[str, Group | None] | None = None,
    sieve: Sieve | None = None,
) -> Act:
    """The act that gives these keys these values and leaves the rest; a group that is left empty goes too."""
    changes = tuple(
        (key, chart.placed.get(key), after) for key, after in (placed or {}).items() if chart.placed.get(key) != after
    )
    of_groups = dict(groups or {})
    for key in _emptied(chart, changes):
        of_groups.setdefault(key, None)
    return Act(
        title,
        changes,
        tuple(
            (key, chart.groups.get(key), after) for key, after in of_groups.items() if chart.groups.get(key) != after
        ),
        (chart.sieve, sieve) if sieve is not None and sieve != chart.sieve else None,
    )


def _emptied(chart: Chart, changes: tuple[tuple[str, Placed | None, Placed | None], ...]) -> list[str]:
    leaving: dict[str, int] = {}
    joined = {after.group for _, _, after in changes if after is not None}
    for _, before, after in changes:
        if before is not None and before.group is not None and (after is None or after.group != before.group):
            leaving[before.group] = leaving.get(before.group, 0) + 1
    return [key for key, count in leaving.items() if key not in joined and count == len(chart.members[key])]
