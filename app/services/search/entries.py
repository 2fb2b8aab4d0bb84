"""What the index keeps of one record: its numbers, its names and how they sound, and the words of its texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect

from app.rules.matching.folding import folded
from app.rules.matching.phonetics import sound_of
from app.services.search.registry import FoundBy, kind_of_table
from app.services.tidying import known_in
from models.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.records import Records

RULES = 2
"""Raised when the same record would be indexed otherwise than before: every register is then indexed anew."""

LONGEST_WORD = 78
SHORTEST_NAME = 4
_SOUND = "0"
_NUMBERS = ("number", "plate", "postcode")
_NUMBER_ENDS = ("_number", "_reference")
_NAME_ENDS = ("name", "names", "owner", "street", "town", "address", "location")
_NAMES = frozenset(
    {
        "aliases",
        "applicant",
        "chair",
        "director",
        "granted_by",
        "handler",
        "holder",
        "organisation",
        "partners",
        "recipient",
        "reporter",
        "subject",
        "title",
    }
)
_YEARS = ("counted_year", "year")
_STATUSES = ("status", "phase", "state")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index; `layout` says which field of the draft stands where in which column."""

    subject_kind: str
    subject_id: int
    file_kind: str | None
    file_id: int | None
    title: str
    year: int | None
    status: str | None
    number: str
    name: str
    keys: str
    words: str
    layout: str


def entry_of(register: Records[Any, Any], item: Any) -> Entry:  # noqa: ANN401  # the model of any register
    """The entry of a stored item, whose lists are loaded."""
    return entry_from(register, item, register.read(item))


def entry_from(register: Records[Any, Any], item: Any, draft: Any) -> Entry:  # noqa: ANN401  # likewise
    """The entry of an item whose draft is at hand."""
    columns = _Columns()
    for name, text in _texts(draft, register.found_by):
        columns.add(column_of(name, register.found_by), name, text)
    file_kind, file_id = _file_of(register, item)
    return Entry(
        subject_kind=register.kind,
        subject_id=item.id,
        file_kind=file_kind,
        file_id=file_id,
        title=register.name_of(item),
        year=_year_of(draft, register.found_by),
        status=_status_of(draft, item, register.found_by),
        number=columns.with_bare_numbers(),
        name=columns.texts["name"],
        keys=" ".join(keys_of(columns.texts["name"])),
        words=columns.texts["words"],
        layout=json.dumps(columns.layout, separators=(",", ":")),
    )


class _Columns:
    """Fields put behind each other in the columns of the index."""

    def __init__(self) -> None:
        self.texts = {"number": "", "name": "", "words": ""}
        self.layout: list[tuple[str, str, int, int]] = []

    def add(self, column: str, field: str, text: str) -> None:
        """One field, on a line of its own."""
        before = self.texts[column] + ("\n" if self.texts[column] else "")
        self.texts[column] = before + text
        self.layout.append((field, column, len(before), len(before) + len(text)))

    def with_bare_numbers(self) -> str:
        """The numbers, and each of them without its signs: W-2020-0012 is also found as w20200012."""
        numbers = self.texts["number"]
        lines = (bare_number(line) for line in numbers.split("\n"))
        return "\n".join(filter(None, (numbers, *lines)))


def bare_number(text: str) -> str:
    """Letters and digits without what stands between them."""
    return folded(text).replace(" ", "")


@cache
def column_of(field: str, found_by: FoundBy) -> str:
    """Where a text belongs: with the numbers, the names or the words."""
    if found_by.numbers is not None and field in found_by.numbers:
        return "number"
    if found_by.names is not None and field in found_by.names:
        return "name"
    if found_by.numbers is None and (field in _NUMBERS or field.endswith(_NUMBER_ENDS)):
        return "number"
    if found_by.names is None and (field in _NAMES or field.endswith(_NAME_ENDS)):
        return "name"
    return "words"


def keys_of(names: str) -> Iterator[str]:
    """The folded words of names and how each sounds, every one once; a sound begins with a zero."""
    words = [word[:LONGEST_WORD] for word in folded(names).split()]
    yield from dict.fromkeys(words)
    yield from dict.fromkeys(sound_key(word) for word in words if word.isalpha() and len(word) > 1)


def sound_key(word: str) -> str:
    """The sound of a folded word as it stands among the keys."""
    return _SOUND + sound_of(word)


def names_in(keys: str) -> set[str]:
    """The words among the keys that are long enough to be typed wrong."""
    return {key for key in keys.split() if len(key) >= SHORTEST_NAME and key.isalpha()}


def fenced(word: str) -> str:
    """A word with marks at both ends, so that short words that differ in the middle share three signs too."""
    return f"_{word}_"


def _texts(draft: Any, found_by: FoundBy) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # any draft
    for name, value in known_in(draft):
        if (text := _text(value)) and name not in found_by.left_out:
            yield name, text


def _text(value: object) -> str:
    if isinstance(value, str) and not isinstance(value, Choice):
        return value.replace("\x00", " ")
    if isinstance(value, tuple):
        return ", ".join(filter(None, (_text(part) for part in value)))
    return ""


def _year_of(draft: Any, found_by: FoundBy) -> int | None:  # noqa: ANN401
    """The year of a record: that of the field that says so, else of its first date."""
    if found_by.year:
        wanted = [(found_by.year, getattr(draft, found_by.year, None))]
    else:
        known = known_in(draft)
        wanted = [*(pair for pair in known if pair[0] in _YEARS), *known]
    for name, value in wanted:
        if isinstance(value, date):
            return value.year
        if isinstance(value, int) and name in (*_YEARS, found_by.year):
            return value
    return None


def _status_of(draft: Any, item: Any, found_by: FoundBy) -> str | None:  # noqa: ANN401
    """The status as the form has it, or as it follows from something else."""
    for name in (found_by.status,) if found_by.status else _STATUSES:
        value = getattr(draft, name, None) or getattr(item, name, None)
        if isinstance(value, Choice):
            return value.label
    return None


def _file_of(register: Records[Any, Any], item: Any) -> tuple[str | None, int | None]:  # noqa: ANN401
    """What a record hangs on: the record that takes it along when it goes; of several kinds, the one that is given."""
    table: Any = inspect(register.model).local_table
    for name, target in _pointers(table):
        value = getattr(item, name)
        if value is not None and (kind := kind_of_table(target, register.model.metadata)) is not None:
            return kind, value
    return None, None


@cache
def _pointers(table: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401  # any table
    """The columns whose rows go along with another, and the table of the other."""
    return tuple(
        (column.name, key.column.table.name)
        for column in table.columns
        for key in column.foreign_keys
        if key.ondelete == "CASCADE"
    )
