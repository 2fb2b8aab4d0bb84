"""The path language of SVG (W3C SVG 1.1, 8.3) as moves, lines and cubic curves in absolute coordinates."""

from __future__ import annotations

import re
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tan
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|[\s,]+")
_FLAG = re.compile(r"(?!)()|([01])|[\s,]+")  # of an arc: one digit, that may stand against the next number
_FLAGS = (3, 4)
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


class Step(NamedTuple):
    """M and L have one point, C two control points and an end, Z none; points are x, y after each other."""

    kind: str
    points: tuple[float, ...]


def steps_of(data: str) -> Iterator[Step]:
    """The steps of a path. ValueError where the data break the grammar; what came before is drawn, as SVG asks."""
    return _Pen().draw(data)


class _Pen:
    """Where drawing is, where the part began, and the last control point for smooth curves."""

    def __init__(self) -> None:
        self.x = self.y = self.begin_x = self.begin_y = 0.0
        self.control: tuple[str, float, float] = ("", 0.0, 0.0)

    def draw(self, data: str) -> Iterator[Step]:
        for command, values in _commands(data):
            kind = command.upper()
            numbers = list(values)
            if command.islower():
                self._make_absolute(kind, numbers)
            for step in self._steps(kind, numbers):
                yield step
                if step.points:
                    self.x, self.y = step.points[-2:]
            if kind == "M":
                self.begin_x, self.begin_y = self.x, self.y
            elif kind == "Z":
                self.x, self.y = self.begin_x, self.begin_y
            if kind not in "CSQT":
                self.control = ("", 0.0, 0.0)

    def _make_absolute(self, kind: str, numbers: list[float]) -> None:
        if kind == "V":
            numbers[0] += self.y
        else:
            for place in range(5 if kind == "A" else 0, len(numbers)):
                across = kind == "H" or (place - (5 if kind == "A" else 0)) % 2 == 0
                numbers[place] += self.x if across else self.y

    def _steps(self, kind: str, n: list[float]) -> Iterator[Step]:
        match kind:
            case "M" | "L" | "Z":
                yield Step(kind, tuple(n))
            case "H":
                yield Step("L", (n[0], self.y))
            case "V":
                yield Step("L", (self.x, n[0]))
            case "A":
                yield from _arc(self.x, self.y, n)
            case "C" | "S":
                first = tuple(n[:2]) if kind == "C" else self._mirrored("C")
                self.control = ("C", n[-4], n[-3])
                yield Step("C", (*first, *n[-4:]))
            case _:
                control = (n[0], n[1]) if kind == "Q" else self._mirrored("Q")
                self.control = ("Q", *control)
                yield self._quadratic(control, n[-2], n[-1])

    def _mirrored(self, kind: str) -> tuple[float, float]:
        """The last control point on the other side of where drawing is; that place itself after anything else."""
        last, x, y = self.control
        return (2 * self.x - x, 2 * self.y - y) if last == kind else (self.x, self.y)

    def _quadratic(self, control: tuple[float, float], x: float, y: float) -> Step:
        first = (self.x + 2 / 3 * (control[0] - self.x), self.y + 2 / 3 * (control[1] - self.y))
        second = (x + 2 / 3 * (control[0] - x), y + 2 / 3 * (control[1] - y))
        return Step("C", (*first, *second, x, y))


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; repeated numbers repeat the command, after a move as lines."""
    command, numbers, place = "", list[float](), 0
    while place < len(data):
        flag = command.upper() == "A" and len(numbers) in _FLAGS
        found = (_FLAG if flag else _TOKEN).match(data, place)
        if found is None:
            raise ValueError(data[:40])
        letter, number = found.groups()
        if (number and not command) or (letter and numbers):
            raise ValueError(data[:40])
        place = found.end()
        command = letter or command
        numbers += [float(number)] if number else []
        if (letter or number) and len(numbers) == _TAKES[command.upper()]:
            yield command, numbers
            numbers = []
            command = {"M": "L", "m": "l", "Z": "", "z": ""}.get(command, command)
    if numbers:
        raise ValueError(data[:40])


def _arc(x: float, y: float, n: list[float]) -> Iterator[Step]:
    """An elliptical arc as curves of at most a quarter (W3C SVG 1.1, F.6.5)."""
    rx, ry, turned, large, sweep, to_x, to_y = n
    rx, ry = abs(rx), abs(ry)
    if not rx or not ry or (x, y) == (to_x, to_y):
        yield Step("L", (to_x, to_y))
        return
    angle = turned * pi / 180
    half_x = cos(angle) * (x - to_x) / 2 + sin(angle) * (y - to_y) / 2
    half_y = -sin(angle) * (x - to_x) / 2 + cos(angle) * (y - to_y) / 2
    grow = max(1.0, hypot(half_x / rx, half_y / ry))
    rx, ry = rx * grow, ry * grow
    rest = (rx * ry) ** 2 / ((rx * half_y) ** 2 + (ry * half_x) ** 2) - 1
    factor = sqrt(max(0.0, rest)) * (-1 if bool(large) == bool(sweep) else 1)
    mid_x, mid_y = factor * rx * half_y / ry, -factor * ry * half_x / rx
    start = atan2((half_y - mid_y) / ry, (half_x - mid_x) / rx)
    end = atan2((-half_y - mid_y) / ry, (-half_x - mid_x) / rx)
    through = end - start + (2 * pi if sweep and end < start else -2 * pi if not sweep and end > start else 0)

    def place(across: float, up: float) -> tuple[float, float]:
        return (
            cos(angle) * across - sin(angle) * up + (x + to_x) / 2 + cos(angle) * mid_x - sin(angle) * mid_y,
            sin(angle) * across + cos(angle) * up + (y + to_y) / 2 + sin(angle) * mid_x + cos(angle) * mid_y,
        )

    parts = max(1, ceil(abs(through) / (pi / 2) - 1e-9))
    for one, other in pairwise(start + through * part / parts for part in range(parts + 1)):
        reach = 4 / 3 * tan((other - one) / 4)
        yield Step(
            "C",
            (
                *place(rx * (cos(one) - reach * sin(one)), ry * (sin(one) + reach * cos(one))),
                *place(rx * (cos(other) + reach * sin(other)), ry * (sin(other) - reach * cos(other))),
                *place(rx * cos(other), ry * sin(other)),
            ),
        )
