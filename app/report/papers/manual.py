"""The manual as a document: the same texts and pictures as on screen, with contents, bookmarks and structure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from app.errors import BugError
from app.report import theme
from app.report.blocks import parts_of
from app.report.evaluation_pdf import draw
from app.report.flow import Part
from app.report.saving import staged
from app.report.tagging.canvas import marked
from app.report.tagging.structure import Tag
from app.rules import markup
from app.services import document as content
from app.services.manual import PictureNode, TableNode, nodes, picture, topics
from app.version import RELEASED, VERSION
from models.choices import Classification, DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportlab.platypus.flowables import Flowable

    from app.services.manual import ManualNode, Topic

TITLE = "Handleiding"
_LARGEST = theme.HEIGHT * 0.5  # points that a picture may be high


def write_manual(out: Path) -> int:
    """Write the manual; gives the number of pages. After ExportFailed `out` is as it was."""
    drawn, pages = manual_pdf()
    with staged(drawn, out):
        return pages


def manual_pdf() -> tuple[bytes, int]:
    """The document, tagged, and its number of pages; equal content gives equal bytes."""
    control = content.Control(
        municipality="",
        title=TITLE,
        subtitle="Bolwerk, voor de aanpak van ondermijning",
        year=RELEASED.year,
        author="Bolwerk",
        dated=RELEASED,
        version=VERSION,
        status=DocumentStatus.FINAL,
        classification=Classification.PUBLIC,
    )
    return draw(content.EvaluationDocument(control, (), tuple(_sections())))


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture as a block of content."""

    node: PictureNode


class _Screen(Part):
    """A picture of the window over the full width, with a thin edge; its words are read aloud instead of it."""

    def __init__(self, node: PictureNode) -> None:
        super().__init__()
        self._told, self._image = node.told, ImageReader(str(picture(node.file)))
        across, down = self._image.getSize()
        self.width = min(theme.WIDTH, _LARGEST * across / down)
        self.height = self.width * down / across
        self.spaceBefore, self.spaceAfter = 6.0, 10.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Of one size."""
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin."""
        left, foot = self.canv.absolutePosition(0, 0)
        box = (left, foot, left + self.width, foot + self.height)
        with marked(self.canv, Tag("Figure", alternative=self._told, box=box)):
            self.canv.drawImage(self._image, 0, 0, self.width, self.height)
            self.canv.setStrokeColor(theme.RULE)
            self.canv.setLineWidth(0.5)
            self.canv.rect(0, 0, self.width, self.height, stroke=1, fill=0)


@parts_of.register(_Shown)
def _screen(block: _Shown) -> list[Flowable]:
    return [_Screen(block.node)]


def _sections() -> Iterator[content.Section]:
    for number, (chapter, inside) in enumerate(groupby(topics(), key=lambda each: each.chapter), start=1):
        yield content.Section(f"{number}", chapter, ())
        for place, topic in enumerate(inside, start=1):
            yield content.Section(f"{number}.{place}", topic.title, _blocks(topic))


def _blocks(topic: Topic) -> tuple[content.Block, ...]:
    return tuple(_block(node) for node in nodes(topic.text))


@singledispatch
def _block(node: ManualNode) -> content.Block:
    raise BugError(f"no block for {type(node).__name__}")


@_block.register
def _(node: markup.TextNode) -> content.Block:
    return content.Paragraph(_rich(node.runs))


@_block.register
def _(node: markup.HeadingNode) -> content.Block:
    return content.Subheading(node.text)


@_block.register
def _(node: markup.ListNode) -> content.Block:
    return content.Bullets(tuple(_rich(item) for item in node.items))


@_block.register
def _(node: TableNode) -> content.Block:
    columns = tuple(content.Column(title, _share(node, at)) for at, title in enumerate(node.titles))
    return content.Table("", columns, tuple(content.Row(row) for row in node.rows))


@_block.register
def _(node: PictureNode) -> content.Block:
    return _Shown(node)  # type: ignore[return-value]  # a block of the manual's own


def _rich(runs: tuple[markup.Run, ...]) -> content.RichText:
    return tuple(content.Span(run.text, run.bold, run.italic) for run in runs)


def _share(node: TableNode, at: int) -> float:
    """As wide as its longest cell asks, between a narrow and a wide column."""
    longest = max(len(row[at]) for row in (node.titles, *node.rows))
    return min(6.0, max(1.5, longest / 12))
