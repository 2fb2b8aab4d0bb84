"""Recognising the line of headings and the fields that its columns are, by name first and then by content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from app.exchange.values import text_of
from app.formats import FormatProblem
from app.rules.matching.folding import folded

if TYPE_CHECKING:
    from app.exchange.columns.known import KnownField, KnownRegister
    from app.exchange.sheets.workbook import Cell, Line, Sheet, Workbook
    from app.exchange.values import Reader

LOOKED_AT = 30  # lines among which the headings are looked for
SAMPLE = 200  # lines that tell what is in a column
_ALIKE = 88
_MOSTLY = 0.8
_SHAPES = {
    "postcode": re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}"),
    "trade_register_number": re.compile(r"\d{8}"),
    "plate": re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{1,3}-[A-Za-z0-9]{2,3}-[A-Za-z0-9]{1,2}"),
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}"),
    "iban": re.compile(r"[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{0,4}"),
}
Readers = Callable[["KnownField"], "Reader"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its place from 0, what stands above it ("" for nothing), and some of its values."""

    place: int
    text: str
    values: tuple[str, ...] = ()


def heading_line(sheet: Sheet, register: KnownRegister) -> int:
    """Which of the lines holds the headings, as a place in `sheet.lines`; -1 when there is none.

    It is the first line with the most names of fields; without any such name, the first of which each cell is text
    and which is as wide as what follows.
    """
    names = {name for each in register.fields.values() for name in _names_of(each)}
    best, most = -1, 0
    for place, line in enumerate(sheet.lines[:LOOKED_AT]):
        known = sum(1 for cell in line.cells if isinstance(cell, str) and _bare(cell) in names)
        if known > most:
            best, most = place, known
    if best >= 0:
        return best
    for place, line in enumerate(sheet.lines[:LOOKED_AT]):
        texts = [cell for cell in line.cells if cell is not None]
        if len(texts) > 1 and all(isinstance(cell, str) for cell in texts):
            return place
    return -1


def best_sheet(book: Workbook, register: KnownRegister) -> Sheet:
    """The sheet that seems to hold the list: called as it is, else with most of its headings; hidden ones come last."""
    names = {folded(name) for name in (register.title, *register.names)}
    fields = {name for each in register.fields.values() for name in _names_of(each)}

    def weight(sheet: Sheet) -> tuple[bool, bool, int]:
        known = max(
            (sum(isinstance(cell, str) and _bare(cell) in fields for cell in line.cells) for line in _top(sheet)),
            default=0,
        )
        return not sheet.hidden, folded(sheet.name) in names and known > 0, known

    filled = [sheet for sheet in book.sheets if sheet.lines]
    return max(filled, key=weight) if filled else book.sheet()


def fit(sheet: Sheet, register: KnownRegister) -> float:
    """How well a sheet fits a register: how many headings of its best line are fields, and whether its name says so."""
    fields = {name for each in register.fields.values() for name in _names_of(each)}
    best = 0.0
    for line in _top(sheet):
        texts = [_bare(cell) for cell in line.cells if isinstance(cell, str)]
        known = sum(text in fields for text in texts)
        best = max(best, known + known / len(texts) if texts else 0.0)
    named = folded(sheet.name) in {folded(name) for name in (register.title, *register.names)}
    return best + 1.5 if named and best else best


def _top(sheet: Sheet) -> Sequence[Line]:
    return sheet.lines[:LOOKED_AT]


def headings(sheet: Sheet, line: int) -> tuple[Heading, ...]:
    """The columns below that line, each with the first values that differ."""
    head: Sequence[Cell] = sheet.lines[line].cells if line >= 0 else ()
    body = sheet.lines[line + 1 : line + 1 + SAMPLE]
    width = max(len(head), max((len(each.cells) for each in body), default=0))
    return tuple(
        Heading(place, (text_of(head[place]) or "") if place < len(head) else "", _some(body, place))
        for place in range(width)
    )


