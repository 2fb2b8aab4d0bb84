"""Texts on their way to paper: nothing typed is markup, nothing typed stops the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.report import theme
from app.report.evaluation_pdf import render_bytes
from app.report.text import MISSING, clipped, fitted, markup, pieces, plain, printable
from app.services.document import Bullets, Callout, Column, GoalBox, Paragraph, Row, Span, Subheading, Table
from tests.report import documents
from tests.report.reading import Reading


@pytest.fixture(autouse=True)
def _fonts() -> None:
    theme.prepare()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  twee \t regels\nén\x00 een\u2028breuk ", "twee regels én een breuk"),
        ("cafe\u0301", "café"),
        ("中文", MISSING * 2),
        ("\ufb01nancieel", "financieel"),
        ("zacht\u00adstreepje", "zachtstreepje"),
        ("😀", MISSING),
        ("\ud800", MISSING),
        ("€ 520.000 op art. 13b", "€\u00a0520.000 op art.\u00a013b"),
        ("", ""),
    ],
)
def test_that_only_glyphs_that_exist_are_printed(typed: str, shown: str) -> None:
    assert printable(typed) in (shown, typed)  # a ligature may be in the typeface itself
    plain(typed, theme.TEXT).wrap(300, 300)


@given(st.text(max_size=80))
def test_that_any_text_can_be_set_and_measured(text: str) -> None:
    theme.prepare()
    plain(text, theme.TEXT).wrap(300, 300)
    assert fitted(text, theme.REGULAR, 10, 120) is not None


def test_that_spans_keep_their_spaces_and_escape_what_looks_like_markup() -> None:
    spans = (Span("a <b> & "), Span("vet", bold=True), Span(" "), Span("beide", bold=True, italic=True), Span(""))
    assert markup(spans) == "a &lt;b&gt; &amp; <b>vet</b> <b><i>beide</i></b>"


def test_that_markup_characters_are_printed_as_typed_everywhere() -> None:
    typed = "<b>&amp; </para> \"x\" <img src='y'/> 3 < 5 > 2"
    rich = (Span(typed),)
    document = documents.small(
        Paragraph(rich),
        Subheading(typed),
        Bullets((rich,)),
        Callout(typed, (rich,)),
        GoalBox(typed, typed, (rich,)),
        Table(typed, (Column(typed),), (Row((typed,)),), notes=(typed,)),
        title=typed,
    )
    assert Reading(render_bytes(document)).text.count("3 < 5 > 2") >= 11


@given(st.text(alphabet="ab é", max_size=200), st.integers(min_value=1, max_value=50))
def test_that_pieces_lose_nothing_but_white_space_and_keep_their_size(text: str, limit: int) -> None:
    theme.prepare()
    parts = list(pieces(text, limit))
    assert "".join(parts).replace(" ", "") == printable(text).replace(" ", "")
    assert all(len(part) <= limit for part in parts)


def test_that_a_long_text_is_cut_at_a_word_or_where_there_is_none() -> None:
    assert clipped("een twee drie", 9) == "een…"
    assert clipped("eenwoordvanlengte", 6) == "eenwo…"
    assert clipped("kort", 9) == "kort"


def test_that_a_text_is_fitted_to_a_width() -> None:
    assert fitted("kort", theme.REGULAR, 10, 100) == "kort"
    cut = fitted("een veel te lange regel", theme.REGULAR, 10, 50)
    assert cut.endswith("…")
    assert len(cut) < 15
