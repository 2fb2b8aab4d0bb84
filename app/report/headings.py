"""Headings of chapters and sections, each a place to which contents, bookmarks and page numbers refer."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.report import theme
from app.report.flow import Part, place
from app.report.tagging.structure import Tag
from app.report.text import clipped, plain, printable

_LONG, _VERY_LONG, _LONGEST = 90, 240, 2400
_SIZES = {1: theme.CHAPTER, 2: theme.SECTION}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a heading leads: key of the bookmark, level in the outline (1 is a chapter), number and title."""

    key: str
    level: int
    number: str
    title: str

    @property
    def label(self) -> str:
        """Number and title on one line."""
        return printable(f"{self.number} {self.title}")


@dataclass(slots=True)
class Places:
    """Pages found in the first pass and printed in the second: of each anchor, and how many there are."""

    pages: dict[str, int] = field(default_factory=dict)
    total: int = 0


class Heading(Part):
    """A heading: its number in the narrow column, its title in the wide one; a chapter has a line above it."""

    announces = True

    def __init__(self, anchor: Anchor) -> None:
        super().__init__()
        self.anchor = anchor
        size = _size(anchor)
        strong = theme.style("heading", size, size * 1.2, theme.STRONG, theme.DEEP)
        numbers = theme.style("number", size, size * 1.2, theme.STRONG, theme.ACCENT)
        tag = Tag(f"H{anchor.level}", self)
        self._title = plain(clipped(anchor.title, _LONGEST), strong).tagged(tag)
        self._number = plain(anchor.number, numbers).tagged(tag)
        self._above = 14.0 if anchor.level == 1 else 0.0
        self.spaceBefore = 26.0 if anchor.level == 1 else 15.0
        self.spaceAfter = 9.0 if anchor.level == 1 else 5.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Full width; as high as the title."""
        self.width = available_width
        title = self._title.wrap(theme.MEASURE, available_height)[1]
        number = self._number.wrap(theme.SIDE, available_height)[1]
        self.height = float(max(title, number)) + self._above
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        if self._above:
            self.canv.setFillColor(theme.ACCENT)
            self.canv.rect(0, self.height - 2, theme.WIDTH, 2, stroke=0, fill=1)
        place(self.canv, self._number, 0, self.height - self._above, theme.SIDE)
        place(self.canv, self._title, theme.TEXT_X, self.height - self._above, theme.MEASURE)


def _size(anchor: Anchor) -> float:
    size = _SIZES.get(anchor.level, theme.LEAD)
    if len(anchor.title) > _VERY_LONG:
        return theme.BODY
    return min(size, theme.SECTION) if len(anchor.title) > _LONG else size
