"""How a stored value travels and comes back: as text, number or nothing, refused unless the column could hold it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Date, Integer, String

from app.formats import format_date
from app.rules.packages.revisions import Mark
from app.vault.primitives.sealing import canonical, digest
from app.vault.primitives.strict_json import NotStrict
from models.base import ChoiceType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Column

Value: TypeAlias = "str | int | list[str] | None"

LONGEST_NAME = 200
MOST_NAMES = 1000
_LONGEST_TEXT = 1 << 20
_FIRST_DAY, _LAST_DAY = date(1800, 1, 1), date(2300, 1, 1)
_ZERO = "\x00"


def sent(value: Any) -> Value:  # noqa: ANN401 - whatever a column holds
    """A stored value as it travels."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"{type(value).__name__} does not travel")


def stored(column: Column[Any], value: Value) -> Any:  # noqa: ANN401 - whatever the column holds
    """A value that arrived as the column holds it; raises NotStrict when it could not."""
    if value is None:
        if not column.nullable:
            raise NotStrict(f"‘{column.name}’ is leeg")
        return None
    kind = column.type
    if isinstance(kind, Integer) and isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > 2**53:
            raise NotStrict(f"‘{column.name}’ is te groot")
        return value
    if isinstance(value, str):
        return _from_text(column, kind, value)
    raise NotStrict(f"‘{column.name}’ is van een andere soort")


def _from_text(column: Column[Any], kind: Any, value: str) -> Any:  # noqa: ANN401
    if isinstance(kind, ChoiceType):
        try:
            return kind.choices(value)
        except ValueError as error:
            raise NotStrict(f"‘{column.name}’ heeft een waarde die deze kluis niet kent") from error
    if isinstance(kind, Date):
        return _day(column, value)
    if isinstance(kind, String):
        most = kind.length or _LONGEST_TEXT
        if len(value) > most or _ZERO in value:
            raise NotStrict(f"‘{column.name}’ is te lang of bevat tekens die niet kunnen")
        return value
    raise NotStrict(f"‘{column.name}’ is van een andere soort")


def _day(column: Column[Any], value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value or not _FIRST_DAY <= day < _LAST_DAY:
        raise NotStrict(f"‘{column.name}’ is geen kalenderdag")
    return day


def names_in(name: str, value: Value) -> list[str]:
    """A list of names that arrived."""
    if not isinstance(value, list) or len(value) > MOST_NAMES:
        raise NotStrict(f"‘{name}’ is geen lijst van namen")
    for each in value:
        if not isinstance(each, str) or not 0 < len(each) <= LONGEST_NAME or _ZERO in each:
            raise NotStrict(f"‘{name}’ bevat een naam die niet kan")
    return list(value)


def digest_of(record: str, name: str, value: Value) -> str:
    """What a value of a field of a record (its random id) is compared by: says nothing to who lacks that id."""
    return digest("bolwerk field", record.encode(), name.encode(), canonical(value))[:8].hex()


def digests_of(record: str, values: Mapping[str, Value]) -> dict[str, str]:
    """The digests of several fields."""
    return {name: digest_of(record, name, value) for name, value in values.items()}


def marks_of(record: str, values: Mapping[str, Value], made: Mapping[str, tuple[str, int]]) -> dict[str, Mark]:
    """The marks of fields that arrived, over the values as they are understood here."""
    return {name: Mark(digest_of(record, name, values[name]), *made[name]) for name in made if name in values}


def spoken(column: Column[Any] | None, value: Value) -> str:
    """A travelling value as people read it; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(value)
    kind = column.type if column is not None else None
    if isinstance(kind, ChoiceType) and isinstance(value, str):
        return str(getattr(kind.choices(value), "label", value))
    if isinstance(kind, Date) and isinstance(value, str):
        return format_date(date.fromisoformat(value))
    return str(value)
