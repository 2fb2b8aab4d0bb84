"""The title page: whose document it is, what it is called, and its document control."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from app.formats import UNKNOWN, format_date
from app.report import theme
from app.report.flow import Part, heights, place
from app.report.tagging.canvas import marked, within
from app.report.tagging.structure import Tag
from app.report.text import clipped, plain

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

    from app.report.house.logo import Logo
    from app.report.tagging.text import Text
    from app.services.document import Control

_BLOCK_FOOT = 362.0  # the coloured block reaches from here to the top of the page
_LONGEST = 2400
_BAND = 112.0
_LOGO_GAP, _LOGO_WIDTH = 26.0, 230.0


class Cover(Part):
    """The whole first page, drawn over its margins."""

    def __init__(self, control: Control, logo: Logo | None = None) -> None:
        super().__init__()
        self._control, self._logo = control, logo
        self._top = theme.PAGE_HEIGHT - (_BAND if logo else 0.0)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """All there is."""
        self.width, self.height = available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin, which is the lower left corner of the page."""
        canvas = self.canv
        canvas.setFillColor(theme.ACCENT)
        canvas.rect(0, _BLOCK_FOOT, theme.PAGE_WIDTH, self._top - _BLOCK_FOOT, stroke=0, fill=1)
        if self._logo is None:
            _draw_ramparts(canvas)
        else:
            self._draw_logo(self._logo)
        self._draw_title()
        self._draw_control()

    def _draw_logo(self, logo: Logo) -> None:
        """On the white band above the block."""
        width, height = logo.size_within(_LOGO_WIDTH, _BAND - 2 * _LOGO_GAP)
        x, y = theme.MARGIN, self._top + (_BAND - height) / 2
        told = f"Logo van {municipality_name(self._control) or 'de gemeente'}"
        with marked(self.canv, Tag("Figure", alternative=told, box=(x, y, x + width, y + height))):
            logo.draw(self.canv, x, y, width, height)

    def _draw_title(self) -> None:
        control, canvas = self._control, self.canv
        owner = theme.style("owner", theme.SECTION, 18, theme.STRONG, theme.WHITE)
        place(
            canvas,
            plain(clipped(municipality_name(control), 120), owner),
            theme.MARGIN,
            self._top - 64,
            theme.WIDTH,
        )
        subtitle = plain(clipped(control.subtitle, 400), theme.style("subtitle", theme.SECTION, 18, color=theme.PALE))
        below = heights([subtitle], theme.WIDTH)
        room = self._top - 120 - _BLOCK_FOOT - 36 - below - 12
        title = _title(control.title, room)
        top = _BLOCK_FOOT + 36 + below + 12 + heights([title], theme.WIDTH)
        place(canvas, title.tagged(Tag("Title", self)), theme.MARGIN, top, theme.WIDTH)
        place(canvas, subtitle, theme.MARGIN, _BLOCK_FOOT + 36 + below, theme.WIDTH)

    def _draw_control(self) -> None:
        control, canvas = self._control, self.canv
        lines = (
            ("Auteur", control.author),
            ("Datum", format_date(control.dated)),
            ("Versie", control.version),
            ("Status", control.status.label),
            ("Classificatie", control.classification.label),
        )
        label_style = theme.style("control label", theme.BODY, 14.4, color=theme.MUTED)
        value_style = theme.style("control value", theme.BODY, 14.4, theme.STRONG)
        y = _BLOCK_FOOT - 40
        for label, value in lines:
            name = plain(label, label_style).tagged(Tag("Lbl"))
            fact = plain(clipped(value or UNKNOWN, 200), value_style).tagged(Tag("LBody"))
            with within(canvas, Tag("L", self, numbering="None"), Tag("LI", name)):
                place(canvas, name, theme.MARGIN, y, theme.SIDE)
                used = place(canvas, fact, theme.MARGIN + theme.TEXT_X, y, theme.MEASURE)
            y -= used + 6
            canvas.setStrokeColor(theme.RULE)
            canvas.setLineWidth(0.5)
            canvas.line(theme.MARGIN, y, theme.MARGIN + theme.WIDTH, y)
            y -= 6


def municipality_name(control: Control) -> str:
    """With the word *gemeente* before the name, whether or not it was typed."""
    name = control.municipality.strip()
    return name if not name or name.casefold().startswith("gemeente") else f"Gemeente {name}"


def _title(text: str, room: float) -> Text:
    """The title as large as fits in `room` points of height."""
    shown = clipped(text, _LONGEST)
    for size in (theme.DISPLAY, 29.9, 24.9, theme.CHAPTER, theme.SECTION, theme.LEAD, theme.BODY):
        title = plain(shown, theme.style("title", size, size * 1.15, theme.STRONG, theme.WHITE))
        if heights([title], theme.WIDTH) <= room:
            return title
    small = theme.style("title", theme.NOTE, theme.NOTE * 1.15, theme.STRONG, theme.WHITE)
    return plain(clipped(shown, 1800), small)


def _draw_ramparts(canvas: Canvas) -> None:
    """The plan of a star fort, a bolwerk, in lines that are just visible in the corner of the block."""
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(0, _BLOCK_FOOT, theme.PAGE_WIDTH, theme.PAGE_HEIGHT - _BLOCK_FOOT)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.translate(theme.PAGE_WIDTH - 128, theme.PAGE_HEIGHT - 112)
    canvas.setStrokeColor(theme.ENGRAVED)
    canvas.setLineJoin(1)
    for radius, weight in ((236, 0.6), (212, 2.2), (194, 0.6), (112, 0.8)):
        canvas.setLineWidth(weight)
        canvas.drawPath(_star_fort(canvas, radius), stroke=1, fill=0)
    canvas.restoreState()


def _star_fort(canvas: Canvas, radius: float) -> PDFPathObject:
    """Five bastions: arrowheads on the corners of a pentagon."""
    path = canvas.beginPath()
    corners: list[tuple[float, float]] = []
    for corner in range(5):
        middle = pi / 2 + 0.12 + corner * 2 * pi / 5
        for distance, turn in ((0.58, -0.2), (0.74, -0.25), (1.0, 0.0), (0.74, 0.25), (0.58, 0.2)):
            corners.append((radius * distance * cos(middle + turn), radius * distance * sin(middle + turn)))
    path.moveTo(*corners[0])
    for point in corners[1:]:
        path.lineTo(*point)
    path.close()
    return path
