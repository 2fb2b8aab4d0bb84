"""GraphML, which Gephi, yEd, Cytoscape and networkx read: nodes and edges with typed attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from app.errors import ImportProblem
from app.exchange.graphs.bundle import FIELDS_OUT, Bundle, Relation, Thing, day_in, said_in, text_of, whole
from app.exchange.graphs.words import (
    certainty_named,
    information_named,
    kind_named,
    link_named,
    reliability_named,
)
from app.exchange.graphs.xml_safe import children, parsed, printable, text_in
from models.casework.choices import MentionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_OF_RELATION = (
    "label",
    "kind",
    "certainty",
    "reliability",
    "information",
    "valid_from",
    "valid_to",
    "origin",
    "note",
)
_LABELS = ("label", "name", "naam", "title")
_KINDS = ("kind", "type", "soort", "schema", "category")


def write_graphml(bundle: Bundle) -> bytes:
    """The bundle as a directed graph; kinds as our English values, with a label beside them."""
    root = etree.Element(f"{{{_SPACE}}}graphml", nsmap={None: _SPACE})
    fields = ("label", "kind", *dict.fromkeys(name for names in FIELDS_OUT.values() for name in names))
    for name in fields:
        _key(root, f"n_{name}", "node", name)
    for name in _OF_RELATION:
        _key(root, f"e_{name}", "edge", name)
    graph = etree.SubElement(root, f"{{{_SPACE}}}graph", id="bolwerk", edgedefault="directed")
    for thing in bundle.things:
        node = etree.SubElement(graph, f"{{{_SPACE}}}node", id=thing.key)
        said = {name: text_of(thing.said[name]) for name in FIELDS_OUT[thing.kind] if name in thing.said}
        _data(node, "n", {"label": thing.label, "kind": thing.kind.value, **said})
    for each in bundle.relations:
        edge = etree.SubElement(graph, f"{{{_SPACE}}}edge", id=each.key, source=each.start, target=each.end)
        _data(edge, "e", _texts(each))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def read_graphml(content: bytes) -> Bundle:
    """The bundle in a GraphML file of ours or of other software; what it says that we do not know is told."""
    root = parsed(content)
    if etree.QName(root).localname != "graphml":
        raise ImportProblem("Dit is geen GraphML-bestand.")
    names = {key.get("id", ""): key.get("attr.name") or key.get("id", "") for key in children(root, "key")}
    notes: list[str] = []
    things = [_thing(node, names, notes) for node in children(root, "node")]
    relations = [_relation(edge, names, place) for place, edge in enumerate(children(root, "edge"))]
    return whole(things, relations, notes)


def _key(root: etree._Element, key: str, of: str, name: str) -> None:
    """The declaration of an attribute; all are texts, so that no program takes a postcode or plate for a number."""
    etree.SubElement(root, f"{{{_SPACE}}}key", {"id": key, "for": of, "attr.name": name, "attr.type": "string"})


def _data(element: etree._Element, prefix: str, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        if text:
            etree.SubElement(element, f"{{{_SPACE}}}data", key=f"{prefix}_{name}").text = printable(text)


def _texts(each: Relation) -> dict[str, str]:
    return {
        "label": each.kind.label,
        "kind": each.kind.value,
        "certainty": each.certainty.value,
        "reliability": each.reliability.value if each.reliability else "",
        "information": each.information.value if each.information else "",
        "valid_from": text_of(each.valid_from),
        "valid_to": text_of(each.valid_to),
        "origin": each.origin or "",
        "note": each.note or "",
    }


def _thing(node: etree._Element, names: Mapping[str, str], notes: list[str]) -> Thing:
    told = _told(node, names)
    key = node.get("id", "")
    label = next((told[name] for name in _LABELS if told.get(name)), key)
    named = next((told[name] for name in _KINDS if told.get(name)), None)
    kind = kind_named(named)
    if kind is None:
        kind = MentionKind.ORGANISATION
        notes.append(f"Soort ‘{named or 'niet genoemd'}’ is onbekend en is ingelezen als organisatie.")
    said, wrong = said_in(kind, told)
    notes.extend(wrong)
    return Thing(key, kind, said, label)


def _relation(edge: etree._Element, names: Mapping[str, str], place: int) -> Relation:
    told = _told(edge, names)
    kind, words = link_named(told.get("kind") or told.get("label") or told.get("type"))
    return Relation(
        key=edge.get("id") or f"e{place}",
        start=edge.get("source", ""),
        end=edge.get("target", ""),
        kind=kind,
        certainty=certainty_named(told.get("certainty")),
        reliability=reliability_named(told.get("reliability")),
        information=information_named(told.get("information")),
        valid_from=day_in(told.get("valid_from")),
        valid_to=day_in(told.get("valid_to")),
        origin=told.get("origin"),
        note=told.get("note") or words,
    )


def _told(element: etree._Element, names: Mapping[str, str]) -> dict[str, str]:
    """The attributes of a node or edge by their names, in small letters."""
    found = (
        (names.get(data.get("key", ""), data.get("key", "")), text_in(data)) for data in element.iterfind("{*}data")
    )
    return {name.strip().casefold(): text for name, text in found if text}
