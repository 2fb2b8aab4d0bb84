"""The process that turns a PDF or a picture into pixels: it reads it on its input, and may do nothing else.

Started as `python -m app --render-pages WIDTH`, so that the frozen program can start itself. It is hardened like the
program (no network, no dump), has no more memory, time and files than a document needs, and knows of no vault.
"""

from __future__ import annotations

import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

import pypdfium2
from pypdfium2 import raw

from app.report.picture_pages import UnreadablePictureError, picture_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

OPTION = "--render-pages"  # also in app.__main__, which loads nothing before it knows what for
HEADER = struct.Struct(">II")  # width and height of the page whose pixels follow; 0, 0 says that all went well
MEMORY_BYTES = 2 << 30
SECONDS = 120
DONE, UNREADABLE = 0, 1
_PDF = b"%PDF-"


def serve(width: int, source: BinaryIO | None = None, target: BinaryIO | None = None) -> int:
    """Read a whole PDF or picture and write each page as HEADER and RGBA bytes; the exit code says whether it could."""
    _confine()
    content = (source or sys.stdin.buffer).read()
    out = target or sys.stdout.buffer
    pages = _pages if _PDF in content[:1024] else picture_pages
    try:
        for page_width, page_height, rgba in pages(content, width):
            out.write(HEADER.pack(page_width, page_height))
            out.write(rgba)
            out.flush()
    except (pypdfium2.PdfiumError, UnreadablePictureError, MemoryError):
        return UNREADABLE
    except BrokenPipeError:  # nobody looks any more
        return UNREADABLE
    out.write(HEADER.pack(0, 0))
    out.flush()
    return DONE


def _confine() -> None:
    """Where the system can: a bound on memory and time, so that a page that never ends does end."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not there on Windows

        for kind, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS)):
            resource.setrlimit(kind, (most, most))


def _pages(pdf: bytes, width: int) -> Iterator[tuple[int, int, bytes]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(
                scale=width / page.get_width(), rev_byteorder=True, force_bitmap_format=raw.FPDFBitmap_BGRA
            )
            yield bitmap.width, bitmap.height, _without_padding(bitmap)
            bitmap.close()
            page.close()
    finally:
        document.close()


def _without_padding(bitmap: pypdfium2.PdfBitmap) -> bytes:
    row = bitmap.width * 4
    pixels = memoryview(bitmap.buffer).cast("B")
    return b"".join(pixels[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
