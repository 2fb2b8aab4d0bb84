"""FollowTheMoney as JSON lines, one entity a line; written and read by us, for its library needs what Windows lacks."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from app.errors import ImportProblem
from app.exchange.graphs.bundle import (
    LARGEST_FILE,
    Bundle,
    Relation,
    Said,
    Thing,
    day_in,
    said_in,
    text_of,
    whole,
)
from app.exchange.graphs.ftm_schema import FIELDS, KIND_OF_SCHEMA, LINK_OF_SCHEMA, SCHEMA_OF_KIND, schema_for
from app.exchange.graphs.words import certainty_named, choice_named, information_named, reliability_named
from app.formats import format_integer
from models.casework.choices import LinkKind, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.exchange.graphs.ftm_schema import LinkSchema

PREFIX = "bolwerk-"
_HOUSE = re.compile(r"(.*\D)\s(\d{1,5})\s*(\S{0,10})")
_LONGEST_LINE = 1_000_000
Properties = dict[str, list[str]]


def write_ftm(bundle: Bundle) -> bytes:
    """The bundle as JSON lines. What FollowTheMoney has no place for, such as our grades, goes in `description`."""
    kinds = {thing.key: thing.kind for thing in bundle.things}
    lines = [_entity(PREFIX + thing.key, SCHEMA_OF_KIND[thing.kind], _properties(thing)) for thing in bundle.things]
    for each in bundle.relations:
        schema = schema_for(each.kind, kinds[each.start], kinds[each.end])
        lines.append(_entity(PREFIX + each.key, schema.schema, _of_relation(each, schema)))
    return "".join(f"{line}\n" for line in lines).encode()


def read_ftm(content: bytes) -> Bundle:
    """The bundle in JSON lines; entities of a schema that we have no kind for are left out and told."""
    if len(content) > LARGEST_FILE:
        most = format_integer(LARGEST_FILE // 1024 // 1024)
        raise ImportProblem(f"Dit bestand is groter dan {most} MB; deel het op.")
    things: list[Thing] = []
    relations: list[Relation] = []
    notes: list[str] = []
    unknown: dict[str, int] = {}
    for number, entity in _lines(content):
        schema, properties = _checked(entity, number)
        if schema in KIND_OF_SCHEMA:
            things.append(_thing(str(entity["id"]), KIND_OF_SCHEMA[schema], properties, notes))
        elif schema in LINK_OF_SCHEMA:
            relations.extend(_relations(str(entity["id"]), schema, properties))
        else:
            unknown[schema] = unknown.get(schema, 0) + 1
    notes += [
        f"Schema ‘{name}’ is hier onbekend: {format_integer(count)} weggelaten." for name, count in unknown.items()
    ]
    return whole(things, relations, notes)


def _entity(key: str, schema: str, properties: Properties) -> str:
    filled = {name: values for name, values in properties.items() if values}
    return json.dumps({"id": key, "schema": schema, "properties": filled}, ensure_ascii=False, sort_keys=True)


def _properties(thing: Thing) -> Properties:
    said = thing.said
    found: Properties = {
        theirs: [text_of(said[ours])] for ours, theirs in FIELDS[thing.kind].items() if said.get(ours) not in (None, "")
    }
    match thing.kind:
        case MentionKind.PERSON:
            family = _joined(said, "prefix", "surname")
            found["lastName"] = [family] if family else []
            found["name"] = [_joined(said, "given_names", "prefix", "surname") or thing.label]
        case MentionKind.ADDRESS:
            street = _joined(said, "street", "house_number") + str(said.get("addition") or "")
            found |= {
                "street": [street] if street else [],
                "full": [thing.label],
                "name": [thing.label],
                "country": ["nl"],
            }
        case MentionKind.CONTACT:
            found.setdefault("username", [thing.label])
            found["name"] = [thing.label]
        case MentionKind.DOCUMENT:
            found.setdefault("fileName", [thing.label])
        case _:
            found.setdefault("name", [thing.label])
    return found


def _of_relation(each: Relation, schema: LinkSchema) -> Properties:
    grades = (each.certainty, each.reliability, each.information)
    found: Properties = {
        schema.start: [PREFIX + each.start],
        schema.end: [PREFIX + each.end],
        schema.words: [each.note if each.kind is LinkKind.OTHER and each.note else each.kind.label],
        "startDate": [text_of(each.valid_from)] if each.valid_from else [],
        "endDate": [text_of(each.valid_to)] if each.valid_to else [],
        "description": ["; ".join(grade.label for grade in grades if grade is not None)],
        "summary": [each.origin] if each.origin else [],
    }
    return found


def _lines(content: bytes) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise ImportProblem("Dit bestand is geen tekst in UTF-8.") from broken
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line) if len(line) <= _LONGEST_LINE else None
        except (ValueError, RecursionError) as broken:
            raise ImportProblem(
                "Deze regel is geen JSON. Kies een bestand met één entiteit per regel.", row=number
            ) from broken
        if not isinstance(entity, dict):
            raise ImportProblem("Op deze regel staat geen entiteit van FollowTheMoney.", row=number)
        yield number, entity


def _checked(entity: Mapping[str, Any], number: int) -> tuple[str, Properties]:
    schema, properties = entity.get("schema"), entity.get("properties", {})
    if not isinstance(schema, str) or not isinstance(properties, dict) or not isinstance(entity.get("id"), str | int):
        raise ImportProblem("Op deze regel staat geen entiteit met id, schema en properties.", row=number)
    found: Properties = {}
    for name, values in properties.items():
        listed = values if isinstance(values, list) else [values]
        found[str(name)] = [value for value in listed if isinstance(value, str) and value.strip()]
    return schema, found


def _thing(key: str, kind: MentionKind, properties: Properties, notes: list[str]) -> Thing:
    texts: dict[str, str | None] = {
        ours: ", ".join(properties.get(theirs, ())) if theirs == "alias" else _first(properties, theirs)
        for ours, theirs in FIELDS[kind].items()
    }
    if kind is MentionKind.PERSON:
        texts["surname"] = _first(properties, "lastName")
    if kind is MentionKind.ADDRESS:
        texts |= _street(_first(properties, "street") or _first(properties, "full"))
    said, wrong = said_in(kind, texts)
    notes.extend(wrong)
    label = _first(properties, "name") or _first(properties, "full") or _first(properties, "title") or key
    return Thing(_bare(key), kind, said, label)


def _street(text: str | None) -> dict[str, str | None]:
    """Street, number and addition out of "Voorbeeldstraat 12a"; all of it as the street when it ends otherwise."""
    found = _HOUSE.fullmatch((text or "").split(",")[0].strip())
    if found is None:
        return {"street": (text or "").split(",")[0] or None}
    return {"street": found[1], "house_number": found[2], "addition": found[3]}


def _relations(key: str, schema: str, properties: Properties) -> Iterator[Relation]:
    """One for each pair of ends: a property may have several values."""
    shape, usual = LINK_OF_SCHEMA[schema]
    words = _first(properties, shape.words)
    kind = choice_named(LinkKind, words) or usual
    grades = [part.strip() for part in (_first(properties, "description") or "").split(";")]
    pairs = [(start, end) for start in properties.get(shape.start, ()) for end in properties.get(shape.end, ())]
    for place, (start, end) in enumerate(pairs):
        yield Relation(
            key=f"{_bare(key)}.{place}" if place else _bare(key),
            start=_bare(start),
            end=_bare(end),
            kind=kind,
            certainty=certainty_named(grades[0]),
            reliability=_graded(reliability_named, grades),
            information=_graded(information_named, grades),
            valid_from=day_in(_first(properties, "startDate")),
            valid_to=day_in(_first(properties, "endDate")),
            origin=_first(properties, "summary"),
            note=words if kind is usual and words != kind.label else None,
        )


def _graded(read: Any, grades: Sequence[str]) -> Any:  # noqa: ANN401 - a grade of the list that `read` knows
    return next((found for found in map(read, grades[1:]) if found is not None), None)


def _first(properties: Properties, name: str) -> str | None:
    return next(iter(properties.get(name, ())), None)


def _bare(key: str) -> str:
    return key.removeprefix(PREFIX)


def _joined(said: Mapping[str, Said], *names: str) -> str:
    return " ".join(str(said[name]) for name in names if said.get(name))
