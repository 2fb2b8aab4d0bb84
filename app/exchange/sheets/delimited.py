"""CSV as Dutch offices make it: the separator and the encoding are found, quotes may span lines."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from app.errors import ImportProblem
from app.exchange.sheets.limits import MOST_COLUMNS, MOST_LINES, too_long, too_wide
from app.exchange.sheets.workbook import Line, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = ";,\t|"
_SAMPLE = 64 * 1024  # characters that tell the separator
_LONGEST_CELL = 1_000_000
_SIGN = "sep="  # Excel's own way to say it, on a line before the table
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(content: bytes) -> Sheet:
    """The one table of a CSV file; ImportProblem when it is none."""
    text, notes = _decoded(content)
    if "\x00" in text:
        raise ImportProblem("Dit is geen bestand met tekst. Kies een XLSX-, ODS- of CSV-bestand.")
    separator, text = _separator_of(text)
    lines = tuple(_lines(text, separator))
    if not lines:
        raise ImportProblem("Dit bestand is leeg.")
    return Sheet("CSV", lines, notes=notes)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8 or UTF-16 where the file is that, else Windows Latin; every byte means something there or is told."""
    if content.startswith(_UTF16):
        try:
            return content.decode("utf-16"), ()
        except UnicodeDecodeError as broken:
            raise ImportProblem("De tekst in dit bestand is beschadigd (UTF-16).") from broken
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    told = "Dit bestand is gelezen als Latin-1 (Windows); controleer letters met accenten."
    return text, (told, "Enkele tekens zijn onleesbaar en staan er als �.") if "\ufffd" in text else (told,)


def _separator_of(text: str) -> tuple[str, str]:
    """The separator and the text without a line that only says it.

    It is the sign that parts most lines of the sample in the same, largest number of cells; quoted text does not count.
    """
    first, _, rest = text.partition("\n")
    said = first.strip()
    if said.lower().startswith(_SIGN) and len(said) == len(_SIGN) + 1:
        return said[-1], rest
    if said.lower() == _SIGN:  # a tab was stripped
        return "\t", rest
    counts = [_counted(line) for line in _unquoted_lines(text[:_SAMPLE])]
    counts = [count for count in counts if any(count.values())][:50]

    def weight(sign: str) -> tuple[int, int]:
        present = [count[sign] for count in counts if count[sign]]
        alike = max((present.count(number) for number in set(present)), default=0)
        return alike, max(present, default=0)

    return max(SEPARATORS, key=weight), text


def _counted(line: str) -> dict[str, int]:
    return {sign: line.count(sign) for sign in SEPARATORS}


def _unquoted_lines(text: str) -> list[str]:
    return "".join(text.split('"')[::2]).splitlines()


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, row in enumerate(reader, start=1):
            if number > MOST_LINES:
                raise too_long()
            if len(row) > MOST_COLUMNS:
                raise too_wide()
            cells = tuple(cell.strip() or None for cell in row)
            if any(cell is not None for cell in cells):
                yield Line(number, cells)
    except csv.Error as broken:
        told = "De aanhalingstekens kloppen niet, of een cel is te lang. Kijk deze rij en de rij ervoor na."
        raise ImportProblem(told, row=reader.line_num) from broken
    finally:
        csv.field_size_limit(before)
