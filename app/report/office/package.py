"""What Word and Excel files have in common: a zip whose bytes and metadata depend on the content alone.

The libraries that make them note the time, themselves and what their templates held; all of that is replaced by what
the document itself says.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from app.services.document import Control

PROGRAM = "Bolwerk"
LANGUAGE = "nl-NL"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FORBIDDEN = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"[ \t]+")
_BEGIN = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip can name
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>"
    "<cp:keywords>{keywords}</cp:keywords><dc:language>{language}</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
    "<cp:contentStatus>{status}</cp:contentStatus></cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{program}</Application></Properties>"
)


def readable(text: str) -> str:
    """The text as one line, without characters that XML has no place for; unlike paper, Office has every letter."""
    return _SPACE.sub(" ", _FORBIDDEN.sub("", _CONTROL.sub(" ", unicodedata.normalize("NFC", text))))


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The metadata of a file; `day` is YYYY-MM-DD."""

    title: str
    subject: str
    author: str
    keywords: str
    status: str
    day: str


def facts_of(control: Control) -> FileFacts:
    """As in the PDF: without a date the last day of the year."""
    return FileFacts(
        readable(control.title),
        readable(control.subtitle),
        readable(control.author),
        f"{control.classification.label}, {control.status.label}",
        control.status.label,
        f"{control.dated:%Y-%m-%d}" if control.dated else f"{control.year}-12-31",
    )


def repacked(content: bytes, facts: FileFacts) -> bytes:
    """The file with our metadata. Equal parts give equal bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _BEGIN)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, _own(name, facts) or source.read(name))
    return out.getvalue()


def _own(name: str, facts: FileFacts) -> str:
    if name == "docProps/app.xml":
        return _HEAD + _APP.format(program=PROGRAM)
    if name == "docProps/core.xml":
        values = {field: escape(getattr(facts, field)) for field in FileFacts.__slots__}
        return _HEAD + _CORE.format(language=LANGUAGE, **values)
    return ""
