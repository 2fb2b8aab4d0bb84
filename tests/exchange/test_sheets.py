"""Files of others, read whole or refused with a sentence: what offices have, and what was made to do harm."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.errors import ImportProblem
from app.exchange.sheets import limits
from app.exchange.sheets.reading import read_bytes, read_file
from app.exchange.sheets.workbook import letters_of
from tests.exchange.workbooks import delimited, xlsx

if TYPE_CHECKING:
    from pathlib import Path

ODS_HEAD = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Blad">'
)
ODS_FOOT = "</table:table></office:spreadsheet></office:body></office:document-content>"
ODS_CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
ODS_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet">{}</manifest:file-entry></manifest:manifest>'
)


OLE = bytes.fromhex("D0CF11E0A1B11AE1")
QUOTED = [["Naam", "Tekst"], ["a", "een\ntwee; drie"]]


def ods(rows: str, manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", ODS_MANIFEST.format(manifest))
        package.writestr("content.xml", ODS_HEAD + rows + ODS_FOOT)
    return out.getvalue()


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(content: bytes, name: str = "lijst.xlsx") -> list[tuple[object, ...]]:
    return [line.cells for line in read_bytes(content, name).sheet().lines]


def test_that_rows_keep_their_number_and_empty_ones_are_left_out() -> None:
    lines = read_bytes(xlsx(Blad=[["Naam", "Jaar"], [], ["A", 2019], [None, None], ["B"]]), "x.xlsx").sheet().lines
    assert [(line.number, line.cells) for line in lines] == [(1, ("Naam", "Jaar")), (3, ("A", 2019.0)), (5, ("B",))]


def test_that_dates_of_both_calendars_are_the_same_day() -> None:
    for epoch in (None, CALENDAR_MAC_1904):
        book = Workbook()
        if epoch is not None:
            book.epoch = epoch
        book.worksheets[0].append([date(2020, 1, 2), datetime(2020, 1, 2, 3, 4)])  # noqa: DTZ001
        assert cells(saved(book)) == [(date(2020, 1, 2), datetime(2020, 1, 2, 3, 4))]  # noqa: DTZ001


def test_that_merged_cells_formulas_without_value_and_hidden_sheets_are_told() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Naam", "=1+1"])
    sheet.merge_cells("A2:B3")
    sheet["A2"] = "samen"
    hidden = book.create_sheet("Geheim")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "x"
    read = read_bytes(saved(book), "x.xlsx")
    merged, formula = read.sheet().notes
    assert "A2:B3" in merged
    assert "(B1)" in formula
    assert read.sheet().lines[0].cells == ("Naam",)
    assert read.notes == (
        "Verborgen blad in dit bestand: ‘Geheim’. Wat verborgen is, wordt alleen op uw keuze ingelezen.",
    )
    assert read.sheet("Geheim").hidden


def test_that_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    read = read_bytes(xlsx(Een=[["x"]], Twee=[["y"]]), "x.xlsx")
    with pytest.raises(ImportProblem, match="Er is geen blad ‘Drie’; er is ‘Een’, ‘Twee’"):
        read.sheet("Drie")
    with pytest.raises(ImportProblem, match="op geen enkel blad staat iets"):
        read_bytes(xlsx(Leeg=[]), "x.xlsx").sheet()


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        pytest.param(b"Naam;Bedrag\r\nCaf\xe9;1,50\r\n", [("Naam", "Bedrag"), ("Café", "1,50")], id="latin"),
        pytest.param(delimited(QUOTED), [tuple(row) for row in QUOTED], id="quotes"),
        pytest.param(b"sep=\t\nA\tB\n1\t2\n", [("A", "B"), ("1", "2")], id="tab"),
        pytest.param(b"sep=|\nA|B\n", [("A", "B")], id="said"),
        pytest.param("A,B\n1,2\n".encode("utf-16"), [("A", "B"), ("1", "2")], id="utf16"),
        pytest.param(b"\xef\xbb\xbfA;B\n1,5;2\n3,5;4\n", [("A", "B"), ("1,5", "2"), ("3,5", "4")], id="bom"),
        pytest.param(b"Alleen\nnamen\n", [("Alleen",), ("namen",)], id="one"),
    ],
)
def test_that_delimited_text_is_read_as_it_was_meant(content: bytes, wanted: list[tuple[str, ...]]) -> None:
    assert cells(content, "lijst.csv") == wanted


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "leeg", id="empty"),
        pytest.param(b" \n \n", "leeg", id="blank"),
        pytest.param(b";;\n;;\n", "leeg", id="separators"),
        pytest.param(b'a;b\n1;"open\n', "Rij 2: De aanhalingstekens", id="quote"),
        pytest.param(b"\x00\x01\x02", "geen bestand met tekst", id="binary"),
        pytest.param(b"\xff\xfea", "beschadigd", id="half-utf16"),
        pytest.param(b"PK\x03\x04rest", "beschadigd of geen werkmap", id="zip"),
        pytest.param(OLE + bytes(50), "oude Excel", id="xls"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "wachtwoord", id="locked"),
        pytest.param(ods("", "<manifest:encryption-data/>"), "wachtwoord", id="locked-ods"),
        pytest.param((";" * 2000).encode() + b"x", "meer dan 1.000 kolommen", id="wide"),
        pytest.param(xlsx(Blad=[["x"]])[:-300], "beschadigd of geen werkmap", id="truncated"),
    ],
)
def test_that_what_cannot_be_read_is_refused_with_a_reason(content: bytes, told: str) -> None:
    with pytest.raises(ImportProblem, match=told):
        read_bytes(content, "x")


def bomb(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, bytes(size))
    return out.getvalue()


def test_that_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.exchange.sheets.unpacked.LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(ImportProblem, match="veel te groot"):
        read_bytes(bomb("xl/worksheets/sheet1.xml", 2_000_000), "x.xlsx")
    lying = bytearray(bomb("xl/worksheets/sheet1.xml", 2_000_000))
    at = lying.rindex(b"PK\x01\x02") + 24  # the size in the directory
    lying[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ImportProblem):
        read_bytes(bytes(lying), "x.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="100000000">{ODS_CELL}</table:table-row>',
        '<table:table-row table:number-rows-repeated="1000000">'
        + ODS_CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="1000"')
        + "</table:table-row>",
    ],
)
def test_that_repeated_cells_do_not_fill_the_memory(rows: str) -> None:
    with pytest.raises(ImportProblem, match="veel te groot"):
        read_bytes(ods(rows), "x.ods")


def test_that_one_far_cell_does_not_fill_the_memory() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "x"
    book.worksheets[0]["XFD1048576"] = "y"
    with pytest.raises(ImportProblem, match="veel te groot"):
        read_bytes(saved(book), "x.xlsx")


def test_that_a_million_empty_rows_are_nothing() -> None:
    empty = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="9"/></table:table-row>'
    )
    row = f"<table:table-row>{ODS_CELL}</table:table-row>"
    lines = read_bytes(ods(row + empty + row), "x.ods").sheet().lines
    assert [line.number for line in lines] == [1, 1_048_576]
    book = Workbook()
    book.worksheets[0].append(["x"])
    book.worksheets[0]["C1048576"].number_format = "0.00"
    assert cells(saved(book)) == [("x",)]


def test_that_more_rows_than_a_list_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.exchange.sheets.office.MOST_FILLED", 2)
    monkeypatch.setattr("app.exchange.sheets.delimited.MOST_LINES", 2)
    for content in (xlsx(Blad=[["a"], ["b"], ["c"]]), b"a\nb\nc\n"):
        with pytest.raises(ImportProblem, match="deel het op"):
            read_bytes(content, "x")


def test_that_a_file_is_read_from_disk_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes(b"A;B\n1;2\n")
    read = read_file(file)
    assert (read.name, len(read.sha256)) == ("lijst.csv", 64)
    for missing in (tmp_path / "weg.csv", tmp_path):
        with pytest.raises(ImportProblem):
            read_file(missing)
    monkeypatch.setattr("app.exchange.sheets.reading.LARGEST_FILE", 3)
    with pytest.raises(ImportProblem, match="groter dan"):
        read_file(file)


def test_that_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    assert [letters_of(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert limits.MOST_CELLS > limits.MOST_FILLED
