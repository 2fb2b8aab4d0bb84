"""The Word file: real styles, the same content in the same order, fit to be read aloud, nothing of this machine."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from app.errors import BugError
from app.report.house.logo import read_logo
from app.report.house.style import HouseStyle
from app.report.office.evaluation_docx import _Writer, word_bytes
from app.services.document import Column, EvaluationDocument, Row, Table
from tests.report import documents
from tests.report.chapters import CALLOUTS
from tests.report.test_house_style import MARK

if TYPE_CHECKING:
    from docx.document import Document


@pytest.fixture(scope="module")
def content() -> bytes:
    return word_bytes(documents.evaluation())


@pytest.fixture(scope="module")
def word(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def styled(word: Document, style: str) -> list[str]:
    return [
        paragraph.text for paragraph in word.paragraphs if paragraph.style is not None and paragraph.style.name == style
    ]


def cells(word: Document, title: str) -> list[list[str]]:
    """The texts of the table with this description."""
    for table in word.tables:
        told = table._tbl.tblPr.find(qn("w:tblCaption"))
        if told is not None and told.get(qn("w:val")) == title:
            return [[cell.text for cell in row.cells] for row in table.rows]
    raise AssertionError(title)


def test_that_titles_are_headings_of_the_level_they_have(word: Document) -> None:
    assert styled(word, "Title") == ["Aanpak ondermijning gemeente Westland 2019"]
    chapters = styled(word, "Heading 1")
    assert chapters[:4] == ["Prestatieoverzicht 2019", "Inhoud", "1 Inleiding", "2 Casuïstiek"]
    assert chapters[-1] == "Bijlage 1 Quickscan bestuurlijke weerbaarheid"
    assert "2.1 Casuïstiek 2019" in styled(word, "Heading 2")
    assert all(len(style.strip()) > 3 for style in styled(word, "Heading 3"))


def test_that_text_keeps_its_bold_italic_and_spaces(word: Document) -> None:
    found = next(paragraph for paragraph in word.paragraphs if "leverde zichtbaar resultaat op" in paragraph.text)
    assert [run.text for run in found.runs if run.bold] == ["29 casussen"]
    assert [run.text for run in found.runs if run.italic] == ["wat er nog moet gebeuren"]
    assert "pakte 29 casussen op, tegen" in found.text


def test_that_lists_boxes_and_goals_have_styles_of_their_own(word: Document) -> None:
    assert "handhaving" in styled(word, "List Bullet")
    assert styled(word, "List Number") == list(documents.quickscan().methods)
    assert styled(word, "Kader titel") == list(CALLOUTS)
    assert styled(word, "Kader tekst") == [" ".join(text.split()) for text in CALLOUTS.values()]
    assert styled(word, "Doel titel") == ["Doelstelling 2022", "Ambitie Westland"]


def test_that_each_table_has_its_cells_and_an_unknown_stays_empty(word: Document) -> None:
    table = cells(word, "Ondermijningscasuïstiek 2016–2019")
    assert table[0] == ["Type", *documents.YEARS]
    assert table[1:-1] == [[name, *counts] for name, counts in documents.CASES]
    assert table[-1] == ["Totaal", *documents.TOTALS]
    assert documents.COUNTING_RULE in styled(word, "Noot")
    assert "Tabel 1 Ondermijningscasuïstiek 2016–2019" in styled(word, "Caption")


def test_that_a_group_of_rows_has_a_head_over_the_full_width(word: Document) -> None:
    table = cells(word, "Begroting 2019 (in euro’s)")
    assert ["Basis op orde"] * 5 in table


def test_that_heads_are_repeated_and_rows_never_split(word: Document) -> None:
    for table in word.tables:
        rows = table._tbl.tr_lst
        assert rows[0].trPr is not None
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr is not None and row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_that_a_chart_is_a_picture_with_a_description(word: Document) -> None:
    told = [shape._inline.docPr.get("descr", "").replace("\u00a0", " ") for shape in word.inline_shapes]
    assert told == [documents.cases_chart().alternative, documents.spending_chart().alternative]
    parts = [part for part in word.part.package.iter_parts() if str(part.partname).endswith(".png")]
    for part in parts:
        with Image.open(BytesIO(part.blob)) as picture:
            assert picture.width > 1000
            assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 2


def test_that_it_is_dutch_and_numbers_its_pages(word: Document) -> None:
    language = word.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "nl-NL"
    footer = word.sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert "Intern · Versie 2 · Concept" in word.sections[0].footer.paragraphs[0].text
    assert 'TOC \\o "1-2"' in word.element.xml


def test_that_the_metadata_are_those_of_the_document_and_nothing_else(content: bytes, word: Document) -> None:
    core = word.core_properties
    assert (core.title, core.author) == ("Aanpak ondermijning gemeente Westland 2019", "C.R.H. van Ruler")
    assert (core.language, core.content_status, core.last_modified_by) == ("nl-NL", "Concept", "")
    assert core.created == core.modified
    assert core.created is not None
    assert core.created.strftime("%Y-%m-%d") == "2020-04-29"
    with ZipFile(BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in package.namelist())
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"python-docx" not in everything
    assert b"Macintosh" not in everything


def test_that_equal_content_gives_equal_bytes(content: bytes) -> None:
    assert word_bytes(documents.evaluation()) == content


def test_that_the_house_style_is_in_styles_and_on_the_title_page() -> None:
    word = docx.Document(
        BytesIO(word_bytes(documents.evaluation(), house=HouseStyle("#7a1f3d", None, read_logo(MARK))))
    )
    assert str(word.styles["Caption"].font.color.rgb) == "7A1F3D"
    assert word.inline_shapes[0]._inline.docPr.get("descr") == "Logo van Gemeente Westland"


def test_that_a_document_with_next_to_nothing_is_written() -> None:
    bare = EvaluationDocument(documents.control(dated=None, version="", municipality=""), (), ())
    word = docx.Document(BytesIO(word_bytes(bare)))
    assert "Datum\tonbekend" in styled(word, "Documentgegevens")


def test_that_text_that_xml_cannot_hold_is_left_out_and_every_other_letter_kept() -> None:
    odd = "a\x00b\ud800c\ufffe <b>&amp; 中文 😀\u2028d"
    table = Table(odd, (Column(odd), Column("B")), (Row((odd,)), Row(())), notes=(odd,))
    word = docx.Document(BytesIO(word_bytes(documents.small(*documents.prose(odd), table, title=odd))))
    kept = "a bc <b>&amp; 中文 😀 d"
    assert kept in styled(word, "Normal")
    assert f"1 {kept}" in styled(word, "Heading 1")
    assert cells(word, kept)[1:] == [[kept, ""], ["", ""]]


def test_that_a_table_of_400_rows_is_written_in_one_go() -> None:
    rows = tuple(Row((f"W-{number}", str(number))) for number in range(400))
    word = docx.Document(BytesIO(word_bytes(documents.small(Table("Lang", (Column("A"), Column("B")), rows)))))
    assert len(cells(word, "Lang")) == 401


def test_that_a_block_without_a_place_is_our_own_mistake() -> None:
    with pytest.raises(BugError):
        _Writer(HouseStyle())._block("geen blok")
