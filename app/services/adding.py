"""Storing many drafts of one register in one act, through the same rules as one of them.

A register that only fills the columns of its own rows is written past the session: building and tracking an object for
each row costs more than storing it. Any other register stores one by one, so that its rules see the rows before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, event, func, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from app.errors import Invalid, ManyInvalid
from app.formats import format_integer
from app.services.search.indexing import index_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from app.services.records import Records
    from app.vault.progress import Progress

AT_ONCE = 500
MOST_PROBLEMS = 10_000


@dataclass(frozen=True, slots=True)
class Stored:
    """Which records of a register an act made: their ids follow each other from `first` to `last`."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first + 1


class Adding:
    """One act: a register, how it tidies a draft (raising Invalid), and whom to tell how far it is."""

    def __init__(self, register: Records[Any, Any], tidy: Callable[[Session, Any, None], Any], tell: Progress) -> None:
        self._register = register
        self._tidy = tidy
        self._tell = tell

    def problems(self, session: Session, drafts: Sequence[Any]) -> dict[int, Mapping[str, str]]:
        """What the register has against each draft, by its place; nothing is stored."""
        with _HoldingOn(session):
            return dict(refused for portion in self._checked(session, drafts) for refused in portion.refused)

    def store(self, session: Session, drafts: Sequence[Any]) -> Stored:
        """Store all of them, or raise ManyInvalid that says what is wrong with which."""
        if not drafts:
            raise Invalid({"": "Er is niets om op te slaan."})
        first = _next_id(session, self._register.model)
        writer = _Rows(self._register, session) if is_plain(self._register) else _Items(self._register, session)
        wrong: dict[int, Mapping[str, str]] = {}
        at = 0
        try:
            with _HoldingOn(session):
                for portion in self._checked(session, drafts, size=writer.size):
                    at = portion.start
                    wrong |= dict(portion.refused)
                    if not wrong:
                        writer.store(portion, first + at)
                session.flush()
        except IntegrityError as broken:
            raise ManyInvalid({at: {"": self._register.broken_rule(str(broken.orig))}}) from broken
        if wrong:
            raise ManyInvalid(wrong)
        return Stored(first, first + len(drafts) - 1)

    def _checked(self, session: Session, drafts: Sequence[Any], size: int = AT_ONCE) -> Iterator[_Portion]:
        wrong = 0
        for start in range(0, len(drafts), size):
            if start % AT_ONCE == 0:
                done = f"{format_integer(start)} van {format_integer(len(drafts))} rijen verwerkt"
                self._tell(done, start / len(drafts))
            portion = _Portion(start)
            for place, draft in enumerate(drafts[start : start + size], start=start):
                try:
                    portion.drafts.append(self._tidy(session, draft, None))
                except Invalid as refused:
                    portion.refused.append((place, refused.fields))
            yield portion
            wrong += len(portion.refused)
            if wrong >= MOST_PROBLEMS:
                return


class _Portion:
    """Some drafts that follow each other, as they will be stored; and what is wrong with others."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.drafts: list[Any] = []
        self.refused: list[tuple[int, Mapping[str, str]]] = []


def is_plain(register: Records[Any, Any]) -> bool:
    """Whether nothing of a record follows from the rows before it, and nothing hangs on it in tables of its own."""
    alone = not inspect(register.model).relationships
    return register.copies and alone and not register.completes


class _Row:
    """What a register writes a draft into, in place of an object that the session tracks; what is not set is None."""

    def __getattr__(self, name: str) -> None:
        return None


class _Rows:
    """Writes portions past the session."""

    size = AT_ONCE

    def __init__(self, register: Records[Any, Any], session: Session) -> None:
        self._register = register
        self._session = session
        self._connection = session.connection()
        self._sql, self._columns = _inserting(inspect(register.model).local_table, self._connection)

    def store(self, portion: _Portion, first: int) -> None:
        rows = []
        for key, draft in enumerate(portion.drafts, start=first):
            row: Any = _Row()
            self._register.write(self._session, row, draft)
            row.id, row.version = key, 1
            rows.append(row)
        values = [self._values(vars(row)) for row in rows]
        self._connection.exec_driver_sql(self._sql, values)
        index_new(self._session, self._register, zip(rows, portion.drafts, strict=True))

    def _values(self, row: dict[str, Any]) -> tuple[Any, ...]:
        known = row.get
        return tuple(
            [None if (value := known(name)) is None else put(value) if put else value for name, put in self._columns]
        )


class _Items:
    """Writes one record after another: a number or a place in a list follows from those before.

    What a rule asks of the store has the session write those first; without a question they wait for each other.
    """

    size = 1

    def __init__(self, register: Records[Any, Any], session: Session) -> None:
        self._register = register
        self._session = session

    def store(self, portion: _Portion, first: int) -> None:
        for draft in portion.drafts:
            item = self._register.model()
            self._register.write(self._session, item, draft)
            self._register.complete(self._session, item)
            item.id = first
            self._session.add(item)
        if portion.start % AT_ONCE == 0:
            self._session.flush()


def _inserting(table: Any, connection: Connection) -> tuple[str, list[tuple[str, Any]]]:  # noqa: ANN401  # any table
    """The statement for a whole row by place, and per place the column with what puts its value into the store."""
    compiled = insert(table).values({column.name: bindparam(column.name) for column in table.c}).compile(connection)
    names = compiled.positiontup or []
    put = {
        column.name: column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        for column in table.c
    }
    return str(compiled), [(name, put[name]) for name in names]


def _next_id(session: Session, model: Any) -> int:  # noqa: ANN401  # any model
    """The id that the next record gets: never one that a removed record had. The writer's lock is held."""
    kept = session.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": model.__tablename__})
    return max(int(kept or 0), int(session.scalar(select(func.max(model.id))) or 0)) + 1


class _HoldingOn:
    """Keeps what the session loads, so that rules that look at the same record again find it without a query."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: list[object] = []

    def __enter__(self) -> None:
        event.listen(self._session, "loaded_as_persistent", self._keep)

    def __exit__(self, *_error: object) -> None:
        event.remove(self._session, "loaded_as_persistent", self._keep)
        self._kept.clear()

    def _keep(self, _session: Session, item: object) -> None:
        self._kept.append(item)
