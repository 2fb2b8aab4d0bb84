"""The annex with the quickscan: who did it and how, then each theme with its recommendations and where they stand.

It is set on one page when it fits there in one of three settings; otherwise it flows over pages.
"""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from app.report import theme
from app.report.flow import Part, heights, place
from app.report.tagging.canvas import REPEATED, artifact, marked, within
from app.report.tagging.structure import Tag
from app.report.text import clipped, fitted, pieces, plain, rich
from models.choices import RecommendationStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.lib.colors import Color
    from reportlab.platypus.flowables import Flowable

    from app.report.tagging.text import Text
    from app.services.document import AnnexTheme, QuickscanAnnex

_PILL_WIDTH = 92.0
_PILL_HEIGHT = 14.0
_PAD = 11.0
_BAR_HEIGHT = 9.0
_BELOW_CIRCLE = 23.0
_MOST_STEPS = 6
_TEXT_WIDTH = theme.MEASURE - _PILL_WIDTH - 12
_LONGEST_ROW = 1500
_THEME = theme.style("theme", theme.BODY, 12.6, theme.STRONG, theme.ACCENT)
_FINISHED = {RecommendationStatus.DONE.label, RecommendationStatus.EMBEDDED.label}
_UNDER_WAY = {RecommendationStatus.IN_PROGRESS.label}
_FURTHEST_FIRST = [status.label for status in reversed(RecommendationStatus)]
_STEP = theme.style("step", theme.TABLE, 11.6)


@dataclass(frozen=True, slots=True)
class Setting:
    """How close the rows of a theme stand: letter and line height, space between rows, space above and below them."""

    size: float
    leading: float
    gap: float
    padding: float


SETTINGS = (
    Setting(theme.TABLE, 12.0, 7.0, 11.0),
    Setting(theme.TABLE, 11.0, 4.0, 7.0),
    Setting(theme.NOTE, 10.2, 3.6, 6.0),
)


class Steps(Part):
    """How the quickscan was done, as numbered steps on a line."""

    def __init__(self, carried_out_by: str, methods: Sequence[str]) -> None:
        super().__init__()
        strong = theme.style("by", theme.LEAD, 14, theme.STRONG, theme.DEEP)
        self._by = plain(clipped(carried_out_by, 200), strong).tagged(Tag("P", self))
        self._steps = [plain(clipped(method, 200), _STEP) for method in methods[:_MOST_STEPS]]
        self._step = theme.MEASURE / max(1, len(self._steps))
        self.spaceBefore, self.spaceAfter = 8.0, 20.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; as high as the highest step."""
        del available_height
        self.width = available_width
        steps = [_BELOW_CIRCLE + heights([step], self._step - 12) for step in self._steps]
        self.height = max([*steps, 13 + heights([self._by], theme.SIDE - _PAD)]) + 2 * _PAD
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        canvas, top = self.canv, self.height - _PAD
        canvas.setFillColor(theme.TINT)
        canvas.rect(0, 0, theme.WIDTH, self.height, stroke=0, fill=1)
        place(canvas, plain("Uitgevoerd door", theme.NOTE_TEXT).tagged(Tag("P", self)), _PAD, top, theme.SIDE - _PAD)
        place(canvas, self._by, _PAD, top - 13, theme.SIDE - _PAD)
        canvas.setStrokeColor(theme.ACCENT)
        canvas.setLineWidth(1)
        canvas.line(theme.TEXT_X, top - 9, theme.TEXT_X + self._step * max(0, len(self._steps) - 1), top - 9)
        for index, step in enumerate(self._steps):
            x = theme.TEXT_X + index * self._step
            canvas.setFillColor(theme.ACCENT)
            canvas.circle(x + 9, top - 9, 9, stroke=0, fill=1)
            with within(canvas, Tag("L", self, numbering="Decimal"), Tag("LI")):
                with marked(canvas, Tag("Lbl")):
                    canvas.setFillColor(theme.WHITE)
                    canvas.setFont(theme.STRONG, theme.TABLE)
                    canvas.drawCentredString(x + 9, top - 12.2, str(index + 1))
                place(canvas, step.tagged(Tag("LBody")), x, top - _BELOW_CIRCLE, self._step - 12)


class Standing(Part):
    """How many recommendations there are and how many in each status, as a sentence and as one divided bar."""

    announces = True

    def __init__(self, themes: Sequence[AnnexTheme]) -> None:
        super().__init__()
        counts = Counter(status for one in themes for _, status in one.recommendations)
        order = {status: index for index, status in enumerate(_FURTHEST_FIRST)}
        self.counts = sorted(counts.items(), key=lambda item: order.get(item[0], len(order)))
        total = counts.total()
        noun = "aanbeveling" if total == 1 else "aanbevelingen"
        spread = ", ".join(f"{number}\u00a0{status or 'onbekend'}" for status, number in self.counts)
        style = theme.style("standing", theme.LEAD, 15.6, theme.STRONG, theme.DEEP)
        self._line = plain(f"{total} {noun}: {spread}", style)
        self.spaceAfter = 14.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; the sentence and the bar."""
        del available_height
        self.width, self.height = available_width, heights([self._line], theme.MEASURE) + 6 + _BAR_HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        canvas, x = self.canv, theme.TEXT_X
        place(canvas, self._line, theme.TEXT_X, self.height, theme.MEASURE)
        total = sum(number for _, number in self.counts)
        canvas.setStrokeColor(theme.ACCENT)
        canvas.setLineWidth(0.6)
        for status, number in self.counts:
            width = theme.MEASURE * number / total
            canvas.setFillColor(_look(status)[0])
            canvas.rect(x, 0, width, _BAR_HEIGHT, stroke=1, fill=1)
            x += width


