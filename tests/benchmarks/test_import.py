"""P2: a list of 50,000 persons read from a file, with dry run, validation, search index and audit, beside `executemany`
of the very rows that it leaves behind, into the same encrypted tables.
"""

from __future__ import annotations

import csv
import gc
import io
import random
import shutil
import statistics
from datetime import date, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from app.exchange.columns.known import register_named
from app.exchange.plan import begin, carry_out, dry_run
from app.exchange.sheets.reading import read_bytes
from app.rules.permissions import CASEWORK, Role
from app.services.records import Query
from app.services.signals.mentions import Mentions
from app.vault.founding import found
from app.vault.session import unlock
from tests.benchmarks.conftest import ANY, CHEAP, DAY, FOUNDERS, PASSWORD
from tests.benchmarks.measure import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.vault.session import UnlockedVault

    Bare = list[tuple[str, list[tuple[Any, ...]]]]

ROWS = 50_000
ROUNDS = 3
REACH = 2.0  # at least half the rows a second is at most twice the time
TABLES = {
    "mention": None,
    "search_entry": None,
    "search_name": None,
    "search_text": ("rowid, number, name, keys, words", "SELECT id, number, name, keys, words FROM search_entry"),
    "search_gram": ("rowid, word", "SELECT id, word FROM search_name"),
}


def persons() -> list[tuple[str, str, str, date]]:
    dice = random.Random(2)  # noqa: S311
    names = [f"Voorbeeld{chr(97 + at % 26)}{chr(97 + at // 26 % 26)}{chr(97 + at // 676)}" for at in range(3000)]
    return [
        (
            dice.choice(("Jan", "Anna", "Fatima", "Mohammed", "Els", "P.")),
            dice.choice(("", "van", "de")),
            dice.choice(names),
            date(1940, 1, 1) + timedelta(days=dice.randrange(25_000)),
        )
        for _ in range(ROWS)
    ]


def as_file(ending: str) -> bytes:
    head = ("Voornaam", "Tussenvoegsel", "Achternaam", "Geboortedatum")
    if ending == "csv":
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows([head, *persons()])
        return text.getvalue().encode()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Personen")
    for row in (head, *persons()):
        sheet.append([cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("import") / "leeg.bolwerk"
    found(folder, "Voorbeeldstad", FOUNDERS, day=DAY, kdf=CHEAP)
    return folder


@pytest.fixture
def vaults(empty: Path, tmp_path: Path) -> Iterator[list[UnlockedVault]]:
    """Empty vaults enough for every round."""
    opened = []
    for number in range(2 * (ROUNDS + 1)):
        folder = shutil.copytree(empty, tmp_path / f"{number}.bolwerk")
        opened.append(unlock(folder, Role.DIRECTOR.value, PASSWORD, limits=ANY))
    yield opened
    for vault in opened:
        vault.lock()


def take_in(vault: UnlockedVault, content: bytes, ending: str) -> None:
    book, known = read_bytes(content, f"personen.{ending}"), register_named("personen")
    plan = dry_run(vault, begin(vault, known, book, book.sheet()))
    assert carry_out(vault, plan, plan.fresh).count == ROWS


def left_behind(vault: UnlockedVault) -> Bare:
    """The statements and rows that make the same tables."""
    made: Bare = []
    with vault.read(CASEWORK) as session:
        connection = session.connection()
        for table, told in TABLES.items():
            columns, asked = told or ("", f"SELECT * FROM {table}")  # noqa: S608 - names of tables
            rows = [tuple(row) for row in connection.exec_driver_sql(asked)]
            marks = ", ".join("?" * len(rows[0]))
            named = f"({columns})" if columns else ""
            made.append((f"INSERT INTO {table} {named} VALUES ({marks})", rows))  # noqa: S608 - likewise
    return made


def write_bare(vault: UnlockedVault, rows: Bare) -> None:
    with vault.compartment(CASEWORK).write() as session:
        raw: Any = session.connection().connection.driver_connection
        for statement, some in rows:
            raw.executemany(statement, some)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_that_a_list_comes_in_at_half_the_pace_of_bare_rows(ending: str, vaults: Sequence[UnlockedVault]) -> None:
    content = as_file(ending)
    take_in(vaults[0], content, ending)
    rows = left_behind(vaults[0])
    write_bare(vaults[1], rows)
    timings: tuple[list[float], list[float]] = ([], [])
    gc.disable()
    try:
        for turn in range(1, ROUNDS + 1):
            start = perf_counter()
            take_in(vaults[2 * turn], content, ending)
            between = perf_counter()
            write_bare(vaults[2 * turn + 1], rows)
            timings[0].append(between - start)
            timings[1].append(perf_counter() - between)
    finally:
        gc.enable()
    assert len(Mentions(vaults[2]).ids(Query())) == ROWS
    ours, bare = (statistics.median(taken) for taken in timings)
    ratio = Ratio(f"P2 {ROWS:,} persons from {ending}", ours, bare, REACH)
    print(f"\n{ratio}")  # noqa: T201 (the figure is what a benchmark is for)
    ratio.report()
