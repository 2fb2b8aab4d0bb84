"""P3: searching as one types beside the bare full-text query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

import ui.navigation  # noqa: F401  # every register there is announces itself
from app.services.search.filling import fill_index
from app.services.search.finding import search
from app.services.search.question import Question, anywhere, terms_of
from tests.benchmarks.measure import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

SEARCH_REACH = 1.5
TYPED = [
    *("va", "van", "van d", "van de", "van der", "van der m", "van der me", "van der mee", "van der meer"),
    *("fi", "fic", "fict", "fictief", "fictief pr", "fictief proefkade", "fictief proefkade 12"),
    *("in", "inv", "invented te", "invented text ordinary", "woonfraude", "corporatie politie"),
]
BARE = (
    "SELECT rowid, snippet(search_text, -1, '[', ']', '…', 24) FROM search_text "
    "WHERE search_text MATCH :match ORDER BY rank LIMIT 50"
)


def bare_search(vault: UnlockedVault) -> Callable[[], object]:
    """The same terms by FTS5's own ranking, with its own snippets; without sounds, facets and rights."""
    questions = [anywhere(terms_of(typed).asked) for typed in TYPED]

    def ask() -> None:
        for match in questions:
            with vault.read("casework") as session:
                session.execute(text(BARE), {"match": match}).all()

    return ask


def test_that_searching_as_one_types_costs_hardly_more_than_the_bare_query(office: UnlockedVault) -> None:
    fill_index(office, lambda *_: None)

    def typing() -> None:
        for typed in TYPED:
            search(office, Question(typed, compartment="casework"))

    compare(f"P3 {len(TYPED)} questions, as typed", typing, bare_search(office), reach=SEARCH_REACH, rounds=5)
