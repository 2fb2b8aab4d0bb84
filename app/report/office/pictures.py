"""Charts and logos as PNG, for files that hold pictures and not drawings."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from app.report import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.lib.colors import Color

DOTS = 220  # an inch
_POINTS = 72


def png(
    width: float,
    height: float,
    draw: Callable[[Canvas], None],
    recolour: Callable[[Color], Color] | None = None,
) -> bytes:
    """What `draw` draws in an area of so many points, on white."""
    theme.prepare()
    out = BytesIO()
    canvas = Canvas(out, (width, height), invariant=1, initialFontName=theme.REGULAR, enforceColorSpace=recolour)
    draw(canvas)
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        page = document[0]
        bitmap = page.render(scale=DOTS / _POINTS)
        picture = BytesIO()
        bitmap.to_pil().save(picture, "PNG", dpi=(DOTS, DOTS), optimize=True)
        bitmap.close()
        page.close()
    finally:
        document.close()
    return picture.getvalue()
