"""R4 for imports: whatever is offered as a spreadsheet, a CSV file or a cell is read or refused in words, and nothing
of what is refused is stored.
"""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AppError, ImportProblem
from app.exchange.columns.known import known_registers, register_named
from app.exchange.columns.lists import reader_of_choices
from app.exchange.columns.matching import best_sheet, fit, heading_line, proposed
from app.exchange.plan import begin, dry_run
from app.exchange.sheets.reading import read_bytes
from app.exchange.tables.budget import budget_table
from app.exchange.tables.years import years_table
from app.exchange.values import READERS
from app.formats import FormatProblem
from app.rules.permissions import Role
from app.services.records import Query
from tests.exchange.test_sheets import ODS_CELL, ods
from tests.exchange.workbooks import BUDGET, CASES, TABLE_1, TABLE_2, delimited, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.columns.known import KnownField
    from app.exchange.values import Reader
    from tests.conftest import UnlockAs

MANY = pytest.mark.parametrize("tries", [1500, pytest.param(80_000, marks=pytest.mark.fault)])
SOME = pytest.mark.parametrize("tries", [250, pytest.param(20_000, marks=pytest.mark.fault)])
FEW = pytest.mark.parametrize("tries", [40, pytest.param(2_500, marks=pytest.mark.fault)])

WORDS = ("Titel", "Naam", "Type", "Startdatum", "Achternaam", "RIEC", "uitzendbureau's", "Totaal 2019", "Begroot")
PIECES = (
    *WORDS,
    "4.977-", "-", "€ 296.800", "520.000-,", "bijna 50", "1.2.3", "29-4-2020", "31-2-2020", "2020-04-29", "totaal",
    "Uitgaven 2019", "Restant", "=1+1", "", " ", "\n", "\t", '"', ";", ",", "0", "999999999999999999", "1e308", "nan",
    "\u2212 5", "٣", "½", "\ud800", "\ufffe", "\x00", "ja", "nee", "onbekend", "2016", "2019", "1899", "x" * 5000,
    "é" * 300, "\U0001f469\u200d\U0001f467",
)  # fmt: skip
NUMBERS = (0.0, -0.0, 1.0, 0.1, 1e300, -1e300, float("inf"), float("nan"), 2019.0, 43832.0, 2.675, 10**30)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes with something done to them that a bad stick or an attacker would do."""
    at, other = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
    noise = dice.randbytes(dice.randrange(1, 9))
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[:at],
        lambda: data[:at] + noise + data[at:],
        lambda: data[:at] + noise + data[at + len(noise) :],
        lambda: data[:at] + data[other:],
        lambda: data[:other] + data[at:],
        lambda: dice.randbytes(dice.randrange(1, 300)),
    )
    return dice.choice(ways)()


def repacked(data: bytes, dice: random.Random) -> bytes:
    """A workbook whose package is whole and of which one part is damaged inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        spoiled = dice.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            content = source.read(name)
            target.writestr(name, damaged(content, dice) if name == spoiled else content)
    return out.getvalue()


def read_or_refused(content: bytes) -> None:
    """Reading gives sheets or one sentence; what comes after it takes whatever was read."""
    try:
        book = read_bytes(content, "x")
    except ImportProblem:
        return
    known = register_named("casussen")
    for sheet in book.sheets:
        budget_table(sheet)
        years_table(sheet)
        fit(sheet, known)
        if sheet.lines:
            proposed(known, sheet, heading_line(sheet, known), _reader)


def _reader(field: KnownField) -> Reader:
    if field.choices is not None:
        return reader_of_choices(field.choices)
    return READERS.get(field.kind, READERS["text"])


@MANY
def test_that_any_cell_is_read_or_refused_in_words(tries: int) -> None:
    dice = random.Random(13)  # noqa: S311
    readers = [*READERS.values(), *(_reader(each) for each in known_registers()["case"].fields.values())]
    for _ in range(tries):
        cell: Any = dice.choice(
            (
                "".join(dice.choices(PIECES, k=dice.randrange(1, 4))),
                dice.choice(PIECES),
                dice.choice(NUMBERS),
                dice.random() * 10 ** dice.randrange(-5, 18),
                date.fromordinal(dice.randrange(1, 3_600_000)),
                dice.choice((True, False, None)),
            )
        )
        for read in readers:
            with contextlib.suppress(FormatProblem):
                read(cell)


@SOME
def test_that_any_text_is_read_as_a_table_or_refused(tries: int) -> None:
    dice = random.Random(14)  # noqa: S311
    whole = [delimited(CASES), delimited(TABLE_1, separator=","), delimited(TABLE_2, separator="\t", encoding="cp1252")]
    for _ in range(tries):
        rows = [dice.choices(PIECES, k=dice.randrange(9)) for _ in range(dice.randrange(12))]
        made = dice.choice(";,\t|").join("") + "\n".join(dice.choice(";,\t|").join(row) for row in rows)
        content = dice.choice((made.encode(errors="surrogatepass"), made.encode("utf-16", errors="surrogatepass")))
        read_or_refused(dice.choice((content, damaged(dice.choice(whole), dice))))


@FEW
def test_that_any_workbook_is_read_or_refused(tries: int) -> None:
    dice = random.Random(15)  # noqa: S311
    calc = ods(f"<table:table-row>{ODS_CELL}</table:table-row>")
    whole = [xlsx(Zaken=CASES, Begroting=BUDGET), xlsx(Tabel=TABLE_1), calc]
    for _ in range(tries):
        content = dice.choice(whole)
        read_or_refused(dice.choice((damaged, repacked))(content, dice))


@pytest.mark.parametrize("tries", [25, pytest.param(600, marks=pytest.mark.fault)])
def test_that_nothing_of_a_list_that_is_refused_is_stored(tries: int, unlock_as: UnlockAs) -> None:
    vault = unlock_as(Role.DIRECTOR.value)
    dice = random.Random(16)  # noqa: S311
    names = sorted(key for key, each in known_registers().items() if each.register.compartment in vault.available)
    for _ in range(tries):
        known = known_registers()[dice.choice(names)]
        titles = dice.sample([each.title for each in known.fields.values()], k=min(4, len(known.fields)))
        rows = [titles, *(dice.choices(PIECES, k=len(titles)) for _ in range(3))]
        content = "\n".join(";".join(row) for row in rows).encode(errors="ignore").replace(b"\x00", b"")
        with contextlib.suppress(AppError):
            book = read_bytes(content, "x.csv")
            dry_run(vault, begin(vault, known, book, best_sheet(book, known)))
    for key in names:
        register = known_registers()[key].register(vault)
        if register.may_edit():
            assert len(register.ids(Query())) == 0
