"""Lines that seem to be a record that is stored already, or an earlier line: proposed, never decided."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from app.rules.matching.folding import folded
from app.services.importing.stored import column_names, stored_values
from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.exchange.columns.known import KnownRegister
    from app.exchange.plan import Row
    from app.services.records import Records

Key = tuple[Any, ...]
_ALWAYS = "__class__"  # one more than the fields, so that there are always several to get
_MAYBE = "?"  # behind the name of a field that may be empty in both


class Twins:
    """Finds them by the fields that together say that two records are one."""

    def __init__(self, records: Records[Any, Any], known: KnownRegister) -> None:
        self._records = records
        columns = column_names(records)
        self._sets = [each for each in known.same if all(name.removesuffix(_MAYBE) in columns for name in each)]

    def mark(self, rows: list[Row]) -> None:
        """Say in each row that has no problems of what it seems to be a twin."""
        for names in self._sets:
            stored = self._stored(names, rows)
            values_of = attrgetter(*(name.removesuffix(_MAYBE) for name in names), _ALWAYS)
            seen: dict[Key, int] = {}
            for place, row in enumerate(rows):
                if row.problems or row.known:
                    continue
                key = _key(names, values_of(row.draft)[:-1])
                if key is None:
                    continue
                if key in stored:
                    rows[place] = replace(row, twin="Staat al in de kluis.", known=True)
                elif key in seen:
                    rows[place] = replace(row, twin=f"Lijkt gelijk aan rij {seen[key]}.")
                else:
                    seen[key] = row.number

    def _stored(self, names: Sequence[str], rows: Iterable[Row]) -> set[Key]:
        if all(row.problems for row in rows):
            return set()
        values = stored_values(self._records, [name.removesuffix(_MAYBE) for name in names])
        return {key for key in (_key(names, each) for each in values) if key is not None}


def _key(names: Sequence[str], values: Iterable[Any]) -> Key | None:
    """The values as they are compared; None when one is missing that has to be there."""
    made: list[Any] = []
    for name, value in zip(names, values, strict=True):
        if value is None:
            if not name.endswith(_MAYBE):
                return None
            made.append(None)
        else:
            text = isinstance(value, str) and not isinstance(value, Choice)
            made.append(folded(value) if text else value)
    return tuple(made)
