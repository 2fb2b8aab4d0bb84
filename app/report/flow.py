"""What every drawn part has in common, and keeping headings on the page of what they announce."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph
from reportlab.platypus.doctemplate import ActionFlowable
from reportlab.platypus.flowables import Flowable

from app.report import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate


class Part(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A piece of the document. `width` and `height` are known after `wrap`."""

    width: float
    height: float
    canv: Canvas
    announces = False

    def lead(self) -> float:
        """Height of the smallest piece that may stand at the foot of a page."""
        return float(self.wrap(theme.WIDTH, theme.HEIGHT)[1])


class Hold(ActionFlowable):  # type: ignore[misc]  # ReportLab has no types
    """Begins a new page when less than `height` is left of this one."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def apply(self, doc: BaseDocTemplate) -> None:
        """Called by the document while it is laid out."""
        left = doc.frame._y - doc.frame._y1p  # noqa: SLF001  # the frame has no public word for it
        if left < min(self.height, theme.HEIGHT):
            doc.handle_pageBreak()


def place(canvas: Canvas, paragraph: Paragraph, x: float, top: float, width: float) -> float:
    """Draw a paragraph below `top`; returns its height."""
    height = float(paragraph.wrapOn(canvas, width, theme.HEIGHT)[1])
    paragraph.drawOn(canvas, x, top - height)
    return height


def heights(parts: Iterable[Flowable], width: float) -> float:
    """Height of paragraphs or other parts under each other, without the space after the last."""
    total = gap = 0.0
    for index, part in enumerate(parts):
        total += max(gap, float(part.getSpaceBefore())) if index else 0.0
        total += float(part.wrap(width, theme.HEIGHT)[1])
        gap = float(part.getSpaceAfter())
    return total


def stack(canvas: Canvas, paragraphs: Iterable[Paragraph], x: float, top: float, width: float) -> None:
    """Draw paragraphs under each other."""
    y, gap = top, 0.0
    for index, paragraph in enumerate(paragraphs):
        y -= max(gap, paragraph.getSpaceBefore()) if index else 0.0
        y -= place(canvas, paragraph, x, y, width)
        gap = paragraph.getSpaceAfter()


def held_together(parts: Sequence[Flowable]) -> Iterator[Flowable]:
    """The parts, with a Hold before each heading or row of headings that asks room for the beginning of what follows.

    ReportLab's own keepWithNext keeps the whole next paragraph or table with the heading and leaves half a page empty.
    """
    for index, part in enumerate(parts):
        if _announces(part) and not (index and _announces(parts[index - 1])):
            yield Hold(room(parts[index:]))
        yield part


def _announces(part: Flowable) -> bool:
    return bool(getattr(part, "announces", False))


def room(parts: Sequence[Flowable]) -> float:
    """Height of headings and the beginning of what they announce."""
    total = gap = 0.0
    for part in parts:
        total += max(gap, float(part.getSpaceBefore())) + _lead(part)
        gap = float(part.getSpaceAfter())
        if not _announces(part):
            break
    return total


def _lead(part: Flowable) -> float:
    if isinstance(part, Part):
        return part.lead()
    height = float(part.wrap(theme.WIDTH, theme.HEIGHT)[1])
    return min(height, 3 * part.style.leading) if isinstance(part, Paragraph) else 0.0
