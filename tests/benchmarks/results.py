"""One table of everything that was measured: `report` adds a row, `make bench` writes them to RESULTS.md.

A row that is not measured in a run keeps what it said, with its own day and machine, so that a part can be measured
again without the hours of the whole.
"""

from __future__ import annotations

import os
import re
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = Path(__file__).with_name("RESULTS.md")
TITLES = ("figure", "what", "office", "reach", "measured", "verdict", "day", "machine")
_FIGURE = re.compile(r"P\d+\b")
_OFFICE = re.compile(r"\[(?:[^\]]*-)?(gemeente|large)(?:-[^\]]*)?\]")
_HEAD = """# What was measured

Made by `make bench`: ratios beside the bare way, measured in turns in one run (tests/benchmarks/measure.py), on shared
machines. *gemeente* and *large* are the two offices of tests/benchmarks/municipality.py. A row keeps the day and the
machine on which it was last measured.

"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    figure: str
    what: str
    office: str
    reach: str
    measured: str
    verdict: str
    day: str
    machine: str


_measured: list[Row] = []


def report(what: str, *, measured: str, reach: str, reached: bool) -> None:
    """Add a figure to the table. `what` may begin with its number ("P9 memory, idle"); texts are as they are printed.

    Which office it was about is read from the name of the test.
    """
    figure = _FIGURE.match(what)
    test = os.environ.get("PYTEST_CURRENT_TEST", "")
    office = _OFFICE.search(test)
    name = what.removeprefix(figure[0]).strip(" :") if figure else what
    verdict = "reached" if reached else "MISSED"
    day = datetime.now().astimezone().date().isoformat()
    _measured.append(
        Row(figure[0] if figure else "–", name, office[1] if office else "", reach, measured, verdict, day, machine())
    )


def machine() -> str:
    """The processor and how many of it, in a few words."""
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        named = re.search(r"model name\s*:\s*(.+)", cpuinfo.read_text("utf-8"))
        model = " ".join(named[1].split()) if named else model
    return f"{model}, {os.cpu_count()} cores"


def write(file: Path = FILE) -> None:
    """Write what was measured in this run over what the file had for the same rows."""
    if not _measured:
        return
    kept = {key(row): row for row in read(file)} | {key(row): row for row in _measured}
    file.write_text(_HEAD + table(sorted(kept.values(), key=_order)), encoding="utf-8")


def read(file: Path) -> list[Row]:
    """The rows of an earlier run."""
    if not file.is_file():
        return []
    lines = [line for line in file.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [Row(*row) for row in cells if len(row) == len(TITLES)]


def table(rows: Iterable[Row]) -> str:
    """The rows as a table in markdown."""
    lines = [TITLES, *(astuple(row) for row in rows)]
    written = ["| " + " | ".join(cell.replace("|", "/") or " " for cell in line) + " |" for line in lines]
    return "\n".join((written[0], "|" + "---|" * len(TITLES), *written[1:])) + "\n"


def key(row: Row) -> tuple[str, str, str]:
    """What makes a row the same as one of an earlier run: its figure, its name without counts, its office."""
    return row.figure, re.sub(r"\d+", "#", row.what), row.office


def _order(row: Row) -> tuple[int, str, str]:
    number = int(row.figure[1:]) if row.figure[1:].isdigit() else 99
    return number, row.what, row.office
