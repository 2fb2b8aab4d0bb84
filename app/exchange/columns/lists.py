"""How each field of a register is read in one vault: value lists with their other names, records by their names."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from app.errors import AccessDenied
from app.exchange.values import READERS, reader_of_list, text_of
from app.formats import FormatProblem
from app.paths import resource
from app.rules.matching.folding import folded
from app.services.importing.references import named_targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.exchange.columns.known import KnownField
    from app.exchange.sheets.workbook import Cell
    from app.exchange.values import Reader
    from app.services.records import Records
    from models.choices import Choice


class Readers:
    """A reader per field of a register; what it has to look up is looked up once."""

    def __init__(self, records: Records[Any, Any]) -> None:
        self._records = records
        self._made: dict[str, Reader] = {}

    def __call__(self, field: KnownField) -> Reader:
        """What reads the cells of a column that is this field; it raises FormatProblem."""
        if field.name not in self._made:
            self._made[field.name] = self._reader(field)
        return self._made[field.name]

    def _reader(self, field: KnownField) -> Reader:
        if field.kind == "choice" and field.choices is not None:
            return reader_of_choices(field.choices)
        if field.kind == "option":
            return self._option_reader(field)
        return READERS[field.kind]

    def _option_reader(self, field: KnownField) -> Reader:
        named: list[tuple[Any, tuple[str, ...]]] = [
            (option.value, (option.label, *_parts(option.label))) for option in self._records.options(field.name)
        ]
        try:
            named += named_targets(self._records, field.name)
        except AccessDenied:
            return _closed
        return reader_of_list(*_by_name(named))


def reader_of_choices(choices: type[Choice]) -> Reader:
    """Reads a fixed value list: by label, stored value or another name of it."""
    others = other_names(choices)
    named = [(member, (member.label, member.value, *others.get(member.value, ()))) for member in choices]
    return reader_of_list(*_by_name(named))


@cache
def other_names(choices: type[Choice]) -> Mapping[str, tuple[str, ...]]:
    """What people write for the values of a list, besides its labels (resources/exchange/values.toml)."""
    table = _values().get(choices.__name__, {})
    return {value: tuple(names) for value, names in table.items()}


@cache
def _values() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(resource("exchange", "values.toml").read_text(encoding="utf-8"))


def _by_name(named: Iterable[tuple[Any, Iterable[str]]]) -> tuple[dict[str, Any], frozenset[str]]:
    """Folded names with their value, and the names that more than one value has."""
    names: dict[str, Any] = {}
    ambiguous: set[str] = set()
    for value, texts in named:
        for text in texts:
            name = folded(text)
            if names.setdefault(name, value) != value:
                ambiguous.add(name)
    return names, frozenset(ambiguous)


def _parts(label: str) -> tuple[str, ...]:
    """What else a label may be called: "2019 Begroting – Weerbaarheid" is found by the part behind the dash."""
    before, dash, after = label.rpartition(" – ")
    return (after, f"{before} {after}") if dash else ()


def _closed(cell: Cell) -> None:
    if text_of(cell) is not None:
        raise FormatProblem("Dit verwijst naar een lijst die u niet mag inzien.")
