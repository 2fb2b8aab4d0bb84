"""Word files for tests: made of paragraphs, and then made bad."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document

MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def word_file(*paragraphs: str, add: Callable[[Document], object] | None = None) -> bytes:
    """A Word file with these paragraphs, and what `add` adds."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if add is not None:
        add(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a file by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The file with a text in one part replaced; the text must be there."""
    parts = parts_of(content)
    text = parts[part].decode()
    assert old in text
    return zipped(parts | {part: text.replace(old, new).encode()})


def with_part(content: bytes, name: str, part: bytes = b"x") -> bytes:
    """The file with one part more."""
    return zipped(parts_of(content) | {name: part})


def linked(content: bytes, kind: str, target: str) -> bytes:
    """The file with a reference to elsewhere."""
    return changed(content, RELATIONS, "</Relationships>", RELATION.format(kind=kind, target=target))


def with_body(content: bytes, xml: str) -> bytes:
    """The file with this XML at the beginning of its text."""
    return changed(content, MAIN, "<w:body>", f"<w:body>{xml}")


def texts(content: bytes) -> list[str]:
    """The paragraphs of a file, those in tables too, as lines."""
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells
