"""How lists compare texts: without regard to capitals and accents, in the search of a list and in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, case, func, type_coerce

from app.rules.matching.folding import unaccented
from models.base import ChoiceType

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_BEYOND_ASCII = "*[^\x01-~]*"


def holds(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether a word stands somewhere in a column."""
    return _plain(column).contains(unaccented(word), autoescape=True)


def sort_key(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Value lists sort in the order of the list, texts as they read."""
    if isinstance(column.type, ChoiceType):
        return case({member: place for place, member in enumerate(column.type.choices)}, value=column)
    return _plain(column) if isinstance(column.type, String) else column


def _plain(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Text in small letters without accents. Python is asked only for what is not ASCII, which is little."""
    text = type_coerce(column, String)
    return case((text.op("GLOB")(_BEYOND_ASCII), func.unaccented(text)), else_=func.lower(text))
