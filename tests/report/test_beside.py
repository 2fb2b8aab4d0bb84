"""Callouts beside the text: next to their passage where there is room, elsewhere otherwise, and never lost."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import Spacer

from app.report import theme
from app.report.beside import MarginBox, Pair, Passage, beside
from app.report.blocks import parts_of
from app.report.evaluation_pdf import render_bytes
from app.report.panels import CalloutPanel
from app.services.document import Block, Bullets, Callout, Paragraph, Span, Subheading
from tests.report import documents
from tests.report.reading import Reading
from tests.report.structure import Tagged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.platypus.flowables import Flowable

SHORT = Callout("Kader", ((Span("Een bevinding in een paar woorden."),),))
LONG = Callout("Lang kader", ((Span("Een bevinding. " * 200),),))


@pytest.fixture(autouse=True)
def _fonts() -> None:
    theme.prepare()


def text(lines: int, word: str = "regel") -> Paragraph:
    return Paragraph((Span(f"{word} " * 13 * lines),))


def laid(*blocks: Block) -> list[Flowable]:
    parts = list(beside([part for block in blocks for part in parts_of(block)]))
    for part in parts:
        part.wrap(theme.WIDTH, theme.HEIGHT)
    return parts


def kinds(parts: Iterable[Flowable]) -> list[str]:
    return [type(part).__name__ for part in parts]


def test_that_a_callout_stands_beside_the_paragraph_before_it() -> None:
    (passage,) = laid(text(9), SHORT)
    assert isinstance(passage, Passage)
    (box,) = passage.boxes
    assert passage.tops[box] == 0
    assert passage.height <= passage.text_height + 6


def test_that_it_goes_up_to_where_there_is_room_but_not_past_a_subheading() -> None:
    *before, passage = laid(text(2), Subheading("Kop"), text(3), text(1), SHORT)
    assert kinds(before) == ["Text", "Text"]
    assert isinstance(passage, Passage)
    assert passage.boxes[0].anchor is passage.texts[0]
    assert kinds(laid(text(9), Subheading("Kop"), text(1), SHORT)) == ["Text", "Text", "Text", "CalloutPanel"]


def test_that_text_after_it_stands_beside_it_too() -> None:
    passage, *after = laid(SHORT, text(4), text(4), text(9))
    assert isinstance(passage, Passage)
    assert isinstance(passage.items[0], MarginBox)
    assert kinds(after) == ["Text", "Text"]


def test_that_boxes_never_overlap() -> None:
    (passage, *_) = laid(text(20), SHORT, SHORT, SHORT)
    assert isinstance(passage, Passage)
    feet = [(passage.tops[box], passage.tops[box] + box.height) for box in passage.boxes]
    assert len(feet) == 3
    assert all(above[1] < below[0] for above, below in pairwise(feet))


def test_that_callouts_without_room_stand_in_pairs_and_a_long_one_alone() -> None:
    assert kinds(laid(text(1), SHORT, SHORT, SHORT)) == ["Text", "Pair", "CalloutPanel"]
    assert kinds(laid(SHORT, LONG, SHORT)) == ["CalloutPanel", "CalloutPanel", "CalloutPanel"]
    assert kinds(laid(LONG)) == ["CalloutPanel"]
    assert kinds(laid(text(2))) == ["Text"]


def test_that_both_of_a_pair_are_equally_high() -> None:
    other = Callout("Ander kader", ((Span("Woorden " * 60),),))
    (pair,) = laid(SHORT, other)
    assert isinstance(pair, Pair)
    assert pair.boxes[0].height == pair.boxes[1].height == pair.wrap(theme.WIDTH, 100)[1]


def test_that_a_part_that_is_not_text_ends_a_passage() -> None:
    parts = [*parts_of(text(2)), Spacer(1, 1), CalloutPanel(SHORT), Spacer(1, 1), *parts_of(text(9))]
    assert kinds(beside(parts)) == ["Text", "Spacer", "CalloutPanel", "Spacer", "Text"]


@pytest.mark.parametrize("before", range(20, 46))
def test_that_wherever_the_page_ends_nothing_is_lost_and_all_is_read_in_order(before: int) -> None:
    blocks: list[Block] = [*documents.prose(*["Vooraf."] * before)]
    for number in range(4):
        blocks += [Subheading(f"Kop {number}"), text(4, f"w{number}")]
        blocks += [Callout(f"Kader {number}", ((Span(f"Bevinding {number} over iets dat opviel."),),))]
        blocks += [Bullets(tuple((Span(f"punt {number}.{item}"),) for item in range(3)))]
    pdf = render_bytes(documents.small(*blocks))
    read = Reading(pdf).text
    for number in range(4):
        assert read.count(f"Bevinding {number} over") == 1
        assert read.count(f"w{number} ") == 52
        assert read.count(f"punt {number}.2") == 1
    assert list(Tagged(pdf).problems()) == []


@pytest.mark.parametrize("height", range(5, 400, 15))
def test_that_a_passage_splits_without_overlap_or_lonely_subheading(height: int) -> None:
    blocks = (Subheading("A"), text(6), Subheading("B"), text(6))
    parts = [part for block in blocks for part in parts_of(block)]
    passage = Passage([*parts, MarginBox(SHORT, parts[0]), MarginBox(SHORT, parts[2])])
    halves = passage.split(theme.WIDTH, height)
    if not halves:
        return
    head, tail = halves
    assert isinstance(head, Passage)
    assert isinstance(tail, Passage)
    assert head.wrap(theme.WIDTH, height)[1] <= height
    assert len(head.boxes) + len(tail.boxes) == 2
    assert not getattr(head.texts[-1], "announces", False)


def test_that_a_box_at_the_top_of_a_page_may_stand_without_text() -> None:
    (part,) = parts_of(text(3))
    part.wrap(theme.WIDTH, theme.HEIGHT)
    head, tail = Passage([part, MarginBox(SHORT, part)]).split(theme.WIDTH, part.height + 1)
    assert kinds([head, tail]) == ["Passage", "Passage"]
    assert tail.wrap(theme.WIDTH, theme.HEIGHT)[1] > 0
