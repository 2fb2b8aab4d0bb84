"""The table of contents: a line for each chapter and section with dot leaders, its page number and a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.report import theme
from app.report.flow import Part, place
from app.report.tagging.canvas import marked
from app.report.tagging.structure import Tag
from app.report.text import clipped, plain

if TYPE_CHECKING:
    from app.report.headings import Anchor, Places

_NUMBER_WIDTH = 34.0
_PAGE_WIDTH = 36.0
_DOT_STEP = 5.0
_LONGEST = 300


class ContentsLine(Part):
    """One line of the contents. The first pass learns the page numbers, the second prints them."""

    def __init__(self, anchor: Anchor, places: Places) -> None:
        super().__init__()
        self.anchor, self._places = anchor, places
        chapter = anchor.level == 1
        font, color = (theme.STRONG, theme.DEEP) if chapter else (theme.REGULAR, theme.INK)
        self._style = theme.style("contents", theme.BODY, 14.4, font, color)
        self._number = plain(anchor.number, self._style)
        self._title = plain(clipped(anchor.title, _LONGEST), self._style)
        # An annex has a word for a number, which stands in the narrow column.
        numbered = anchor.number[:1].isdigit()
        self._number_x = theme.TEXT_X if numbered else 0.0
        self._title_x = theme.TEXT_X + (_NUMBER_WIDTH if numbered else 0.0)
        self._title_width = theme.WIDTH - _PAGE_WIDTH - self._title_x
        self.spaceBefore = 8.0 if chapter else 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; as high as the title."""
        self.width = available_width
        self.height = float(self._title.wrap(self._title_width, available_height)[1]) + 1.5
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        canvas, style = self.canv, self._style
        page = str(self._places.pages.get(self.anchor.key, ""))
        with marked(canvas, Tag("TOC", self._places), Tag("TOCI", self), Tag("Reference", self), Tag("Link", self)):
            place(canvas, self._number, self._number_x, self.height, theme.SIDE)
            place(canvas, self._title, self._title_x, self.height, self._title_width)
            lines = len(self._title.getActualLineWidths0())
            baseline = self.height - style.fontSize - style.leading * max(0, lines - 1)
            canvas.setFont(style.fontName, style.fontSize)
            canvas.setFillColor(style.textColor)
            canvas.drawRightString(theme.WIDTH, baseline, page)
            area = (self._number_x, 0, theme.WIDTH, self.height)
            canvas.linkRect(self.anchor.label, self.anchor.key, area, relative=1, thickness=0)
        self._draw_dots(baseline, page)

    def _draw_dots(self, baseline: float, page: str) -> None:
        style, canvas = self._style, self.canv
        last_line: float = [0.0, *self._title.getActualLineWidths0()][-1]
        start = self._title_x + last_line + 6
        end = theme.WIDTH - canvas.stringWidth(page, style.fontName, style.fontSize) - 6
        canvas.setFillColor(theme.MUTED)
        x = (end // _DOT_STEP) * _DOT_STEP  # dots of all lines stand under each other
        while x > start:
            canvas.circle(x, baseline + 0.8, 0.5, stroke=0, fill=1)
            x -= _DOT_STEP
