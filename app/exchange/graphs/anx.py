"""i2 Analyst's Notebook Exchange (ANX): a chart of entities and links as that program reads it; written only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from app.exchange.graphs.bundle import FIELDS_OUT, text_of
from app.exchange.graphs.words import TITLES
from app.exchange.graphs.xml_safe import printable
from models.casework.choices import Certainty, LinkKind, MentionKind

if TYPE_CHECKING:
    from app.exchange.graphs.bundle import Bundle, Relation, Thing

_ICONS = {
    MentionKind.PERSON: "Person",
    MentionKind.ORGANISATION: "Office",
    MentionKind.ADDRESS: "House",
    MentionKind.VEHICLE: "Car",
    MentionKind.CONTACT: "Phone",
    MentionKind.ACCOUNT: "Account",
    MentionKind.EVENT: "Event",
    MentionKind.DOCUMENT: "Document",
}
_STRENGTHS = {
    Certainty.ESTABLISHED: ("Confirmed", "DotStyleSolid"),
    Certainty.SUSPECTED: ("Unconfirmed", "DotStyleDashed"),
}
_PROVENANCE = {"reliability": "Bron", "information": "Informatie", "valid_from": "Vanaf", "valid_to": "Tot en met"}
_GRID, _APART = 10, 300  # entities in a row, and how far apart; the program that opens it has layouts of its own


def write_anx(bundle: Bundle, *, title: str = "Bolwerk", classification: str = "Vertrouwelijk") -> bytes:
    """The bundle as a chart; the classification stands in its summary, and what is suspected is drawn with dashes."""
    root = etree.Element("Chart", IdReferenceLinking="false", Rigorous="false")
    _strengths(root)
    _attribute_classes(root)
    _types(root, bundle)
    _summary(root, title, classification)
    items = etree.SubElement(root, "ChartItemCollection")
    for place, thing in enumerate(bundle.things):
        _entity(items, thing, place)
    for each in bundle.relations:
        _link(items, each)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _strengths(root: etree._Element) -> None:
    collection = etree.SubElement(root, "StrengthCollection")
    for name, dots in _STRENGTHS.values():
        etree.SubElement(collection, "Strength", Name=name, DotStyle=dots)


def _attribute_classes(root: etree._Element) -> None:
    collection = etree.SubElement(root, "AttributeClassCollection")
    names = dict.fromkeys(TITLES[name] for fields in FIELDS_OUT.values() for name in fields)
    for name in (*names, *_PROVENANCE.values(), "Herkomst"):
        etree.SubElement(collection, "AttributeClass", Name=name, Type="AttText", IsUser="true", Visible="true")


def _types(root: etree._Element, bundle: Bundle) -> None:
    entities = etree.SubElement(root, "EntityTypeCollection")
    for kind in dict.fromkeys(thing.kind for thing in bundle.things):
        etree.SubElement(
            entities, "EntityType", Name=kind.label, IconFile=_ICONS[kind], PreferredRepresentation="RepresentAsIcon"
        )
    links = etree.SubElement(root, "LinkTypeCollection")
    for name in dict.fromkeys(each.kind.label for each in bundle.relations):
        etree.SubElement(links, "LinkType", Name=name, Colour="0")


def _summary(root: etree._Element, title: str, classification: str) -> None:
    summary = etree.SubElement(root, "Summary")
    fields = etree.SubElement(summary, "FieldCollection")
    etree.SubElement(fields, "Field", Type="SummaryFieldTitle", Field=printable(title))
    own = etree.SubElement(summary, "CustomPropertyCollection")
    etree.SubElement(own, "CustomProperty", Name="Rubricering", Type="String", Value=printable(classification))


def _entity(items: etree._Element, thing: Thing, place: int) -> None:
    item = etree.SubElement(items, "ChartItem", Label=printable(thing.label), DateSet="false")
    down, across = divmod(place, _GRID)
    end = etree.SubElement(item, "End", X=str(across * _APART), Y=str(down * _APART))
    entity = etree.SubElement(end, "Entity", EntityId=thing.key, Identity=thing.key, LabelIsIdentity="false")
    etree.SubElement(etree.SubElement(entity, "Icon"), "IconStyle", Type=thing.kind.label)
    said = {TITLES[name]: text_of(thing.said[name]) for name in FIELDS_OUT[thing.kind] if name in thing.said}
    _attributes(item, said)


def _link(items: etree._Element, each: Relation) -> None:
    label = each.note if each.note and each.kind is LinkKind.OTHER else each.kind.label
    item = etree.SubElement(items, "ChartItem", Label=printable(label), DateSet="false")
    link = etree.SubElement(item, "Link", End1Id=each.start, End2Id=each.end)
    etree.SubElement(
        link,
        "LinkStyle",
        Type=each.kind.label,
        ArrowStyle="ArrowOnHead",
        MlStyle="MultiplicityMultiple",
        Strength=_STRENGTHS[each.certainty][0],
    )
    told = {
        "Bron": each.reliability.label if each.reliability else "",
        "Informatie": each.information.label if each.information else "",
        "Vanaf": text_of(each.valid_from),
        "Tot en met": text_of(each.valid_to),
        "Herkomst": each.origin or "",
    }
    _attributes(item, told)


def _attributes(item: etree._Element, told: dict[str, str]) -> None:
    filled = {name: text for name, text in told.items() if text}
    if filled:
        collection = etree.SubElement(item, "AttributeCollection")
        for name, text in filled.items():
            etree.SubElement(collection, "Attribute", AttributeClass=name, Value=printable(text))
