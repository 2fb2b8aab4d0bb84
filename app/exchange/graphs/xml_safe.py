"""XML of others, read so that it can do nothing: no entities, no DTD, no network, within a size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from app.errors import ImportProblem
from app.exchange.graphs.bundle import LARGEST_FILE
from app.formats import format_integer

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = 32  # the first sign that is no control
_BROKEN = "Dit bestand is geen geldige XML en is niet ingelezen."
_DOCTYPE = (
    "Dit bestand begint met eigen definities (DOCTYPE). Dat kan kwaad en is niet ingelezen; laat de afzender het "
    "zonder DTD bewaren."
)


def parsed(content: bytes) -> etree._Element:
    """The root of an XML file; ImportProblem when it is too large, is no XML, or defines anything itself."""
    if len(content) > LARGEST_FILE:
        raise ImportProblem(
            f"Dit bestand is groter dan {format_integer(LARGEST_FILE // 1024 // 1024)} MB; deel het op."
        )
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise ImportProblem(_DOCTYPE if b"<!DOCTYPE" in content[:4096] else _BROKEN) from broken
    if root.getroottree().docinfo.internalDTD is not None or root.getroottree().docinfo.externalDTD is not None:
        raise ImportProblem(_DOCTYPE)
    return root


def children(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Everything inside of this name, whatever its namespace is called."""
    yield from root.iterfind(f".//{{*}}{name}")


def text_in(element: etree._Element) -> str:
    """All text inside; entities that were not resolved give nothing."""
    return "".join(element.itertext()).strip()


def printable(text: str) -> str:
    """Without signs that no XML can hold."""
    return "".join(sign for sign in text if sign in "\t\n\r" or (ord(sign) >= _SPACE and sign not in "\ufffe\uffff"))
