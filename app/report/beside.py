"""Callouts beside the text: small boxes in the margin, next to the passage they belong to.

A callout stands beside its passage when there is enough text to stand beside. Those that find no room come after the
text that they were placed in: two by two next to each other, the last one alone over the full width.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.report import theme
from app.report.flow import Part, heights, room, stack
from app.report.panels import CalloutPanel
from app.report.tagging.canvas import within
from app.report.tagging.structure import Tag
from app.report.tagging.text import ListItem, Text
from app.report.text import clipped, plain, rich

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from app.services.document import Callout

_LEFT = -32.0  # the box reaches into the margin of the page
_WIDTH = theme.TEXT_X - 14.0 - _LEFT
_PAD_X, _PAD_Y = 10.0, 8.0
_BAR = 3.0
_GAP = 10.0
_BETWEEN = 16.0
_OVERHANG = 6.0  # a box may end this much below the text beside it
_HIGHEST = theme.HEIGHT * 0.4
_TITLE = theme.style("margin title", theme.BODY, 12.4, theme.STRONG, theme.ACCENT, spaceAfter=1.5)
_TEXT = theme.style("margin text", theme.TABLE, 11.8, spaceAfter=3)


class MarginBox(Part):
    """A callout as a small box; `anchor` is the text at whose top it would stand, None is the top of the passage."""

    def __init__(
        self, content: Callout, anchor: Text | None = None, *, left: float = _LEFT, width: float = _WIDTH
    ) -> None:
        super().__init__()
        self.anchor = anchor
        self._left = left
        self._parts = [plain(clipped(content.title, 160), _TITLE), *(rich(text, _TEXT) for text in content.text)]
        self.width, self.height = width, heights(self._parts, width - 2 * _PAD_X) + 2 * _PAD_Y + _BAR

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Of one size."""
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        canvas, left = self.canv, self._left
        canvas.setFillColor(theme.TINT)
        canvas.rect(left, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(theme.ACCENT)
        canvas.rect(left, self.height - _BAR, self.width, _BAR, stroke=0, fill=1)
        with within(canvas, Tag("Div")):
            top = self.height - _PAD_Y - _BAR
            stack(canvas, self._parts, left + _PAD_X, top, self.width - 2 * _PAD_X)


class Pair(Part):
    """Two callouts next to each other over the full width, equally high."""

    def __init__(self, first: Callout, second: Callout) -> None:
        super().__init__()
        half = (theme.WIDTH - _BETWEEN) / 2
        self.boxes = [MarginBox(one, left=left, width=half) for one, left in ((first, 0), (second, half + _BETWEEN))]
        self.width, self.height = theme.WIDTH, max(box.height for box in self.boxes)
        self.spaceBefore = self.spaceAfter = 12.0
        for box in self.boxes:
            box.height = self.height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Of one size."""
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        for box in self.boxes:
            box.drawOn(self.canv, 0, 0)


class Passage(Part):
    """Running text with boxes in its margin, in reading order. It is split in its text, never in a box."""

    def __init__(self, items: Sequence[Text | MarginBox]) -> None:
        super().__init__()
        self.items = list(items)
        self.texts = [item for item in self.items if isinstance(item, Text)]
        self.boxes = [item for item in self.items if isinstance(item, MarginBox)]
        if self.texts:
            self.spaceBefore, self.spaceAfter = self.texts[0].getSpaceBefore(), self.texts[-1].getSpaceAfter()
        self.tops: dict[Flowable, float] = {}
        self.text_height = self.height = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; as high as the text or the boxes, whichever reach further."""
        del available_height
        y = gap = 0.0
        for place, text in enumerate(self.texts):
            y += max(gap, float(text.getSpaceBefore())) if place else 0.0
            self.tops[text] = y
            y += float(text.wrap(theme.WIDTH, theme.HEIGHT)[1])
            gap = float(text.getSpaceAfter())
        free = 0.0
        for box in self.boxes:
            self.tops[box] = max(free, self.tops.get(box.anchor, 0.0))
            free = self.tops[box] + box.height + _GAP
        self.text_height = y
        self.width, self.height = available_width, max(y, free - _GAP)
        return self.width, self.height

    def lead(self) -> float:
        """As of the text at its beginning."""
        return room(self.texts)

    def split(self, available_width: float, available_height: float) -> list[Part]:
        """What fits and the rest; a box goes on with the rest when it does not fit whole."""
        self.wrap(available_width, available_height)
        head: list[Text | MarginBox] = []
        tail: list[Text | MarginBox] = []
        for item in self.items:
            left = available_height - self.tops[item]
            if isinstance(item, MarginBox):
                (head if item.height <= left and item.anchor in (None, *head) else tail).append(item)
            elif any(isinstance(one, Text) for one in tail):
                tail.append(item)
            else:
                _divide(item, left, head, tail)
        _take_headings_along(head, tail)
        return [Passage(head), Passage(tail)] if tail and any(isinstance(item, Text) for item in head) else []

    def draw(self) -> None:
        """Draw at the origin."""
        for item in self.items:
            item.drawOn(self.canv, 0, self.height - self.tops[item] - item.height)


def _divide(text: Text, left: float, head: list[Text | MarginBox], tail: list[Text | MarginBox]) -> None:
    if text.height <= left:
        head.append(text)
        return
    halves = text.split(theme.WIDTH, left) if left > 0 else []
    if len(halves) == 2:
        head.append(halves[0])
        tail.append(halves[1])
    else:
        tail.append(text)


def _take_headings_along(head: list[Text | MarginBox], tail: list[Text | MarginBox]) -> None:
    """A subheading that would end the page goes on with what it announces, and so do the boxes beside it."""
    while last := next((item for item in reversed(head) if isinstance(item, Text)), None):
        if not getattr(last, "announces", False):
            return
        moved = [item for item in head if item is last or (isinstance(item, MarginBox) and item.anchor is last)]
        head[:] = [item for item in head if item not in moved]
        tail[:0] = moved


def beside(parts: Sequence[Flowable]) -> Iterator[Flowable]:
    """The parts, with each callout in the margin of the text around it where there is room."""
    for flows, group in groupby(parts, key=lambda part: isinstance(part, (Text, CalloutPanel))):
        members = list(group)
        if flows and any(isinstance(part, CalloutPanel) for part in members):
            yield from _with_margin(members)
        else:
            yield from members


def _with_margin(members: Sequence[Flowable]) -> Iterator[Flowable]:
    """The text with a box in its margin for each callout that fits there, and then the callouts that do not."""
    items: list[Text | MarginBox] = []
    left_over: list[CalloutPanel] = []
    following = [part for part in members if isinstance(part, Text)]
    for part in members:
        if isinstance(part, CalloutPanel):
            box = _fitting(part.content, items, following)
            if box is None:
                left_over.append(part)
            else:
                items.append(box)
        else:
            items.append(following.pop(0))
    yield from _shortest(items)
    yield from _paired(left_over)


def _fitting(content: Callout, before: list[Text | MarginBox], after: list[Text]) -> MarginBox | None:
    """A box at the nearest place where there is text enough beside it."""
    for anchor in _anchors(before):
        box = MarginBox(content, anchor)
        passage = Passage([*before, box, *after])
        passage.wrap(theme.WIDTH, theme.HEIGHT)
        if box.height <= _HIGHEST and passage.height <= passage.text_height + _OVERHANG:
            return box
    return None


def _anchors(before: Sequence[Text | MarginBox]) -> Iterator[Text | None]:
    """Where a callout may stand: at a paragraph, the nearest first, up to a subheading. None: at the top."""
    found = False
    for part in reversed(before):
        if isinstance(part, Text) and not isinstance(part, ListItem):
            found = True
            yield part
            if getattr(part, "announces", False):
                return
    if not found:
        yield None


def _paired(panels: list[CalloutPanel]) -> Iterator[Flowable]:
    """Two by two, except those that are high and those that are left alone."""
    waiting: CalloutPanel | None = None
    for panel in panels:
        if MarginBox(panel.content).height > _HIGHEST:
            yield from filter(None, (waiting, panel))
            waiting = None
        elif waiting is None:
            waiting = panel
        else:
            yield Pair(waiting.content, panel.content)
            waiting = None
    if waiting is not None:
        yield waiting


def _shortest(items: list[Text | MarginBox]) -> Iterator[Flowable]:
    """Only what stands beside boxes as a passage and the rest as it was, so that pages break freely."""
    boxes = [item for item in items if isinstance(item, MarginBox)]
    if not boxes:
        yield from items
        return
    whole = Passage(items)
    whole.wrap(theme.WIDTH, theme.HEIGHT)
    begin = min(items.index(box.anchor) if box.anchor is not None else 0 for box in boxes)
    foot = whole.tops[boxes[-1]] + boxes[-1].height
    end = 1 + max(place for place, item in enumerate(items) if item is boxes[-1] or whole.tops[item] < foot)
    yield from items[:begin]
    yield Passage(items[begin:end])
    yield from items[end:]
