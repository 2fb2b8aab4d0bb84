"""Pages of a PDF as pictures, for showing them inside the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from app.errors import ExportFailed

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page: `width` × `height` pixels of four bytes, red, green, blue and alpha, row after row without padding."""

    width: int
    height: int
    rgba: bytes


def page_images(pdf: bytes, width: int) -> Iterator[PageImage]:
    """Each page as a picture of `width` pixels. ExportFailed when the bytes are not a readable PDF.

    This is the one place where a PDF is read back: only bytes go in and only pixels come out, so that it can move to a
    process of its own without its callers noticing.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ExportFailed("De pagina’s van het document kunnen niet worden getoond.") from error
    try:
        for page in document:
            bitmap = page.render(
                scale=width / page.get_width(), rev_byteorder=True, force_bitmap_format=raw.FPDFBitmap_BGRA
            )
            yield PageImage(bitmap.width, bitmap.height, _without_padding(bitmap))
            bitmap.close()
            page.close()
    finally:
        document.close()


def _without_padding(bitmap: pypdfium2.PdfBitmap) -> bytes:
    row = bitmap.width * 4
    pixels = memoryview(bitmap.buffer).cast("B")
    return b"".join(pixels[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
