"""What a network file holds, whatever its format: things with what is said of them, and relations between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from app.errors import ImportProblem
from app.formats import FormatProblem, format_count, format_integer, parse_date
from app.services.signals.mentions import FIELDS_OF_KIND
from models.casework.choices import Certainty, InformationValue, LinkKind, MentionKind, Reliability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Said = str | int | date
MOST_THINGS = 100_000
MOST_RELATIONS = 400_000
LARGEST_FILE = 100 * 1024 * 1024  # bytes
DAYS = frozenset({"born_on", "happened_on"})
NUMBERS = frozenset({"house_number"})
NEVER_OUT = frozenset({"bsn"})
"""What does not leave with a network: a citizen service number may be passed on only where a law says so (UAVG 46)."""
FIELDS_OUT = {kind: tuple(name for name in names if name not in NEVER_OUT) for kind, names in FIELDS_OF_KIND.items()}

_NAMING: Mapping[MentionKind, tuple[str, ...]] = {
    MentionKind.PERSON: ("surname", "given_names", "aliases"),
    MentionKind.ORGANISATION: ("organisation", "trade_register_number"),
    MentionKind.ADDRESS: ("street", "postcode"),
    MentionKind.VEHICLE: ("plate",),
    MentionKind.CONTACT: ("handle", "phone", "email"),
    MentionKind.ACCOUNT: ("iban",),
    MentionKind.EVENT: ("title",),
    MentionKind.DOCUMENT: ("title", "reference"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One person, organisation, address or other thing. `said` has the fields of its kind that are known.

    `key` is what the file calls it; `label` how it reads.
    """

    key: str
    kind: MentionKind
    said: Mapping[str, Said] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One fact between two things, by their keys; read from `start` to `end`."""

    key: str
    start: str
    end: str
    kind: LinkKind
    certainty: Certainty = Certainty.SUSPECTED
    reliability: Reliability | None = None
    information: InformationValue | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    origin: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """Things, relations between them, and what a reader of the file should know, as Dutch sentences."""

    things: tuple[Thing, ...] = ()
    relations: tuple[Relation, ...] = ()
    notes: tuple[str, ...] = ()


def whole(things: Sequence[Thing], relations: Sequence[Relation], notes: Iterable[str] = ()) -> Bundle:
    """A bundle of which each relation has two ends; what has not, or leads to itself, is left out and told.

    ImportProblem for a file without anything in it, with more than can be read, or with two things under one key.
    """
    if not things:
        raise ImportProblem("In dit bestand staan geen personen, organisaties, adressen of andere items.")
    if len(things) > MOST_THINGS or len(relations) > MOST_RELATIONS:
        raise ImportProblem(
            f"Dit bestand heeft meer dan {format_integer(MOST_THINGS)} items of "
            f"{format_integer(MOST_RELATIONS)} verbanden; deel het op."
        )
    keys = {thing.key for thing in things}
    if len(keys) < len(things):
        twice = next(key for place, key in _keyed(things) if place)
        raise ImportProblem(f"De sleutel ‘{twice}’ staat twee keer in dit bestand.")
    told = list(dict.fromkeys(notes))
    looped = [each for each in relations if each.start == each.end]
    loose = [each for each in relations if each.start != each.end and not {each.start, each.end} <= keys]
    if looped:
        told.append(f"{format_count(len(looped), 'verband', 'verbanden')} met zichzelf: weggelaten.")
    if loose:
        counted = format_count(len(loose), "verband", "verbanden")
        told.append(f"{counted} met een item dat niet in het bestand staat: weggelaten.")
    kept = tuple(each for each in relations if each.start != each.end and {each.start, each.end} <= keys)
    return Bundle(tuple(named(thing) for thing in things), kept, tuple(told))


def named(thing: Thing) -> Thing:
    """The same, with its label in the field that names its kind when nothing else does."""
    if any(thing.said.get(name) for name in _NAMING[thing.kind]) or not thing.label.strip():
        return thing
    label = thing.label.strip()
    if thing.kind is MentionKind.PERSON and " " in label:
        given, _, surname = label.partition(" ")
        return replace(thing, said={**thing.said, "given_names": given, "surname": surname})
    return replace(thing, said={**thing.said, _NAMING[thing.kind][0]: label})


def said_in(kind: MentionKind, texts: Mapping[str, str | None]) -> tuple[dict[str, Said], list[str]]:
    """The known fields of a kind out of texts, and a sentence for each that cannot be read; others are passed over."""
    said: dict[str, Said] = {}
    notes: list[str] = []
    for name in FIELDS_OF_KIND[kind]:
        text = (texts.get(name) or "").strip()
        if not text:
            continue
        value = _value(name, text)
        if value is None:
            notes.append(f"‘{text}’ is geen {'datum' if name in DAYS else 'getal'} en is leeg gelaten.")
        else:
            said[name] = value
    return said, notes


def day_in(text: str | None) -> date | None:
    """A day as files write it: "2020-02-03", with a time behind it or not, or as people do; None when it is none."""
    bare = (text or "").strip()
    try:
        return date.fromisoformat(bare[:10]) if bare[4:5] == "-" else parse_date(bare)
    except (ValueError, FormatProblem):
        return None


def text_of(value: Said | None) -> str:
    """A field as files have it; days as ISO 8601."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def without_origins(bundle: Bundle) -> Bundle:
    """The same without where each relation was read: that may point to who told it."""
    return replace(bundle, relations=tuple(replace(each, origin=None, note=None) for each in bundle.relations))


def _value(name: str, text: str) -> Said | None:
    if name in DAYS:
        return day_in(text)
    if name in NUMBERS:
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
    return text


def _keyed(things: Iterable[Thing]) -> Iterable[tuple[bool, str]]:
    seen: set[str] = set()
    for thing in things:
        yield thing.key in seen, thing.key
        seen.add(thing.key)
