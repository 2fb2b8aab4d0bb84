"""A letter as PDF: what the Word file says, in order, for archive and screen reader, in the colours of its sender."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from app.report.house.style import BOLWERK
from app.report.letters.blocks import Gap, Heading, Items, Lines, blocks_of
from app.report.letters.letter_pdf import LetterHead, letter_pdf
from app.report.letters.making import letter_style
from app.rules.letters.kinds import rules_of
from app.services.document import Table
from app.services.letters.filling import Properties, Value, fill
from app.services.letters.letterhead import LetterheadFacts
from app.services.letters.shipped import shipped_template
from models.choices import Classification
from models.letter_choices import LetterKind
from tests.report.reading import Reading
from tests.report.structure import Tagged
from tests.report.test_structure import complaints
from tests.services.letters.word_files import with_body, word_file

if TYPE_CHECKING:
    from docx.document import Document

HEAD = LetterHead("Hersteltermijn, BIB-2020-001", "Voorbeeldstad", date(2020, 3, 10), Classification.CONFIDENTIAL)
ABOUT = Properties(HEAD.title, "Gemeente Voorbeeldstad", HEAD.day)


def values(kind: LetterKind) -> dict[str, Value]:
    """Every field of a kind, by its own name."""
    found: dict[str, Value] = {}
    for field in rules_of(kind).fields:
        row = {name: f"{name} van {field.name}" for name in field.columns}
        found[field.name] = (row, row) if field.is_list else f"[{field.name}]"
    return found


@pytest.mark.parametrize("kind", LetterKind)
def test_that_each_shipped_letter_keeps_to_the_standards(kind: LetterKind) -> None:
    pdf = letter_pdf(fill(shipped_template(kind), values(kind), ABOUT), HEAD, BOLWERK)
    assert complaints(pdf) == []
    assert list(Tagged(pdf).problems()) == []


def test_that_a_letter_says_what_the_word_file_says() -> None:
    kind = LetterKind.ADVICE_REQUEST
    docx = fill(shipped_template(kind), values(kind), ABOUT)
    reading = Reading(letter_pdf(docx, HEAD, BOLWERK))
    for said in ("[geadresseerde]", "[reden]", "naam van partijen", "Hoogachtend,", "[functie]", "Vertrouwelijk"):
        assert said in reading.text
    assert reading.text.index("[geadresseerde]") < reading.text.index("[reden]") < reading.text.index("Hoogachtend,")
    assert "Hersteltermijn, BIB-2020-001" in reading.texts[1]
    assert reading.bookmarks()[0][:2] == (1, "Verzoek om advies ([grondslag])")
    assert letter_pdf(docx, HEAD, BOLWERK) == reading.pdf


def test_that_who_signs_stays_with_what_is_signed() -> None:
    kind = LetterKind.WARNING
    for lines in range(14, 34):
        docx = fill(shipped_template(kind), values(kind) | {"feiten": "regel\n" * lines}, ABOUT)
        reading = Reading(letter_pdf(docx, HEAD, BOLWERK))
        assert reading.page_of("Hoogachtend,") == reading.page_of("[functie]")


def test_that_headings_lists_lines_and_tables_are_told_apart() -> None:
    def add(document: Document) -> None:
        document.add_heading("Titel", 0)
        document.add_heading("Kop", 3)
        for text in ("een", "twee"):
            document.add_paragraph(text, style="List Bullet")
        document.add_paragraph("eerst", style="List Number")
        paragraph = document.add_paragraph()
        paragraph.add_run("vet").bold = True
        paragraph.add_run("\tschuin").italic = True
        paragraph.add_run().add_break()
        paragraph.add_run("tweede regel")
        document.add_paragraph()
        close = document.add_paragraph("dicht")
        close.paragraph_format.space_after = 0
        close.paragraph_format.keep_with_next = True
        table = document.add_table(rows=2, cols=2)
        for at, text in enumerate(("Naam", "KvK", "A\nB", "1")):
            table.cell(at // 2, at % 2).text = text

    found = blocks_of(word_file(add=add))
    assert [type(each) for each in found] == [Heading, Heading, Items, Items, Lines, Gap, Lines, Table]
    title, deeper, bullets, numbered, lines, _, close, table = found
    assert title == Heading(1, "Titel")
    assert deeper == Heading(3, "Kop")
    assert isinstance(bullets, Items)
    assert isinstance(numbered, Items)
    assert ([item[0].text for item in bullets.items], bullets.numbered) == (["een", "twee"], False)
    assert numbered.numbered
    assert isinstance(lines, Lines)
    spans = [(span.text, span.bold, span.italic) for line in lines.lines for span in line]
    assert spans == [("vet", True, False), (" ", False, False), ("schuin", False, True), ("tweede regel", False, False)]
    assert (len(lines.lines), lines.close) == (2, False)
    assert isinstance(close, Lines)
    assert (close.close, close.kept) == (True, True)
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["Naam", "KvK"]
    assert [row.cells for row in table.rows] == [("A B", "1")]


def test_that_no_level_of_headings_is_left_out() -> None:
    def add(document: Document) -> None:
        for level in (3, 1, 4, 9, 2):
            document.add_heading(f"Kop {level}", level)

    pdf = letter_pdf(word_file(add=add), HEAD, BOLWERK)
    headings = [line.strip() for line in Tagged(pdf).lines() if "Kop" in line]
    assert headings == ["H1  Kop 3", "H1  Kop 1", "H2  Kop 4", "H3  Kop 9", "H2  Kop 2"]
    assert list(Tagged(pdf).problems()) == []


def test_that_odd_word_files_are_drawn_all_the_same() -> None:
    xml = (
        '<w:p><w:pPr><w:pStyle w:val="Bestaatniet"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
        '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>gewoon</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr><w:r><w:t>punt</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:keepNext w:val="0"/></w:pPr><w:r><w:t>los</w:t></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:tbl/>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>binnenin</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    pdf = letter_pdf(with_body(word_file(), xml), HEAD, BOLWERK)
    for said in ("gewoon", "punt", "los", "binnenin"):
        assert said in Reading(pdf).text
    assert complaints(pdf) == []


def test_that_the_sender_has_a_colour_and_a_logo() -> None:
    picture = BytesIO()
    Image.new("RGB", (80, 40), "#7a1f5c").save(picture, "PNG")
    house = letter_style(LetterheadFacts(color="#7a1f5c", logo=picture.getvalue()))
    docx = word_file("Tekst")
    branded = letter_pdf(docx, HEAD, house)
    assert complaints(branded) == []
    assert list(Tagged(branded).problems()) in ([], ["no bookmarks"])
    top = Reading(branded).find(1, "Tekst")[0].top
    assert top < Reading(letter_pdf(docx, HEAD, BOLWERK)).find(1, "Tekst")[0].top
