"""The templates that ship: each passes the check that one of the municipality would have to pass."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from app.rules.letters.kinds import rules_of
from app.services.letters.shipped import letter_lines, shipped_template
from app.services.letters.words import check_template
from models.letter_choices import LetterKind
from tests.services.letters.word_files import parts_of, texts


@pytest.mark.parametrize("kind", LetterKind)
def test_that_a_shipped_template_has_no_problems_and_needs_no_more_than_its_kind(kind: LetterKind) -> None:
    found = check_template(shipped_template(kind), kind)
    assert found.problems == ()
    assert found.usable
    assert found.bare <= {each.name for each in rules_of(kind).required}
    assert [each for each in found.notices if "noemt" in each] == []


@pytest.mark.parametrize("kind", LetterKind)
def test_that_a_shipped_template_reads_as_a_letter(kind: LetterKind) -> None:
    paragraphs = texts(shipped_template(kind))
    words = " ".join(paragraphs)
    for said in ("Geachte heer, mevrouw,", "Hoogachtend,", "{{ ondertekenaar }}", "{{ kenmerk }}", "{{ reden }}"):
        assert said in words
    if "besluit" in kind.label:
        assert "bezwaarschrift" in words
    assert [each for each in paragraphs if "  " in each or "**" in each or each.endswith(" +")] == []


def test_that_the_intention_points_to_secrecy() -> None:
    """Art. 28 lid 3 Wet Bibob: whoever is asked for views gets the advice and is told in writing to keep it secret."""
    words = " ".join(letter_lines(LetterKind.INTENTION))
    assert "verplicht die geheim te houden" in words
    assert "artikel 28, derde lid" in words


def test_that_bibob_letters_carry_their_label_in_the_foot() -> None:
    def foot(kind: LetterKind) -> str:
        return str(docx.Document(BytesIO(shipped_template(kind))).sections[0].footer.paragraphs[0].text)

    assert "artikel 28 van de Wet Bibob" in foot(LetterKind.DECISION_REFUSAL)
    assert foot(LetterKind.CLOSURE).startswith("Pagina")


def test_that_a_shipped_template_is_the_same_each_time() -> None:
    kind = LetterKind.ADVICE_REQUEST
    first = shipped_template(kind)
    shipped_template.cache_clear()
    assert shipped_template(kind) == first
    assert not any("thumbnail" in name for name in parts_of(first))


def test_that_tables_have_a_head_and_lists_their_style() -> None:
    made = docx.Document(BytesIO(shipped_template(LetterKind.ADVICE_REQUEST)))
    assert len(made.tables) == 3
    assert all(b"tblHeader" in table._tbl.xml.encode() for table in made.tables)
    assert {"Heading 1", "Heading 2"} <= {paragraph.style.name for paragraph in made.paragraphs if paragraph.style}