class ThemeBlock(Part):
    """A theme in the narrow column, its recommendations in the wide one, each with its status. Split between rows."""

    def __init__(
        self,
        title: str,
        rows: Sequence[tuple[Text, str]],
        setting: Setting,
        *,
        continues: ThemeBlock | None = None,
    ) -> None:
        super().__init__()
        self.title, self._rows, self._setting = title, list(rows), setting
        self._title = plain(clipped(title, 200), _THEME).tagged(Tag("H2"))
        self.tag: Tag = continues.tag if continues else Tag("L", self)
        self._continues = continues is not None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; as high as the higher of title and rows."""
        del available_height
        self.width = available_width
        self.height = max(heights([self._title], theme.SIDE), sum(self._row_heights()))
        self.height += 2 * self._setting.padding - self._setting.gap
        return self.width, self.height

    def lead(self) -> float:
        """The title and the first row."""
        first = self._row_heights()[0] if self._rows else 0.0
        return max(heights([self._title], theme.SIDE), first) + 2 * self._setting.padding

    def split(self, available_width: float, available_height: float) -> list[Part]:
        """Rows that fit and the rest, with the title on both; nothing when no row fits or all of it goes on a page."""
        self.wrap(available_width, available_height)
        room = available_height - 2 * self._setting.padding
        fits = sum(used <= room for used in accumulate(self._row_heights()))
        if not 0 < fits < len(self._rows):
            return []
        first, rest = ThemeBlock(self.title, self._rows[:fits], self._setting, continues=self), self._rows[fits:]
        first._continues = self._continues
        return [first, ThemeBlock(self.title, rest, self._setting, continues=self)]

    def draw(self) -> None:
        """Draw at the origin."""
        canvas, y = self.canv, self.height - self._setting.padding
        canvas.setStrokeColor(theme.RULE)
        canvas.setLineWidth(0.6)
        canvas.line(0, self.height, theme.WIDTH, self.height)
        with artifact(canvas, REPEATED) if self._continues else nullcontext():
            place(canvas, self._title, 0, y, theme.SIDE)
        for (text, status), height in zip(self._rows, self._row_heights(), strict=True):
            with within(canvas, self.tag, Tag("LI")):
                place(canvas, text.tagged(Tag("LBody", text)), theme.TEXT_X, y, _TEXT_WIDTH)
                if status:
                    self._draw_pill(status, y, Tag("LBody", text))
            y -= height

    def _draw_pill(self, status: str, top: float, tag: Tag) -> None:
        canvas, x = self.canv, theme.WIDTH - _PILL_WIDTH
        fill, ink = _look(status)
        canvas.setFillColor(fill)
        canvas.setStrokeColor(theme.ACCENT)
        canvas.setLineWidth(0.6)
        canvas.roundRect(x, top - _PILL_HEIGHT + 0.5, _PILL_WIDTH, _PILL_HEIGHT, _PILL_HEIGHT / 2, stroke=1, fill=1)
        shown = fitted(status, theme.STRONG, theme.NOTE, _PILL_WIDTH - 12)
        with marked(canvas, tag):
            canvas.setFillColor(ink)
            canvas.setFont(theme.STRONG, theme.NOTE)
            canvas.drawCentredString(x + _PILL_WIDTH / 2, top - 9.4, shown)

    def _row_heights(self) -> list[float]:
        return [max(heights([text], _TEXT_WIDTH), _PILL_HEIGHT) + self._setting.gap for text, _ in self._rows]


def _look(status: str) -> tuple[Color, Color]:
    """Fill and ink of a status: the further, the darker, so that it shows in grey as well."""
    if status in _FINISHED:
        return theme.ACCENT, theme.WHITE
    return (theme.PALE, theme.DEEP) if status in _UNDER_WAY else (theme.WHITE, theme.DEEP)


def quickscan_parts(content: QuickscanAnnex, setting: Setting) -> Iterator[Flowable]:
    """Everything under the heading of the annex."""
    for text in content.introduction:
        yield rich(text, theme.TEXT)
    yield Steps(content.carried_out_by, content.methods)
    if any(one.recommendations for one in content.themes):
        yield Standing(content.themes)
    for one in content.themes:
        yield ThemeBlock(one.title, list(_rows(one, setting)), setting)


def _rows(content: AnnexTheme, setting: Setting) -> Iterator[tuple[Text, str]]:
    style = theme.style("recommendation", setting.size, setting.leading)
    for text, status in content.recommendations:
        for index, piece in enumerate(pieces(text, _LONGEST_ROW)):
            yield plain(piece, style), status if not index else ""
