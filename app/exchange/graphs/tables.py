"""The columns of a network as tables: one of things and one of relations, with headings that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.exchange.graphs.bundle import FIELDS_OUT, text_of
from app.exchange.graphs.words import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.exchange.graphs.bundle import Bundle, Relation, Thing

THINGS, RELATIONS = "entiteiten", "verbanden"
THING_COLUMNS: Mapping[str, str] = {
    "key": "Sleutel",
    "kind": "Soort",
    "label": "Naam",
    **{name: TITLES[name] for name in dict.fromkeys(name for names in FIELDS_OUT.values() for name in names)},
}
RELATION_COLUMNS: Mapping[str, str] = {
    "start": "Van",
    "start_label": "Van (naam)",
    "link": "Verband",
    "end": "Naar",
    "end_label": "Naar (naam)",
    "certainty": "Zekerheid",
    "reliability": "Bron",
    "information": "Informatie",
    "valid_from": "Vanaf",
    "valid_to": "Tot en met",
    "origin": "Herkomst",
    "note": "Toelichting",
}
"""Our names of the columns, and their headings."""

_OTHERS: Mapping[str, tuple[str, ...]] = {
    "key": ("id", "key", "entiteit", "nummer"),
    "kind": ("type", "kind", "soort entiteit"),
    "label": ("label", "name"),
    "start": ("from", "source", "bron-id", "van sleutel", "entiteit 1"),
    "end": ("to", "target", "doel", "naar sleutel", "entiteit 2"),
    "link": ("relatie", "relation", "link", "soort verband"),
    "surname": ("naam persoon", "last name", "lastname", "familienaam"),
    "given_names": ("voornaam", "first name", "firstname"),
    "born_on": ("geboren", "geboren op", "birthdate", "date of birth"),
    "organisation": ("bedrijf", "bedrijfsnaam", "company", "organization"),
    "trade_register_number": ("kvk", "kvk-nummer", "kvk nummer", "registrationnumber"),
    "house_number": ("nr", "huisnr", "huisnummer"),
    "town": ("woonplaats", "city"),
    "postcode": ("postal code", "postcode"),
    "street": ("straatnaam", "street"),
    "plate": ("kenteken", "license plate"),
    "phone": ("telefoonnummer", "tel"),
    "valid_from": ("geldig van", "begin", "start"),
    "valid_to": ("geldig tot", "einde", "tot"),
    "certainty": ("certainty", "status"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: what it holds, and which heading is which of our columns. This is what is saved."""

    holds: str
    columns: Mapping[str, str] = field(default_factory=dict)


def proposed(headings: Iterable[str]) -> Reading:
    """What a table with these headings seems to hold, and which of them we know."""
    given = [heading for heading in headings if heading.strip()]
    links = _matched(given, RELATION_COLUMNS)
    if {"start", "end"} <= set(links.values()):
        return Reading(RELATIONS, links)
    return Reading(THINGS, _matched(given, THING_COLUMNS))


def thing_rows(bundle: Bundle) -> list[list[str]]:
    """The table of things, with its line of headings; columns that would stay empty are left out."""
    rows = [_thing_row(thing) for thing in bundle.things]
    return _table(THING_COLUMNS, rows, always={"key", "kind", "label"})


def relation_rows(bundle: Bundle) -> list[list[str]]:
    """The table of relations likewise."""
    labels = {thing.key: thing.label for thing in bundle.things}
    rows = [_relation_row(each, labels) for each in bundle.relations]
    return _table(RELATION_COLUMNS, rows, always={"start", "link", "end", "certainty"})


def _matched(headings: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    known = {title.casefold(): name for name, title in columns.items()} | {name: name for name in columns}
    for name, others in _OTHERS.items():
        if name in columns:
            known |= {other: name for other in others if other not in known}
    found: dict[str, str] = {}
    for heading in headings:
        ours = known.get(heading.strip().casefold())
        if ours is not None and ours not in found.values():
            found[heading] = ours
    return found


def _thing_row(thing: Thing) -> dict[str, str]:
    said = {name: text_of(thing.said[name]) for name in FIELDS_OUT[thing.kind] if name in thing.said}
    return {"key": thing.key, "kind": thing.kind.label, "label": thing.label, **said}


def _relation_row(each: Relation, labels: Mapping[str, str]) -> dict[str, str]:
    return {
        "start": each.start,
        "start_label": labels[each.start],
        "link": each.kind.label,
        "end": each.end,
        "end_label": labels[each.end],
        "certainty": each.certainty.label,
        "reliability": each.reliability.label if each.reliability else "",
        "information": each.information.label if each.information else "",
        "valid_from": text_of(each.valid_from),
        "valid_to": text_of(each.valid_to),
        "origin": each.origin or "",
        "note": each.note or "",
    }


def _table(columns: Mapping[str, str], rows: list[dict[str, str]], always: set[str]) -> list[list[str]]:
    used = [name for name in columns if name in always or any(row.get(name) for row in rows)]
    return [[columns[name] for name in used], *([row.get(name, "") for name in used] for row in rows)]
