"""The dry run of an import: every line becomes a draft or a list of what is wrong with it, and nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.errors import ImportProblem
from app.exchange.columns.known import KnownRegister
from app.exchange.columns.lists import Readers
from app.exchange.columns.matching import Columns, heading_line, headings, proposed
from app.exchange.sheets.workbook import Sheet, letters_of
from app.exchange.twins import Twins
from app.exchange.values import text_of
from app.formats import FormatProblem
from app.services.importing.storing import Source, store
from app.vault.progress import part_of, unheard

if TYPE_CHECKING:
    from app.exchange.sheets.workbook import Line, Workbook
    from app.exchange.values import Reader
    from app.services.importing.storing import Imported
    from app.services.records import Records
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault

ORIGIN = "Ingelezen uit {file}"
LONGEST_ORIGIN = 400
_REMEMBERED = 20_000  # distinct cells of a column whose values are kept while it is read


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sheet is read: into which register, below which line of headings (-1: there is none), which columns."""

    known: KnownRegister
    sheet: Sheet
    source: Source
    heading: int
    columns: Columns

    def title_of(self, field: str) -> str:
        """What to call a field in a message: the heading above its column, else the title on the form."""
        for place, name in self.columns.items():
            if name == field:
                told = headings(self.sheet, self.heading)
                return next((each.text for each in told if each.place == place and each.text), letters_of(place))
        known = self.known.fields.get(field)
        return known.title if known else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it would be stored: its number in the file, its draft or None, and messages per heading.

    `twin` says which record or line seems to be the same one; `known` that it is a record that is stored already.
    """

    number: int
    draft: Any
    problems: Mapping[str, str]
    twin: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `notes` are about the file and the columns as a whole."""

    reading: Reading
    rows: Sequence[Row]
    notes: tuple[str, ...]

    @property
    def wrong(self) -> tuple[Row, ...]:
        """The lines that cannot be stored as they are."""
        return tuple(row for row in self.rows if row.problems)

    @property
    def twins(self) -> tuple[Row, ...]:
        """The lines that seem to be stored already."""
        return tuple(row for row in self.rows if row.known and not row.problems)

    @property
    def fresh(self) -> tuple[Row, ...]:
        """The lines that can be stored and are not yet."""
        return tuple(row for row in self.rows if not row.problems and not row.known)


def begin(vault: UnlockedVault, known: KnownRegister, book: Workbook, sheet: Sheet) -> Reading:
    """A proposal for how to read a sheet; ImportProblem when there is nothing on it."""
    if not sheet.lines:
        raise ImportProblem(f"Op het blad ‘{sheet.name}’ staat niets.")
    line = heading_line(sheet, known)
    columns = proposed(known, sheet, line, Readers(known.register(vault)))
    return Reading(known, sheet, Source(book.name, book.sha256), line, columns)


def dry_run(vault: UnlockedVault, reading: Reading, tell: Progress = unheard) -> Plan:
    """Read every line and have the register check it; raises AccessDenied, and Cancelled when `tell` does."""
    records = reading.known.register(vault)
    _refuse_incomplete(records, reading)
    rows = _Lines(records, reading).rows(part_of(tell, 0, 2))
    Twins(records, reading.known).mark(rows)
    right = [place for place, row in enumerate(rows) if not row.problems and not row.known]
    refused = records.check_many([rows[place].draft for place in right], part_of(tell, 1, 2))
    for at, messages in refused.items():
        row = rows[right[at]]
        told = {reading.title_of(name): text for name, text in messages.items()}
        rows[right[at]] = replace(row, problems=told)
    return Plan(reading, rows, (*reading.sheet.notes, *_left_out(reading)))


def carry_out(vault: UnlockedVault, plan: Plan, rows: Sequence[Row], tell: Progress = unheard) -> Imported:
    """Store these rows of a plan in one act; ManyInvalid when the vault changed since the dry run."""
    if not rows:
        raise ImportProblem("Er is niets om op te slaan.")
    return store(plan.reading.known.register(vault), [row.draft for row in rows], plan.reading.source, tell)


