"""Opening a Word file that somebody handed in: nothing in it is run, fetched or unpacked beyond a bound.

A .docx is a zip with XML. What does something by itself when a letter is opened is refused: macros, embedded objects,
references to elsewhere, fields that fetch.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import basename
from typing import Any
from zlib import error as ZlibError  # noqa: N812

from lxml import etree

from app.errors import Invalid

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_WHOLE = 40 * 1024 * 1024  # unpacked
LARGEST_XML = 8 * 1024 * 1024  # unpacked, one part
MOST_PARTS = 400
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTENT_TYPES = "[Content_Types].xml"
ATTACHED_TEMPLATE = "attachedTemplate"

_STRICT = b"http://purl.oclc.org/ooxml/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = f"{_TYPE}document.main+xml"
_FILLED = {
    f"{_TYPE}header+xml": "koptekst",
    f"{_TYPE}footer+xml": "voettekst",
    f"{_TYPE}footnotes+xml": "voetnoten",
    f"{_TYPE}endnotes+xml": "eindnoten",
}
_OBJECTS = ("word/embeddings/", "word/activeX/", "word/afchunk")
_QUIET_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF", "SEQ", "REF", "PAGEREF"})
_OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class DocxPackage:
    """The parts of a Word file by name, in their order; `main` is the text, `others` are head, foot and notes."""

    parts: Mapping[str, bytes]
    main: str
    others: tuple[tuple[str, str], ...]
    """Name of the part, and what it is called in a sentence."""

    def read(self, name: str) -> Any:  # noqa: ANN401 (lxml has no types)
        """The root element of a part."""
        return parsed(self.parts[name])


def open_package(content: bytes) -> DocxPackage:
    """The parts of a Word file; Invalid (field "file") says what is wrong or not wanted in it."""
    if len(content) > LARGEST_FILE:
        raise refused(f"Het bestand is {len(content) // 2**20} MB groot; een sjabloon is ten hoogste 5 MB.")
    if content.startswith(_OLD):
        raise refused(
            "Dit is een oud Word-bestand (.doc) of het is met een wachtwoord beveiligd. Bewaar het als .docx."
        )
    parts = _unpacked(content)
    main, others = _main_and_others(parts)
    package = DocxPackage(parts, main, others)
    _refuse_objects(parts)
    _refuse_links(parts)
    for name in (main, *(name for name, _ in others)):
        _refuse_fields(package.read(name))
    if package.read(main).find(f"{WORD}body") is None:
        raise refused(_DAMAGED)
    return package


def parsed(xml: bytes) -> Any:  # noqa: ANN401 (lxml has no types)
    """The root of a piece of XML, without entities, DTD or anything fetched; Invalid when it is none."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise refused("Het bestand bevat een documenttypedefinitie; zo’n bestand wordt niet geopend.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        raise refused(_DAMAGED) from None


