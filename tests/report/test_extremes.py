"""Content that nobody designs for: enormous, empty or odd. It is printed, and no word of the text is lost."""

from __future__ import annotations

import pytest

from app.report.evaluation_pdf import render_bytes
from app.services.document import (
    AnnexTheme,
    Block,
    Bullets,
    Callout,
    Column,
    EvaluationDocument,
    GoalBox,
    OverviewPart,
    Paragraph,
    QuickscanAnnex,
    Row,
    Section,
    Span,
    Subheading,
    Table,
)
from tests.report import documents
from tests.report.reading import Reading

LONG_TITLE = "Een heel lange titel " * 100
LONG_WORD = "Ondermijningscasuïstiekbestuursrapportage" * 12
WORDS = [f"w{number:04}" for number in range(1500)]
INTRODUCTION = ((Span("Een inleiding van een paar regels. " * 8),),)
LONG_TEXT = ((Span(" ".join(WORDS)),),)


def read(*blocks: Block, title: str = "Hoofdstuk") -> Reading:
    return Reading(render_bytes(documents.small(*blocks, title=title)))


@pytest.mark.parametrize(
    "title", [LONG_TITLE, LONG_WORD, "W" * 2000, "Een titel die net te lang is voor de grootste letter " * 2, ""]
)
def test_that_any_title_can_be_a_chapter_title_and_a_document_title(title: str) -> None:
    control = documents.control(title=title, municipality=title, version=title)
    section = Section("1", title, documents.prose("Tekst eronder."))
    pages = Reading(render_bytes(EvaluationDocument(control, (), (section,)))).texts
    assert "Tekst eronder." in " ".join(pages)
    assert len(pages) == 3


def test_that_a_section_without_chapter_and_a_section_of_a_section_are_bookmarked() -> None:
    sections = tuple(Section(number, "Kop", ()) for number in ("2.1", "2.1.1", "3.1.1.1"))
    reading = Reading(render_bytes(EvaluationDocument(documents.control(), (), sections)))
    assert [level for level, _, _ in reading.bookmarks()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "block", [Callout("Titel", LONG_TEXT), GoalBox("Titel", "Bron", LONG_TEXT), Callout("T", LONG_TEXT * 3)]
)
def test_that_a_box_higher_than_a_page_is_split_without_losing_a_word(block: Callout | GoalBox) -> None:
    reading = read(*documents.prose("Vooraf."), block)
    assert len(reading.texts) > 3
    for word in WORDS:
        assert reading.text.count(word) == len(block.text)


@pytest.mark.parametrize("lines", range(1, 60, 7))
def test_that_a_split_box_loses_nothing_wherever_its_paragraphs_end(lines: int) -> None:
    text = tuple((Span(f"Alinea {number} " + "vulling " * lines),) for number in range(60))
    reading = read(Callout("Titel", text))
    assert all(f"Alinea {number} " in reading.text for number in range(60))


def test_that_a_box_without_text_is_its_title() -> None:
    assert "Leeg kader" in read(Callout("Leeg kader", ())).text


def test_that_a_long_subheading_and_an_empty_list_are_printed() -> None:
    assert "Een heel lange titel" in read(Subheading(LONG_TITLE), Bullets(()), Bullets(((Span("punt"),),))).text


@pytest.mark.parametrize("before", range(0, 40, 3))
def test_that_a_heading_stays_with_what_follows_it(before: int) -> None:
    filler = documents.prose(*["Regel."] * before)
    table = Table("Staat", (Column("A"),), tuple(Row((f"r{number:02}",)) for number in range(60)), 1)
    reading = read(*filler, Subheading("Tussenkop"), table)
    page = reading.texts[reading.page_of("Tussenkop") - 1]
    assert "Tabel 1" in page
    assert "r01" in page


@pytest.mark.parametrize("before", range(20, 40, 2))
def test_that_a_heading_is_never_the_last_line_of_a_page(before: int) -> None:
    filler = documents.prose(*["Regel."] * before)
    reading = read(*filler, Subheading("Tussenkop"), Paragraph((Span("begin " + "midden " * 300),)))
    assert "Tussenkop begin" in reading.text


