"""The bookings of a year beside a CSV file of the ledger: read with each bad row by its place, and compared."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import extract, select

from app.errors import Invalid
from app.formats import FormatProblem, parse_date
from app.rules.ledger import Comparison, LedgerEntry, Notation, compare, notation_of, read_amount
from app.rules.money import ZERO
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from models.programme import Booking, Budget, BudgetGroup, BudgetLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Select

    from app.vault.session import UnlockedVault

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
_FIRST_ROW = 2  # of the file: the names of the columns stand above it
_NAMES: Mapping[str, tuple[str, ...]] = {
    "booked_on": ("boekdatum", "datum", "factuurdatum", "transactiedatum", "date"),
    "amount": ("bedrag", "bedrag eur", "bedrag in euro", "saldo", "amount"),
    "debit": ("debet", "debit"),
    "credit": ("credit",),
    "reference": (
        "kenmerk",
        "boekstuk",
        "boekstuknummer",
        "factuurnummer",
        "documentnummer",
        "stuknummer",
        "reference",
    ),
    "description": ("omschrijving", "description", "toelichting"),
    "account": ("grootboeknummer", "grootboek", "grootboekrekening", "rekening", "rekeningnummer", "account"),
    "cost_centre": ("kostenplaats", "kpl", "kostenplaatsnummer", "cost centre"),
}


@dataclass(frozen=True, slots=True)
class BadCell:
    """What cannot be read: the row of the file as a spreadsheet numbers it, the name of the column, and why."""

    row: int
    column: str
    problem: str


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """What a file says, with the cells that cannot be read; `notation` is how its amounts were read."""

    entries: tuple[LedgerEntry, ...]
    bad: tuple[BadCell, ...]
    notation: Notation
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A ledger beside the bookings of a year; `outside` counts rows of the file with a day in another year.

    `unbooked` is what lines spent in one amount, without bookings: there is nothing of it to compare.
    """

    year: int
    found: Comparison
    bad: tuple[BadCell, ...]
    outside: int
    notation: Notation
    ledger_total: Decimal
    own_total: Decimal
    unbooked: Decimal = ZERO


@dataclass(slots=True)
class _Reading:
    """What is gathered while the rows go by."""

    notation: Notation
    entries: list[LedgerEntry] = field(default_factory=list)
    bad: list[BadCell] = field(default_factory=list)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def reconcile(vault: UnlockedVault, year: int, path: Path) -> Reconciliation:
    """Compare the bookings of a year with a file; Invalid (field "file") when it is no ledger that can be read."""
    file = read_ledger(path)
    query = select(Booking).where(extract("year", Booking.booked_on) == year).order_by(Booking.booked_on, Booking.id)
    with vault.read(PROGRAMME) as session:
        ours = [_entry(booking) for booking in session.scalars(query)]
        unbooked = session.scalars(_one_amount(year)).all()
    of_year = [each for each in file.entries if each.booked_on.year == year]
    return Reconciliation(
        year=year,
        found=compare(of_year, ours),
        bad=file.bad,
        outside=len(file.entries) - len(of_year),
        notation=file.notation,
        ledger_total=sum((each.amount for each in of_year), ZERO),
        own_total=sum((each.amount for each in ours), ZERO),
        unbooked=sum((amount for amount in unbooked if amount is not None), ZERO),
    )


@requires(Act.READ_PROGRAMME, PROGRAMME)
def booked_years(vault: UnlockedVault) -> tuple[int, ...]:
    """The years in which something was booked, newest first."""
    year = extract("year", Booking.booked_on)
    with vault.read(PROGRAMME) as session:
        return tuple(session.scalars(select(year).distinct().order_by(year.desc())))


def _one_amount(year: int) -> Select[Decimal | None]:
    lines = select(BudgetLine.spent_amount).join(BudgetGroup, BudgetGroup.id == BudgetLine.group_id)
    of_year = lines.join(Budget, Budget.id == BudgetGroup.budget_id).where(Budget.year == year)
    return of_year.where(BudgetLine.spent_amount.is_not(None))


def read_ledger(path: Path) -> LedgerFile:
    """The rows of a CSV file; Invalid (field "file") when its columns say nothing of a day or an amount."""
    rows = _rows(_text(path))
    if not rows:
        raise Invalid({"file": f"‘{path.name}’ is leeg."})
    places = _places(rows[0], path.name)
    body = [(at, row) for at, row in enumerate(rows[1:], start=_FIRST_ROW) if any(cell.strip() for cell in row)]
    if len(body) > MOST_ROWS:
        raise Invalid({"file": f"‘{path.name}’ heeft meer dan {MOST_ROWS} regels; splits het bestand."})
    notation = notation_of(_cell(row, places, name) for _, row in body for name in ("amount", "debit", "credit"))
    if notation is None:
        both = f"{Notation.DUTCH.label} en {Notation.ENGLISH.label}"
        raise Invalid({"file": f"In ‘{path.name}’ staan bedragen in twee schrijfwijzen: {both}. Dat is niet te lezen."})
    reading = _Reading(notation)
    for at, row in body:
        _read_row(reading, at, row, places, rows[0])
    return LedgerFile(tuple(reading.entries), tuple(reading.bad), notation, tuple(rows[0]))


