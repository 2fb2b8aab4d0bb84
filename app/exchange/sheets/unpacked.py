"""What is inside a packed workbook, looked at before it is read: how large it becomes, which formulas have no value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import ImportProblem
from app.exchange.sheets.limits import LARGEST_UNPACKED, MOST_CELLS, MOST_FILES, too_large

if TYPE_CHECKING:
    import zipfile

_CHUNK = 1024 * 1024
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d{1,9})")
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]{1,7})\d{1,9}[\"'][^>]*[^/]>")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]{1,3}\d{1,7})[\"'][^>]*><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?!<(?:\w+:)?v>[^<])"
)
_ENCRYPTED = b"encryption-data"
_ODS_ROW = re.compile(rb"<table:table-row\b(.*?)(?:/>|</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d+)")
_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d+)")
_TOLD_AT_MOST = 5


@dataclass(slots=True)
class Unpacked:
    """What was seen; `unknown` has per sheet, in the order of the files, the cells whose formula has no value."""

    unknown: list[tuple[str, ...]] = field(default_factory=list)

    def notes_of(self, place: int) -> tuple[str, ...]:
        """What to tell of a sheet."""
        cells = self.unknown[place] if place < len(self.unknown) else ()
        if not cells:
            return ()
        shown = ", ".join(cells[:_TOLD_AT_MOST]) + (" en andere" if len(cells) > _TOLD_AT_MOST else "")
        told = f"Formules zonder bewaarde uitkomst ({shown}) zijn leeg gelezen."
        return (f"{told} Bewaar het bestand eerst in Excel of LibreOffice, dan staat de uitkomst erin.",)


def unpack(package: zipfile.ZipFile) -> Unpacked:
    """Look through a package; ImportProblem when it becomes too large, whatever its directory says about it."""
    members = package.infolist()
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise too_large()
    seen, total = Unpacked(), 0
    for member in sorted(members, key=lambda each: _natural(each.filename)):
        content = _read(package, member, LARGEST_UNPACKED - total)
        total += len(content)
        if member.filename == "META-INF/manifest.xml" and _ENCRYPTED in content:
            raise ImportProblem("Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en bied het opnieuw aan.")
        if member.filename == "content.xml":
            _refuse_huge(*_ods_extent(content))
        elif member.filename.endswith(".xml") and "sheet" in member.filename.lower():
            _refuse_huge(*_xlsx_extent(content))
            if "worksheets/" in member.filename:
                seen.unknown.append(_without_value(content))
    return seen


def _read(package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """A member, read in pieces: the size in the directory may be a lie."""
    parts, length = [], 0
    with package.open(member) as opened:
        while part := opened.read(_CHUNK):
            length += len(part)
            if length > most:
                raise too_large()
            parts.append(part)
    return b"".join(parts)


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name) if part]


def _xlsx_extent(content: bytes) -> tuple[int, int]:
    """Rows and columns of the rectangle around what is filled: calamine keeps a place for every cell of it."""
    rows = max((int(number) for number in _ROW.findall(content)), default=0)
    columns = max((_number_of(letters) for letters in set(_FILLED.findall(content))), default=0)
    return rows, columns


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _ods_extent(content: bytes) -> tuple[int, int]:
    rows, filled, columns = 0, 0, 0
    for match in _ODS_ROW.finditer(content):
        body = match[1]
        head = body.partition(b">")[0]
        repeated = _ROWS.search(head)
        rows += int(repeated[1]) if repeated else 1
        width = _ods_width(body)
        if width:
            filled, columns = rows, max(columns, width)
    return filled, columns


def _ods_width(row: bytes) -> int:
    """The place of the last cell with anything in it; 0 for an empty row."""
    place, last = 0, 0
    for attributes, empty in _ODS_CELL.findall(row):
        repeated = _COLUMNS.search(attributes)
        place += int(repeated[1]) if repeated else 1
        if not empty or b"value" in attributes:
            last = place
    return last


def _refuse_huge(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise too_large()


def _without_value(content: bytes) -> tuple[str, ...]:
    if b"<f" not in content and b":f" not in content:
        return ()
    return tuple(cell.decode("ascii") for cell in _FORMULA.findall(content))
