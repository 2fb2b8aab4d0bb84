"""XLSX and ODS, read with calamine after a look at how large they become."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import python_calamine as calamine

from app.errors import ImportProblem
from app.exchange.sheets.limits import MOST_COLUMNS, MOST_FILLED, too_long, too_wide
from app.exchange.sheets.unpacked import Unpacked, unpack
from app.exchange.sheets.workbook import Line, Sheet, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.exchange.sheets.workbook import Cell

_UNREADABLE = "Dit bestand is beschadigd of geen werkmap; open het in Excel of LibreOffice en bewaar het opnieuw."
_PASSWORD = "Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en bied het opnieuw aan."  # noqa: S105
_TOLD_AT_MOST = 5
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    LookupError,
)
"""What the package raises of a file that is damaged or made to do harm."""


def read_office(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a packed workbook; ImportProblem when it is none, is locked or becomes too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            inside = unpack(package)
    except _BROKEN as broken:
        raise ImportProblem(_UNREADABLE) from broken
    except RuntimeError as locked:  # what zipfile says of a member with a password
        raise ImportProblem(_PASSWORD) from locked
    try:
        return _sheets(content, inside)
    except calamine.PasswordError as locked:
        raise ImportProblem(_PASSWORD) from locked
    except (calamine.CalamineError, OSError, ValueError, OverflowError, LookupError) as broken:
        raise ImportProblem(_UNREADABLE) from broken
    except BaseException as panic:  # calamine is Rust; its panics are no Exception
        if type(panic).__name__ == "PanicException":
            raise ImportProblem(_UNREADABLE) from None
        raise


def _sheets(content: bytes, inside: Unpacked) -> tuple[Sheet, ...]:
    book = calamine.load_workbook(io.BytesIO(content))
    made = []
    for place, facts in enumerate(book.sheets_metadata):
        if facts.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        hidden = facts.visible is not calamine.SheetVisibleEnum.Visible
        notes = (*_merged(sheet), *inside.notes_of(place))
        made.append(Sheet(facts.name, tuple(_lines(sheet)), hidden, notes))
    if not made:
        raise ImportProblem("Dit bestand heeft geen blad met een tabel.")
    return tuple(made)


def _lines(sheet: calamine.CalamineSheet) -> Iterator[Line]:
    filled = 0
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [_cell(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        filled += 1
        if filled > MOST_FILLED:
            raise too_long()
        if len(cells) > MOST_COLUMNS:
            raise too_wide()
        yield Line(number, tuple(cells))


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return value.strip() or None
    return value


def _merged(sheet: calamine.CalamineSheet) -> Iterator[str]:
    ranges = [
        f"{letters_of(left)}{top + 1}:{letters_of(right)}{bottom + 1}"
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    if ranges:
        shown = ", ".join(ranges[:_TOLD_AT_MOST]) + (" en andere" if len(ranges) > _TOLD_AT_MOST else "")
        yield f"Samengevoegde cellen ({shown}): de waarde telt alleen voor de eerste cel, de rest is leeg."
