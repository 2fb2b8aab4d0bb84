"""How a field of a statement is written in JSON and read back: one spelling, checked in both directions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, get_type_hints

from app.vault.primitives.sealing import PUBLIC_BYTES, SIGNING_BYTES
from app.vault.primitives.strict_json import Json, NotStrict, from_base64, to_base64


@dataclass(frozen=True, slots=True)
class Shape:
    """How a field is read from JSON (raising NotStrict) and written to it."""

    read: Callable[[Json], Any]
    write: Callable[[Any], Any]


def matching(pattern: str) -> Shape:
    """Text that matches a whole pattern."""
    compiled = re.compile(pattern)

    def read(value: Json) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise NotStrict("een veld heeft niet de vereiste vorm")
        return value

    return Shape(read, str)


def number(least: int, most: int) -> Shape:
    """A whole number from `least` to `most`."""

    def read(value: Json) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise NotStrict("een getal valt buiten de grenzen")
        return value

    return Shape(read, int)


def raw(length: int) -> Shape:
    """Exactly `length` bytes, in base64."""

    def read(value: Json) -> bytes:
        data = from_base64(value) if isinstance(value, str) else b""
        if len(data) != length:
            raise NotStrict("een sleutel heeft niet de juiste lengte")
        return data

    return Shape(read, to_base64)


def _read_day(value: Json) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise NotStrict("een dag is geen kalenderdag")
    return day


def _shape_of(kind: type[Any]) -> dict[str, Shape]:
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name].__metadata__[0] for field in fields(kind)}


def as_object(kind: type[Any]) -> Shape:
    """An object whose fields are those of a dataclass, each annotated with its Shape."""
    shapes = _shape_of(kind)

    def read(value: Json) -> Any:  # noqa: ANN401 - the dataclass is known to the caller
        if not isinstance(value, dict) or value.keys() != shapes.keys():
            raise NotStrict("de velden zijn niet die van deze soort")
        return kind(**{name: shape.read(value[name]) for name, shape in shapes.items()})

    return Shape(read, lambda said: {name: shape.write(getattr(said, name)) for name, shape in shapes.items()})


def several(shape: Shape, most: int = 1000) -> Shape:
    """A list of at most `most` items of one shape; a tuple in Python."""

    def read(value: Json) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise NotStrict("een lijst ontbreekt of is te lang")
        return tuple(shape.read(item) for item in value)

    return Shape(read, lambda items: [shape.write(item) for item in items])


def _read_flag(value: Json) -> bool:
    if not isinstance(value, bool):
        raise NotStrict("een ja-of-nee-veld heeft een andere waarde")
    return value


ID = matching("[0-9a-f]{32}")
DIGEST = matching("[0-9a-f]{64}")
NAME = matching("[a-z][a-z0-9_]{0,39}")
TEXT = matching(r"(?s).{1,200}")
DAY = Shape(_read_day, lambda day: day.isoformat())
EPOCH = number(1, 2**31)
GENERATION = number(1, 2**40)
FLAG = Shape(_read_flag, bool)
FINGERPRINT = matching("[0-9A-Z]{4}(-[0-9A-Z]{4}){5}")
SEAL_KEY = raw(PUBLIC_BYTES)
SIGN_KEY = raw(SIGNING_BYTES)
SALT = raw(32)