def test_that_an_overview_counts_what_does_not_fit_and_stays_one_page() -> None:
    figures = tuple((f"Type {number} {LONG_TITLE}", "1.234" if number % 2 else "onbekend") for number in range(400))
    items = tuple(f"Resultaat {number} {LONG_TITLE}" for number in range(60))
    parts = (
        OverviewPart("Casuïstiek", figures, ("Ook een resultaat",), ("in totaal", "1.234.567.890.123.456")),
        *(OverviewPart(f"Blok {number}", items=items) for number in range(5)),
    )
    reading = Reading(render_bytes(EvaluationDocument(documents.control(), parts, ())))
    assert len(reading.texts) == 2
    assert "Type 1" in reading.texts[1]  # the largest figures come first
    assert "en nog" in reading.texts[1]


@pytest.mark.parametrize(
    "part",
    [
        OverviewPart("Alleen cijfers", figures=(("A", "1"), ("B", ""), ("C", "0")), items=("Ook een resultaat",)),
        OverviewPart("Alleen een totaal", total=("totaal", "onbekend")),
        OverviewPart("Niets"),
    ],
)
def test_that_an_overview_of_one_block_is_printed(part: OverviewPart) -> None:
    page = Reading(render_bytes(EvaluationDocument(documents.control(), (part,), ()))).texts[1]
    assert part.title in page
    assert all(item in page for item in part.items)


def test_that_a_long_annex_goes_on_over_pages_with_every_recommendation_and_status() -> None:
    rows = tuple((f"Aanbeveling {number:03} {LONG_TITLE if not number % 40 else ''}", "nieuw") for number in range(120))
    themes = (
        AnnexTheme(LONG_TITLE, rows),
        AnnexTheme("Zonder aanbevelingen", ()),
        AnnexTheme("Vreemd", (("Tekst", ""), ("T", "anders"))),
    )
    annex = QuickscanAnnex(LONG_TITLE, (), "", (), themes)
    reading = Reading(render_bytes(EvaluationDocument(documents.control(), (), (), (annex, annex))))
    for number in range(120):
        assert reading.text.count(f"Aanbeveling {number:03}") == 2
    assert "122 aanbevelingen: 120 nieuw" in reading.text
    assert "Zonder aanbevelingen" in reading.text
    assert [title[:9] for _, title, _ in reading.bookmarks()[1:]] == ["Bijlage 1", "Bijlage 2"]


def test_that_an_annex_with_one_recommendation_counts_it_as_one() -> None:
    annex = QuickscanAnnex("Quickscan", (), "RIEC", ("Gesprek",), (AnnexTheme("Thema", (("Doe dit", "gereed"),)),))
    text = Reading(render_bytes(EvaluationDocument(documents.control(), (), (), (annex,)))).text
    assert "1 aanbeveling: 1 gereed" in text


def test_that_an_annex_without_recommendations_is_printed() -> None:
    annex = QuickscanAnnex("Quickscan", (), "RIEC", (), ())
    assert "Uitgevoerd door" in Reading(render_bytes(EvaluationDocument(documents.control(), (), (), (annex,)))).text


def test_that_contents_longer_than_a_page_still_name_the_right_pages() -> None:
    sections = tuple(
        Section(str(number), f"Hoofdstuk nummer {number} {'lang ' * 30}", documents.prose("Tekst."))
        for number in range(1, 120)
    )
    reading = Reading(render_bytes(EvaluationDocument(documents.control(), (), sections)))
    links = [link for page in range(2, len(reading.texts)) for link in reading.links(page)]
    assert len(links) == 119
    for number, (page, _, _) in enumerate(links, start=1):
        assert f"Hoofdstuk nummer {number} " in reading.texts[page - 1]
    assert f"Pagina {len(reading.texts)} van {len(reading.texts)}" in reading.texts[-1]


def test_that_an_annex_a_little_over_a_page_is_set_snugly_on_one() -> None:
    rows = tuple(
        (f"Aanbeveling {number:02} met een tekst die over twee regels van de kolom loopt", "nieuw")
        for number in range(15)
    )
    themes = tuple(AnnexTheme(f"Thema {number}", rows[number * 3 : number * 3 + 3]) for number in range(5))
    annex = QuickscanAnnex("Quickscan", INTRODUCTION, "RIEC", ("Gesprekken",), themes)
    pages = Reading(render_bytes(EvaluationDocument(documents.control(), (), (), (annex,)))).texts
    assert len(pages) == 3
    assert "Aanbeveling 14" in pages[2]
