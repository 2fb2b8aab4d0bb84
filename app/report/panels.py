"""Boxes that stand out from the text: a callout with one finding, and a goal the municipality set itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.report import theme
from app.report.flow import Part, heights, stack
from app.report.tagging.canvas import within
from app.report.tagging.structure import Tag
from app.report.text import clipped, plain, rich

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

    from app.report.tagging.text import Text
    from app.services.document import Callout, GoalBox

_PADDING = 13.0
_FOOT = 9.0  # the last line brings room of its own
_BAR = 3.0
_LONGEST_TITLE = 160


class Panel(Part):
    """A coloured box: title paragraphs in the narrow column, text in the wide one. Split only when over a page high."""

    def __init__(
        self, title: list[Text], text: list[Text], fill: Color, bar: Color, *, continues: Panel | None = None
    ) -> None:
        super().__init__()
        self._title, self._text = title, text
        self._fill, self._bar = fill, bar
        self.tag: Tag = continues.tag if continues else Tag("Div", self)
        self.spaceBefore = self.spaceAfter = 12.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; as high as the higher of title and text."""
        del available_height
        self.width = available_width
        title = heights(self._title, theme.SIDE - _PADDING)
        text = heights(self._text, theme.MEASURE - _PADDING)
        self.height = max(title, text) + _PADDING + _FOOT
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Part]:
        """Two boxes when one page cannot hold it, otherwise nothing: it moves to the next page as a whole."""
        self.wrap(available_width, available_height)
        if self.height <= theme.HEIGHT:
            return []
        head, tail = _split(self._text, available_height - _PADDING - _FOOT)
        if not head:
            return []
        return [
            Panel(self._title, head, self._fill, self._bar, continues=self),
            Panel([], tail, self._fill, self._bar, continues=self),
        ]

    def draw(self) -> None:
        """Draw at the origin."""
        canvas = self.canv
        canvas.setFillColor(self._fill)
        canvas.rect(0, 0, theme.WIDTH, self.height, stroke=0, fill=1)
        canvas.setFillColor(self._bar)
        canvas.rect(0, 0, _BAR, self.height, stroke=0, fill=1)
        top = self.height - _PADDING
        # Title and text stand on one line, whatever their sizes.
        lift = self._title[0].style.fontSize - self._text[0].style.fontSize if self._title and self._text else 0.0
        with within(canvas, self.tag):
            stack(canvas, self._title, _PADDING, top + lift, theme.SIDE - _PADDING)
            stack(canvas, self._text, theme.TEXT_X, top, theme.MEASURE - _PADDING)


class CalloutPanel(Panel):
    """One finding on a tint."""

    def __init__(self, content: Callout) -> None:
        self.content = content
        title = [plain(clipped(content.title, _LONGEST_TITLE), theme.BOX_TITLE)]
        super().__init__(title, [rich(text, theme.BOX_TEXT) for text in content.text], theme.TINT, theme.ACCENT)


def goal_box(content: GoalBox) -> Panel:
    """A goal, light on dark, with where it was set under its title."""
    title = [
        plain(clipped(content.title, _LONGEST_TITLE), theme.GOAL_TITLE),
        plain(clipped(content.source, _LONGEST_TITLE), theme.GOAL_SOURCE),
    ]
    return Panel(title, [rich(text, theme.GOAL_TEXT) for text in content.text], theme.ACCENT, theme.DEEP)


def _split(paragraphs: list[Text], room: float) -> tuple[list[Text], list[Text]]:
    """What fits in `room` points and what does not, of a text that is higher than that."""
    width = theme.MEASURE - _PADDING
    index = next(number for number in range(len(paragraphs)) if heights(paragraphs[: number + 1], width) > room)
    before, after = paragraphs[:index], paragraphs[index + 1 :]
    left = room - heights(before, width) - (theme.BOX_TEXT.spaceAfter if before else 0)
    parts = paragraphs[index].split(width, left) if left > 0 else []
    if len(parts) == 2:
        return [*before, parts[0]], [parts[1], *after]
    return before, [paragraphs[index], *after]
