"""The acts on a chart: each gives what has to be done, and does nothing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.rules.network.chart import GROUP_PREFIX, Act, Chart, Group, Placed, Point, act_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.rules.network.chart_sieve import Sieve


def add(chart: Chart, points: Mapping[str, Point]) -> Act:
    """Place nodes; what is there stays where it is, and shows again when it was hidden."""
    placed: dict[str, Placed | None] = {}
    for key, (x, y) in points.items():
        there = chart.placed.get(key)
        placed[key] = Placed(x, y) if there is None else replace(there, hidden=False)
    return act_on(chart, f"{_count(len(points))} toevoegen", placed)


def remove(chart: Chart, keys: Iterable[str]) -> Act:
    """Take nodes from the chart, and nothing from the vault; of a group its members."""
    gone = chart.under(keys)
    return act_on(chart, f"{_count(len(gone))} van het schema halen", dict.fromkeys(gone))


def hide(chart: Chart, keys: Iterable[str]) -> Act:
    """Hide nodes, with the way back of `show`."""
    touched = chart.under(keys)
    return act_on(
        chart, f"{_count(len(touched))} verbergen", {key: replace(chart.placed[key], hidden=True) for key in touched}
    )


def show(chart: Chart) -> Act:
    """Show everything that was hidden."""
    return act_on(
        chart,
        "verborgen knopen tonen",
        {key: replace(placed, hidden=False) for key, placed in chart.placed.items() if placed.hidden},
    )


def move(chart: Chart, points: Mapping[str, Point], title: str = "") -> Act:
    """Put nodes elsewhere; a group takes its members along. Keys that are not placed are passed over."""
    placed: dict[str, Placed | None] = {}
    for key, (x, y) in points.items():
        if not key.startswith(GROUP_PREFIX):
            if key in chart.placed:
                placed[key] = replace(chart.placed[key], x=x, y=y)
        elif key in chart.members:
            was_x, was_y = chart.point_of(key)
            for member in chart.members[key]:
                there = chart.placed[member]
                placed[member] = replace(there, x=there.x + x - was_x, y=there.y + y - was_y)
    return act_on(chart, title or f"{_count(len(placed))} verplaatsen", placed)


def group(chart: Chart, keys: Iterable[str], label: str | None = None) -> Act:
    """Fold nodes into a new group; they leave the group they were in. Of fewer than two nothing is made."""
    members = chart.under(keys)
    if len(members) < 2:
        return act_on(chart, "groeperen")
    key = next_key(chart)
    return act_on(
        chart,
        f"{_count(len(members))} groeperen",
        {member: replace(chart.placed[member], group=key) for member in members},
        {key: Group(label)},
    )


def group_each(chart: Chart, bundles: Iterable[Iterable[str]], title: str) -> Act:
    """Fold each bundle of nodes into a group of its own; a node that is in a group already stays in it."""
    placed: dict[str, Placed | None] = {}
    groups: dict[str, Group | None] = {}
    for bundle in bundles:
        members = [key for key in bundle if key in chart.placed and chart.placed[key].group is None]
        members = [key for key in members if key not in placed]
        if len(members) < 2:
            continue
        made = next_key(chart, len(groups))
        groups[made] = Group()
        placed.update({key: replace(chart.placed[key], group=made) for key in members})
    return act_on(chart, title, placed, groups)


def ungroup(chart: Chart, key: str) -> Act:
    """Take a group apart; its members lie where they lay."""
    members = chart.members.get(key, ())
    return act_on(
        chart,
        "groep opheffen",
        {member: replace(chart.placed[member], group=None) for member in members},
        {key: None},
    )


def fold(chart: Chart, key: str, *, folded: bool) -> Act:
    """Fold a group into one node, or show its members."""
    there = chart.groups.get(key)
    title = "groep dichtvouwen" if folded else "groep uitvouwen"
    return act_on(chart, title, groups={key: replace(there, folded=folded)} if there else {})


def rename(chart: Chart, key: str, label: str | None) -> Act:
    """Call a group otherwise; None calls it after what is in it."""
    there = chart.groups.get(key)
    return act_on(chart, "groep hernoemen", groups={key: replace(there, label=label)} if there else {})


def sift(chart: Chart, sieve: Sieve) -> Act:
    """Leave something else out."""
    return act_on(chart, "filteren", sieve=sieve)


def next_key(chart: Chart, more: int = 0) -> str:
    """A key for a new group, with `more` of them made in the same act."""
    numbers = [int(key.removeprefix(GROUP_PREFIX)) for key in chart.groups]
    return f"{GROUP_PREFIX}{max(numbers, default=0) + 1 + more}"


def _count(number: int) -> str:
    return "1 knoop" if number == 1 else f"{number} knopen"
