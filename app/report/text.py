"""From the texts of the services to what the typeface and ReportLab's paragraph markup can take.

Nothing a user typed is markup here: every character is escaped, and characters that the typeface lacks are shown as
their unaccented form or as an open box instead of stopping the document.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import getFont, stringWidth

from app.report import theme
from app.report.tagging.text import ListItem, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.lib.styles import ParagraphStyle

    from app.services.document import RichText

ELLIPSIS = "…"
BULLET = "•"
MISSING = "□"
# An amount or an article number on the next line without its sign reads badly.
_TIED = re.compile(r"(€|\bart\.|\bartikel) (?=\d)")


def printable(text: str) -> str:
    """One line of text with white space and control characters as single spaces and only glyphs that exist."""
    tidy = re.sub(
        r"[ \t\r\n\f\v]+", " ", "".join(_glyph(character) for character in unicodedata.normalize("NFC", text))
    )
    return _TIED.sub("\\1\u00a0", tidy.strip())


@lru_cache(maxsize=4096)
def _glyph(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if category in ("Cf", "Mn", "Me"):  # joiners, marks that found no letter, bidirectional controls
        return ""
    known = getFont(theme.REGULAR).face.charToGlyph
    if ord(character) in known:
        return character
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if ord(part) in known)
    return plain or MISSING


def markup(text: RichText) -> str:
    """Spans as ReportLab markup; spaces between spans are kept."""
    return "".join(_span(span.text, bold=span.bold, italic=span.italic) for span in text)


def _span(text: str, *, bold: bool, italic: bool) -> str:
    shown = escape(printable(text))
    if not shown:
        return " " if text else ""
    shown = f"{' ' if text[0].isspace() else ''}{shown}{' ' if text[-1].isspace() else ''}"
    shown = f"<i>{shown}</i>" if italic else shown
    return f"<b>{shown}</b>" if bold else shown


def rich(text: RichText, style: ParagraphStyle) -> Text:
    """A paragraph of styled text."""
    return Text(markup(text), style)


def listed(text: RichText, style: ParagraphStyle) -> ListItem:
    """An item of an unordered list."""
    return ListItem(markup(text), style, bulletText=BULLET)


def plain(text: str, style: ParagraphStyle) -> Text:
    """A paragraph of unstyled text."""
    return Text(escape(printable(text)), style)


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word with an ellipsis."""
    shown = printable(text)
    if len(shown) <= limit:
        return shown
    head, _, _ = shown[: limit - 1].rpartition(" ")
    return f"{head or shown[: limit - 1]}{ELLIPSIS}"


def fitted(text: str, font: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis until it is at most `width` points wide."""
    shown = printable(text)
    if stringWidth(shown, font, size) <= width:
        return shown
    fits = bisect_right(range(len(shown)), width, key=lambda end: stringWidth(shown[:end] + ELLIPSIS, font, size))
    return f"{shown[: max(0, fits - 1)].rstrip()}{ELLIPSIS}"


def pieces(text: str, limit: int) -> Iterator[str]:
    """The text in pieces of at most `limit` characters, cut at words where there are any; one empty piece if empty."""
    rest = printable(text)
    while len(rest) > limit:
        head, space, _ = rest[: limit + 1].rpartition(" ")
        head = head if space else rest[:limit]
        yield head
        rest = rest[len(head) :].lstrip()
    yield rest
