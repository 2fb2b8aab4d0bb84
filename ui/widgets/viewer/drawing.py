"""What there is to see of an attachment: pictures of pages, drawn by a process of their own, or text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.errors import Cancelled
from app.report.preview import page_images
from app.rules.media import PICTURES
from models.attachments import MediaKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.attachments.reading import NewFile

MOST_PAGES = 40  # at this many the pictures of A4 pages take some 200 MB
MOST_CHARACTERS = 2_000_000
_WITH_PAGES = PICTURES | {MediaKind.PDF}
_WITH_TEXT = frozenset({MediaKind.TEXT, MediaKind.MAIL})


@dataclass(frozen=True, slots=True)
class Seen:
    """Pages or text of an attachment; `cut` says that there is more than is shown."""

    pages: tuple[QImage, ...] = ()
    text: str | None = None
    cut: bool = False


def can_be_seen(media: MediaKind) -> bool:
    """Whether the program shows this kind of file itself."""
    return media in _WITH_PAGES or media in _WITH_TEXT


def seen(file: NewFile, width: int, stopped: Callable[[], bool]) -> Seen:
    """Draw it, `width` pixels across. ExportFailed when it cannot be read; Cancelled when nobody waits any more."""
    if file.media in _WITH_TEXT:
        text = _decoded(file.content)
        return Seen(text=text[:MOST_CHARACTERS], cut=len(text) > MOST_CHARACTERS)
    made: list[QImage] = []
    for page in page_images(file.content, width):
        if stopped():
            raise Cancelled
        if len(made) == MOST_PAGES:
            return Seen(tuple(made), cut=True)
        picture = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888)
        made.append(picture.convertToFormat(QImage.Format.Format_RGB888))
    return Seen(tuple(made))


def _decoded(content: bytes) -> str:
    """As UTF-8, or else in the code page of older Windows, in which nearly every byte is a character."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
