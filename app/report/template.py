"""The pages under the text: header, footer, watermark, and the bookkeeping of headings and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from app.formats import format_date
from app.report import theme
from app.report.cover import municipality_name
from app.report.headings import Heading
from app.report.story import COVER, PAGES
from app.report.tagging.canvas import artifact
from app.report.text import clipped, fitted, printable
from models.choices import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

    from app.report.headings import Places
    from app.services.document import Control

_LANGUAGE = "nl-NL"
_PROGRAM = "Bolwerk"
_LONGEST_BOOKMARK = 120
_HEADER = ("/Type /Pagination", "/Subtype /Header", "/Attached [/Top]")
_FOOTER = ("/Type /Pagination", "/Subtype /Footer", "/Attached [/Bottom]")
_MARK = ("/Type /Pagination", "/Subtype /Watermark")


class Report(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """One pass over the story. A draft pass only learns the pages and writes nothing."""

    def __init__(
        self,
        out: BinaryIO,
        control: Control,
        places: Places,
        *,
        recolour: Callable[[Color], Color] | None = None,
        draft: bool,
    ) -> None:
        super().__init__(
            out,
            pagesize=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT),
            title=printable(control.title),
            author=printable(control.author),
            subject=printable(control.subtitle),
            creator=_PROGRAM,
            producer=_PROGRAM,
            lang=_LANGUAGE,
            invariant=1,
            pageCompression=0,  # the file is compressed once, when it is archived
            initialFontName=theme.REGULAR,
            enforceColorSpace=recolour,  # ReportLab asks it about each colour
        )
        self._doSave = 0 if draft else 1
        self._control, self._places = control, places
        self._outline_level = -1
        whole = Frame(0, 0, theme.PAGE_WIDTH, theme.PAGE_HEIGHT, 0, 0, 0, 0, id=COVER)
        body = Frame(theme.MARGIN, theme.BOTTOM, theme.WIDTH, theme.HEIGHT, 0, 0, 0, 0, id=PAGES)
        self.addPageTemplates(
            [
                PageTemplate(COVER, [whole], onPage=self._under_cover),
                PageTemplate(PAGES, [body], onPage=self._under_page),
            ]
        )

    def beforeDocument(self) -> None:  # noqa: N802  # ReportLab's name
        """Set what belongs to the whole file; the date is the document's own, so equal content gives equal bytes."""
        control = self._control
        day = f"{control.dated:%Y%m%d}" if control.dated else f"{control.year}1231"
        self.canv.setDateFormatter(lambda *_: f"D:{day}000000Z")
        self.canv.setKeywords(f"{control.classification.label}, {control.status.label}")
        self.canv.setViewerPreference("DisplayDocTitle", "true")
        self.canv.showOutline()

    def afterFlowable(self, flowable: object) -> None:  # noqa: N802  # ReportLab's name
        """Note on which page a heading came, and bookmark it."""
        if not isinstance(flowable, Heading):
            return
        anchor = flowable.anchor
        self._places.pages[anchor.key] = self.page
        top = self.frame._y + flowable.height + 12  # noqa: SLF001  # the frame has no public word for it
        self.canv.bookmarkPage(anchor.key, fit="XYZ", left=0, top=top, zoom=0)
        level = min(anchor.level - 1, self._outline_level + 1)
        self.canv.addOutlineEntry(clipped(anchor.label, _LONGEST_BOOKMARK), anchor.key, level, closed=False)
        self._outline_level = level

    def afterPage(self) -> None:  # noqa: N802  # ReportLab's name
        """Count."""
        self._places.total = max(self._places.total, self.page)

    def _under_cover(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        if self._control.status is DocumentStatus.DRAFT:
            _draw_watermark(canvas, self._control.status.label, 96, 96)

    def _under_page(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        if self._control.status is DocumentStatus.DRAFT:
            _draw_watermark(canvas, self._control.status.label, 128, 96)
        with artifact(canvas, *_HEADER):
            self._draw_header(canvas)
        with artifact(canvas, *_FOOTER):
            self._draw_footer(canvas)
        canvas.restoreState()

    def _draw_header(self, canvas: Canvas) -> None:
        owner = fitted(municipality_name(self._control), theme.STRONG, theme.NOTE, theme.SIDE)
        title = fitted(self._control.title, theme.REGULAR, theme.NOTE, theme.MEASURE)
        _text(canvas, theme.MARGIN, theme.HEADER_Y, owner, font=theme.STRONG, color=theme.ACCENT)
        _text(canvas, theme.MARGIN + theme.TEXT_X, theme.HEADER_Y, title, font=theme.REGULAR, color=theme.MUTED)

    def _draw_footer(self, canvas: Canvas) -> None:
        control = self._control
        canvas.setStrokeColor(theme.RULE)
        canvas.setLineWidth(0.5)
        canvas.line(theme.MARGIN, theme.FOOTER_Y + 15, theme.MARGIN + theme.WIDTH, theme.FOOTER_Y + 15)
        facts = [f"Versie {control.version}" if control.version else "", control.status.label]
        facts += [format_date(control.dated)] if control.dated else []
        state = fitted(" · ".join(filter(None, facts)), theme.REGULAR, theme.NOTE, theme.MEASURE - 90)
        _text(canvas, theme.MARGIN, theme.FOOTER_Y, control.classification.label, font=theme.STRONG, color=theme.INK)
        _text(canvas, theme.MARGIN + theme.TEXT_X, theme.FOOTER_Y, state, font=theme.REGULAR, color=theme.MUTED)
        number = f"Pagina {canvas.getPageNumber()} van {self._places.total}"
        canvas.drawRightString(theme.MARGIN + theme.WIDTH, theme.FOOTER_Y, number)


def _text(canvas: Canvas, x: float, y: float, text: str, *, font: str, color: Color) -> None:
    canvas.setFont(font, theme.NOTE)
    canvas.setFillColor(color)
    canvas.drawString(x, y, text)


def _draw_watermark(canvas: Canvas, word: str, size: float, y: float) -> None:
    """Level, like all text in the document, so that a screen reader and a copied page stay readable."""
    with artifact(canvas, *_MARK):
        canvas.setFont(theme.STRONG, size)
        canvas.setFillColor(theme.WATERMARK)
        canvas.drawCentredString(theme.PAGE_WIDTH / 2, y, word)
