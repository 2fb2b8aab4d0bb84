"""Paragraphs that know what they are in the structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from app.report.tagging.canvas import marked
from app.report.tagging.structure import Tag

if TYPE_CHECKING:
    from typing import Self


class Text(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph; the parts of one that was split over pages are one element."""

    tags: tuple[Tag, ...] = ()

    def tagged(self, *tags: Tag) -> Self:
        """As something else than a P; the last tag is the text, the others are above it."""
        self.tags = tags
        return self

    def path(self) -> tuple[Tag, ...]:
        """Its place below where it is drawn."""
        return self.tags or (Tag("P", self),)

    def split(self, available_width: float, available_height: float) -> list[Text]:
        """ReportLab's halves, which stay one element."""
        return [half.tagged(*self.path()) for half in super().split(available_width, available_height)]

    def draw(self) -> None:
        """Draw at the origin."""
        with marked(self.canv, *self.path()):
            super().draw()


class ListItem(Text):
    """A paragraph with a bullet, in the list that the tags name: (…, L). The bullet is its label."""

    item: ListItem | None = None
    bulletText: str | None  # noqa: N815  # ReportLab’s name

    def path(self) -> tuple[Tag, ...]:
        """The item in its list."""
        return (*self.tags, Tag("LI", self.item or self))

    def split(self, available_width: float, available_height: float) -> list[Text]:
        """Halves of one item."""
        halves = super().split(available_width, available_height)
        for half in halves:
            half.tags, half.item = self.tags, self.item or self
        return halves

    def draw(self) -> None:
        """Draw at the origin."""
        bullet: str | None = self.bulletText
        self.bulletText = None  # so that ReportLab does not draw it as part of the text
        if bullet:
            style, first = self.style, self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
            with marked(self.canv, *self.path(), Tag("Lbl", self)):
                self.canv.setFillColor(style.bulletColor)
                self.canv.setFont(style.bulletFontName, style.bulletFontSize)
                self.canv.drawString(style.bulletIndent, self.height - getattr(first, "ascent", first.fontSize), bullet)
        with marked(self.canv, *self.path(), Tag("LBody", self.item or self)):
            Paragraph.draw(self)
        self.bulletText = bullet
