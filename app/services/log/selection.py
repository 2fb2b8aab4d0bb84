"""A question to the log as SQL: which entries of a trail match, and by what they are sorted.

People search and sort by words (names, Dutch acts) and the store holds codes, so the words are looked up first among
the codes that occur, and the statement speaks of codes only.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, false, func, or_

from app.errors import BugError
from app.rules.audit_words import action_words, result_words, subject_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from app.services.log.trails import Trail
    from app.services.records import Query

_UTC = "%Y-%m-%dT%H:%M:%SZ"
_MOST_WORDS = 20
_COLUMN_OF = {"who": "actor", "what": "action", "subject": "subject_kind", "clock": "clock_back"}


class Selection:
    """A query, with the names of people by account id."""

    def __init__(self, query: Query, names: Mapping[str, str]) -> None:
        self._query = query
        self._names = names
        self._words = [word.casefold() for word in query.words.split()[:_MOST_WORDS]]
        self.backwards = query.descending or query.order is None

    def touches(self, trail: Trail) -> bool:
        """Whether entries of this trail can match at all."""
        return all(value == trail.compartment for name, value in self._query.where if name == "compartment")

    def statement(self, trail: Trail, session: Session) -> Select[Any]:
        """Number and sort key of each matching entry, in order."""
        table = trail.table
        statement = trail.entries(table.c.n, self._sort_key(trail, session))
        for name, value in self._query.where:
            if name != "compartment":
                statement = statement.where(_condition(table.c, name, value))
        for word in self._words:
            if word not in trail.label.casefold():
                statement = statement.where(self._says(word, trail, session))
        keys = [table.c.n] if self._query.order is None else [statement.selected_columns[1], table.c.n]
        return statement.order_by(*(key.desc() if self.backwards else key for key in keys))

    def _sort_key(self, trail: Trail, session: Session) -> ColumnElement[Any]:
        name = self._query.order or "at"
        column = trail.table.c[_COLUMN_OF.get(name, name)] if name != "compartment" else trail.table.c.n
        spoken = self._spoken(name)
        if spoken is None:
            return func.lower(column) if name == "origin" else column
        # Every trail has the same key for the same words, or they could not be merged.
        said = {code: spoken(code).casefold() for code in _codes(trail, session, column)}
        return case(said, value=column, else_="") if said else column

    def _spoken(self, name: str) -> Callable[[str], str] | None:
        return {
            "who": lambda code: self._names.get(code, ""),
            "what": action_words,
            "subject": lambda code: subject_words(code, ""),
            "result": result_words,
        }.get(name)

    def _says(self, word: str, trail: Trail, session: Session) -> ColumnElement[bool]:
        """Whether a word occurs in what an entry shows."""
        c = trail.table.c
        found: list[ColumnElement[bool]] = [c.origin.icontains(word, autoescape=True), c.subject_id == word]
        for name in ("who", "what", "subject", "result"):
            column, spoken = c[_COLUMN_OF.get(name, name)], self._spoken(name)
            if spoken is not None:
                fits = [code for code in _codes(trail, session, column) if word in spoken(code).casefold()]
                found.append(column.in_(fits) if fits else false())
        return or_(*found)


def _codes(trail: Trail, session: Session, column: ColumnElement[Any]) -> Iterable[str]:
    return session.scalars(trail.entries(column).distinct()).all()


def _condition(columns: Any, name: str, value: Any) -> ColumnElement[bool]:  # noqa: ANN401 - of any column
    found: ColumnElement[bool]
    if name in {"from", "until"} and isinstance(value, date):
        found = columns.at >= _start_of(value) if name == "from" else columns.at < _start_of(value + timedelta(days=1))
    elif name in {"actor", "action", "result", "origin", "clock_back"}:
        found = columns[name] == value
    else:
        raise BugError(f"the log cannot be filtered on {name}")
    return found


def _start_of(day: date) -> str:
    """Midnight on the clock of this workstation, as the trail writes moments."""
    return datetime.combine(day, time()).astimezone(UTC).strftime(_UTC)
