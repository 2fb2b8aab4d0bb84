"""Where a hit is: the field that holds most of what was typed, and a piece of its text with the hits marked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.matching.folding import folded
from app.services.search.entries import sound_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.services.search.question import Term

BEFORE = 40
LONGEST = 160
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked when it is what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The field of the draft and a piece of its text; both empty when the hit is in what is not shown."""

    field: str = ""
    pieces: tuple[Piece, ...] = ()


class Marker:
    """Knows the words that were looked for."""

    def __init__(self, terms: Sequence[Term], meant: Mapping[str, Sequence[str]]) -> None:
        self._terms = tuple(terms)
        self._meant = meant

    def where(self, texts: Mapping[str, str], layout: str) -> Found:
        """The best field of an entry, given its columns and which field stands where in them."""
        best, most = Found(), 0
        for field, column, start, end in json.loads(layout):
            text = texts[column][start:end]
            spots = list(self._spots(text))
            different = len({term for _, _, term in spots})
            if different > most:
                best, most = Found(field, _cut(text, [(at, to) for at, to, _ in spots])), different
        return best

    def _spots(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Begin, end and which term, for each word of the text that was looked for."""
        for match in _WORD.finditer(text):
            for at, term in enumerate(self._terms):
                if self._is(match.group(), term):
                    yield match.start(), match.end(), at
                    break

    def _is(self, word: str, term: Term) -> bool:
        for piece in (word, *re.split(r"['’_]", word)):
            plain = folded(piece).replace(" ", "")
            if not plain:
                continue
            if plain.startswith((term.word, *map(folded, term.pieces[:1]))) or plain in self._meant.get(term.word, ()):
                return True
            if term.has_sound and plain.isalpha() and _sounds_like(sound_key(plain), term):
                return True
        return any(folded(piece) == folded(word) for piece in term.pieces)


def _sounds_like(sound: str, term: Term) -> bool:
    return sound.startswith(term.sound) if term.last else sound == term.sound


def _cut(text: str, spots: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text around the first spot, on one line, in pieces."""
    start = max(0, spots[0][0] - BEFORE)
    if start:
        start = text.find(" ", start, spots[0][0]) + 1 or start
    end = min(len(text), start + LONGEST)
    pieces = [Piece("… ")] if start else []
    at = start
    for begin, stop in spots:
        if begin >= end:
            break
        if begin > at:
            pieces.append(Piece(_on_one_line(text[at:begin])))
        pieces.append(Piece(text[begin : min(stop, end)], marked=True))
        at = min(stop, end)
    if at < end:
        pieces.append(Piece(_on_one_line(text[at:end])))
    if end < len(text):
        pieces.append(Piece(" …"))
    return tuple(pieces)


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
