"""Bar charts with a title that says something, and the text for who cannot see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from app.report import bars, theme
from app.report.flow import Part, heights, place
from app.report.tagging.canvas import marked, within
from app.report.tagging.structure import Tag
from app.report.text import clipped, fitted, plain, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from app.services.document import Chart

NOTHING = "Geen cijfers bekend."
_GAP = 6.0
_KEY_HEIGHT = 16.0
_BARS_A_PIECE = 24
_NARROWEST_BAR = 26.0


class Figure(Part):
    """A drawing with its caption and legend; `alternative` is read aloud instead of it."""

    def __init__(self, label: str, title: str, key: list[tuple[int, str]], drawing: Drawing, alternative: str) -> None:
        super().__init__()
        self.drawing, self.alternative = drawing, alternative
        self._key = key
        caption = Tag("Caption", self)
        self._caption = [
            plain(label, theme.CAPTION_LABEL).tagged(caption),
            plain(title, theme.CAPTION).tagged(caption),
        ]
        self.spaceBefore, self.spaceAfter = 12.0, 16.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; caption, legend and bars under each other."""
        del available_height
        self.width = available_width
        label, title = self._caption
        self._above = max(heights([label], theme.SIDE), heights([title], theme.MEASURE)) + _GAP
        self._above += _KEY_HEIGHT if self._key else 0.0
        self.height = self._above + float(self.drawing.height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        label, title = self._caption
        left, foot = self.canv.absolutePosition(0, 0)
        box = (left, foot, left + theme.WIDTH, foot + self.height - heights([title], theme.MEASURE))
        with within(self.canv, Tag("Div", self)):
            place(self.canv, label, 0, self.height, theme.SIDE)
            place(self.canv, title, theme.TEXT_X, self.height, theme.MEASURE)
            with marked(self.canv, Tag("Figure", self, alternative=self.alternative, box=box)):
                self.draw_chart(self.canv)

    @property
    def chart_height(self) -> float:
        """Without the caption."""
        return float(self.drawing.height) + (_KEY_HEIGHT if self._key else 0.0)

    def draw_chart(self, canvas: Canvas) -> None:
        """Bars and legend, without the caption."""
        self._draw_key(canvas, float(self.drawing.height) + _GAP)
        renderPDF.draw(self.drawing, canvas, 0, 0)

    def _draw_key(self, canvas: Canvas, y: float) -> None:
        x = theme.TEXT_X
        for series, name in self._key:
            shown = fitted(name, theme.REGULAR, theme.NOTE, (theme.MEASURE - 16 * len(self._key)) / len(self._key))
            if series >= 0:
                canvas.setFillColor(bars.color(series))
                canvas.rect(x, y, 7, 7, stroke=0, fill=1)
                x += 11
            canvas.setFont(theme.REGULAR, theme.NOTE)
            canvas.setFillColor(theme.MUTED)
            canvas.drawString(x, y + 0.6, shown)
            x += canvas.stringWidth(shown, theme.REGULAR, theme.NOTE) + 14


def figures(content: Chart) -> Iterator[Figure]:
    """The chart, in more than one figure when it has too many bars for a page."""
    label = f"Figuur {content.number}" if content.number is not None else ""
    title = clipped(content.title, 600)
    every = bars.bars_of(content.categories, content.series)
    if not any(bar.segments for bar in every):
        yield Figure(label, title, [(-1, NOTHING)], Drawing(theme.WIDTH, 1), content.alternative)
        return
    limits = bars.extent(every)
    flat = content.horizontal or theme.MEASURE / len(every) < _NARROWEST_BAR
    step = _BARS_A_PIECE if flat else len(every)
    for start in range(0, len(every), step):
        piece = every[start : start + step]
        drawing = bars.lying(piece, limits) if flat else bars.upright(piece, limits)
        again = f"{label}, vervolg" if label and start else label
        told = printable(content.alternative) if not start else f"Vervolg van {label or 'het diagram'}."
        yield Figure(again, title if not start else "", _key(content), drawing, told)


def _key(content: Chart) -> list[tuple[int, str]]:
    """The legend as (series, name); a single series needs only its unit, as series -1."""
    unit = [(-1, printable(content.unit))] if content.unit else []
    if len(content.series) < 2:
        return unit
    return [*unit, *((number, series.name) for number, series in enumerate(content.series))]
