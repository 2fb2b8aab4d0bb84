"""What a chart asks the vault, on the worker thread: the network around something, a step further, a saved version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.rules.network.chart_content import Compared
from app.rules.network.graph import Network
from app.services.network.around.steps import Around, among, around
from app.services.network.charts.saving import VersionRow, changed_since, last_meeting, version_before
from app.services.network.charts.since import recorded_since

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.rules.network.graph import NodeKind
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class Further:
    """What a step further brings, and all that is then known of the chart."""

    found: Around
    network: Network


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the last meeting: beside the version that it saw, or without one what was recorded since.

    `recorded` are keys of edges. `held_on` None: no meeting was held.
    """

    held_on: date | None = None
    version: VersionRow | None = None
    changes: Compared | None = None
    recorded: frozenset[str] = frozenset()


def begin(vault: UnlockedVault, starts: Sequence[str], hops: int, most: int, progress: Progress) -> Around:
    """The network around what a chart begins with; one step at a time, so that it can be stopped."""
    found = around(vault, starts, hops=0)
    for step in range(1, hops + 1):
        progress(f"Stap {step} van {hops} zoeken", step / (hops + 1))
        found = around(vault, starts, hops=step, most=most)
    progress("Indelen")
    return found


def further(
    vault: UnlockedVault,
    keys: Sequence[str],
    kinds: Collection[NodeKind],
    progress: Progress,
    *,
    placed: Collection[str],
    room: int,
) -> Further:
    """One step from these nodes; `room` is how many nodes there may be besides what is placed."""
    progress("Zoeken wat ermee verbonden is")
    there = set(placed)
    found = around(vault, keys, kinds=kinds, most=len(there) + room)
    new = [key for key in found.network.nodes if key not in there][:room]
    progress("Verbanden lezen")
    return Further(found, among(vault, (*there, *new)))


def since_last_meeting(
    vault: UnlockedVault, chart_id: int | None, nodes: Collection[str], edges: Collection[str]
) -> Since:
    """Compare what is on the chart with the version that was there at the last meeting, or else with the log."""
    day = last_meeting(vault)
    if day is None:
        return Since()
    version = version_before(vault, chart_id, day) if chart_id is not None else None
    if version is None or chart_id is None:
        return Since(day, recorded=recorded_since(vault, edges, day))
    return Since(day, version, changed_since(vault, chart_id, version.number, nodes, edges))
