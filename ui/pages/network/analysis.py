"""The analyses of a chart: ways, what connects, shared neighbours, groups, and what holds it together, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from app.errors import AppError
from app.formats import format_count
from app.rules.network.connecting import told as connection_told
from app.rules.network.measures import CAVEAT, communities, remarks
from app.rules.network.paths import Path, Paths, explained
from app.rules.network.paths import told as paths_told
from app.services.network.around import among
from app.services.network.paths import connecting, shared, shortest
from ui import dialogs, errors
from ui.pages.network.analysis_found import Finding, pick_finding
from ui.pages.network.chart_acts import ChartAct, ChartContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.rules.network.connecting import Connection, Shared
    from app.rules.network.graph import Network

T = TypeVar("T")

_NOTHING = "Er valt niets op: daarvoor staat er te weinig op het schema, of alles hangt gelijkmatig samen."


def find_ways(context: ChartContext) -> None:
    """All shortest ways between the two that were chosen last, through everything that may be seen."""
    start, end = context.chosen[-2:]
    _later(context, lambda: shortest(context.vault, start, end), lambda paths: _show_ways(context, paths))


def find_connection(context: ChartContext) -> None:
    """The small network that connects all that is chosen."""
    _later(
        context,
        lambda: connecting(context.vault, context.chosen),
        lambda found: _show_connection(context, found),
    )


def find_shared(context: ChartContext) -> None:
    """What several of those chosen are directly connected with."""
    _later(context, lambda: shared(context.vault, context.chosen), lambda found: _show_shared(context, found))


def find_groups(context: ChartContext) -> None:
    """The groups in what is on the chart."""
    found = [
        Finding(each.sentence, tuple(node.key for node in each.nodes))
        for each in communities(context.network)
        if len(each.nodes) > 1
    ]
    _point_out(context, "Groepen", "Items die onderling meer verbonden zijn dan met de rest.", found)


def find_remarks(context: ChartContext) -> None:
    """What holds the chart together, in words."""
    found = [Finding(each.sentence, (each.node.key,)) for each in remarks(context.network)]
    _point_out(context, "Wat opvalt", CAVEAT, found)


ANALYSES = (
    ChartAct(
        "Kortste wegen",
        "split",
        find_ways,
        "Hoe de twee laatst gekozen items samenhangen, door alles wat u mag zien",
        least=2,
    ),
    ChartAct("Verbind deze items", "target", find_connection, "Wat alle gekozen items met elkaar verbindt", least=2),
    ChartAct(
        "Gedeelde verbanden", "users", find_shared, "Waarmee meer dan een van de gekozen items samenhangt", least=2
    ),
    ChartAct("Groepen", "tags", find_groups, "Welke groepen er op het schema te zien zijn"),
    ChartAct("Wat opvalt", "info", find_remarks, "Wat het schema bijeenhoudt, in woorden"),
)
"""In the order of the panel."""


def _show_ways(context: ChartContext, paths: Paths) -> None:
    if not paths.paths:
        context.mark((paths.start.key, paths.end.key), (), paths_told(paths))
        return
    context.bring(paths.network)
    ways = [_way(path) for path in paths.paths]
    chosen = pick_finding(context.parent, "Kortste wegen", paths_told(paths), ways)
    if chosen is not None:
        context.mark(chosen.nodes, chosen.edges, f"{paths_told(paths)} {chosen.sentence}")


def _way(path: Path) -> Finding:
    return Finding(explained(path), tuple(node.key for node in path.nodes), tuple(edge.key for edge in path.relied_on))


def _show_connection(context: ChartContext, found: Connection) -> None:
    context.bring(found.network)
    context.mark(tuple(found.network.nodes), tuple(edge.key for edge in found.network.edges), connection_told(found))


def _show_shared(context: ChartContext, found: tuple[Shared, ...]) -> None:
    lines = [
        Finding(
            f"{each.node.label}: verbonden met {', '.join(node.label for node in each.by)}",
            (each.node.key, *(node.key for node in each.by)),
        )
        for each in found
    ]
    chosen = _picked(context, "Gedeelde verbanden", "Waarmee meer dan een van de gekozen items samenhangt.", lines)
    if chosen is not None:
        _later(
            context,
            lambda: among(context.vault, chosen.nodes),
            lambda network: _bring_and_mark(context, network, chosen),
        )


def _bring_and_mark(context: ChartContext, network: Network, chosen: Finding) -> None:
    context.bring(network)
    context.mark(chosen.nodes, (), chosen.sentence)


def _point_out(context: ChartContext, title: str, intro: str, found: list[Finding]) -> None:
    chosen = _picked(context, title, intro, found)
    if chosen is not None:
        context.mark(chosen.nodes, chosen.edges, chosen.sentence)


def _picked(context: ChartContext, title: str, intro: str, found: list[Finding]) -> Finding | None:
    if not found:
        context.tell(_NOTHING if title == "Wat opvalt" else f"{title}: niets gevonden.")
        return None
    counted = format_count(len(found), "regel", "regels")
    return pick_finding(context.parent, title, f"{intro} ({counted})" if len(found) > 1 else intro, found)


def _later(context: ChartContext, work: Callable[[], T], done: Callable[[T], None]) -> None:
    """Look on the worker thread, and show it when it is there."""

    def failed(error: BaseException) -> None:
        if isinstance(error, AppError):
            dialogs.warn(context.parent, "Analyse", str(error))
        else:
            errors.show(context.parent, error)

    context.page.tasks.run(context.parent, lambda _progress: work(), done=done, failed=failed)
