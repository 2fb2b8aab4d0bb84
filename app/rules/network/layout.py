"""Where nodes go: four ways to lay them out, of which what was placed by hand may stay exactly where it is."""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import igraph

from app.rules.network.chart import Point
from app.rules.network.layout_packing import boxed, packed, spread
from models.choices import Choice

if TYPE_CHECKING:
    from app.rules.network.chart_drawing import Drawing

ACROSS, DOWN = 150.0, 110.0  # room for a node with its name, in the units of a chart
UNIT = 110.0  # one unit of igraph's forces in those of a chart
EXACT_UP_TO = 400  # nodes; above this igraph takes only nearby nodes into account, which is far quicker
SEEDED_FROM = 500  # nodes; from here communities are placed first and their members after them
SPREAD_UP_TO = 600  # nodes; above this nobody reads all names at once
IN_A_ROW = 12  # nodes of a layer, at least, before it goes on in a next row
ROUNDS, FEW_ROUNDS = 200, 50  # of the forces, and of those on a network whose communities were placed first
GOLDEN = 2.399963  # the angle at which no two of a series go the same way
FREE = 1e9  # a bound that binds nothing


class Layout(Choice):
    """The ways to lay a chart out."""

    FORCES = "forces", "Krachten"
    LAYERS = "layers", "Lagen"
    CIRCLE = "circle", "Cirkel"
    GRID = "grid", "Raster"


@dataclass(frozen=True)
class Outline:
    """What a layout needs to know: the nodes in the order in which they are put down, and who is connected.

    `fixed` are points of nodes that stay; `starts` are the nodes from which layers are counted.
    """

    keys: Sequence[str]
    pairs: Sequence[tuple[str, str]]
    fixed: Mapping[str, Point] = field(default_factory=dict)
    starts: Sequence[str] = ()

    @property
    def free(self) -> list[str]:
        """The nodes that are to be placed."""
        return [key for key in self.keys if key not in self.fixed]


def outline_of(drawing: Drawing, fixed: Sequence[str] = (), starts: Sequence[str] = ()) -> Outline:
    """The outline of what is drawn, by kind and then by name; `fixed` stay where they are."""
    nodes = sorted(drawing.nodes, key=lambda node: (node.kind, node.label, node.key))
    stay = set(fixed)
    return Outline(
        [node.key for node in nodes],
        [(edge.start, edge.end) for edge in drawing.edges],
        {node.key: (node.x, node.y) for node in nodes if node.key in stay},
        starts,
    )


def lay_out(outline: Outline, how: Layout) -> dict[str, Point]:
    """Points for the nodes that are free, the same each time for the same outline."""
    if not outline.free:
        return {}
    igraph.set_random_number_generator(random.Random(1))  # noqa: S311 (the same picture each time; it guards nothing)
    try:
        if how is Layout.FORCES:
            return _forces(outline)
        placed = {Layout.LAYERS: _layers, Layout.CIRCLE: _circle, Layout.GRID: _grid}[how](outline)
    finally:
        igraph.set_random_number_generator(random)
    return _beside(outline.fixed, placed)


def _graph(keys: Sequence[str], pairs: Sequence[tuple[str, str]]) -> igraph.Graph:
    places = {key: at for at, key in enumerate(keys)}
    edges = [(places[a], places[b]) for a, b in pairs if a in places and b in places]
    return igraph.Graph(n=len(keys), edges=edges)


# Forces: what is connected draws together, everything else keeps away


def _forces(outline: Outline) -> dict[str, Point]:
    """Part by part: igraph draws parts that nothing connects towards each other, also over what is fixed."""
    graph = _graph(outline.keys, outline.pairs)
    done: dict[str, Point] = {}
    loose: list[dict[str, Point]] = []
    for component in graph.connected_components():
        keys = [outline.keys[at] for at in component]
        fixed = {key: outline.fixed[key] for key in keys if key in outline.fixed}
        if len(fixed) == len(keys):
            continue
        settled = _settled(graph.induced_subgraph(component), keys, fixed)
        if fixed:
            done |= settled
        else:
            loose.append(_apart(settled, {}) if len(settled) <= SPREAD_UP_TO else _loosened(settled))
    done = _apart(done, outline.fixed)
    return done | _beside({**outline.fixed, **done}, packed(loose, ACROSS)) if loose else done


def _apart(points: dict[str, Point], fixed: Mapping[str, Point]) -> dict[str, Point]:
    small = len(points) + len(fixed) <= SPREAD_UP_TO
    return spread(points, fixed, ACROSS, DOWN) if small else points


def _loosened(points: dict[str, Point]) -> dict[str, Point]:
    """Stretched until there is room for each node on the average: forces leave the middle of many nodes too full."""
    left, top, right, bottom = boxed(points.values())
    wanted = ACROSS * DOWN * len(points)
    factor = max(math.sqrt(wanted / max((right - left) * (bottom - top), 1.0)), 1.0)
    return {key: (x * factor, y * factor) for key, (x, y) in points.items()}


def _settled(graph: igraph.Graph, keys: list[str], fixed: Mapping[str, Point]) -> dict[str, Point]:
    """One part of the network; what is fixed is held by bounds that leave it no room."""
    if len(keys) == 1 and not fixed:
        return {keys[0]: (0.0, 0.0)}
    bounds = {}
    seed = _seed(graph, keys, fixed)
    if fixed:
        held = [fixed.get(key) for key in keys]
        for axis, name in enumerate("xy"):
            bounds[f"min{name}"] = [-FREE if at is None else at[axis] / UNIT for at in held]
            bounds[f"max{name}"] = [FREE if at is None else at[axis] / UNIT for at in held]
    rounds = ROUNDS if len(keys) < SEEDED_FROM else FEW_ROUNDS
    settled = graph.layout_fruchterman_reingold(seed=seed, niter=rounds, grid=len(keys) > EXACT_UP_TO, **bounds)
    return {key: (at[0] * UNIT, at[1] * UNIT) for key, at in zip(keys, settled.coords, strict=True) if key not in fixed}