def _text(path: Path) -> str:
    """What is in the file: UTF-8 with or without its mark, else as Windows writes it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Invalid({"file": f"‘{path.name}’ is groter dan {MOST_BYTES // 1_000_000} MB."})
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "onbekende oorzaak"
        raise Invalid({"file": f"‘{path.name}’ kan niet worden gelezen ({reason})."}) from error
    if b"\0" in content:
        raise Invalid({"file": f"‘{path.name}’ is geen CSV-bestand. Bewaar het in uw spreadsheet als CSV."})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str) -> list[list[str]]:
    """The rows, by the delimiter that the first line has most of."""
    text = text.lstrip()
    delimiter = max(";,\t|", key=text.partition("\n")[0].count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Invalid({"file": "Dit bestand is geen CSV-bestand dat te lezen is."}) from error


def _places(header: Sequence[str], name: str) -> dict[str, int]:
    """In which column each thing stands."""
    titles = [" ".join(title.lower().replace("_", " ").split()) for title in header]
    places = {
        what: titles.index(found) for what, names in _NAMES.items() if (found := _first(names, titles)) is not None
    }
    missing = [] if "booked_on" in places else ["een datum (‘Boekdatum’)"]
    if "amount" not in places and not {"debit", "credit"} <= set(places):
        missing.append("een bedrag (‘Bedrag’, of ‘Debet’ en ‘Credit’)")
    if missing:
        wanted = " en ".join(missing)
        raise Invalid({"file": f"In ‘{name}’ ontbreekt een kolom met {wanted}. De eerste regel noemt de kolommen."})
    return places


def _first(names: Sequence[str], titles: Sequence[str]) -> str | None:
    return next((each for each in names if each in titles), None)


def _cell(row: Sequence[str], places: Mapping[str, int], name: str) -> str:
    at = places.get(name)
    return row[at].strip() if at is not None and at < len(row) else ""


def _read_row(reading: _Reading, at: int, row: Sequence[str], places: Mapping[str, int], header: Sequence[str]) -> None:
    problems = list(_problems(reading.notation, at, row, places, header))
    day, amount = _day(row, places), _amount(reading.notation, row, places)
    if problems or day is None or amount is None:
        reading.bad.extend(problems)
        return
    texts = {name: _cell(row, places, name) for name in ("reference", "description", "account", "cost_centre")}
    reading.entries.append(LedgerEntry(at, day, amount, **texts))


def _problems(
    notation: Notation, at: int, row: Sequence[str], places: Mapping[str, int], header: Sequence[str]
) -> Iterator[BadCell]:
    if len(row) > len(header):
        yield BadCell(at, header[-1], f"De regel heeft {len(row)} kolommen; de kop heeft er {len(header)}.")
        return
    if not _cell(row, places, "booked_on"):
        yield BadCell(at, header[places["booked_on"]], "Er staat geen datum.")
    elif _day(row, places) is None:
        told = f"‘{_cell(row, places, 'booked_on')}’ is geen datum."
        yield BadCell(at, header[places["booked_on"]], told)
    filled = [name for name in ("amount", "debit", "credit") if _cell(row, places, name)]
    if not filled:
        first = next(name for name in ("amount", "debit") if name in places)
        yield BadCell(at, header[places[first]], "Er staat geen bedrag.")
    for name in filled:
        try:
            read_amount(_cell(row, places, name), notation)
        except FormatProblem as problem:
            yield BadCell(at, header[places[name]], str(problem))


def _day(row: Sequence[str], places: Mapping[str, int]) -> date | None:
    """A day as ledgers write it: also without dashes, and with a time behind it."""
    text = _cell(row, places, "booked_on").split("T")[0].split(" 00:")[0]
    if len(text) == 8 and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        return parse_date(text)
    except FormatProblem:
        return None


def _amount(notation: Notation, row: Sequence[str], places: Mapping[str, int]) -> Decimal | None:
    """One amount; of debit and credit the difference."""
    try:
        if "amount" in places:
            return read_amount(_cell(row, places, "amount"), notation)
        sides = [read_amount(_cell(row, places, name), notation) for name in ("debit", "credit")]
    except FormatProblem:
        return None
    debit, credit = sides
    return None if debit is None and credit is None else (debit or ZERO) - (credit or ZERO)


def _entry(booking: Booking) -> LedgerEntry:
    return LedgerEntry(
        key=booking.id,
        booked_on=booking.booked_on,
        amount=booking.amount,
        reference=booking.reference or "",
        description=booking.description,
        account=booking.ledger_account or "",
        cost_centre=booking.cost_centre or "",
    )