def proposed(register: KnownRegister, sheet: Sheet, line: int, readers: Readers) -> dict[int, str]:
    """Which field each column seems to be: the place of the column to the name of the field; each field once.

    By name where the heading is one, then by a name that is nearly one, then by content.
    """
    columns = headings(sheet, line)
    found = _by_name(register, columns)
    _by_likeness(register, columns, found)
    _by_content(register, columns, sheet.lines[line + 1 : line + 1 + SAMPLE], found, readers)
    return dict(sorted(found.items()))


def _by_name(register: KnownRegister, columns: Sequence[Heading]) -> dict[int, str]:
    asked: dict[int, list[str]] = {}
    for column in columns:
        name = _bare(column.text)
        fields = [each for each in register.fields.values() if name and name in _names_of(each)]
        if fields:
            titled = [each.name for each in fields if _bare(each.title) == name]
            asked[column.place] = [*titled, *(each.name for each in fields if each.name not in titled)]
    found: dict[int, str] = {}
    for place in sorted(asked, key=lambda each: (len(asked[each]), each)):
        free = [name for name in asked[place] if name not in found.values()]
        if free:
            found[place] = max(free, key=lambda name: _company(register, name, found.values()))
    return found


def _company(register: KnownRegister, name: str, taken: Iterable[str]) -> int:
    """How many columns are there of the same kind of thing: beside a first name, “Naam” is a surname."""
    groups = [set(names) for rules in register.infer.values() for names in rules.values() if name in names]
    return max((len(group & set(taken)) for group in groups), default=0)


def _by_likeness(register: KnownRegister, columns: Sequence[Heading], found: dict[int, str]) -> None:
    for column in columns:
        name = _bare(column.text)
        if column.place in found or len(name) < 4:
            continue
        rated = [
            (fuzz.ratio(name, known), each.name)
            for each in register.fields.values()
            if each.name not in found.values()
            for known in _names_of(each)
        ]
        score, best = max(rated, default=(0.0, ""))
        if score >= _ALIKE:
            found[column.place] = best


def _by_content(
    register: KnownRegister, columns: Sequence[Heading], body: Sequence[Line], found: dict[int, str], readers: Readers
) -> None:
    """What has a shape of its own, or consists of the values of one list only."""
    for column in columns:
        if column.place in found:
            continue
        cells = [line.cells[column.place] for line in body if column.place < len(line.cells)]
        cells = [cell for cell in cells if cell is not None]
        fitting = [
            each.name
            for each in register.fields.values()
            if each.name not in found.values() and cells and _fits(each, cells, readers)
        ]
        if len(fitting) == 1:
            found[column.place] = fitting[0]


def _fits(field: KnownField, cells: Sequence[Cell], readers: Readers) -> bool:
    shape = _SHAPES.get(field.name)
    if shape is not None:
        return _share(bool(shape.fullmatch(text_of(cell) or "")) for cell in cells) >= _MOSTLY
    if field.kind not in {"choice", "option"}:
        return False
    read, distinct = readers(field), Counter(text_of(cell) for cell in cells)
    return len(distinct) > 1 and _share(_reads(read, text) for text in distinct) >= _MOSTLY


def _reads(read: Reader, text: str | None) -> bool:
    try:
        return read(text) is not None
    except FormatProblem:
        return False


def _share(answers: Iterable[bool]) -> float:
    given = list(answers)
    return sum(given) / len(given) if given else 0.0


def _some(body: Sequence[Line], place: int) -> tuple[str, ...]:
    texts = (text_of(line.cells[place]) for line in body if place < len(line.cells))
    return tuple(dict.fromkeys(text for text in texts if text))[:3]


def _names_of(field: KnownField) -> frozenset[str]:
    return frozenset(_bare(name) for name in (field.title, field.name.removesuffix("_id"), *field.aliases))


def _bare(text: str) -> str:
    """A heading without what stands behind it in brackets, such as a unit."""
    return folded(re.sub(r"\(.*?\)|\[.*?\]|\*", " ", text).replace("_", " "))


Columns = Mapping[int, str]
"""The place of a column, from 0, to the name of the field that it is."""
