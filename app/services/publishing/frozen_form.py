"""A document as canonical JSON and back: the form in which a version is kept, hashed and compared.

Each value class becomes an object that names its class; fractions become text, for JSON has several spellings of one.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.services import document as content
from app.services.document import EvaluationDocument
from app.vault.primitives.sealing import canonical
from app.vault.primitives.strict_json import parse

_CLASS = "class"


def written(document: EvaluationDocument) -> bytes:
    """The document as bytes; equal documents give equal bytes, also where one has 1 and the other 1.0."""
    return canonical(_plain(_value(_plain(document), EvaluationDocument)))


def read(data: bytes) -> EvaluationDocument:
    """The document that was written; ValueError when these bytes are something else."""
    made = _value(parse(data), EvaluationDocument)
    if not isinstance(made, EvaluationDocument):
        raise ValueError("these bytes are a part of a document")  # noqa: TRY004  # the bytes are wrong, not a type
    return made


def _plain(value: Any) -> Any:  # noqa: ANN401  # any value a document holds
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value):
        return {_CLASS: type(value).__name__} | {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else value


def _value(plain: Any, wanted: Any) -> Any:  # noqa: ANN401  # any value a document holds, and any type of one
    if isinstance(plain, dict):
        made = _class_named(str(plain.get(_CLASS)))
        hints = _hints(made)
        return made(**{name: _value(plain[name], hint) for name, hint in hints.items()})
    if get_origin(wanted) in {Union, UnionType}:
        if plain is None:
            return None
        wanted = next(one for one in get_args(wanted) if one is not type(None))
    if isinstance(plain, list):
        kinds = get_args(wanted)
        inner = kinds[:1] * len(plain) if kinds[-1:] == (...,) else kinds
        return tuple(_value(one, kind) for one, kind in zip(plain, inner, strict=True))
    if wanted is date:
        return date.fromisoformat(plain)
    return wanted(plain) if wanted is float or _is_choice(wanted) else plain


def _is_choice(wanted: Any) -> bool:  # noqa: ANN401  # a type hint
    return isinstance(wanted, type) and issubclass(wanted, StrEnum)


def _class_named(name: str) -> type:
    found = getattr(content, name, None)
    if not (isinstance(found, type) and is_dataclass(found)):
        raise ValueError(f"{name!r} is no part of a document")
    return found


@cache
def _hints(made: type) -> dict[str, Any]:
    return get_type_hints(made)
