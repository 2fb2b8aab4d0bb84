"""What the store cannot hold: text longer than its column, numbers too large for it, fractions of a cent."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, inspect

from app.formats import format_integer
from app.services.tidying import known_in

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from models.base import Versioned

LARGEST = 10**15  # cents or pieces: below SQLite's 2**63 and far above any budget


def misfits(model: type[Versioned], draft: DataclassInstance) -> dict[str, str]:
    """A message for each field of a draft that does not fit in its column, or in the column of the names it lists."""
    problems: dict[str, str] = {}
    key: Any = model
    longest = _longest(key)
    for name, value in known_in(draft):
        for one in value if isinstance(value, tuple) else (value,):
            if problem := _misfit(longest.get(name), one):
                problems[name] = problem
    return problems


@cache
def _longest(model: type[Any]) -> dict[str, int | None]:
    """How many characters each column of text holds, or that of the names in a list."""
    mapper = inspect(model)
    columns: dict[str, Any] = dict(mapper.columns.items())
    columns |= {name: link.mapper.columns.get("name") for name, link in mapper.relationships.items()}
    types = {name: column.type for name, column in columns.items() if column is not None}
    return {name: kind.length for name, kind in types.items() if isinstance(kind, String)}


def _misfit(longest: int | None, value: object) -> str | None:
    if isinstance(value, str) and longest is not None and len(value) > longest:
        return f"Gebruik ten hoogste {format_integer(longest)} tekens; het zijn er {format_integer(len(value))}."
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value) * 100 >= LARGEST:
            return "Dit bedrag of aantal is te groot."
        if value * 100 != (value * 100).to_integral_value():
            return "Gebruik ten hoogste twee cijfers achter de komma."
    if isinstance(value, int) and abs(value) >= LARGEST:
        return "Dit getal is te groot."
    return None
