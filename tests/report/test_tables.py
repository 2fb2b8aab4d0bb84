"""Tables: every cell where it belongs, empty cells empty, heads repeated, rows whole."""

from __future__ import annotations

import pytest

from app.errors import BugError
from app.report.evaluation_pdf import render_bytes
from app.report.tables import NOTHING, table_block
from app.services.document import Align, Column, Row, RowKind, Table
from tests.report import documents
from tests.report.reading import Box, Reading

LONG = 400


def cells(reading: Reading, page: int, label: str, heads: list[Box]) -> list[str]:
    """The texts in the columns under these heads, on the line of a row; columns are aligned to the right."""
    line = max(reading.find(page, label), key=lambda box: box.left < 120)
    return [reading.within(page, Box(head.right - 48, line.bottom - 2, head.right + 4, line.top + 2)) for head in heads]


def test_that_each_cell_of_table_1_is_printed_and_each_empty_cell_is_empty(final: Reading) -> None:
    page = final.page_of("Telregel")
    line = final.find(page, "Type")[0]
    heads = [next(box for box in final.find(page, year) if abs(box.top - line.top) < 4) for year in documents.YEARS]
    for name, counts in documents.CASES:
        assert cells(final, page, name, heads) == list(counts)
    assert cells(final, page, "Totaal", heads) == ["4", "10", "12", "29"]


def test_that_the_counting_rule_stands_under_table_1(final: Reading) -> None:
    page = final.page_of("Telregel")
    assert documents.COUNTING_RULE in final.texts[page - 1]
    assert final.find(page, "Telregel")[0].top < final.find(page, "Totaal")[0].bottom
    assert "Tabel 1 Ondermijningscasuïstiek 2016–2019" in final.texts[page - 1]


def test_that_each_cell_of_table_2_is_printed() -> None:
    reading = Reading(render_bytes(documents.small(documents.budget_table())))
    page = reading.page_of("Scan bedrijventerrein")
    heads = [reading.find(page, total)[0] for total in ("520.000", "223.200", "296.800")]
    for group, lines in documents.BUDGET:
        assert reading.find(page, group)
        for name, spent, note in lines:
            start = " ".join(name.split()[:2])
            assert cells(reading, page, start, heads) == ["", spent, ""]
            assert not note or note in reading.texts[page - 1]
    assert cells(reading, page, "Totaal 2019", heads) == ["520.000", "223.200", "296.800"]
    assert "Verzoek tot overheveling naar 2020 is ingediend" in reading.texts[page - 1]


@pytest.fixture(scope="module")
def long() -> Reading:
    columns = (Column("Nummer"), Column("Titel", 4.0), Column("Aantal", 1.0, Align.RIGHT))
    rows = [Row((f"W-{number:04}", f"Casus {number}", str(number * 7))) for number in range(LONG)]
    table = Table(
        "Alle casussen", columns, (*rows, Row(("Totaal", "", "558600"), RowKind.TOTAL)), 3, ("Telregel onderaan.",)
    )
    return Reading(render_bytes(documents.small(*documents.prose("Vooraf."), table)))


def test_that_a_long_table_repeats_its_head_on_each_page(long: Reading) -> None:
    pages = [number for number, text in enumerate(long.texts, start=1) if "W-0" in text]
    assert len(pages) > 8
    for page in pages:
        top = long.find(page, "Nummer")[0]
        assert top.bottom > max(box.top for box in long.find(page, "W-0"))
        assert "Titel" in long.texts[page - 1]
    assert "Tabel 3 Alle casussen" in long.texts[pages[0] - 1]
    assert all("Tabel 3, vervolg" in long.texts[page - 1] for page in pages[1:])


def test_that_a_long_table_prints_every_row_once_and_whole(long: Reading) -> None:
    text = long.text
    for number in range(LONG):
        assert text.count(f"W-{number:04} Casus {number} {number * 7}") == 1


def test_that_total_and_notes_stay_with_the_last_rows(long: Reading) -> None:
    last = long.texts[long.page_of("Telregel onderaan.") - 1]
    assert "Totaal 558600" in last
    assert "W-0399" in last


@pytest.mark.parametrize("rows", range(30, 44))
def test_that_notes_never_stand_alone_wherever_the_page_ends(rows: int) -> None:
    table = Table(
        "T",
        (Column("A"),),
        tuple(Row((f"Rij {number:02}",)) for number in range(rows)),
        1,
        ("Nog een noot.", "Noot eronder."),
    )
    reading = Reading(render_bytes(documents.small(table)))
    last = reading.texts[reading.page_of("Noot eronder.") - 1]
    assert f"Rij {rows - 1:02}" in last
    assert f"Rij {rows - 2:02}" in last


def test_that_a_small_table_is_never_split() -> None:
    filler = documents.prose(*["Een alinea die ruimte inneemt. " * 6] * 10)
    reading = Reading(render_bytes(documents.small(*filler, documents.cases_table())))
    page = reading.texts[reading.page_of("Belastingfraude") - 1]
    assert "Tabel 1" in page
    assert "Telregel" in page


def test_that_a_row_higher_than_a_page_goes_on_in_pieces_without_losing_a_word() -> None:
    words = [f"woord{number}" for number in range(3000)]
    table = Table("T", (Column("A"), Column("B", 0.3)), (Row((" ".join(words), "kort")),))
    reading = Reading(render_bytes(documents.small(table)))
    found = reading.text.replace("-\xad", "")
    for word in words:
        assert word in found


def test_that_an_empty_table_says_so() -> None:
    table = Table("Leeg", (Column("A"), Column("B")), ())
    assert NOTHING in Reading(render_bytes(documents.small(table))).text


def test_that_a_table_without_number_is_continued_without_one() -> None:
    table = Table("Los", (Column("A"),), tuple(Row((f"Rij {number}",)) for number in range(90)))
    text = Reading(render_bytes(documents.small(table))).text
    assert "Vervolg" in text
    assert "Tabel" not in text


def test_that_a_row_with_too_many_cells_is_our_own_mistake() -> None:
    with pytest.raises(BugError):
        table_block(Table("T", (Column("A"),), (Row(("1", "2")),)))


@pytest.mark.parametrize("before", range(18, 34))
def test_that_a_long_table_begins_with_two_rows_or_on_the_next_page(before: int) -> None:
    table = Table("T", (Column("A"),), tuple(Row((f"Rij {number:02}",)) for number in range(60)), 1)
    reading = Reading(render_bytes(documents.small(*documents.prose(*["Regel."] * before), table)))
    page = reading.texts[reading.page_of("Tabel 1 T") - 1]
    assert "Rij 01" in page


def test_that_high_rows_in_narrow_columns_still_fit_their_pages() -> None:
    columns = (Column("Smal", 0.5), Column("Breed", 9.5))
    rows = tuple(Row((f"{number} " + "smalle woorden " * 20, "W" * 900), RowKind.LINE) for number in range(4))
    groups = tuple(Row((f"Groep {number} " + "lang " * 200,), RowKind.GROUP) for number in range(4))
    reading = Reading(render_bytes(documents.small(Table("T", columns, (*groups, *rows, *groups)))))
    assert reading.text.count("Groep 3") == 2
