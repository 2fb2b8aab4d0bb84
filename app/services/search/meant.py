"""Typing errors: which words of names somebody may have meant, from all that occur in a compartment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import text

from app.services.search.entries import SHORTEST_NAME, fenced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.services.search.question import Term

CANDIDATES = 400
MOST_MEANT = 12
_SHARING = text("SELECT word FROM search_gram WHERE search_gram MATCH :grams ORDER BY rank LIMIT :most")


def meant_by(session: Session, terms: Sequence[Term]) -> dict[str, tuple[str, ...]]:
    """For each term the words of names that it may be a typing error of, nearest first.

    One error in a word of four to seven letters, two in a longer one; letters that changed places are one error.
    """
    return {
        term.word: found
        for term in terms
        if term.word.isalpha() and len(term.word) >= SHORTEST_NAME and (found := _nearest(session, term.word))
    }


def _nearest(session: Session, word: str) -> tuple[str, ...]:
    whole = fenced(word)
    grams = sorted({whole[at : at + 3] for at in range(len(whole) - 2)})
    asked = " OR ".join(f'"{gram}"' for gram in grams)
    found = [str(fence).strip("_") for fence in session.scalars(_SHARING, {"grams": asked, "most": CANDIDATES})]
    allowed = 1 if len(word) <= 7 else 2
    near = process.extract(word, found, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_MEANT)
    return tuple(candidate for candidate, distance, _ in near if distance)
