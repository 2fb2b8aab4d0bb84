"""Pages of a PDF as pictures, for showing them inside the program; drawn by a process of its own (page_worker)."""

from __future__ import annotations

import subprocess  # - the one process this program starts: itself
import sys
from dataclasses import dataclass
from threading import Thread
from typing import IO, TYPE_CHECKING

from app.errors import ExportFailed
from app.paths import program_folder
from app.report.page_worker import HEADER, OPTION

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_FAILED = "De pagina’s van het document kunnen niet worden getoond."


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page: `width` × `height` pixels of four bytes, red, green, blue and alpha, row after row without padding."""

    width: int
    height: int
    rgba: bytes


def page_images(pdf: bytes, width: int) -> Generator[PageImage]:
    """Each page as a picture of `width` pixels. ExportFailed when the bytes are not a readable PDF.

    Only bytes go into the other process and only pixels come out; a PDF that breaks it breaks nothing here. Leaving
    the iterator ends the process.
    """
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, *([] if frozen else ["-m", "app"]), OPTION, str(width)]
    with subprocess.Popen(  # noqa: S603 (our own program, no shell, no text of a user)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=None if frozen else program_folder(),
    ) as worker:
        if worker.stdin is None or worker.stdout is None:
            raise ExportFailed(_FAILED)
        try:
            Thread(target=_feed, args=(worker.stdin, pdf), daemon=True).start()
            yield from _received(worker.stdout)
        finally:
            worker.kill()


def _feed(stream: IO[bytes], pdf: bytes) -> None:
    """Hand over the document beside the reading, so that neither waits for the other."""
    try:
        with stream:
            stream.write(pdf)
    except OSError:
        return  # the reader finds out by itself that the process is gone


def _received(stream: IO[bytes]) -> Iterator[PageImage]:
    while len(header := stream.read(HEADER.size)) == HEADER.size:
        width, height = HEADER.unpack(header)
        if (width, height) == (0, 0):
            return
        rgba = stream.read(width * height * 4)
        if len(rgba) < width * height * 4:
            break
        yield PageImage(width, height, rgba)
    raise ExportFailed(_FAILED)
