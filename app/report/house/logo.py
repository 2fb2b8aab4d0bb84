"""Reading a logo: SVG stays lines and colours, PNG and JPEG become pixels in sRGB on white. Nothing else gets in.

A file that is too large, is damaged or is something else is refused with a sentence, before it is stored or drawn.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader

from app.errors import Invalid
from app.report.house.svg import read_svg

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LARGEST_FILE = 5 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_SHARP = 1200  # pixels: 170 points at 500 dots an inch
_KINDS = ("PNG", "JPEG")


@dataclass(frozen=True, slots=True, eq=False)
class Logo:
    """A logo with its proportions: `width` and `height` in units of its own."""

    width: float
    height: float
    _drawn: Drawing | ImageReader

    def size_within(self, width: float, height: float) -> tuple[float, float]:
        """The largest size that fits, in the unit of `width` and `height`."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    def draw(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        """Draw with the lower left corner at (x, y)."""
        if isinstance(self._drawn, ImageReader):
            canvas.drawImage(self._drawn, x, y, width, height)
            return
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(width / self.width, height / self.height)
        renderPDF.draw(self._drawn, canvas, 0, 0)
        canvas.restoreState()


def read_logo(content: bytes) -> Logo:
    """The logo in a file of type SVG, PNG or JPEG. Invalid (field "logo") says what is wrong with it."""
    if len(content) > LARGEST_FILE:
        raise Invalid({"logo": too_large(len(content))})
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        drawing = read_svg(content)
        return Logo(float(drawing.width), float(drawing.height), drawing)
    picture = _picture(content)
    return Logo(float(picture.width), float(picture.height), ImageReader(picture))


def too_large(size: int) -> str:
    """What to say of a file of so many bytes, which need not be read for it."""
    return f"Het logo is {size // 2**20} MB groot; kies een bestand van ten hoogste {LARGEST_FILE // 2**20} MB."


def _picture(content: bytes) -> Image.Image:
    """As RGB on white, not larger than is sharp on paper: CMYK, palettes, grey and transparency all end there."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=_KINDS)
            if image.width * image.height > _MOST_PIXELS:
                raise Invalid({"logo": f"Het logo is {image.width} bij {image.height} punten; dat is te groot."})
            image.draft("RGB", (_SHARP, _SHARP))
            image.thumbnail((_SHARP, _SHARP))
            return _on_white(image)
    except UnidentifiedImageError:
        raise Invalid({"logo": "Dit bestand is geen SVG, PNG of JPEG; kies een ander bestand."}) from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Invalid({"logo": "Dit bestand is beschadigd; het logo kan niet worden gelezen."}) from None


def _on_white(image: Image.Image) -> Image.Image:
    if "transparency" in image.info or "A" in image.getbands():
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return image.convert("RGB")
