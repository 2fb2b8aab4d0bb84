"""Drafts as they are looked at and stored: without white space around texts, and field by field."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


@cache
def names_of(draft: type[Any]) -> tuple[str, ...]:
    """The names of the fields of a draft, in order."""
    return tuple(field.name for field in fields(draft))


@cache
def _values_of(draft: Any) -> Callable[[Any], tuple[Any, ...]]:  # noqa: ANN401  # a class of drafts
    names = names_of(draft)
    return attrgetter(*names) if len(names) > 1 else lambda each: (getattr(each, names[0]),)


def values_of(draft: Any) -> tuple[Any, ...]:  # noqa: ANN401  # any draft
    """The values of a draft, in the order of `names_of`."""
    kind: Any = type(draft)
    return _values_of(kind)(draft)


def known_in(draft: Any) -> list[tuple[str, Any]]:  # noqa: ANN401  # any draft
    """The fields of a draft that are known, with their values; most are not, and need no look."""
    kind: Any = type(draft)
    pairs = zip(names_of(kind), _values_of(kind)(draft), strict=True)
    return [pair for pair in pairs if pair[1] is not None]


def without_blanks(draft: D) -> D:
    """The draft with outer white space gone and empty text as None, for unknown is not an empty text."""
    changed: dict[str, Any] = {}
    for name, value in known_in(draft):
        if isinstance(value, str | tuple):
            bare = _bare(value)
            if bare is not value:
                changed[name] = bare
    return replace(draft, **changed) if changed else draft


def _bare(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Choice):
        text = writable(value).strip() or None
        return value if text == value else text
    if isinstance(value, tuple) and all(isinstance(name, str) for name in value):
        names = dict.fromkeys(_bare(name) for name in value)
        return tuple(name for name in names if name is not None)
    return value


def writable(text: str) -> str:
    """A text without halves of characters, which a clipboard may hold and no file can."""
    return text if text.isascii() else text.encode(errors="ignore").decode()


def filled(draft: DataclassInstance) -> tuple[str, ...]:
    """The fields that have a value."""
    return tuple(name for name, value in known_in(draft) if value != ())


def differing(before: DataclassInstance, after: DataclassInstance) -> tuple[str, ...]:
    """The fields in which two drafts differ."""
    return tuple(field.name for field in fields(after) if getattr(before, field.name) != getattr(after, field.name))
