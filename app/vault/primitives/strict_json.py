"""Read JSON that a stranger may have written: one meaning, bounded in size and depth, or nothing at all."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, TypeAlias

from app.vault.primitives.sealing import LARGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

DEEPEST = 12


class NotStrict(ValueError):
    """The reason, as the Dutch end of a sentence, why text is refused."""


def parse(data: bytes) -> Json:
    """The value of UTF-8 JSON; raises NotStrict for doubled keys, fractions, NaN, deep nesting or half characters."""
    try:
        value: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_doubles,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_whole_number,
        )
    except NotStrict:
        raise
    except UnicodeDecodeError as error:
        raise NotStrict("de tekst is geen UTF-8") from error
    except ValueError as error:
        raise NotStrict("de JSON is niet volledig of niet goed gevormd") from error
    except RecursionError as error:
        raise NotStrict("de gegevens zijn te diep genest") from error
    _check(value, depth=0)
    return value


def _without_doubles(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise NotStrict("een naam komt twee keer voor")
    return result


def _refuse_number(text: str) -> Json:
    raise NotStrict(f"{text[:20]} is geen geheel getal")


def _whole_number(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > LARGEST_NUMBER:
        raise NotStrict("een getal is te groot")
    return int(text)


def _check(value: Json, *, depth: int) -> None:
    if depth > DEEPEST:
        raise NotStrict("de gegevens zijn te diep genest")
    if isinstance(value, str):
        _refuse_half_characters(value)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth=depth + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _refuse_half_characters(key)
            _check(inner, depth=depth + 1)


def _refuse_half_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotStrict("een tekst bevat een half teken") from error


def to_base64(data: bytes) -> str:
    """Bytes as text in JSON."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes; raises NotStrict unless `text` is the one and only spelling of them."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotStrict("een onderdeel is geen base64") from error
    if to_base64(data) != text:
        raise NotStrict("een onderdeel is geen zuivere base64")
    return data