def _seed(graph: igraph.Graph, keys: list[str], fixed: Mapping[str, Point]) -> list[Point]:
    """Where the forces begin: what is new beside a neighbour that is fixed, otherwise each community together."""
    if not fixed:
        return _communities(graph) if len(keys) >= SEEDED_FROM else _spiral(len(keys))
    seed: list[Point | None] = [(fixed[key][0] / UNIT, fixed[key][1] / UNIT) if key in fixed else None for key in keys]
    waiting = deque(at for at, point in enumerate(seed) if point is not None)
    while waiting:  # outward from what is fixed; a part that is settled here has something fixed
        beside = waiting.popleft()
        x, y = seed[beside] or (0.0, 0.0)
        new = [at for at in graph.neighbors(beside) if seed[at] is None]
        for turn, at in enumerate(dict.fromkeys(new)):
            angle, far = (at + turn) * GOLDEN, 1 + 0.4 * math.sqrt(turn)
            seed[at] = (x + far * math.cos(angle), y + far * math.sin(angle))
            waiting.append(at)
    return [point or (0.0, 0.0) for point in seed]


def _communities(graph: igraph.Graph) -> list[Point]:
    found = graph.community_multilevel()
    between = found.cluster_graph(combine_edges="ignore")
    middles = between.layout_fruchterman_reingold(niter=ROUNDS, seed=_spiral(len(found))).coords
    room = math.sqrt(graph.vcount() / max(len(found), 1))
    seed: list[Point] = [(0.0, 0.0)] * graph.vcount()
    for (x, y), members in zip(middles, found, strict=True):
        for at, (dx, dy) in zip(members, _spiral(len(members)), strict=True):
            seed[at] = (x * room * 1.2 + dx, y * room * 1.2 + dy)
    return seed


def _spiral(count: int) -> list[Point]:
    """Points around the origin, each about as far from the next ones, as the seeds of a sunflower."""
    return [
        (0.8 * math.sqrt(at) * math.cos(at * GOLDEN), 0.8 * math.sqrt(at) * math.sin(at * GOLDEN))
        for at in range(count)
    ]


# Shapes: of what is free, put down beside what is fixed


def _layers(outline: Outline) -> dict[str, Point]:
    """Each node as far down as it is steps away from a start; without starts from the best connected node."""
    free = outline.free
    graph = _graph(free, outline.pairs)
    layers = _distances(graph, [free.index(key) for key in outline.starts if key in set(free)])
    ordered = graph.layout_sugiyama(layers=layers, maxiter=50).coords[: len(free)]
    rows: dict[int, list[int]] = {}
    for at in sorted(range(len(free)), key=lambda at: (ordered[at][0], at)):
        rows.setdefault(layers[at], []).append(at)
    widest = max(IN_A_ROW, round(math.sqrt(len(free)) * 1.5))
    points: dict[str, Point] = {}
    down = 0.0
    for layer in sorted(rows):
        for begin in range(0, len(rows[layer]), widest):
            part = rows[layer][begin : begin + widest]
            left = -(len(part) - 1) * ACROSS / 2
            points.update({free[at]: (left + turn * ACROSS, down) for turn, at in enumerate(part)})
            down += DOWN
        down += DOWN / 2
    return points


def _distances(graph: igraph.Graph, starts: list[int]) -> list[int]:
    """Steps from the nearest start; a part that has none is counted from its best connected node."""
    far: list[int | None] = [None] * graph.vcount()
    degrees = graph.degree()
    for component in graph.connected_components():
        members = set(component)
        begin = [at for at in starts if at in members] or [max(component, key=lambda at: (degrees[at], -at))]
        reached = graph.distances(source=begin, target=component)
        for turn, at in enumerate(component):
            far[at] = int(min(line[turn] for line in reached))
    return [each or 0 for each in far]


def _circle(outline: Outline) -> dict[str, Point]:
    """Around, those that belong together beside each other."""
    free = outline.free
    if len(free) == 1:
        return {free[0]: (0.0, 0.0)}
    graph = _graph(free, outline.pairs)
    communities = graph.community_multilevel().membership
    order = sorted(range(len(free)), key=lambda at: (communities[at], at))
    radius = max(len(free) * ACROSS / (2 * math.pi), ACROSS)
    around = graph.layout_circle(order=order).coords
    return {key: (x * radius, y * radius) for key, (x, y) in zip(free, around, strict=True)}


def _grid(outline: Outline) -> dict[str, Point]:
    """In rows, in the order of the outline."""
    free = outline.free
    wide = math.ceil(math.sqrt(len(free) * DOWN / ACROSS * 1.6))
    return {key: (at % wide * ACROSS, at // wide * DOWN) for at, key in enumerate(free)}


def _beside(fixed: Mapping[str, Point], placed: dict[str, Point]) -> dict[str, Point]:
    """Moved to the right of what is fixed; around the origin when nothing is."""
    if not placed:
        return placed
    left, top, right, bottom = boxed(placed.values())
    if not fixed:
        dx, dy = -(left + right) / 2, -(top + bottom) / 2
    else:
        _, fixed_top, fixed_right, fixed_bottom = boxed(fixed.values())
        dx, dy = fixed_right + ACROSS - left, (fixed_top + fixed_bottom - top - bottom) / 2
    return {key: (x + dx, y + dy) for key, (x, y) in placed.items()}
