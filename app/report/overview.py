"""The performance overview: one page with four blocks that can be read on its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.report import icons, theme
from app.report.flow import Part, place
from app.report.tagging.canvas import marked, within
from app.report.tagging.structure import Tag
from app.report.text import clipped, fitted, plain

if TYPE_CHECKING:
    from app.services.document import OverviewPart

_GAP = 16.0
_ROW, _AIRY_ROW = 15.6, 20.5
_PAD = 14.0
_LABEL_WIDTH = 206.0
_COLUMNS = 3
_LONGEST_ITEM = 150
_ITEM_GAP = 7.0
_ITEM = theme.style("overview item", theme.BODY, 13.4)
_MORE = theme.style("overview more", theme.NOTE, 11, theme.ITALIC, theme.MUTED)


class Overview(Part):
    """All that is left of a page: blocks with figures over the full width, blocks with results in columns below.

    What does not fit is counted in a last line, so that the page stays one page.
    """

    def __init__(self, parts: tuple[OverviewPart, ...]) -> None:
        super().__init__()
        self._counted = [_largest_first(part) for part in parts if part.figures or part.total]
        self.spaceBefore = 14.0
        self._listed = [part for part in parts if not (part.figures or part.total)]

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """All that is left."""
        self.width, self.height = available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        share = 0.5 if self._listed else 1.0
        room = (self.height * share - _GAP * len(self._counted)) / max(1, len(self._counted))
        y = self.height
        for part in self._counted:
            y -= self._draw_counted(part, y, room) + _GAP
        rows = [self._listed[start : start + _COLUMNS] for start in range(0, len(self._listed), _COLUMNS)]
        for index, row in enumerate(rows):
            room = (y - _GAP * (len(rows) - index - 1)) / (len(rows) - index)
            width = (theme.WIDTH - _GAP * (len(row) - 1)) / len(row)
            used = [self._draw_listed(part, n * (width + _GAP), y, width, room) for n, part in enumerate(row)]
            y -= max(used) + _GAP

    def _draw_counted(self, part: OverviewPart, top: float, room: float) -> float:
        """A block with its total in large and its figures as bars; returns its height."""
        fits = max(1, int((room - 2 * _PAD) / _ROW))
        figures, rest = _those_that_fit(part.figures, fits)
        items = [clipped(item, _LONGEST_ITEM) for item in part.items][: max(0, fits - len(figures) - bool(rest))]
        lines = len(figures) + bool(rest) + len(items)
        step = min(_AIRY_ROW, max(_ROW, (room - 2 * _PAD) / max(1, lines)))
        height = max(lines * step, 110.0) + 2 * _PAD
        canvas = self.canv
        canvas.setFillColor(theme.TINT)
        canvas.rect(0, top - height, theme.WIDTH, height, stroke=0, fill=1)
        self._draw_total(part, top - _PAD)
        y = top - _PAD
        largest = max([_number(value) for _, value in figures], default=0) or 1
        with within(canvas, Tag("L", part)):
            for label, value in figures:
                self._draw_figure(label, value, y, largest)
                y -= step
        if rest:
            place(canvas, plain(f"en nog {rest} andere", _MORE), theme.TEXT_X, y - 2, theme.MEASURE)
            y -= step
        for item in items:
            shown = fitted(item, theme.REGULAR, theme.BODY, theme.MEASURE - _PAD)
            place(canvas, plain(shown, _ITEM), theme.TEXT_X, y - 1, theme.MEASURE)
            y -= step
        return height

    def _draw_total(self, part: OverviewPart, top: float) -> None:
        canvas, x, width = self.canv, _PAD, theme.SIDE - _PAD
        if icons.draw(canvas, part.title, x, top - icons.SIZE, theme.ACCENT):
            top -= icons.SIZE + 6
        top -= place(canvas, plain(clipped(part.title, 60), theme.BOX_TITLE).tagged(Tag("H2")), x, top, width)
        if part.total is None:
            return
        label, value = part.total
        size = theme.HERO
        while size > theme.LEAD and canvas.stringWidth(value, theme.STRONG, size) > width:
            size -= 1
        style = theme.style("total label", theme.TABLE, 11.5, color=theme.MUTED)
        with marked(canvas, Tag("P")):
            canvas.setFillColor(theme.DEEP)
            canvas.setFont(theme.STRONG, size)
            canvas.drawString(x - 2, top - size * 0.92, fitted(value, theme.STRONG, size, width))
            place(canvas, plain(clipped(label, 80), style), x, top - size * 0.92 - 8, width)

    def _draw_figure(self, label: str, value: str, top: float, largest: int) -> None:
        canvas, base = self.canv, top - 11.2
        shown = fitted(value, theme.STRONG, theme.BODY, 60)
        right = theme.WIDTH - _PAD
        with marked(canvas, Tag("LI"), Tag("LBody")):
            canvas.setFillColor(theme.INK)
            canvas.setFont(theme.REGULAR, theme.TABLE)
            canvas.drawString(theme.TEXT_X, base, fitted(label, theme.REGULAR, theme.TABLE, _LABEL_WIDTH))
            canvas.setFont(theme.STRONG, theme.BODY)
            canvas.drawRightString(right, base, shown)
        room = right - 22 - theme.TEXT_X - _LABEL_WIDTH - 8
        number = _number(value)
        if number:
            canvas.setFillColor(theme.ACCENT)
            canvas.rect(theme.TEXT_X + _LABEL_WIDTH + 8, base - 1, room * number / largest, 9, stroke=0, fill=1)

    def _draw_listed(self, part: OverviewPart, x: float, top: float, width: float, room: float) -> float:
        """A column with results; returns its height."""
        canvas, y = self.canv, top - 12
        canvas.setFillColor(theme.ACCENT)
        canvas.rect(x, top - 2, width, 2, stroke=0, fill=1)
        if icons.draw(canvas, part.title, x, y - icons.SIZE, theme.ACCENT):
            y -= icons.SIZE + 6
        y -= place(canvas, plain(clipped(part.title, 60), theme.BOX_TITLE).tagged(Tag("H2")), x, y, width) + 6
        foot = top - room
        for index, item in enumerate(part.items):
            paragraph = plain(clipped(item, _LONGEST_ITEM), _ITEM)
            height = paragraph.wrap(width - 11, theme.HEIGHT)[1]
            last = index == len(part.items) - 1
            if y - height < foot + (0 if last else 14):
                place(canvas, plain(f"en nog {len(part.items) - index} andere", _MORE), x, y, width)
                return top - y + 14
            canvas.setFillColor(theme.ACCENT)
            canvas.rect(x, y - 9, 4, 4, stroke=0, fill=1)
            place(canvas, paragraph.tagged(Tag("L", part), Tag("LI"), Tag("LBody")), x + 11, y, width - 11)
            y -= height + _ITEM_GAP
        return top - y


def _largest_first(part: OverviewPart) -> OverviewPart:
    return replace(part, figures=tuple(sorted(part.figures, key=lambda figure: -_number(figure[1]))))


def _those_that_fit(figures: tuple[tuple[str, str], ...], fits: int) -> tuple[tuple[tuple[str, str], ...], int]:
    if len(figures) <= fits:
        return figures, 0
    return figures[: fits - 1], len(figures) - fits + 1


def _number(value: str) -> int:
    """The length of a bar; a figure that is not a whole number has none."""
    digits = value.replace(".", "")
    return int(digits) if digits.isascii() and digits.isdigit() else 0
