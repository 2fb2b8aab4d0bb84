"""What somebody typed in the search field, read as terms, and what to ask the full-text tables for them.

No character that a user types is ever syntax there: a term is letters and digits only, between quotes of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.matching.phonetics import is_prefix
from app.services.search.entries import bare_number, sound_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LONGEST_QUESTION = 200
MOST_TERMS = 8
SHORTEST_SOUND = 3
SHORTEST_TYPED = 2
_NO_EXPANSIONS: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, and what it is narrowed to; None is all of them. `status` is a label."""

    text: str = ""
    compartment: str | None = None
    kind: str | None = None
    year: int | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One word that was typed: its pieces as the index parts them, folded to one word, and its sound.

    `last` is the one that is still being typed.
    """

    pieces: tuple[str, ...]
    word: str
    sound: str
    prefix: bool
    last: bool

    @property
    def has_sound(self) -> bool:
        """Whether its sound says enough to find a name by."""
        return self.word.isalpha() and len(self.word) >= SHORTEST_SOUND


@dataclass(frozen=True, slots=True)
class Terms:
    """All that was typed. `number` is it as one number, empty when it cannot be one."""

    terms: tuple[Term, ...]
    number: str

    def __bool__(self) -> bool:
        """Whether there is enough to look for."""
        return sum(len(term.word) for term in self.terms) >= SHORTEST_TYPED

    @property
    def asked(self) -> tuple[Term, ...]:
        """The terms that must be found: "van der" may be missing, unless nothing else was typed."""
        return tuple(term for term in self.terms if not term.prefix) or self.terms


def terms_of(text: str) -> Terms:
    """The terms of a text of any length and content; what is beyond the first eight words counts no more."""
    start = text[:LONGEST_QUESTION].encode(errors="ignore").decode()
    parts = start.replace(",", " ").replace(";", " ").split()
    words = [word for word in map(_pieces, parts) if word][:MOST_TERMS]
    terms = tuple(_term(word, last=at == len(words)) for at, word in enumerate(words, start=1))
    number = bare_number(start)
    return Terms(terms, number if any(sign.isdecimal() for sign in number) else "")


def _pieces(part: str) -> tuple[str, ...]:
    return tuple("".join(sign if sign.isalnum() else " " for sign in part).split())


def _term(pieces: tuple[str, ...], *, last: bool) -> Term:
    word = bare_number(" ".join(pieces))
    return Term(pieces, word, sound_key(word), is_prefix(" ".join(pieces)), last)


def exact_number(terms: Terms) -> str:
    """Records with just this number."""
    return f'{{number}} : "{terms.number}"'


def number_beginning(terms: Terms) -> str:
    """Records with a number that begins so."""
    return f'{{number}} : "{terms.number}"*'


def in_numbers(terms: Sequence[Term]) -> str:
    """Every term in the numbers."""
    return f"{{number}} : ({_all(_literally(term) for term in terms)})"


def in_names(terms: Sequence[Term]) -> str:
    """Every term in the names."""
    return f"{{name keys}} : ({_all(_literally(term) for term in terms)})"


def anywhere(terms: Sequence[Term]) -> str:
    """Every term somewhere."""
    return _all(_literally(term) for term in terms)


def by_sound(terms: Sequence[Term], expansions: Mapping[str, Sequence[str]] = _NO_EXPANSIONS) -> str:
    """Every term somewhere, or a name that sounds like it, or one of the words that it may have been meant as."""
    return _all(_loosely(term, expansions.get(term.word, ())) for term in terms)


def _all(parts: Iterable[str]) -> str:
    return " AND ".join(f"({part})" for part in parts)


def _literally(term: Term) -> str:
    phrase = f'"{" ".join(term.pieces)}"*'
    return phrase if term.pieces == (term.word,) or not term.word else f'{phrase} OR "{term.word}"*'


def _loosely(term: Term, meant: Sequence[str]) -> str:
    ways = [_literally(term)]
    if term.has_sound:
        ways.append(f'{{keys}} : "{term.sound}"' + ("*" if term.last else ""))
    ways += [f'{{keys}} : "{word}"' for word in meant]
    return " OR ".join(ways)
