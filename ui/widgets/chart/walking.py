"""Going through a chart by keyboard: along the lines first, and otherwise to what lies that way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.rules.network.chart_drawing import Drawing, DrawnNode

WAYS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
WIDE = 0.5  # how far beside the way something may lie: the cosine of sixty degrees


def next_node(drawing: Drawing, here: str | None, way: tuple[float, float]) -> str | None:
    """Where an arrow key leads: the nearest neighbour that lies that way, else the nearest node; None is nowhere."""
    node = drawing.by_key.get(here or "")
    if node is None:
        return drawing.nodes[0].key if drawing.nodes else None
    neighbours = (drawing.by_key[key] for key in drawing.neighbours(node.key))
    return _nearest(node, neighbours, way) or _nearest(node, drawing.nodes, way)


def _nearest(node: DrawnNode, others: Iterable[DrawnNode], way: tuple[float, float]) -> str | None:
    best, least = None, math.inf
    for other in others:
        dx, dy = other.x - node.x, other.y - node.y
        far = math.hypot(dx, dy)
        if far == 0 or other.key == node.key:
            continue
        straight = (dx * way[0] + dy * way[1]) / far
        if straight >= WIDE and far / straight < least:
            best, least = other.key, far / straight
    return best


def spoken(drawing: Drawing, key: str | None, *, chosen: bool) -> str:
    """What a screen reader says of the node with the keyboard, and what the line under the chart shows."""
    node = drawing.by_key.get(key or "")
    if node is None:
        return ""
    count = len(drawing.beside[node.key])
    lines = "geen verbanden" if not count else "1 verband" if count == 1 else f"{count} verbanden"
    suspected = sum(edge.suspected for edge in drawing.beside[node.key])
    vague = f", waarvan {suspected} vermoed" if suspected else ""
    kind = "groep" if node.members else node.kind.label
    note = f" ({node.note})" if node.note else ""
    return f"{kind} {node.label}{note}: {lines}{vague}{'; gekozen' if chosen else ''}"
