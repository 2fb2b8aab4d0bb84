"""A letter as a tagged PDF for archive and screen reader, in the house style of its sender."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Spacer

from app.report import theme
from app.report.flow import Part, held_together
from app.report.letters.blocks import Gap, Heading, Items, Lines, blocks_of
from app.report.tables import table_block
from app.report.tagging.archive import archived
from app.report.tagging.canvas import TaggedCanvas, artifact
from app.report.tagging.structure import Tag
from app.report.tagging.text import ListItem, Text
from app.report.text import BULLET, clipped, fitted, markup, plain, printable
from app.services.document import Table
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus.flowables import Flowable

    from app.report.house.style import HouseStyle
    from app.report.letters.blocks import LetterBlock

_PROGRAM = "Bolwerk"
_PAGINATION = "/Type /Pagination"
_FIRST, _NEXT = "first", "next"
_LOGO_WIDTH, _LOGO_HEIGHT = 170.0, 56.0
_LONGEST_HEADING = 600
_LONGEST_BOOKMARK = 120
_GAP = 10.0
_TEXT = theme.style("letter", theme.BODY, 14.4, leftIndent=theme.TEXT_X, spaceAfter=7.2)
_CLOSE = theme.style("letter line", theme.BODY, 14.4, leftIndent=theme.TEXT_X)
_ITEM = theme.style(
    "letter item", theme.BODY, 14.4, leftIndent=theme.TEXT_X + 16, bulletIndent=theme.TEXT_X, spaceAfter=3
)
_TITLE = theme.style(
    "letter title", theme.SECTION, 18, theme.STRONG, theme.DEEP, leftIndent=theme.TEXT_X, spaceBefore=10, spaceAfter=9
)
_HEADING = theme.style(
    "letter heading", theme.BODY, 14.4, theme.STRONG, theme.ACCENT, leftIndent=theme.TEXT_X, spaceBefore=7, spaceAfter=2
)


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What stands on the pages of a letter beside its text."""

    title: str
    municipality: str
    day: date
    classification: Classification


def letter_pdf(docx: bytes, head: LetterHead, house: HouseStyle) -> bytes:
    """The text of a filled Word file as PDF/A; equal content gives equal bytes."""
    theme.prepare()
    out = BytesIO()
    document = _Letter(out, head, house)
    story = [NextPageTemplate(_NEXT), *_parts(blocks_of(docx))]
    document.build(list(held_together(story)), canvasmaker=TaggedCanvas)
    return archived(out.getvalue(), document.canv.structure)


def _parts(blocks: Sequence[LetterBlock]) -> Iterator[Flowable]:
    level = 0
    for before, block in pairwise((None, *blocks)):
        if isinstance(block, Gap) and not isinstance(before, Table):  # a table brings room of its own
            yield _kept(_Empty(), block)
        elif isinstance(block, Heading):
            level = min(block.level, level + 1) if level else 1
            yield _heading(block, level)
        elif isinstance(block, Lines):
            text = "<br/>".join(markup(line) for line in block.lines)
            yield _kept(Text(text, _CLOSE if block.close else _TEXT), block)
        elif isinstance(block, Items):
            yield from _items(block)
        elif isinstance(block, Table):
            yield table_block(block)


def _kept(part: Flowable, block: Lines | Gap) -> Flowable:
    part.announces = block.kept
    return part


def _heading(block: Heading, level: int) -> Text:
    """The first is the subject of the letter, whatever level Word gave it, and no level is left out on the way down."""
    text = plain(clipped(block.text, _LONGEST_HEADING), _TITLE if level == 1 else _HEADING)
    text.announces = True
    text.bookmark = (level - 1, clipped(block.text, _LONGEST_BOOKMARK))
    return text.tagged(Tag(f"H{level}", text))


def _items(block: Items) -> Iterator[Flowable]:
    whole = Tag("L", object(), numbering="Decimal" if block.numbered else "Disc")
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}." if block.numbered else BULLET
        yield ListItem(markup(item), _ITEM, bulletText=mark).tagged(whole)
    yield Spacer(1, 4)


