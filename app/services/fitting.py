"""What the store cannot hold: text longer than its column, numbers too large for it, fractions of a cent."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, inspect

from app.formats import format_integer

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from models.base import Versioned

LARGEST = 10**15  # cents or pieces: below SQLite's 2**63 and far above any budget


def misfits(model: type[Versioned], draft: DataclassInstance) -> dict[str, str]:
    """A message for each field of a draft that does not fit in its column, or in the column of the names it lists."""
    mapper = inspect(model)
    columns = dict(mapper.columns.items())
    columns |= {name: link.mapper.columns.get("name") for name, link in mapper.relationships.items()}
    problems: dict[str, str] = {}
    for field in fields(draft):
        column, value = columns.get(field.name), getattr(draft, field.name)
        values = value if isinstance(value, tuple) else (value,)
        for problem in (_misfit(column, one) for one in values):
            if problem:
                problems[field.name] = problem
    return problems


def _misfit(column: Any, value: object) -> str | None:  # noqa: ANN401 (a column of any type, or None)
    if isinstance(value, str) and column is not None and isinstance(column.type, String):
        longest = column.type.length
        if longest is not None and len(value) > longest:
            return f"Gebruik ten hoogste {format_integer(longest)} tekens; het zijn er {format_integer(len(value))}."
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value) * 100 >= LARGEST:
            return "Dit bedrag of aantal is te groot."
        if value * 100 != (value * 100).to_integral_value():
            return "Gebruik ten hoogste twee cijfers achter de komma."
    if isinstance(value, int) and abs(value) >= LARGEST:
        return "Dit getal is te groot."
    return None
