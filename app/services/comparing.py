"""How lists compare texts: without regard to capitals and accents, in the search of a list and in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, and_, case, func, or_, type_coerce

from app.rules.matching.folding import unaccented
from models.base import ChoiceType

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


def holds(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether a word stands somewhere in a column. SQLite's own LIKE does not mind capitals of ASCII."""
    text, sought = type_coerce(column, String), unaccented(word)
    folded = func.unaccented(text, type_=String).contains(sought, autoescape=True)
    return or_(text.contains(sought, autoescape=True), and_(_beyond_ascii(text), folded))


def sort_key(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Value lists sort in the order of the list, texts as they read."""
    if isinstance(column.type, ChoiceType):
        return case({member: place for place, member in enumerate(column.type.choices)}, value=column)
    if not isinstance(column.type, String):
        return column
    return case((_beyond_ascii(column), func.unaccented(column)), else_=func.lower(column))


def _beyond_ascii(text: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether there are letters of more than one byte: only for those, which are few, is Python asked."""
    return func.octet_length(text) > func.length(text)
