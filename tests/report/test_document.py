"""The document of 2019 as its readers get it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.report.evaluation_pdf import render_bytes
from app.services.document import EvaluationDocument
from tests.report import documents
from tests.report.chapters import CALLOUTS
from tests.report.reading import Box, Reading


def test_that_every_font_is_embedded(concept: Reading) -> None:
    assert len(concept.fonts()) >= 3
    assert all(concept.fonts().values())


def test_that_language_title_author_and_subject_are_in_the_file(concept: Reading) -> None:
    info = concept.file.docinfo
    assert str(concept.file.Root.Lang) == "nl-NL"
    assert str(info.Title) == "Aanpak ondermijning gemeente Westland 2019"
    assert str(info.Author) == "C.R.H. van Ruler"
    assert str(info.Subject) == "Evaluatie en voortgangsrapportage"
    assert str(info.CreationDate) == str(info.ModDate) == "D:20200429000000Z"
    assert bool(concept.file.Root.ViewerPreferences.DisplayDocTitle) is True


def test_that_a_document_without_a_date_gets_the_last_day_of_its_year() -> None:
    pdf = render_bytes(documents.evaluation(dated=None))
    assert str(Reading(pdf).file.docinfo.CreationDate) == "D:20191231000000Z"


def test_that_the_title_page_shows_the_document_control(concept: Reading) -> None:
    page = concept.texts[0]
    for part in (
        "Gemeente Westland",
        "Aanpak ondermijning gemeente Westland 2019",
        "Evaluatie en voortgangsrapportage",
        "Auteur C.R.H. van Ruler",
        "Datum 29 april 2020",
        "Versie 2",
        "Status Concept",
        "Classificatie Intern",
    ):
        assert part in page


def test_that_an_unknown_date_is_called_unknown() -> None:
    assert "Datum onbekend" in Reading(render_bytes(documents.evaluation(dated=None))).texts[0]


def test_that_the_overview_is_one_page_with_four_blocks_and_every_figure(concept: Reading) -> None:
    page = concept.texts[1]
    for title in ("Casuïstiek", "Bestuurlijke basis", "Informatiepositie", "Weerbaarheid"):
        assert title in page
    for name, counts in documents.CASES:
        place = concept.find(2, name)
        if counts[3]:
            row = Box(505, place[0].bottom - 2, 530, place[0].top + 2)
            assert concept.within(2, row) == counts[3]
        else:
            assert not place
    assert "29 casussen in 2019" in page
    for part in documents.overview():
        for item in part.items:
            assert item in page
    assert concept.page_of("Inhoud") == 3


def test_that_no_text_is_rotated(concept: Reading) -> None:
    matrix = re.compile(rb"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) [-\d.]+ [-\d.]+ (?:Tm|cm)")
    for page in concept.file.pages:
        for found in matrix.findall(page.Contents.read_bytes()):
            assert [float(number) for number in found] == [1, 0, 0, 1]


def test_that_each_chapter_section_and_annex_is_a_bookmark_on_its_level(concept: Reading) -> None:
    expected = [(1, "2019 Prestatieoverzicht"), (1, "Inhoud")]
    expected += [(one.level, f"{one.number} {one.title}") for one in documents.sections()]
    expected += [(1, "Bijlage 1 Quickscan bestuurlijke weerbaarheid")]
    assert [(level, title) for level, title, _ in concept.bookmarks()] == expected
    for _, title, page in concept.bookmarks():
        assert title in concept.texts[page - 1]


def test_that_contents_name_the_page_of_each_heading_and_link_to_it(final: Reading) -> None:
    contents = final.page_of("Inhoud")
    headings = [(one.number, one.title) for one in documents.sections()]
    headings.append(("Bijlage 1", "Quickscan bestuurlijke weerbaarheid"))
    links = final.links(contents)
    assert len(links) == len(headings)
    for (number, title), (page, height, box) in zip(headings, links, strict=True):
        line = final.within(contents, box)
        assert line == f"{number} {title} {page}"
        heading = min(final.find(page, title), key=lambda found: abs(found.top - height))
        assert 0 <= height - heading.top < 45


def test_that_pages_are_numbered_from_the_title_page_on(concept: Reading) -> None:
    total = len(concept.texts)
    assert total > 8
    assert "Pagina" not in concept.texts[0]
    for number, page in enumerate(concept.texts[1:], start=2):
        assert f"Pagina {number} van {total}" in page


def test_that_each_page_carries_municipality_title_state_and_classification(concept: Reading) -> None:
    for page in concept.texts[1:]:
        for part in ("Gemeente Westland", "Aanpak ondermijning gemeente Westland 2019", "Versie 2 · Concept", "Intern"):
            assert part in page


def test_that_only_a_concept_has_a_watermark_and_that_it_lies_under_the_text(concept: Reading, final: Reading) -> None:
    for number, page in enumerate(concept.file.pages, start=1):
        marks = [box for box in concept.find(number, "Concept") if box.right - box.left > 250]
        assert len(marks) == 1
        content = page.Contents.read_bytes()
        size = b"96 Tf" if number == 1 else b"128 Tf"
        assert content.index(size) < min(content.index(b"14.4 Tf" if number == 1 else b"8.3 Tf"), len(content))
    assert "Concept" not in final.text
    assert "Status Definitief" in final.texts[0]


def test_that_text_keeps_its_bold_and_italic_and_its_amounts_together(concept: Reading) -> None:
    assert "de gemeente pakte 29 casussen op" in concept.text
    assert "wat er nog moet gebeuren." in concept.text
    assert {name.split("-")[-1] for name in concept.fonts()} >= {"Regular", "SemiBold", "Italic"}
    page = concept.page_of("eenmalig")
    for amount in ("€ 520.000", "€ 223.200", "€ 296.800", "€ 151.000", "€ 111.000"):
        assert concept.find(page, amount)


def test_that_all_recommendations_stand_in_the_annex_with_their_status(final: Reading) -> None:
    first = final.page_of("Bijlage 1 Quickscan bestuurlijke weerbaarheid De quickscan")
    assert first == len(final.texts)  # the annex of 2019 is one page
    page = final.texts[first - 1]
    rows = [row for _, rows in documents.RECOMMENDATIONS for row in rows]
    assert len(rows) == 13
    for text, status in rows:
        assert text in page
        line = final.find(first, " ".join(text.split()[:3]))[0]
        assert final.within(first, Box(456, line.bottom - 3, 545, line.top + 3)) == status
    assert "13 aanbevelingen: 1 geborgd, 1 gereed, 4 in uitvoering, 1 deels overgenomen, 2 overgenomen, 4 nieuw" in page
    for part in ("Uitgevoerd door RIEC", "Groepsinterviews met gemeenteambtenaren", "Beleid & handhaving"):
        assert part in page


@pytest.mark.parametrize("title", CALLOUTS)
def test_that_each_callout_is_a_box_with_its_title_above_or_beside_its_text(final: Reading, title: str) -> None:
    text = CALLOUTS[title]
    page = final.page_of(text)
    found = final.find(page, " ".join(text.split()[:2]))
    above = [final.within(page, Box(box.left - 2, box.top, box.left + 120, box.top + 14)) for box in found]
    aside = [final.within(page, Box(56, box.bottom - 3, 180, box.top + 3)) for box in found]
    assert any(line.startswith(title) for line in (*above, *aside))


def test_that_both_goals_stand_with_their_source(concept: Reading) -> None:
    page = concept.texts[concept.page_of("Doelstelling 2022") - 1]
    for part in (
        "Westlands Veiligheidsbeleid 2019-2022",
        "Ambitie Westland",
        "Westlandprogramma",
        "zet haar bestuurlijke",
    ):
        assert part in page


def test_that_equal_content_gives_equal_bytes_and_other_content_others() -> None:
    chapter = documents.prose("Dezelfde tekst.")
    first, second = (render_bytes(documents.small(*chapter)) for _ in range(2))
    assert first == second
    assert render_bytes(documents.small(*documents.prose("Een andere tekst."))) != first


def test_that_a_document_without_overview_chapters_or_annex_is_its_title_page() -> None:
    bare = EvaluationDocument(documents.control(dated=date(2020, 1, 1), version=""), (), ())
    reading = Reading(render_bytes(bare))
    assert len(reading.texts) == 1
    assert "Datum 1 januari 2020" in reading.texts[0]