class _Empty(Part):
    """An empty line."""

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As high as a gap."""
        del available_height
        self.width, self.height = available_width, _GAP
        return self.width, self.height

    def draw(self) -> None:
        """Nothing."""


class _Letter(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """One pass: the first page leaves room for the logo, the next ones say whose letter they belong to."""

    def __init__(self, out: BytesIO, head: LetterHead, house: HouseStyle) -> None:
        super().__init__(
            out,
            pagesize=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT),
            title=printable(head.title),
            author=printable(f"Gemeente {head.municipality}"),
            subject=head.classification.label,
            creator=_PROGRAM,
            producer=_PROGRAM,
            lang="nl-NL",
            invariant=1,
            pageCompression=0,  # the file is compressed once, when it is archived
            initialFontName=theme.REGULAR,
            enforceColorSpace=house.recolour,  # ReportLab asks it about each colour
        )
        self._head, self._house = head, house
        self._bookmarks = 0
        lower = _LOGO_HEIGHT + 12 if house.logo is not None else 0.0
        first = Frame(theme.MARGIN, theme.BOTTOM, theme.WIDTH, theme.HEIGHT - lower, 0, 0, 0, 0)
        others = Frame(theme.MARGIN, theme.BOTTOM, theme.WIDTH, theme.HEIGHT, 0, 0, 0, 0)
        self.addPageTemplates(
            [
                PageTemplate(_FIRST, [first], onPage=self._under_first),
                PageTemplate(_NEXT, [others], onPage=self._under_others),
            ]
        )

    def beforeDocument(self) -> None:  # noqa: N802  # ReportLab's name
        """Set what belongs to the whole file; the date is the letter's own."""
        self.canv.setDateFormatter(lambda *_: f"D:{self._head.day:%Y%m%d}000000Z")
        self.canv.setKeywords(self._head.classification.label)
        self.canv.setViewerPreference("DisplayDocTitle", "true")

    def afterFlowable(self, flowable: object) -> None:  # noqa: N802  # ReportLab's name
        """Bookmark the headings."""
        found = getattr(flowable, "bookmark", None)
        if found is not None:
            level, title = found
            key = f"kop-{self._bookmarks}"
            self._bookmarks += 1
            self.canv.bookmarkPage(key, fit="XYZ", left=0, top=self.frame._y + 24, zoom=0)  # noqa: SLF001
            self.canv.addOutlineEntry(title, key, level, closed=False)

    def _under_first(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        """The logo is an ornament: the letter says in words who sends it."""
        canvas.saveState()
        logo = self._house.logo
        with artifact(canvas, _PAGINATION):
            if logo is not None:
                width, height = logo.size_within(_LOGO_WIDTH, _LOGO_HEIGHT)
                top = theme.PAGE_HEIGHT - theme.TOP + 14
                logo.draw(canvas, theme.MARGIN + theme.TEXT_X, top - height, width, height)
            self._draw_foot(canvas)
        canvas.restoreState()

    def _under_others(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        with artifact(canvas, _PAGINATION):
            owner = fitted(f"Gemeente {self._head.municipality}", theme.STRONG, theme.NOTE, theme.SIDE)
            canvas.setFont(theme.STRONG, theme.NOTE)
            canvas.setFillColor(theme.ACCENT)
            canvas.drawString(theme.MARGIN, theme.HEADER_Y, owner)
            title = fitted(self._head.title, theme.REGULAR, theme.NOTE, theme.MEASURE)
            canvas.setFont(theme.REGULAR, theme.NOTE)
            canvas.setFillColor(theme.MUTED)
            canvas.drawString(theme.MARGIN + theme.TEXT_X, theme.HEADER_Y, title)
            self._draw_foot(canvas)
        canvas.restoreState()

    def _draw_foot(self, canvas: Canvas) -> None:
        canvas.setFont(theme.STRONG, theme.NOTE)
        canvas.setFillColor(theme.INK)
        canvas.drawString(theme.MARGIN, theme.FOOTER_Y, self._head.classification.label)
        canvas.setFont(theme.REGULAR, theme.NOTE)
        canvas.setFillColor(theme.MUTED)
        canvas.drawRightString(theme.MARGIN + theme.WIDTH, theme.FOOTER_Y, f"Pagina {canvas.getPageNumber()}")