def written(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a file; equal parts give equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def refused(text: str) -> Invalid:
    """The error for a file that is not taken."""
    return Invalid({"file": text})


def relationships(xml: bytes) -> list[Any]:
    """The relationships in a .rels part."""
    return [each for each in parsed(xml) if etree.QName(each).localname == "Relationship"]


def is_attached_template(relationship: Any) -> bool:  # noqa: ANN401 (lxml has no types)
    """Whether it names the template on a disk that the file was once made from; that is dropped, not refused."""
    return str(basename(relationship.get("Type", ""))) == ATTACHED_TEMPLATE


_DAMAGED = "Dit bestand is geen Word-document (.docx), of het is beschadigd."


def _unpacked(content: bytes) -> dict[str, bytes]:
    """All parts, with a bound on what is unpacked whatever the zip says of itself."""
    parts: dict[str, bytes] = {}
    left = LARGEST_WHOLE
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if len(entries) > MOST_PARTS:
                raise refused(f"Het bestand bestaat uit {len(entries)} delen; dat is te veel.")
            for entry in entries:
                if entry.flag_bits & 0x1 or entry.filename in parts:
                    raise refused(_DAMAGED)
                most = min(left, LARGEST_XML if _is_xml(entry.filename) else LARGEST_WHOLE)
                with archive.open(entry) as stream:
                    parts[entry.filename] = stream.read(most + 1)
                if len(parts[entry.filename]) > most:
                    raise refused("Uitgepakt is dit bestand veel te groot; zo’n bestand wordt niet geopend.")
                left -= len(parts[entry.filename])
    except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise refused(_DAMAGED) from None
    return parts


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _main_and_others(parts: Mapping[str, bytes]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The part with the text, and head, foot and notes, as the list of content types says."""
    if CONTENT_TYPES not in parts:
        raise refused(_DAMAGED)
    types = {
        each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
        for each in parsed(parts[CONTENT_TYPES])
        if etree.QName(each).localname == "Override"
    }
    if any("macroEnabled" in each for each in types.values()) or any("vbaproject" in each.lower() for each in parts):
        raise refused("Dit bestand bevat macro’s (.docm). Bewaar het in Word als gewoon document (.docx).")
    if any(each.endswith("template.main+xml") for each in types.values()):
        raise refused("Dit is een Word-sjabloonbestand (.dotx). Bewaar het in Word als document (.docx).")
    main = next((name for name, each in types.items() if each == _MAIN), None)
    if main is None or main not in parts:
        raise refused(_DAMAGED)
    if _STRICT in parts[main][:4096]:
        raise refused("Dit bestand is bewaard als ‘Strict Open XML’. Bewaar het als gewoon Word-document (.docx).")
    if "word/comments.xml" in parts:
        raise refused("In dit bestand staan opmerkingen; die zouden met elke brief meegaan. Verwijder ze eerst.")
    return main, tuple((name, _FILLED[each]) for name, each in types.items() if each in _FILLED and name in parts)


def _refuse_objects(parts: Mapping[str, bytes]) -> None:
    for name in parts:
        if name.startswith(_OBJECTS):
            raise refused(f"Dit bestand bevat een ingesloten object ({basename(name)}). Haal het eruit.")


def _refuse_links(parts: Mapping[str, bytes]) -> None:
    """Whatever points outside the file: pictures, objects, documents, web addresses."""
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        for each in relationships(content):
            outside = each.get("TargetMode", "").lower() == "external"
            if outside and not is_attached_template(each):
                target = each.get("Target", "")
                raise refused(
                    f"Dit bestand verwijst naar buiten: {target[:80]}. Een brief haalt niets op; zet een webadres als "
                    "gewone tekst en voeg afbeeldingen in het bestand zelf in."
                )


def _refuse_fields(root: Any) -> None:  # noqa: ANN401 (lxml has no types)
    """Fields that Word computes: those that only count pages may stay. Also text that was struck but not gone."""
    for instruction in (
        *_instructions(root),
        *(each.get(f"{WORD}instr", "") for each in root.iter(f"{WORD}fldSimple")),
    ):
        name, *arguments = instruction.split() or [""]
        if name.upper() == "MERGEFIELD":
            raise refused(f"Vervang het samenvoegveld ‘{' '.join(arguments[:1])}’ door een veld tussen accolades.")
        if name.upper() not in _QUIET_FIELDS:
            raise refused(f"Dit bestand bevat een Word-veld ‘{name[:30]}’. Vervang het door gewone tekst.")
    if next(root.iter(f"{WORD}ins", f"{WORD}del"), None) is not None:
        raise refused("In dit bestand staan bijgehouden wijzigingen. Aanvaard of verwerp die eerst in Word.")


def _instructions(root: Any) -> Iterator[str]:  # noqa: ANN401 (lxml has no types)
    """What each field says, put together from the runs that it was cut into; fields may lie in each other."""
    open_fields: list[str] = []
    for element in root.iter(f"{WORD}fldChar", f"{WORD}instrText"):
        if element.tag == f"{WORD}instrText":
            if not open_fields:
                yield element.text or ""
            else:
                open_fields[-1] += element.text or ""
        elif element.get(f"{WORD}fldCharType") == "begin":
            open_fields.append("")
        elif element.get(f"{WORD}fldCharType") == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields
