"""The bars of a chart as plain shapes: each value written at its bar, so neither a grid nor an axis of numbers.

Series are stacked. An unknown value has no bar; negative values lie on the other side of the baseline.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from app.report import theme
from app.report.text import fitted, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.lib.colors import Color

    from app.services.document import Series

SIZE = theme.NOTE
LEADING = 10.6
_LABEL_LINES = 3
_LABEL_GAP = 8.0
_VALUE_ROOM = 62.0
_UPRIGHT_HEIGHT = 132.0
_BAR_HEIGHT = 13.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, from one value to another, with what is written on it."""

    start: float
    end: float
    series: int
    label: str

    @property
    def low(self) -> float:
        """The lower of both ends."""
        return min(self.start, self.end)

    @property
    def size(self) -> float:
        """Distance between both ends."""
        return abs(self.end - self.start)


@dataclass(frozen=True, slots=True)
class Bar:
    """A category with its segments."""

    name: str
    segments: tuple[Segment, ...]


def bars_of(categories: Sequence[str], series: Sequence[Series]) -> list[Bar]:
    """One bar for each category, the series stacked from zero outward in both directions."""
    return [Bar(name, tuple(_segments(index, series))) for index, name in enumerate(categories)]


def _segments(category: int, series: Sequence[Series]) -> Iterator[Segment]:
    ends = {True: 0.0, False: 0.0}
    for number, one in enumerate(series):
        value = one.values[category] if category < len(one.values) else None
        if value is None or not isfinite(value):
            continue
        start = ends[value >= 0]
        ends[value >= 0] = start + value
        label = one.labels[category] if category < len(one.labels) else ""
        yield Segment(start, start + value, number, printable(label))


def extent(bars: Sequence[Bar], *, empty: float = 1.0) -> tuple[float, float]:
    """Lowest and highest value drawn, zero included; zero and `empty` when there is nothing to draw."""
    ends = [segment.end for bar in bars for segment in bar.segments]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return (low, high) if low < high else (0.0, empty)


def color(series: int) -> Color:
    """The fill of a series."""
    return theme.SERIES[series % len(theme.SERIES)]


def lying(bars: Sequence[Bar], limits: tuple[float, float]) -> Drawing:
    """Horizontal bars, for long names: name on the left, bar from the baseline, value at its end."""
    label_width = min(190.0, max(_width(bar.name) for bar in bars) + 1)
    names = [_lines(bar.name, label_width) for bar in bars]
    rows = [max(len(lines) * LEADING, _BAR_HEIGHT) + 7.0 for lines in names]
    drawing = Drawing(theme.WIDTH, sum(rows))
    low, high = limits
    left = max(label_width + _LABEL_GAP, theme.TEXT_X) + (_VALUE_ROOM if low < 0 else 0.0)
    scale = (theme.WIDTH - _VALUE_ROOM - left) / (high - low)
    zero = left - low * scale
    y = drawing.height
    for bar, lines, row in zip(bars, names, rows, strict=True):
        middle = y - row / 2
        for number, line in enumerate(lines):
            drawing.add(_name(0, middle + (len(lines) / 2 - number - 0.78) * LEADING, line, anchor="start"))
        _lying_bar(drawing, bar, zero, scale, middle)
        y -= row
    drawing.add(Line(zero, 0, zero, drawing.height, strokeColor=theme.INK, strokeWidth=0.8))
    return drawing


def _lying_bar(drawing: Drawing, bar: Bar, zero: float, scale: float, middle: float) -> None:
    base = middle - SIZE * 0.33
    inside = []
    for segment in bar.segments:
        x, width = zero + segment.low * scale, segment.size * scale
        drawing.add(_block(x, middle - _BAR_HEIGHT / 2, width, _BAR_HEIGHT, segment.series))
        if len(bar.segments) > 1 and width > _width(segment.label, theme.STRONG) + 6:
            inside.append(segment)
            drawing.add(_value(x + width / 2, base, segment.label, fill=ink_on(segment.series)))
    low, high = extent([bar], empty=0.0)
    above, below = _outside(bar, inside)
    drawing.add(_value(zero + high * scale + 5, base, above, anchor="start"))
    drawing.add(_value(zero + low * scale - 5, base, below, anchor="end"))


def upright(bars: Sequence[Bar], limits: tuple[float, float]) -> Drawing:
    """Vertical bars, for a course over years: name below, value above."""
    step = theme.MEASURE / len(bars)
    names = [_lines(bar.name, step - 6) for bar in bars]
    foot = max(len(lines) for lines in names) * LEADING + 6
    low, high = limits
    under = LEADING + 4 if low < 0 else 0.0
    drawing = Drawing(theme.WIDTH, _UPRIGHT_HEIGHT + foot + LEADING + 6)
    scale = (_UPRIGHT_HEIGHT - under) / (high - low)
    zero = foot + under - low * scale
    width = min(54.0, step * 0.62)
    for index, (bar, lines) in enumerate(zip(bars, names, strict=True)):
        middle = theme.TEXT_X + (index + 0.5) * step
        for number, line in enumerate(lines):
            drawing.add(_name(middle, foot - 4 - (number + 1) * LEADING, line, anchor="middle"))
        _upright_bar(drawing, bar, (zero, scale), middle, width)
    drawing.add(Line(theme.TEXT_X, zero, theme.WIDTH, zero, strokeColor=theme.INK, strokeWidth=0.8))
    return drawing


def _upright_bar(drawing: Drawing, bar: Bar, axis: tuple[float, float], middle: float, width: float) -> None:
    zero, scale = axis
    inside = []
    for segment in bar.segments:
        y, height = zero + segment.low * scale, segment.size * scale
        drawing.add(_block(middle - width / 2, y, width, height, segment.series))
        if len(bar.segments) > 1 and height > LEADING + 2 and _width(segment.label, theme.STRONG) < width - 4:
            inside.append(segment)
            drawing.add(_value(middle, y + height / 2 - SIZE * 0.33, segment.label, fill=ink_on(segment.series)))
    low, high = extent([bar], empty=0.0)
    above, below = _outside(bar, inside)
    drawing.add(_value(middle, zero + high * scale + 5, above))
    drawing.add(_value(middle, zero + low * scale - SIZE - 2, below))


def _outside(bar: Bar, inside: Sequence[Segment]) -> tuple[str, str]:
    """The values that did not fit in their segments, for beyond the positive and the negative end of the bar."""
    rest = [segment for segment in bar.segments if segment.label and segment not in inside]
    above, below = ([one.label for one in rest if (one.end >= one.start) is positive] for positive in (True, False))
    return " + ".join(above), " + ".join(below)


def _block(x: float, y: float, width: float, height: float, series: int) -> Rect:
    # A white edge keeps stacked parts apart in grey print as well.
    return Rect(
        x, y, max(width, 0.5), max(height, 0.5), fillColor=color(series), strokeColor=theme.WHITE, strokeWidth=0.6
    )


def ink_on(series: int) -> Color:
    """The colour of text on that fill."""
    return theme.WHITE if series % 2 == 0 else theme.INK


def _name(x: float, y: float, text: str, *, anchor: str) -> String:
    return String(x, y, text, textAnchor=anchor, fontName=theme.REGULAR, fontSize=SIZE, fillColor=theme.INK)


def _value(x: float, y: float, text: str, *, anchor: str = "middle", fill: Color = theme.INK) -> String:
    return String(x, y, text, textAnchor=anchor, fontName=theme.STRONG, fontSize=SIZE, fillColor=fill)


def _width(text: str, font: str = theme.REGULAR) -> float:
    return float(stringWidth(printable(text), font, SIZE))


def _lines(name: str, width: float) -> list[str]:
    lines = [
        fitted(line, theme.REGULAR, SIZE, width) for line in simpleSplit(printable(name), theme.REGULAR, SIZE, width)
    ]
    if len(lines) > _LABEL_LINES:
        lines = [*lines[: _LABEL_LINES - 1], fitted(f"{lines[_LABEL_LINES - 1]}……", theme.REGULAR, SIZE, width)]
    return lines
