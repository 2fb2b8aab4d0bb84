"""Filling: values where fields stood, rows repeated, conditions kept or left out, and nothing run."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Invalid
from app.services.letters.filling import Properties, Value, fill
from tests.services.letters.word_files import MAIN, changed, linked, parts_of, texts, with_body, word_file, zipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document

ABOUT = Properties("Hersteltermijn, BIB-2020-001", "Gemeente Voorbeeldstad", date(2020, 3, 10))
PARAGRAPH = "<w:p><w:r>{}</w:r></w:p>"
PARTIES: dict[str, Value] = {
    "partijen": ({"naam": "A", "kvk_nummer": "1"}, {"naam": "B", "kvk_nummer": ""}),
    "betrokkene": "Café & Bar <De Proef>",
}


def filled(content: bytes, fields: Mapping[str, Value]) -> list[str]:
    return texts(fill(content, fields, ABOUT))


def test_that_values_take_the_place_of_fields() -> None:
    content = word_file("Aan {{ betrokkene }} en {{betrokkene}}.", "Niets hier.")
    assert filled(content, PARTIES) == ["Aan Café & Bar <De Proef> en Café & Bar <De Proef>.", "Niets hier."]


def test_that_a_field_that_word_cut_into_runs_is_filled_in_the_look_of_its_beginning() -> None:
    def add(document: Document) -> None:
        paragraph = document.add_paragraph("Aan ")
        for piece, bold in (("{", True), ("{ betr", None), ("okkene }", None), ("} en verder", None)):
            paragraph.add_run(piece).bold = bold

    made = docx.Document(BytesIO(fill(word_file(add=add), {"betrokkene": "Proef BV"}, ABOUT)))
    assert made.paragraphs[0].text == "Aan Proef BV en verder"
    assert [run.text for run in made.paragraphs[0].runs if run.bold] == ["Proef BV"]


def test_that_lines_of_a_value_become_lines() -> None:
    content = fill(word_file("{{ adres }}!"), {"adres": "Straat 1\n0000 AA Stad"}, ABOUT)
    assert texts(content) == ["Straat 1\n0000 AA Stad!"]
    assert b"<w:br/>" in parts_of(content)[MAIN]


def test_that_what_looks_like_a_field_in_a_value_is_printed_as_it_is() -> None:
    content = word_file("{{ betrokkene }}", "{% for p in partijen %}", "{{ p.naam }}", "{% endfor %}")
    nasty: dict[str, Value] = {
        "betrokkene": "{{ reden }} {% endif %} {_{ x }_}",
        "partijen": ({"naam": "{{ betrokkene }}"},),
        "reden": "GEHEIM",
    }
    assert filled(content, nasty) == ["{{ reden }} {% endif %} {_{ x }_}", "{{ betrokkene }}"]


def test_that_signs_that_no_file_can_hold_are_left_out() -> None:
    assert filled(word_file("{{ betrokkene }}"), {"betrokkene": "a\x00b\x1fc\ufffe"}) == ["abc"]


def test_that_paragraphs_and_rows_are_repeated() -> None:
    def add(document: Document) -> None:
        table = document.add_table(rows=4, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Naam", "KvK"
        table.cell(1, 0).text = "{%tr for p in partijen %}"
        table.cell(2, 0).text, table.cell(2, 1).text = "{{ p.naam }}", "{{ p.kvk_nummer }}"
        table.cell(3, 0).text = "{%tr endfor %}"

    content = word_file("{%p for p in partijen %}", "- {{ p.naam }} van {{ betrokkene }}", "{%p endfor %}", add=add)
    assert filled(content, PARTIES | {"betrokkene": "X"}) == [
        "- A van X",
        "- B van X",
        "Naam",
        "KvK",
        "A",
        "1",
        "B",
        "",
    ]


def test_that_conditions_keep_or_leave_out() -> None:
    content = word_file(
        "{% if zaaknummer %}", "Zaak {{ zaaknummer }}", "{% endif %}", "{% if not zaaknummer %}", "Geen", "{% endif %}"
    )
    assert filled(content, {"zaaknummer": "Z-1"}) == ["Zaak Z-1"]
    assert filled(content, {}) == ["Geen"]


def test_that_conditions_and_repetitions_may_lie_in_each_other() -> None:
    lines = ("{% if partijen %}", "Wie", "{% for p in partijen %}", "{{ p.naam }}", "{% if p.kvk_nummer %}")
    content = word_file(*lines, "KvK {{ p.kvk_nummer }}", "{% endif %}", "{% endfor %}", "{% endif %}", "Slot")
    assert filled(content, PARTIES) == ["Wie", "A", "KvK 1", "B", "Slot"]
    assert filled(content, {"partijen": ()}) == ["Slot"]


def test_that_a_cell_that_loses_all_its_paragraphs_keeps_an_empty_one() -> None:
    def add(document: Document) -> None:
        cell = document.add_table(rows=1, cols=2).cell(0, 0)
        cell.paragraphs[0].text = "{% if zaaknummer %}"
        for text in ("{{ zaaknummer }}", "{% endif %}"):
            cell.add_paragraph(text)
        document.tables[0].cell(0, 1).text = "x"

    assert filled(word_file(add=add), {}) == ["", "x"]


def test_that_head_foot_and_text_boxes_are_filled_too() -> None:
    def add(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Kop {{ gemeente }}"

    inside = PARAGRAPH.format("<w:t>Vak {{ gemeente }}</w:t>")
    box = PARAGRAPH.format(f"<w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict>")
    content = fill(with_body(word_file("Tekst", add=add), box), {"gemeente": "Voorbeeldstad"}, ABOUT)
    assert docx.Document(BytesIO(content)).sections[0].header.paragraphs[0].text == "Kop Voorbeeldstad"
    assert b"Vak Voorbeeldstad" in parts_of(content)[MAIN]


def test_that_marks_that_may_occur_once_are_not_repeated() -> None:
    marked = (
        '<w:p><w:bookmarkStart w:id="0" w:name="x"/><w:r><w:t>{{ p.naam }}</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'
    )
    block = "<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>"
    xml = block.format(tag="{% for p in partijen %}") + marked + block.format(tag="{% endfor %}")
    assert b"bookmarkStart" not in parts_of(fill(with_body(word_file(), xml), PARTIES, ABOUT))[MAIN]


def test_that_the_file_says_who_made_the_letter_and_not_the_template() -> None:
    content = fill(changed(word_file("x"), "docProps/core.xml", "python-docx", "Gerrit"), {}, ABOUT)
    made = docx.Document(BytesIO(content)).core_properties
    assert (made.title, made.author, made.last_modified_by) == (ABOUT.title, ABOUT.author, "")
    assert made.created is not None
    assert made.created.date() == ABOUT.day


def test_that_the_template_on_a_disk_is_forgotten() -> None:
    settings_part = "word/settings.xml"
    content = changed(word_file("x"), settings_part, "</w:settings>", "<w:attachedTemplate/></w:settings>")
    parts = parts_of(content)
    parts["word/_rels/settings.xml.rels"] = parts_of(linked(word_file(), "attachedTemplate", "h:/brief.dotx"))[
        "word/_rels/document.xml.rels"
    ]
    made = parts_of(fill(zipped(parts), {}, ABOUT))
    assert b"brief.dotx" not in made["word/_rels/settings.xml.rels"]
    assert b"attachedTemplate" not in made[settings_part]


@pytest.mark.parametrize("lines", [("{% if x %}",), ("{% endif %}",), ("{% for p in partijen %}", "x")])
def test_that_a_template_that_was_not_checked_is_refused_all_the_same(lines: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        fill(word_file(*lines), PARTIES, ABOUT)


def test_that_a_repetition_in_a_repetition_is_never_multiplied() -> None:
    loops = ["{% for p in partijen %}"] * 40 + ["x"] + ["{% endfor %}"] * 40
    with pytest.raises(Invalid, match="binnen een andere herhaling"):
        fill(word_file(*loops), PARTIES, ABOUT)


def test_that_equal_input_gives_equal_bytes() -> None:
    content = word_file("{{ betrokkene }}")
    assert fill(content, PARTIES, ABOUT) == fill(content, PARTIES, ABOUT)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_that_any_text_comes_out_as_it_went_in(text: str) -> None:
    shown = text.replace("\ufffe", "").replace("\uffff", "")
    assert filled(word_file("<{{ betrokkene }}>"), {"betrokkene": text}) == [f"<{shown}>"]
