"""P3 and P4: searching as one types beside the bare full-text query, and long lists beside their bare queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

import ui.navigation  # noqa: F401  # every register there is announces itself
from app.services.casework.cases import Cases
from app.services.records import Query
from app.services.search.filling import fill_index
from app.services.search.finding import search
from app.services.search.question import Question, anywhere, terms_of
from app.services.signals.signals import Signals
from tests.benchmarks.measure import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

SEARCH_REACH = 1.5
LIST_REACH = 2.0
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


@pytest.mark.parametrize(
    ("name", "query", "order"),
    [
        ("opened", Query(), "opened_on DESC, number DESC, id"),
        ("sorted by title", Query(order="title"), "lower(title), id"),
        ("sorted by handler, backwards", Query(order="handler", descending=True), "lower(handler) DESC, id"),
    ],
)
def test_that_a_list_opens_and_sorts_in_the_time_of_its_bare_query(
    office: UnlockedVault, name: str, query: Query, order: str
) -> None:
    cases = Cases(office)

    def bare() -> None:
        with office.read("casework") as session:
            keys = session.scalars(text(f'SELECT id FROM "case" ORDER BY {order}')).all()  # noqa: S608
            wanted = ", ".join(str(key) for key in keys[:256])
            rows = (
                f'SELECT c.*, t.name FROM "case" c JOIN case_type t ON t.id = c.case_type_id WHERE c.id IN ({wanted})'  # noqa: S608
            )
            session.execute(text(rows)).all()

    compare(f"P4 cases {name}, one page", lambda: _page(cases, query), bare, reach=LIST_REACH, rounds=7)


def test_that_a_list_of_signals_does_too(office: UnlockedVault) -> None:
    signals = Signals(office)

    def ours() -> None:
        signals.rows(signals.ids(Query(order="title"))[:256])

    def bare() -> None:
        with office.read("casework") as session:
            keys = session.scalars(text("SELECT id FROM signal ORDER BY lower(title), id")).all()
            wanted = ", ".join(str(key) for key in keys[:256])
            session.execute(text(f"SELECT * FROM signal WHERE id IN ({wanted})")).all()  # noqa: S608

    compare("P4 signals sorted by title, one page", ours, bare, reach=LIST_REACH, rounds=7)


def test_that_searching_in_a_list_takes_the_time_of_its_bare_query(office: UnlockedVault) -> None:
    cases, query = Cases(office), Query(words="proefkade fictief")
    columns = ("c.number", "c.external_number", "c.title", "t.name", "c.handler", "c.location")
    both = " AND ".join(
        f"({' OR '.join(f'{column} LIKE :w{n}' for column in columns)})" for n in range(len(query.words.split()))
    )

    def bare() -> None:
        with office.read("casework") as session:
            asked: dict[str, Any] = {f"w{n}": f"%{word}%" for n, word in enumerate(query.words.split())}
            statement = f'SELECT c.id FROM "case" c JOIN case_type t ON t.id = c.case_type_id WHERE {both}'  # noqa: S608
            keys = session.scalars(text(statement), asked).all()
            wanted = ", ".join(str(key) for key in keys[:256])
            session.execute(text(f'SELECT * FROM "case" WHERE id IN ({wanted})')).all()  # noqa: S608

    compare("P4 words in the list of cases", lambda: _page(cases, query), bare, reach=LIST_REACH, rounds=7)


def _page(cases: Cases, query: Query) -> None:
    cases.rows(cases.ids(query)[:256])
