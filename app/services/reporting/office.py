"""Office files without their makers: properties emptied, and names and moments at comments and changes wiped."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 4000
MOST_BYTES = 200_000_000
"""Bytes that a file may unpack to; a small file that becomes very large is an attack on who opens it."""

_WHEN = (1980, 1, 1, 0, 0, 0)
_DROPPED = ("docprops/thumbnail", "thumbnails/", "xl/printersettings/", "word/printersettings")
_NAMES = frozenset({"author", "initials", "lastModifiedBy", "userId", "providerId", "name_of_user", "lastEdited"})
_MOMENTS = frozenset({"date", "dateUtc", "dt"})
_PEOPLE = frozenset({"author", "creator", "initial-creator", "printed-by", "sender-initials"})
_PROPERTIES = {
    "docprops/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docprops/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docprops/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
    "meta.xml": (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2">'
        b"<office:meta/></office:document-meta>"
    ),
}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def clean_office(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A Word, Excel, PowerPoint or OpenDocument file without its makers, and what was taken out.

    Raises ValueError with a Dutch sentence when it cannot be read, has a password, or unpacks to far too much.
    """
    removed: list[str] = []
    made = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in _entries(old):
                content = _part(entry.filename, _read(old, entry), removed)
                fresh = zipfile.ZipInfo(entry.filename, _WHEN)
                stored = entry.filename == "mimetype"
                fresh.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                new.writestr(fresh, content)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise ValueError("Dit bestand is beschadigd, of het heeft een wachtwoord.") from error
    except etree.XMLSyntaxError as error:
        raise ValueError("Dit bestand is beschadigd.") from error
    return made.getvalue(), tuple(dict.fromkeys(removed))


def _entries(old: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The parts, when there are not too many and they do not say to be too large."""
    entries = old.infolist()
    if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_BYTES:
        raise ValueError("Dit bestand wordt bij het uitpakken veel te groot; dat is niet veilig.")
    if len({each.filename for each in entries}) != len(entries):
        raise ValueError("In dit bestand staat een onderdeel twee keer; dat is niet veilig.")
    yield from entries


def _read(old: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content, never more than it says to be."""
    with old.open(entry) as part:
        content = part.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise ValueError("Dit bestand wordt bij het uitpakken veel te groot; dat is niet veilig.")
    return content


def _part(name: str, content: bytes, removed: list[str]) -> bytes:
    low = name.lower()
    if low in _PROPERTIES:
        removed.append("auteur, organisatie, programma en data")
        return _PROPERTIES[low]
    if low.startswith(_DROPPED):
        removed.append("voorbeeldplaatje en printergegevens")
        return b""
    if not low.endswith((".xml", ".rels")) or low.endswith(("[content_types].xml", ".rels")):
        return content
    return _wiped(content, removed)


def _wiped(content: bytes, removed: list[str]) -> bytes:
    """The part with the names of people and the moments of their changes taken out; untouched when there are none."""
    root = etree.fromstring(content, _PARSER)
    touched = False
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname in _PEOPLE and (element.text or "").strip():
            element.text, touched = "", True
        for key in list(element.attrib):
            local = etree.QName(key).localname
            if local in _NAMES and element.attrib[key]:
                element.attrib[key], touched = "", True
            elif local in _MOMENTS or local.startswith("rsid"):
                del element.attrib[key]
                touched = True
    if not touched:
        return content
    removed.append("namen en tijden bij opmerkingen en wijzigingen")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
