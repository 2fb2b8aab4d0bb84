"""One line of an extract of the BAG: which column is what, and what is wrong with a line that is no address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from app.errors import ImportProblem
from app.rules.identity.identifiers import BAG, POSTCODE
from app.rules.identity.places import street_of
from app.rules.matching.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BAG_DIGITS = 16
_HIGHEST_NUMBER = 99_999
_NAMES = {
    "street": ("openbareruimte", "openbareruimtenaam", "naamopenbareruimte", "straat", "straatnaam"),
    "house_number": ("huisnummer", "nummer"),
    "letter": ("huisletter", "letter"),
    "addition": ("huisnummertoevoeging", "toevoeging"),
    "postcode": ("postcode",),
    "town": ("woonplaats", "woonplaatsnaam", "plaats", "plaatsnaam"),
    "bag_id": (
        "nummeraanduiding",
        "nummeraanduidingid",
        "nummeraanduidingidentificatie",
        "identificatie",
        "bagid",
        "bagnummeraanduidingid",
        "bagidentificatie",
    ),
}
_NEEDED = {
    "street": "Openbare ruimte",
    "house_number": "Huisnummer",
    "postcode": "Postcode",
    "town": "Woonplaats",
    "bag_id": "Nummeraanduiding",
}


class Read(TypedDict):
    """An address as it is stored."""

    bag_id: str
    street: str
    house_number: int
    addition: str | None
    postcode: str | None
    town: str
    sought: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was left out: its number in the file, the heading of the column, and why."""

    row: int
    column: str
    message: str


class _Wrong(Exception):  # goes no further than this module
    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def headings(cells: Sequence[object]) -> dict[str, tuple[int, str]]:
    """Per field the place of its column, from 0, and its heading. ImportProblem when one that is needed is missing."""
    found: dict[str, tuple[int, str]] = {}
    bare = [folded(str(cell or "")).replace(" ", "") for cell in cells]
    for field, names in _NAMES.items():
        for name in names:
            if name in bare:
                at = bare.index(name)
                found[field] = (at, str(cells[at]))
                break
    missing = [title for field, title in _NEEDED.items() if field not in found]
    if missing:
        raise ImportProblem(f"Op de eerste regel ontbreekt de kolom {' en '.join(missing)}.", row=1, column=missing[0])
    return found


def read_line(
    row: int, cells: Sequence[object], places: Mapping[str, tuple[int, str]], before: Mapping[str, Read]
) -> Read | Refused:
    """The address on a line, or why it is none; `before` are those of earlier lines by their number in the BAG."""
    told = {field: _text(cells[at]) if at < len(cells) else "" for field, (at, _) in places.items()}
    try:
        return _read(told, before)
    except _Wrong as wrong:
        return Refused(row, places[wrong.field][1], wrong.message)


def _read(told: Mapping[str, str], before: Mapping[str, Read]) -> Read:
    bag_id = told["bag_id"].zfill(_BAG_DIGITS)
    _demand("bag_id", BAG.problem(bag_id))
    if bag_id in before:
        raise _Wrong("bag_id", "Dit nummer staat al op een eerdere regel.")
    street, town = told["street"], told["town"]
    _demand("street", None if 0 < len(street) <= 200 else "Hier hoort een straat.")
    _demand("town", None if 0 < len(town) <= 100 else "Hier hoort een woonplaats.")
    postcode = POSTCODE.stored(told["postcode"]) or None
    _demand("postcode", POSTCODE.problem(postcode) if postcode else None)
    return Read(
        bag_id=bag_id,
        street=street,
        house_number=_number(told["house_number"]),
        addition=_addition(told),
        postcode=postcode,
        town=town,
        sought=street_of(street),
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= _HIGHEST_NUMBER):
        raise _Wrong("house_number", "Een huisnummer is een getal van 1 tot en met 99999.")
    return int(text)


def _addition(told: Mapping[str, str]) -> str | None:
    """Letter and addition as one reads them: "a", "3", "a-3"."""
    addition = "-".join(part for part in (told.get("letter", ""), told.get("addition", "")) if part)
    _demand("addition" if "addition" in told else "letter", None if len(addition) <= 20 else "Dit is te lang.")
    return addition or None


def _demand(field: str, problem: str | None) -> None:
    if problem:
        raise _Wrong(field, problem)


def _text(cell: object) -> str:
    """A cell as text: a spreadsheet makes numbers of what are digits."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())
