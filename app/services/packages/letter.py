"""The content of a package: who gives what to whom and why, and the records with what is known of their changes.

Read like everything a stranger may have written: one spelling, bounded, or nothing. What a value means is for who
takes it in (app.services.packages.values).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from app.errors import Invalid
from app.services.packages.values import Value
from app.vault.header.shapes import ID, NAME, TEXT, Shape, as_object, matching, number, several
from app.vault.packages.parcel import newer
from app.vault.primitives.sealing import canonical
from app.vault.primitives.strict_json import Json, NotStrict, parse

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT = 1
MOST_RECORDS = 100_000
_NOT_OURS = "De inhoud van dit pakket is niet te begrijpen: {}. Er is niets opgeslagen."
_ACCOUNT = re.compile(r"[!-~]{1,40}")
_REPLICA = re.compile(r"[0-9a-f]{16}")
_COUNT = number(1, 2**31)


def _mapping(name: Callable[[str], bool], value: Callable[[Json], Any], most: int) -> Shape:
    def read(said: Json) -> dict[str, Any]:
        if not isinstance(said, dict) or len(said) > most or not all(map(name, said)):
            raise NotStrict("een lijst met namen heeft niet de vereiste vorm")
        return {key: value(inner) for key, inner in said.items()}

    return Shape(read, dict)


def _value(said: Json) -> Value:
    if said is None or isinstance(said, str) or (isinstance(said, int) and not isinstance(said, bool)):
        return said
    if isinstance(said, list) and all(isinstance(each, str) for each in said):
        return [str(each) for each in said]
    raise NotStrict("een veld is van een soort die niet kan")


def _mark(said: Json) -> tuple[str, int]:
    match said:
        case [str(replica), n] if _REPLICA.fullmatch(replica):
            return replica, _COUNT.read(n)
    raise NotStrict("een wijziging heeft niet de vereiste vorm")


def _is_name(text: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]{0,39}", text) is not None


_VALUES = _mapping(_is_name, _value, 100)
_MARKS = _mapping(_is_name, _mark, 100)
_VECTOR = _mapping(lambda text: _REPLICA.fullmatch(text) is not None, _COUNT.read, 1000)
_PEOPLE = _mapping(lambda text: _ACCOUNT.fullmatch(text) is not None, TEXT.read, 10_000)
_ANY = matching(r"(?s).{0,20000}")
_LONG = matching(r"(?s).{1,20000}")
_TITLE = matching(r"(?s).{0,200}")
_GROUND = matching(r"(?s).{1,400}")
_MOMENT = matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_PERHAPS_MOMENT = matching(r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_DAY = matching(r"\d{4}-\d\d-\d\d")
_REVISION = matching(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who gives: vault and compartment, and the person there."""

    vault: Annotated[str, ID]
    compartment: Annotated[str, NAME]
    municipality: Annotated[str, TEXT]
    person: Annotated[str, TEXT]
    function: Annotated[str, _TITLE]


@dataclass(frozen=True, slots=True)
class TypeSaid:
    """A case type as the giver has it, for who does not know it."""

    name: Annotated[str, TEXT]
    level: Annotated[str, NAME]
    counting_unit: Annotated[str, NAME]
    aliases: Annotated[tuple[str, ...], several(TEXT, 100)]


@dataclass(frozen=True, slots=True)
class Sent:
    """A record. `values` are fields as they travel, `made` per field which change gave it that value."""

    kind: Annotated[str, NAME]
    id: Annotated[str, ID]
    title: Annotated[str, _TITLE]
    values: Annotated[Mapping[str, Value], _VALUES]
    made: Annotated[Mapping[str, tuple[str, int]], _MARKS]
    vector: Annotated[Mapping[str, int], _VECTOR]


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the timeline of a case, as the giver reads it; `at` is empty when only the day is known."""

    day: Annotated[str, _DAY]
    at: Annotated[str, _PERHAPS_MOMENT]
    who: Annotated[str, _TITLE]
    what: Annotated[str, _TITLE]
    title: Annotated[str, _ANY]
    detail: Annotated[str, _ANY]


@dataclass(frozen=True, slots=True)
class Trail:
    """The timeline of one case, newest first."""

    case: Annotated[str, ID]
    lines: Annotated[tuple[Told, ...], several(as_object(Told), 5000)]


@dataclass(frozen=True, slots=True)
class Letter:
    """All of it. `files` are the random ids of the attachments whose content follows, in that order."""

    package: Annotated[str, ID]
    sender: Annotated[Sender, as_object(Sender)]
    made_at: Annotated[str, _MOMENT]
    reason: Annotated[str, _LONG]
    ground: Annotated[str, _GROUND]
    people: Annotated[Mapping[str, str], _PEOPLE]
    types: Annotated[tuple[TypeSaid, ...], several(as_object(TypeSaid), 1000)]
    records: Annotated[tuple[Sent, ...], several(as_object(Sent), MOST_RECORDS)]
    files: Annotated[tuple[str, ...], several(ID, 10_000)]
    trails: Annotated[tuple[Trail, ...], several(as_object(Trail), 10_000)]


_SHAPE = as_object(Letter)


def written(letter: Letter, schema: str) -> bytes:
    """The letter as bytes; `schema` is the revision of the giver's casework, so that nothing is half understood."""
    return canonical({"format": FORMAT, "schema": schema, "letter": _SHAPE.write(letter)})


def read(data: bytes, schema: str) -> Letter:
    """The letter in these bytes; raises Invalid (field "file"), or NewerProgram for what a newer program wrote."""
    try:
        letter = _letter(parse(data), schema)
        _check(letter)
    except NotStrict as error:
        raise Invalid({"file": _NOT_OURS.format(error)}) from error
    return letter


def _letter(said: Json, schema: str) -> Letter:
    if not isinstance(said, dict):
        raise NotStrict("dit is geen brief")
    if number(1, 2**31).read(said.get("format")) > FORMAT or _REVISION.read(said.get("schema")) > schema:
        raise newer()
    if said.keys() != {"format", "schema", "letter"}:
        raise NotStrict("er ontbreken onderdelen, of er staan er te veel")
    letter: Letter = _SHAPE.read(said["letter"])
    return letter


def _check(letter: Letter) -> None:
    """What fits together: every record once, no change that its record has not seen, every file of a record."""
    ids = [each.id for each in letter.records]
    if len(set(ids)) != len(ids) or len(set(letter.files)) != len(letter.files):
        raise NotStrict("een gegeven staat er twee keer in")
    if set(letter.files) != {each.id for each in letter.records if each.kind == "attachment"}:
        raise NotStrict("de bijlagen horen niet bij de gegevens")
    if not {trail.case for trail in letter.trails} <= {each.id for each in letter.records if each.kind == "case"}:
        raise NotStrict("een tijdlijn hoort bij geen casus")
    for each in letter.records:
        if not each.made.keys() <= each.values.keys():
            raise NotStrict("een wijziging hoort bij geen veld")
        if any(each.vector.get(replica, 0) < n for replica, n in each.made.values()):
            raise NotStrict("een gegeven kent zijn eigen wijziging niet")
