"""The analyses of a chart: ways between two nodes, what connects several, groups, and who stands between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from app.errors import AppError
from app.rules.network import connecting as rules_of_connecting
from app.rules.network import paths as rules_of_paths
from app.rules.network.grouping import name_of
from app.rules.network.measures import CAVEAT, communities, remarks
from app.services.network.around.paths import connecting, shared, shortest
from ui import errors
from ui.pages.network.chart.acts import ChartAct, ChartContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.rules.network.connecting import Connection, Shared
    from app.rules.network.measures import Community, Remark
    from app.rules.network.paths import Paths

T = TypeVar("T")
MOST_TOLD = 6


def _run(context: ChartContext, work: Callable[[], T], show: Callable[[T], None]) -> None:
    """On the worker thread; a refusal is told where the answer would have stood."""

    def refused(error: BaseException) -> None:
        if isinstance(error, AppError):
            context.tell(str(error))
        else:
            errors.show(context.parent, error)

    context.tell("Wordt gezocht…")
    context.page.tasks.run(context.parent, lambda _progress: work(), done=show, failed=refused)


def _paths(context: ChartContext) -> None:
    start, end = context.chosen[-2:]
    vault = context.vault
    _run(context, lambda: shortest(vault, start, end), lambda found: _show_paths(context, found))


def _show_paths(context: ChartContext, found: Paths) -> None:
    context.bring(found.network)
    told = [rules_of_paths.told(found), *(rules_of_paths.explained(path) for path in found.paths[:MOST_TOLD])]
    context.mark(found.network.nodes, [edge.key for edge in found.network.edges], "\n\n".join(told))


def _connecting(context: ChartContext) -> None:
    vault, chosen = context.vault, context.chosen
    _run(context, lambda: connecting(vault, chosen), lambda found: _show_connection(context, found))


def _show_connection(context: ChartContext, found: Connection) -> None:
    context.bring(found.network)
    edges = [edge.key for edge in found.network.edges]
    context.mark(found.network.nodes, edges, rules_of_connecting.told(found))


def _shared(context: ChartContext) -> None:
    vault, chosen = context.vault, context.chosen
    _run(context, lambda: shared(vault, chosen), lambda found: _show_shared(context, found))


def _show_shared(context: ChartContext, found: tuple[Shared, ...]) -> None:
    if not found:
        context.mark((), (), "Zij hebben niets gemeen dat rechtstreeks met minstens twee van hen is verbonden.")
        return
    on_chart = [each.node.key for each in found if each.node.key in context.network.nodes]
    told = [f"{each.node.label}: {', '.join(node.label for node in each.by)}" for each in found[:MOST_TOLD]]
    more = [f"En nog {len(found) - MOST_TOLD}."] if len(found) > MOST_TOLD else []
    context.mark(on_chart, (), "\n".join(["Gemeenschappelijk:", *told, *more]))


def _communities(context: ChartContext) -> None:
    network = context.network
    _run(context, lambda: communities(network), lambda found: _show_communities(context, found))


def _show_communities(context: ChartContext, found: tuple[Community, ...]) -> None:
    groups = [each for each in found if len(each.nodes) > 1]
    if not groups:
        context.mark((), (), "Er zijn geen groepen te onderscheiden.")
        return
    chosen = set(context.chosen)
    front = next((each for each in groups if each.keys & chosen), groups[0])
    told = [each.sentence for each in groups[:MOST_TOLD]]
    pointed = f"Aangewezen: de groep van {name_of(front.nodes)}. Kies een knoop om diens groep te zien."
    context.mark(front.keys, (), "\n\n".join([*told, pointed, CAVEAT]))


def _remarks(context: ChartContext) -> None:
    network = context.network
    _run(context, lambda: remarks(network), lambda found: _show_remarks(context, found))


def _show_remarks(context: ChartContext, found: tuple[Remark, ...]) -> None:
    if not found:
        context.mark((), (), "In dit schema valt geen knoop op door zijn plaats.")
        return
    context.mark([each.node.key for each in found], (), "\n\n".join([*(each.sentence for each in found), CAVEAT]))


ANALYSES = (
    ChartAct(
        "Wegen tussen twee",
        "split",
        _paths,
        "Alle kortste wegen tussen de laatste twee die u koos, ook over wat nog niet op het schema staat.",
        least=2,
    ),
    ChartAct(
        "Wat verbindt deze?", "network", _connecting, "Het kleine netwerk dat alles verbindt wat u koos.", least=2
    ),
    ChartAct("Wat hebben zij gemeen?", "users", _shared, "Waarmee minstens twee van hen zijn verbonden.", least=2),
    ChartAct("Groepen", "target", _communities, "Wat onderling meer verbonden is dan met de rest."),
    ChartAct("Wie verbindt groepen?", "info", _remarks, "Wat opvalt door zijn plaats op dit schema, in woorden."),
)
