"""Room between what was laid out: parts beside each other, and nodes apart from each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.rules.network.chart import Point

Box = tuple[float, float, float, float]
ROUNDS = 40  # after which what still overlaps is left to the reader


def boxed(points: Iterable[Point]) -> Box:
    """Left, top, right and bottom of at least one point."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def packed(parts: Sequence[Mapping[str, Point]], gap: float) -> dict[str, Point]:
    """Parts in rows, the largest first, about half as wide again as high; `gap` stays between them."""
    boxes = [boxed(part.values()) for part in parts]
    sizes = [(right - left + gap, bottom - top + gap) for left, top, right, bottom in boxes]
    widest = max([math.sqrt(sum(width * height for width, height in sizes) * 1.5), *(width for width, _ in sizes)])
    points: dict[str, Point] = {}
    x = y = row = 0.0
    for at in sorted(range(len(parts)), key=lambda at: (-sizes[at][1], -sizes[at][0], at)):
        width, height = sizes[at]
        if x and x + width > widest:
            x, y, row = 0.0, y + row, 0.0
        left, top, _, _ = boxes[at]
        points.update({key: (px - left + x, py - top + y) for key, (px, py) in parts[at].items()})
        x, row = x + width, max(row, height)
    return points


def spread(points: Mapping[str, Point], fixed: Mapping[str, Point], across: float, down: float) -> dict[str, Point]:
    """The same points, moved apart until no two are nearer than `across` and `down` together; `fixed` never move.

    Distances are measured in an ellipse, for a name under a node is wider than it is high.
    """
    moving = {key: (x / across, y / down) for key, (x, y) in points.items()}
    still = {key: (x / across, y / down) for key, (x, y) in fixed.items()}
    for _ in range(ROUNDS):
        cells = _cells({**still, **moving})
        pushes = {key: push for key in moving if (push := _push(key, {**still, **moving}, cells, still)) is not None}
        if not pushes:
            break
        for key, (dx, dy) in pushes.items():
            x, y = moving[key]
            moving[key] = (x + dx, y + dy)
    return {key: (x * across, y * down) for key, (x, y) in moving.items()}


def _cells(points: Mapping[str, Point]) -> dict[tuple[int, int], list[str]]:
    cells: dict[tuple[int, int], list[str]] = {}
    for key, (x, y) in points.items():
        cells.setdefault((math.floor(x), math.floor(y)), []).append(key)
    return cells


def _push(
    key: str, points: Mapping[str, Point], cells: Mapping[tuple[int, int], list[str]], still: Mapping[str, Point]
) -> Point | None:
    """Half of what it is too near to each other node, all of it to one that does not move."""
    x, y = points[key]
    dx = dy = 0.0
    for column in (-1, 0, 1):
        for line in (-1, 0, 1):
            for other in cells.get((math.floor(x) + column, math.floor(y) + line), ()):
                if other == key:
                    continue
                away_x, away_y = x - points[other][0], y - points[other][1]
                far = math.hypot(away_x, away_y)
                if far >= 1:
                    continue
                if far < 1e-6:  # on one spot: by their keys, so that they go different ways
                    away_x, away_y, far = (1.0, 0.5, 1.2) if key < other else (-1.0, -0.5, 1.2)
                    part = 0.5
                else:
                    part = (1 - far) * (1.0 if other in still else 0.5)
                dx, dy = dx + away_x / far * part, dy + away_y / far * part
    return (dx, dy) if dx or dy else None
