"""Where a hit is: the field that holds most of what was typed, and a piece of its text with the hits marked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.matching.folding import folded
from app.services.search.entries import bare_number, sound_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.services.search.question import Term

BEFORE = 40
LONGEST = 160
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SPACES = re.compile(r"\s+")
_PARTS = re.compile(r"['’_]")


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
    """Knows the words that were looked for; what it decided on a word it remembers, for most words come often."""

    def __init__(self, terms: Sequence[Term], meant: Mapping[str, Sequence[str]]) -> None:
        self._terms = tuple(terms)
        self._beginnings = tuple((term.word, *map(folded, term.pieces[:1])) for term in self._terms)
        self._pieces = tuple(frozenset(map(folded, term.pieces)) for term in self._terms)
        self._meant = tuple(frozenset(meant.get(term.word, ())) for term in self._terms)
        self._decided: dict[str, int | None] = {}

    def where(self, texts: Mapping[str, str], layout: str) -> Found:
        """The best field of an entry, given its columns and which field stands where in them."""
        best, most = Found(), 0
        for field, column, start, end in json.loads(layout):
            text = texts[column][start:end]
            found = {word: term for word in set(_WORD.findall(text)) if (term := self._term_of(word)) is not None}
            different = len(set(found.values()))
            if different > most:
                best, most = Found(field, _cut(text, _spots(text, found))), different
            if most == len(self._terms):
                break
        return best

    def _term_of(self, word: str) -> int | None:
        """Which term a word was looked for as."""
        if word not in self._decided:
            self._decided[word] = next((at for at, term in enumerate(self._terms) if self._is(word, at, term)), None)
        return self._decided[word]

    def _is(self, word: str, at: int, term: Term) -> bool:
        for piece in (word,) if word.isalnum() else (word, *_PARTS.split(word)):
            plain = bare_number(piece)
            if plain and (plain.startswith(self._beginnings[at]) or plain in self._meant[at]):
                return True
            if term.has_sound and plain.isalpha() and _sounds_like(sound_key(plain), term):
                return True
        return folded(word) in self._pieces[at]


def _spots(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Begin and end of each of these words, as far as they can be shown together."""
    spots: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        if spots and match.start() > spots[0][0] + LONGEST:
            break
        if match.group() in words:
            spots.append(match.span())
    return spots


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
    return _SPACES.sub(" ", text)
