"""The workbook: a sheet for each table and chart, numbers as numbers, unknown as empty, and no formula ever."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest

from app.report.house.style import HouseStyle
from app.report.office.tables_xlsx import tables_bytes
from app.services.document import Align, Chart, Column, EvaluationDocument, Row, Series, Table
from tests.report import documents

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

NUMBERS = ("1.234", "€ 2.067,50", "−3", "87%", "12,5%", "", "onbekend", "5 (gemeld)", "0", "7 %")


def opened(document: EvaluationDocument) -> Workbook:
    return openpyxl.load_workbook(BytesIO(tables_bytes(document)))


def rows(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(documents.evaluation())


def test_that_every_table_and_chart_has_a_sheet_in_the_order_of_the_document(book: Workbook) -> None:
    assert book.sheetnames == [
        "Overzicht Casuïstiek",
        "Tabel 1",
        "Figuur 1",
        "Tabel 2",
        "Figuur 2",
        "Quickscan bestuurlijke weerbaar",
    ]


def test_that_numbers_are_numbers_and_unknown_is_empty(book: Workbook) -> None:
    table = rows(book["Tabel 1"])
    assert table[0] == ["Type", *documents.YEARS]
    counts = {row[0]: row[1:] for row in table[1:]}
    for name, expected in documents.CASES:
        assert counts[name] == [int(count) if count else None for count in expected]
    assert counts["Totaal"] == [4, 10, 12, 29]
    assert any(documents.COUNTING_RULE in str(row[0]) for row in table)


def test_that_a_chart_becomes_the_figures_that_are_written_at_its_bars(book: Workbook) -> None:
    assert rows(book["Figuur 1"])[:3] == [["Categorie", "Casussen"], ["2016", 4], ["2017", 10]]
    assert book["Figuur 2"]["B4"].number_format == '"€" #,##0'
    assert book["Figuur 2"]["B4"].value == 27632


def test_that_recommendations_have_their_theme_and_status(book: Workbook) -> None:
    table = rows(book["Quickscan bestuurlijke weerbaar"])
    assert len(table) == 1 + sum(len(found) for _, found in documents.RECOMMENDATIONS)
    assert table[1] == ["Communicatie", *documents.RECOMMENDATIONS[0][1][0]]


def test_that_a_number_is_stored_as_it_is_read_and_shown_as_it_is_printed() -> None:
    table = Table("Getallen", (Column("Wat"), Column("Getal", 1.0, Align.RIGHT)), tuple(Row(("x", n)) for n in NUMBERS))
    sheet = opened(documents.small(table))["Getallen"]
    found = [sheet.cell(4 + place, 2) for place in range(len(NUMBERS))]
    assert [cell.value for cell in found] == [1234, 2067.5, -3, 0.87, 0.125, None, "onbekend", "5 (gemeld)", 0, 0.07]
    shown = [cell.number_format for cell in found[:5]]
    assert shown == ["#,##0", '"€" #,##0.00', "#,##0", "0%", "0.0%"]


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+31 6", "@SUM(A1)", "-2+3"])
def test_that_no_text_becomes_a_formula(text: str) -> None:
    table = Table(text, (Column(text), Column(text, 1.0, Align.RIGHT)), (Row((text, text)),), notes=(text,))
    (sheet,) = opened(documents.small(table)).worksheets
    for place in ("A1", "A3", "B3", "A4", "B4", "A6"):
        assert sheet[place].value == text
        assert sheet[place].data_type == "s"


def test_that_the_head_stays_in_sight_and_on_paper(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A4"
        assert sheet.print_title_rows == "$3:$3"


def test_that_sheets_with_the_same_or_an_impossible_name_get_one_of_their_own() -> None:
    titles = ("Lijst", "lijst", "[a]/b:c?*\\'", "", "x" * 40, "x" * 40)
    tables = tuple(Table(title, (Column("A"),), ()) for title in titles)
    names = opened(documents.small(*tables)).sheetnames
    assert names == ["Lijst", "lijst 2", "a  b c", "Tabel", "x" * 31, "x" * 27 + " 2"]


def test_that_a_document_without_tables_says_so() -> None:
    assert opened(EvaluationDocument(documents.control(), (), ())).sheetnames == ["Geen tabellen"]


def test_that_a_series_shorter_than_its_categories_and_a_row_shorter_than_its_head_end_empty() -> None:
    chart = Chart("T", ("a", "b"), (Series("S", (1, 2), ("1",)),), "alt")
    table = Table("U", (Column("A"), Column("B")), (Row(("x",)),))
    book = opened(documents.small(chart, table))
    assert rows(book["T"]) == [["Categorie", "S"], ["a", 1], ["b", None]]
    assert rows(book["U"]) == [["A", "B"], ["x", None]]


def test_that_equal_content_gives_equal_bytes_and_nothing_of_this_machine() -> None:
    content = tables_bytes(documents.evaluation())
    assert tables_bytes(documents.evaluation()) == content
    core = openpyxl.load_workbook(BytesIO(content)).properties
    assert (core.creator, core.title, core.lastModifiedBy) == (
        "C.R.H. van Ruler",
        "Aanpak ondermijning gemeente Westland 2019",
        None,
    )
    with ZipFile(BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"openpyxl" not in b"".join(package.read(name) for name in package.namelist())


def test_that_the_colours_are_those_of_the_house() -> None:
    content = tables_bytes(documents.evaluation(), house=HouseStyle("#7a1f3d"))
    assert openpyxl.load_workbook(BytesIO(content))["Tabel 1"]["A3"].font.color.rgb == "FF7A1F3D"
