"""A list as a file: XLSX or CSV, with what it is, its label and its reason on top, and a log entry in the vault.

No cell is a formula, whatever a text begins with: a spreadsheet that opens the file runs nothing of it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.errors import Cancelled
from app.exchange.cells import put_text
from app.formats import as_sentence, format_count, format_date, format_short_date
from app.services.access import demand
from app.services.clock import today
from app.services.exports import check_purpose
from app.services.importing.list_export import record_list_export
from app.services.records import Query, Records
from app.vault.progress import unheard
from models.choices import Choice, Classification, Secrecy

if TYPE_CHECKING:
    from app.services.exports import Purpose
    from app.vault.progress import Progress

AT_ONCE = 1000
_RISKY = ("=", "+", "-", "@", "\t", "\r", "|", "%")
_WIDEST = 60
_DATE = "dd-mm-yyyy"


Put = Callable[[bytes, Path], AbstractContextManager[None]]


class ListForm(Enum):
    """What kind of file: its ending and how it is called."""

    XLSX = ".xlsx", "Excel-werkmap"
    CSV = ".csv", "CSV-bestand"

    def __init__(self, ending: str, label: str) -> None:
        self.ending, self.label = ending, label


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its place among the cells of a row, and what stands above it."""

    place: int
    title: str
    money: bool = False


@dataclass(frozen=True, slots=True)
class ListFile:
    """What is written: a register's list, in which order and of which records, with its title and label."""

    register: Records[Any, Any]
    query: Query
    title: str
    columns: tuple[ListColumn, ...]
    classification: Classification | Secrecy


@dataclass(frozen=True, slots=True)
class Written:
    """A written list: where, how many lines, and the SHA-256 of the file in hexadecimal."""

    path: Path
    lines: int
    sha256: str


def write_list(
    wanted: ListFile, out: Path, purpose: Purpose, form: ListForm, *, put: Put, tell: Progress = unheard
) -> Written:
    """Write the list to `out` and log it; Invalid, AccessDenied, ExportFailed or Cancelled leave `out` be.

    `put` writes the bytes and lets the block inside log before they are in place (`app.report.saving.staged`).
    """
    register = wanted.register
    demand(register.vault, register.read_act, register.compartment)
    check_purpose(purpose)
    ids = register.ids(wanted.query)
    lines: list[tuple[Any, ...]] = []
    for start in range(0, len(ids), AT_ONCE):
        tell("Lijst lezen", start / len(ids))
        rows = register.rows(ids[start : start + AT_ONCE])
        lines += [tuple(row.cells[column.place] for column in wanted.columns) for row in rows]
    content = _FORMS[form](wanted, lines, _head(wanted, purpose, len(lines)))
    digest = hashlib.sha256(content).hexdigest()
    with put(content, out):
        tell("Lijst opslaan", 1.0)
        what = f"Lijst ‘{wanted.title}’, {form.label}, {format_count(len(lines), 'regel', 'regels')}"
        record_list_export(register, what=what, classification=wanted.classification, purpose=purpose, sha256=digest)
    return Written(out, len(lines), digest)


def _head(wanted: ListFile, purpose: Purpose, count: int) -> tuple[str, ...]:
    who = wanted.register.vault.account.name
    told = f"{format_count(count, 'regel', 'regels')}, gemaakt op {format_date(today())} door {who}."
    recipient = (purpose.recipient or "").strip()
    reason = f"Waarvoor: {purpose.reason.strip()}" + (f" (voor {recipient})" if recipient else "")
    return wanted.title, wanted.classification.label, as_sentence(told), reason


def _xlsx(wanted: ListFile, lines: Sequence[tuple[Any, ...]], head: Sequence[str]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    sheet.freeze_panes = f"A{len(head) + 3}"
    for place, width in enumerate(_widths(wanted.columns, lines), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    fonts = (Font(bold=True, size=14), Font(bold=True))
    for at, text in enumerate(head):
        cell = _text_cell(sheet, text)
        if at < len(fonts):
            cell.font = fonts[at]
        sheet.append([cell])
    sheet.append([])
    titles = [_text_cell(sheet, column.title) for column in wanted.columns]
    for cell in titles:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="bottom", wrap_text=True)
    sheet.append(titles)
    for line in lines:
        sheet.append([_cell(sheet, value, column) for value, column in zip(line, wanted.columns, strict=True)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any, column: ListColumn) -> Any:  # noqa: ANN401  # what openpyxl takes
    """A number as a number, a date as a date, all else as text; unknown is an empty cell."""
    if value is None:
        return None
    if isinstance(value, bool | Choice | str | tuple):
        return _text_cell(sheet, shown(value))
    cell = WriteOnlyCell(sheet, value=float(value) if isinstance(value, Decimal) else value)
    if isinstance(value, date):
        cell.number_format = _DATE
    elif column.money:
        cell.number_format = '"€" #,##0.00'
    return cell


def _text_cell(sheet: Any, text: str) -> Any:  # noqa: ANN401  # likewise
    return put_text(WriteOnlyCell(sheet), text)


def _widths(columns: Sequence[ListColumn], lines: Sequence[tuple[Any, ...]]) -> list[float]:
    sample = lines[:200]
    return [
        min(_WIDEST, max(10, len(column.title) + 2, *(len(shown(line[place])) + 2 for line in sample)))
        if sample
        else max(10, len(column.title) + 2)
        for place, column in enumerate(columns)
    ]


def _csv(wanted: ListFile, lines: Sequence[tuple[Any, ...]], head: Sequence[str]) -> bytes:
    """With semicolons and a mark for UTF-8, as a Dutch Excel opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(text)] for text in head)
    writer.writerow([])
    writer.writerow([harmless(column.title) for column in wanted.columns])
    writer.writerows([_plain(value) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:  # noqa: ANN401  # a value of any list
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return str(value).replace(".", ",")
    return harmless(shown(value))


def harmless(text: str) -> str:
    """A text that a spreadsheet takes for a text: what would begin a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_RISKY) else text


def shown(value: Any) -> str:  # noqa: ANN401  # a value of any list
    """A value as text; unknown is empty."""
    if value is None:
        return ""
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return format_short_date(value)
    if isinstance(value, tuple):
        return ", ".join(shown(part) for part in value)
    return str(value)


_FORMS: dict[ListForm, Callable[[ListFile, Sequence[tuple[Any, ...]], Sequence[str]], bytes]] = {
    ListForm.XLSX: _xlsx,
    ListForm.CSV: _csv,
}


def stop_when(stopped: Callable[[], bool], tell: Progress) -> Progress:
    """Progress that ends the work once somebody asked for that."""

    def told(text: str, part: float | None) -> None:
        if stopped():
            raise Cancelled
        tell(text, part)

    return told
