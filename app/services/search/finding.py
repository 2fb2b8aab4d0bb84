"""The search itself: over every compartment that the reader holds, in the order number, name, words, sound, error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.rules.permissions import REGISTER, Act
from app.services.access import allowed, requires
from app.services.search import question as ask
from app.services.search.meant import meant_by
from app.services.search.question import Question, Terms, terms_of
from app.services.search.registry import registers_on
from app.services.search.snippets import Found, Marker
from models.casework import MovedCase
from models.metadata import METADATA
from models.search import search_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy.orm import Session

    from app.services.search.registry import Register
    from app.vault.session import UnlockedVault

SHOWN = 50
MOST_COUNTED = 300
ENOUGH = 10
BY_SOUND, BY_ERROR = 10, 11  # places in the order, behind every literal way
_TEXTS = ("number", "name", "words")
# CROSS JOIN: the full-text table first, whatever SQLite thinks of the rest; it gives its rows in this order by itself.
_MATCHING = (
    "SELECT entry.id, entry.subject_kind, entry.year, entry.status "
    "FROM search_text CROSS JOIN search_entry AS entry ON entry.id = search_text.rowid "
    "WHERE search_text MATCH :match"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: where it is, what and how it is called, what it hangs on, where in it the words are."""

    compartment: str
    kind: str
    record: int
    noun: str
    title: str
    file_kind: str | None
    file_id: int | None
    file: str | None
    year: int | None
    status: str | None
    found: Found


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits there are per value, most first; None is unknown. Counted over the first three hundred."""

    compartments: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[int | None, int], ...] = ()
    statuses: tuple[tuple[str | None, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """The best hits of a question. `count` is of all hits, `more` says that there are more than were counted.

    `moved` are cases of just this number that were set apart: the number, and since which day.
    """

    question: Question
    hits: tuple[Hit, ...] = ()
    count: int = 0
    more: bool = False
    facets: Facets = Facets()
    meant: tuple[str, ...] = ()
    moved: tuple[tuple[str, date], ...] = ()


@dataclass(slots=True)
class _Candidates:
    """What one compartment gives, the surest first: per entry (id, kind, year, status), and which way found it."""

    rank: dict[int, int] = field(default_factory=dict)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    meant: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.rows) >= MOST_COUNTED

    def take(self, tier: int, rows: Iterable[tuple[Any, ...]]) -> None:
        rank = self.rank
        for found in rows:
            if found[0] not in rank:
                rank[found[0]] = tier
                self.rows.append(found)


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what is searched is checked per compartment and register below
def search(vault: UnlockedVault, question: Question) -> Findings:
    """The records that answer a question; of compartments that the reader does not hold there is no trace.

    Each compartment is read in one transaction of its own. Nothing is found for less than two letters.
    """
    terms = terms_of(question.text)
    if not terms:
        return Findings(question)
    found: list[tuple[tuple[int, int, int], Hit]] = []
    counts: tuple[Counter[Any], ...] = (Counter(), Counter(), Counter(), Counter())
    total, more, meant = 0, False, dict[str, None]()
    moved: list[tuple[str, date]] = []
    for place, (name, registers) in enumerate(_searched(vault, question)):
        with vault.read(name) as session:
            candidates = _candidates(session, registers, question, terms)
            hits = _best(session, registers, candidates, terms, name)
            moved += _moved(session, registers, terms)
        found += [((tier, place, -key), hit) for tier, key, hit in hits]
        total, more = total + len(candidates.rows), more or candidates.full
        meant.update(dict.fromkeys(word for words in candidates.meant.values() for word in words))
        _count(counts, name, candidates.rows)
    found.sort(key=lambda each: each[0])
    facets = Facets(*(tuple(counter.most_common()) for counter in counts))
    return Findings(question, tuple(hit for _, hit in found[:SHOWN]), total, more, facets, tuple(meant), tuple(moved))


def _searched(vault: UnlockedVault, question: Question) -> Iterator[tuple[str, Sequence[Register]]]:
    """The compartments to look in, each with the registers in it that this user may read."""
    for name in sorted(vault.available):
        if question.compartment in (None, name):
            readable = readable_registers(vault, name)
            wanted = [one for one in readable if question.kind in (None, one.kind)]
            if wanted:
                yield name, wanted


def readable_registers(vault: UnlockedVault, name: str) -> list[Register]:
    """The indexed registers of a compartment that this user may read."""
    metadata = METADATA[vault.compartment(name).kind]
    if "search_entry" not in metadata.tables:
        return []
    return [one for one in registers_on(metadata) if allowed(vault, one.read_act, name)]


def _candidates(session: Session, registers: Sequence[Register], question: Question, terms: Terms) -> _Candidates:
    """From the surest way of finding to the loosest, until there are enough."""
    found = _Candidates()
    look = _looking(session, registers, question)
    for tier, match in enumerate(_ways(terms)):
        if match is not None and not found.full:
            found.take(tier, look(match))
    if len(found.rows) < SHOWN and any(term.has_sound for term in terms.asked):
        found.take(BY_SOUND, look(ask.by_sound(terms.asked)))
    if len(found.rows) < ENOUGH:
        found.meant = meant_by(session, terms.asked)
        if found.meant:
            found.take(BY_ERROR, look(ask.by_sound(terms.asked, found.meant)))
    return found


def _ways(terms: Terms) -> tuple[str | None, ...]:
    every, asked = terms.terms, terms.asked
    return (
        ask.exact_number(terms) if terms.number else None,
        ask.number_beginning(terms) if terms.number else None,
        ask.in_numbers(every) if terms.number else None,
        ask.in_names(every) if every != asked else None,
        ask.in_names(asked),
        ask.anywhere(asked),
    )


def _looking(
    session: Session, registers: Sequence[Register], question: Question
) -> Callable[[str], list[tuple[Any, ...]]]:
    """Asks the index of this compartment for what matches, narrowed as the question says, the newest first."""
    kinds = {f"kind{at}": one.kind for at, one in enumerate(registers)}
    values: dict[str, Any] = {**kinds, "year": question.year, "status": question.status}
    narrowed = [f"entry.{name} = :{name}" for name in ("year", "status") if values[name] is not None]
    wanted = " AND ".join((f"entry.subject_kind IN ({', '.join(f':{name}' for name in kinds)})", *narrowed))
    asked = f"{_MATCHING} AND {wanted} ORDER BY search_text.rowid DESC LIMIT {MOST_COUNTED}"
    connection = session.connection()
    return lambda match: [
        tuple(row) for row in connection.exec_driver_sql(asked, {"match": match, **values}).fetchall()
    ]


def _best(
    session: Session, registers: Sequence[Register], candidates: _Candidates, terms: Terms, name: str
) -> list[tuple[int, int, Hit]]:
    """The first of them in full, with tier and entry."""
    entry = search_tables(registers[0].model.metadata).entry
    first = [row[0] for row in candidates.rows[:SHOWN]]
    rows = session.execute(select(entry).where(entry.c.id.in_(first))).all()
    files = _titles_of(session, entry, {(row.file_kind, row.file_id) for row in rows if row.file_kind})
    marker = Marker(terms.asked, candidates.meant)
    nouns = {one.kind: one.words.one for one in registers}
    return [
        (
            candidates.rank[row.id],
            row.id,
            Hit(
                compartment=name,
                kind=row.subject_kind,
                record=row.subject_id,
                noun=nouns[row.subject_kind],
                title=row.title,
                file_kind=row.file_kind,
                file_id=row.file_id,
                file=files.get((row.file_kind, row.file_id)),
                year=row.year,
                status=row.status,
                found=marker.where({column: getattr(row, column) for column in _TEXTS}, row.layout),
            ),
        )
        for row in rows
    ]


def _moved(session: Session, registers: Sequence[Register], terms: Terms) -> list[tuple[str, date]]:
    """What stays of cases that were set apart is their number."""
    if not terms.number or registers[0].model.metadata is not MovedCase.metadata:
        return []
    same = func.replace(func.lower(MovedCase.number), "-", "") == terms.number
    return [(number, day) for number, day in session.execute(select(MovedCase.number, MovedCase.moved_on).where(same))]


def _titles_of(session: Session, entry: Any, files: set[tuple[str, int]]) -> dict[tuple[str, int], str]:  # noqa: ANN401
    titles: dict[tuple[str, int], str] = {}
    for kind in {kind for kind, _ in files}:
        keys = [key for of, key in files if of == kind]
        asked = select(entry.c.subject_id, entry.c.title).where(
            entry.c.subject_kind == kind, entry.c.subject_id.in_(keys)
        )
        titles.update(((kind, key), title) for key, title in session.execute(asked))
    return titles


def _count(counts: tuple[Counter[Any], ...], name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    compartments, *others = counts
    if rows:
        compartments[name] += len(rows)
    for place, counter in enumerate(others, start=1):
        counter.update(map(itemgetter(place), rows))