class _Lines:
    """Makes drafts of lines."""

    def __init__(self, records: Records[Any, Any], reading: Reading) -> None:
        self._reading = reading
        self._records = records
        known, readers = reading.known, Readers(records)
        self._readers: list[tuple[int, str, Reader, dict[str, Any], str]] = [
            (place, name, readers(known.fields[name]), {}, reading.title_of(name))
            for place, name in reading.columns.items()
        ]
        self._start = _start_of(records, known, readers)
        self._infer = {
            name: [(readers(known.fields[name])(value), others) for value, others in rules.items()]
            for name, rules in known.infer.items()
        }
        self._origin = ORIGIN.format(file=reading.source.name)[:LONGEST_ORIGIN]

    def rows(self, tell: Progress) -> list[Row]:
        """A row for each line below the headings."""
        lines, made = self._reading.sheet.lines[self._reading.heading + 1 :], []
        for place, line in enumerate(lines):
            if place % 1000 == 0:
                tell(f"{place} van {len(lines)} rijen gelezen", place / len(lines))
            row = self._row(line)
            if row is not None:
                made.append(row)
        return made

    def _row(self, line: Line) -> Row | None:
        values, problems, filled = dict(self._start), {}, False
        cells = line.cells
        for place, name, read, seen, title in self._readers:
            cell = cells[place] if place < len(cells) else None
            if cell is None:
                continue
            filled = True
            try:
                value = _remembered(read, cell, seen) if isinstance(cell, str) else read(cell)
            except FormatProblem as unclear:
                problems[title] = str(unclear)
                continue
            if value is not None:
                values[name] = value
        if not filled:
            return None
        if problems:
            return Row(line.number, None, problems)
        self._complete(values)
        return Row(line.number, self._records.draft(**values), {})

    def _complete(self, values: dict[str, Any]) -> None:
        """What follows from what is there: of which kind it is, and where it comes from."""
        for name, rules in self._infer.items():
            if values.get(name) is None:
                fitting = [value for value, others in rules if any(values.get(each) is not None for each in others)]
                if len(fitting) == 1:
                    values[name] = fitting[0]
        origin = self._reading.known.origin
        if origin is not None and values.get(origin) is None:
            values[origin] = self._origin


def _remembered(read: Reader, cell: str, seen: dict[str, Any]) -> Any:  # noqa: ANN401  # a value of any field
    """The value of a text; the same text is read once, while this file is read."""
    if cell not in seen:
        if len(seen) >= _REMEMBERED:
            return read(cell)
        seen[cell] = read(cell)
    return seen[cell]


def _start_of(records: Records[Any, Any], known: KnownRegister, readers: Readers) -> dict[str, Any]:
    """What a draft begins with. A form proposes values; a file that says nothing about a field leaves it unknown.

    Only what the register cannot do without keeps its first value.
    """
    first = records.draft()
    values = {
        each.name: getattr(first, each.name)
        for each in fields(first)
        if each.name in records.required or isinstance(getattr(first, each.name), bool | tuple)
    }
    values |= {each.name: None for each in fields(first) if each.name not in values}
    return values | {name: readers(known.fields[name])(text) for name, text in known.values.items()}


def _refuse_incomplete(records: Records[Any, Any], reading: Reading) -> None:
    """Without a column for what is required nothing can be stored at all."""
    if not reading.columns:
        raise ImportProblem(
            "Geen enkele kolom is herkend. Zet boven de kolommen de namen van de velden, of gebruik het sjabloon."
        )
    given = {*reading.columns.values(), *reading.known.values, *reading.known.infer, reading.known.origin}
    first = records.draft()
    lacking = [
        reading.known.fields[name].title
        for name in records.required
        if name not in given and name in reading.known.fields and getattr(first, name) in (None, ())
    ]
    if lacking:
        raise ImportProblem(f"Er is geen kolom voor {_listed(lacking)}; dat is verplicht.")


def _listed(names: Sequence[str]) -> str:
    quoted = [f"‘{name}’" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} en {quoted[-1]}"


def _left_out(reading: Reading) -> tuple[str, ...]:
    """Which columns with anything in them are not read."""
    unread = [
        each.text or letters_of(each.place)
        for each in headings(reading.sheet, reading.heading)
        if each.place not in reading.columns and (each.text or each.values)
    ]
    if not unread:
        return ()
    return (f"Niet ingelezen: de {'kolom' if len(unread) == 1 else 'kolommen'} {_listed(unread)}.",)


def shown(value: Any) -> str:  # noqa: ANN401  # a value of any draft
    """A value of a draft for a preview."""
    label = getattr(value, "label", None)
    if isinstance(label, str):
        return label
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return (text_of(value) if isinstance(value, str | int | float | date | datetime) else str(value or "")) or ""
