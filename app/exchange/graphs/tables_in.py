"""A network out of tables: a workbook with sheets of things and relations, CSV files, or the ZIP that we write."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.errors import ImportProblem
from app.exchange.graphs.bundle import LARGEST_FILE, Relation, Thing, day_in, said_in, whole
from app.exchange.graphs.tables import RELATIONS, Reading, proposed
from app.exchange.graphs.tables_out import FORMULA
from app.exchange.graphs.words import (
    certainty_named,
    information_named,
    kind_named,
    link_named,
    reliability_named,
)
from app.exchange.sheets.reading import read_bytes
from models.casework.choices import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.exchange.graphs.bundle import Bundle
    from app.exchange.sheets.workbook import Cell, Line, Sheet

_ZIP = b"PK\x03\x04"


def read_tables(files: Sequence[tuple[str, bytes]], readings: Mapping[str, Reading] | None = None) -> Bundle:
    """The bundle in these files (name and bytes). `readings` are by the name of the table, as `tables_in` gives them.

    Without one, each table is read as its headings suggest. ImportProblem when nothing can be made of them.
    """
    things: list[Thing] = []
    relations: list[Relation] = []
    notes: list[str] = []
    for name, sheet in tables_in(files):
        reading = (readings or {}).get(name) or proposed(headings_of(sheet))
        notes.extend(sheet.notes)
        rows = list(_rows(sheet, reading))
        if reading.holds == RELATIONS:
            relations.extend(_relation(row, number, notes, len(relations)) for number, row in rows)
        elif reading.columns:
            things.extend(_thing(row, number, notes) for number, row in rows)
        else:
            notes.append(f"Van ‘{name}’ is geen enkele kolom herkend; deze tabel is overgeslagen.")
    return whole(things, _by_label(things, relations), notes)


def tables_in(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, Sheet]]:
    """The tables of these files that have anything in them, by name; those of a ZIP of CSV files too."""
    found: list[tuple[str, Sheet]] = []
    for name, content in files:
        for book in [read_bytes(inside, each) for each, inside in _members(name, content)]:
            several = len(book.sheets) > 1
            found.extend(
                (f"{book.name}: {sheet.name}" if several else book.name, sheet)
                for sheet in book.sheets
                if sheet.lines and not sheet.hidden
            )
    return found


def headings_of(sheet: Sheet) -> list[str]:
    """The first line, as headings."""
    return [_text(cell) for cell in sheet.lines[0].cells] if sheet.lines else []


def _members(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The file itself, or the CSV files in a ZIP that is no workbook."""
    if not content.startswith(_ZIP):
        yield name, content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            tables = [member for member in package.infolist() if member.filename.lower().endswith(".csv")]
            if not tables:
                yield name, content
            elif sum(member.file_size for member in tables) > LARGEST_FILE:
                raise ImportProblem("Dit bestand wordt uitgepakt veel te groot en is niet geopend.")
            for member in tables:
                with package.open(member) as opened:
                    yield member.filename, opened.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, EOFError) as broken:
        raise ImportProblem("Dit bestand is beschadigd of heeft een wachtwoord.") from broken


def _rows(sheet: Sheet, reading: Reading) -> Iterator[tuple[int, dict[str, str]]]:
    places = {
        place: reading.columns[heading]
        for place, heading in enumerate(headings_of(sheet))
        if heading in reading.columns
    }
    for line in sheet.lines[1:]:
        row = {places[place]: text for place, text in _texts(line) if place in places and text}
        if row:
            yield line.number, row


def _texts(line: Line) -> Iterator[tuple[int, str]]:
    return ((place, _text(cell)) for place, cell in enumerate(line.cells))


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else str(cell).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _thing(row: Mapping[str, str], number: int, notes: list[str]) -> Thing:
    kind = kind_named(row.get("kind")) or _kind_by_fields(row)
    said, wrong = said_in(kind, row)
    notes.extend(f"Rij {number}: {each}" for each in wrong)
    label = row.get("label") or ""
    key = row.get("key") or label or f"rij {number}"
    return Thing(key, kind, said, label or key)


def _kind_by_fields(row: Mapping[str, str]) -> MentionKind:
    """What a row is about when no column says so."""
    for name, kind in (
        ("surname", MentionKind.PERSON),
        ("given_names", MentionKind.PERSON),
        ("street", MentionKind.ADDRESS),
        ("postcode", MentionKind.ADDRESS),
        ("plate", MentionKind.VEHICLE),
        ("iban", MentionKind.ACCOUNT),
        ("phone", MentionKind.CONTACT),
        ("email", MentionKind.CONTACT),
    ):
        if row.get(name):
            return kind
    return MentionKind.ORGANISATION


def _relation(row: Mapping[str, str], number: int, notes: list[str], place: int) -> Relation:
    kind, words = link_named(row.get("link"))
    unread = (row[name] for name in ("valid_from", "valid_to") if row.get(name) and day_in(row[name]) is None)
    notes.extend(f"Rij {number}: ‘{text}’ is geen datum en is leeg gelaten." for text in unread)
    return Relation(
        key=f"r{place + 1}",
        start=row.get("start") or row.get("start_label") or "",
        end=row.get("end") or row.get("end_label") or "",
        kind=kind,
        certainty=certainty_named(row.get("certainty")),
        reliability=reliability_named(row.get("reliability")),
        information=information_named(row.get("information")),
        valid_from=day_in(row.get("valid_from")),
        valid_to=day_in(row.get("valid_to")),
        origin=row.get("origin"),
        note=row.get("note") or words,
    )


def _by_label(things: Sequence[Thing], relations: Sequence[Relation]) -> list[Relation]:
    """Relations whose ends are called by name get the key of who has that name, when just one has it."""
    keys = {thing.key for thing in things}
    by_label: dict[str, set[str]] = defaultdict(set)
    for thing in things:
        by_label[thing.label].add(thing.key)

    def key(end: str) -> str:
        known = by_label.get(end, set())
        return next(iter(known)) if end not in keys and len(known) == 1 else end

    return [replace(each, start=key(each.start), end=key(each.end)) for each in relations]
