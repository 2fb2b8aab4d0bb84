"""Two editions from one source: what the public one leaves out and covers, and the label that follows from it.

An author marks a chapter as confidential, or lines in it:

    [[vertrouwelijk: begin]]
    Wat alleen binnen de gemeente blijft.
    [[vertrouwelijk: einde]]
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.rules.markup import DirectiveNode, parse
from app.rules.small_numbers import covered
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.rules.markup import Node
    from app.services.evaluation.facts import Facts
    from models.programme import Chapter

CONFIDENTIAL = "vertrouwelijk"
BEGIN, END = "begin", "einde"


class Kept:
    """The nodes of a chapter that an edition prints; the marks themselves are printed in neither.

    `left_open` says that the last part has no end: it then goes on to the end of the chapter.
    """

    def __init__(self, nodes: Iterable[Node], *, public: bool) -> None:
        kept: list[Node] = []
        inside = self.anything = False
        for node in nodes:
            mark = _mark(node)
            if mark:
                inside = mark == BEGIN
                self.anything = True
            elif not (inside and public):
                kept.append(node)
        self.nodes: Sequence[Node] = kept
        self.left_open = inside


def public_facts(facts: Facts) -> Facts:
    """The facts as the public edition has them."""
    table, cover = covered(facts.table, facts.small)
    return replace(facts, chapters=_public_chapters(facts.chapters), table=table, cover=cover)


def classification_of(facts: Facts) -> Classification:
    """Public for the public edition, confidential for one with confidential parts, else what its author chose."""
    if facts.cover.public:
        return Classification.PUBLIC
    return Classification.CONFIDENTIAL if has_confidential(facts.chapters) else facts.evaluation.classification


def has_confidential(chapters: Iterable[Chapter]) -> bool:
    """Whether anything is marked as confidential."""
    return any(chapter.confidential or _marks_something(chapter.text) for chapter in chapters)


def _public_chapters(chapters: Sequence[Chapter]) -> Sequence[Chapter]:
    """Without the confidential ones, and without the sections of a chapter that is."""
    closed = {chapter.number for chapter in chapters if chapter.confidential}
    return [chapter for chapter in chapters if not {chapter.number, chapter.number.partition(".")[0]} & closed]


def _marks_something(text: str) -> bool:
    return CONFIDENTIAL in text and Kept(parse(text, lambda _name: ""), public=True).anything


def _mark(node: Node) -> str | None:
    if isinstance(node, DirectiveNode) and node.kind == CONFIDENTIAL and node.name in {BEGIN, END}:
        return node.name
    return None
