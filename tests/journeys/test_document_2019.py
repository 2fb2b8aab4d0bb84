"""The 2019 document as the command line prints it from the demo vault, read back from the PDF cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.cli.main import run
from app.demo.vault import PASSWORD, KeyCosts, build
from app.formats import format_date
from tests.cli.conftest import CHEAPEST
from tests.report.reading import Reading
from tests.report.structure import Node, Tagged
from tests.services.expected_2019 import CALLOUTS, GOALS, INSTRUMENTS, TABLE_1, TABLE_2

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a check outside the program gets from a demo vault with keys that the program itself accepts."""
    place = tmp_path_factory.mktemp("evaluation")
    demo = build(place / "demo.bolwerk", place / "demo.pdf", costs=KeyCosts(CHEAPEST))
    password, out = place / "wachtwoord", place / "evaluatie.pdf"
    password.write_text(PASSWORD)
    password.chmod(0o600)
    words = ["evaluation", str(demo.folder), "--year", "2019", "--out", str(out)]
    assert run([*words, "--user", "beleid", "--password-file", str(password)], lambda _vault: 1) == 0
    return out.read_bytes()


@pytest.fixture(scope="module")
def tables(pdf: bytes) -> list[list[tuple[str, ...]]]:
    """Every table as rows of cell texts, in reading order."""
    nodes = [node for node in Tagged(pdf).root.walk() if node.role == "Table"]
    return [[tuple(cell.words for cell in cells_of(row)) for row in node.walk() if row.role == "TR"] for node in nodes]


@pytest.fixture(scope="module")
def reading(pdf: bytes) -> Reading:
    """The pages as a reader sees them."""
    return Reading(pdf)


def cells_of(row: Node) -> Iterator[Node]:
    return (node for node in row.walk() if node.role in {"TH", "TD"})


def table_that_begins(tables: list[list[tuple[str, ...]]], head: str) -> list[tuple[str, ...]]:
    return next(rows for rows in tables if rows[0][0] == head)


def test_that_every_cell_of_table_1_is_printed_and_empty_stays_empty(tables: list[list[tuple[str, ...]]]) -> None:
    rows = table_that_begins(tables, "Casuïstiek")
    assert rows[0] == ("Casuïstiek", "2016", "2017", "2018", "2019")
    assert tuple(rows[1:]) == TABLE_1


def test_that_table_2_has_its_groups_lines_totals_and_notes(tables: list[list[tuple[str, ...]]]) -> None:
    rows = [row for row in table_that_begins(tables, "Post")[1:] if any(row)]
    assert [tuple(filter(None, row)) for row in rows] == [tuple(filter(None, row[1:])) for row in TABLE_2]
    lines = [row for row, (kind, *_) in zip(rows, TABLE_2, strict=True) if kind == "line"]
    assert len(lines) == 10
    assert all(row[1] == "" and row[3] == "" for row in lines), "budget and remainder exist as totals only"


def test_that_the_instruments_have_their_dates(tables: list[list[tuple[str, ...]]]) -> None:
    assert tuple(table_that_begins(tables, "Instrument")[1:]) == INSTRUMENTS


def test_that_callouts_goals_and_recommendations_are_there(reading: Reading) -> None:
    for title in (*CALLOUTS, *GOALS):
        assert title in reading.text
    assert "13 aanbevelingen" in reading.text


def test_that_document_control_stands_on_the_title_page(reading: Reading) -> None:
    for text in ("C.R.H. van Ruler", "29 april 2020", "Concept"):
        assert text in reading.texts[0]
    assert format_date(None) not in reading.texts[0]
