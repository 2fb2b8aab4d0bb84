"""Reading the demo data: from rows of TOML to the drafts that the services take."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from app.errors import BugError
from app.paths import resource
from app.services.clock import today
from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


def load(name: str) -> dict[str, Any]:
    """One file of demo data; amounts are read as Decimal."""
    with resource("demo", f"{name}.toml").open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def draft_of(draft: type[D], row: Mapping[str, Any], **known: object) -> D:
    """The draft of a row. `known` gives what the row does not say, such as the id of its parent."""
    hints = get_type_hints(draft)
    names = {field.name for field in fields(draft)}
    values = {name: _value(hints[name], value) for name, value in row.items() if name in names}
    return draft(**{**values, **known})


def dated(draft: type[DataclassInstance], row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with whole numbers where a day is expected as so many days ago; a negative one lies ahead."""
    hints = get_type_hints(draft)
    return {
        name: today() - timedelta(days=value) if _is_day(hints.get(name)) and isinstance(value, int) else value
        for name, value in row.items()
    }


def _is_day(hint: object) -> bool:
    return date in (hint, *get_args(hint))


def _value(hint: object, value: object) -> object:
    """A TOML value in the type of the field it is for; a list for a text field is one entry a line."""
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, Choice):
            return kind(str(value))
    if Decimal in kinds and isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, list):
        return "\n".join(value) if str in kinds and len(kinds) == 1 else tuple(value)
    if isinstance(value, dict):
        raise BugError("a table in the demo data where a value was expected")
    return value.strip() if isinstance(value, str) else value
