"""A short paper of the office without title page: what it is and whose in the head, its label in the foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from app.formats import format_date
from app.report import theme
from app.report.flow import held_together
from app.report.tagging.archive import archived
from app.report.tagging.canvas import TaggedCanvas, artifact
from app.report.text import fitted, printable
from models.choices import Classification, Secrecy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus.flowables import Flowable

_PROGRAM = "Bolwerk"
_PAGINATION = "/Type /Pagination"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What stands on every page: title, whose it is, the day it was made, and how confidential it is."""

    title: str
    municipality: str
    day: date
    classification: Classification | Secrecy


def paper(head: PaperHead, story: Sequence[Flowable]) -> bytes:
    """The paper as a tagged PDF for archive and screen reader; equal content gives equal bytes."""
    theme.prepare()
    out = BytesIO()
    document = _Paper(out, head)
    document.build(list(held_together(story)), canvasmaker=TaggedCanvas)
    return archived(out.getvalue(), document.canv.structure)


class _Paper(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """One pass: pages are numbered, their total is not told."""

    def __init__(self, out: BytesIO, head: PaperHead) -> None:
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
        )
        self._head = head
        body = Frame(theme.MARGIN, theme.BOTTOM, theme.WIDTH, theme.HEIGHT, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("paper", [body], onPage=self._under_page))

    def beforeDocument(self) -> None:  # noqa: N802  # ReportLab's name
        """Set what belongs to the whole file; the date is the paper's own."""
        self.canv.setDateFormatter(lambda *_: f"D:{self._head.day:%Y%m%d}000000Z")
        self.canv.setKeywords(self._head.classification.label)
        self.canv.setViewerPreference("DisplayDocTitle", "true")

    def _under_page(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        with artifact(canvas, _PAGINATION):
            self._draw_lines(canvas)
        canvas.restoreState()

    def _draw_lines(self, canvas: Canvas) -> None:
        head, left = self._head, theme.MARGIN
        owner = fitted(f"Gemeente {head.municipality}", theme.STRONG, theme.NOTE, theme.SIDE)
        title = fitted(head.title, theme.REGULAR, theme.NOTE, theme.MEASURE)
        canvas.setFont(theme.STRONG, theme.NOTE)
        canvas.setFillColor(theme.ACCENT)
        canvas.drawString(left, theme.HEADER_Y, owner)
        canvas.setFillColor(theme.INK)
        canvas.drawString(left, theme.FOOTER_Y, head.classification.label)
        canvas.setFont(theme.REGULAR, theme.NOTE)
        canvas.setFillColor(theme.MUTED)
        canvas.drawString(left + theme.TEXT_X, theme.HEADER_Y, title)
        canvas.drawString(left + theme.TEXT_X, theme.FOOTER_Y, format_date(head.day))
        canvas.drawRightString(left + theme.WIDTH, theme.FOOTER_Y, f"Pagina {canvas.getPageNumber()}")
