"""Keeps the index in step: whatever a unit of work stores is indexed in the same transaction.

It listens to the session itself, not to the registers, because records are also stored by what takes in deliveries and
by acts that are more than adding and changing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import delete, event, func, insert, select, text
from sqlalchemy.orm import Session

from app.services.search.entries import Entry, entry_from, entry_of, fenced, names_in
from app.services.search.registry import register_of_kind, register_of_model
from models.search import search_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import UOWTransaction

    from app.services.records import Records
    from app.services.search.registry import Register
    from app.vault.session import UnlockedVault
    from models.search import SearchTables

_CHANGED = "search.changed"
_AT_ONCE = 500
_NO_VAULT = cast("UnlockedVault", None)  # `read` and `name_of` of a register look at the item only

_FORGET_TEXT = text("DELETE FROM search_text WHERE rowid = :id")
_ADD_TEXT = text(
    "INSERT INTO search_text(rowid, number, name, keys, words) VALUES (:id, :number, :name, :keys, :words)"
)
_FORGET_NAME = text("DELETE FROM search_gram WHERE rowid = :id")
_ADD_NAME = text("INSERT INTO search_gram(rowid, word) VALUES (:id, :word)")
_STILL_THERE = text("SELECT 1 FROM search_text WHERE search_text MATCH :words LIMIT 1")


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: UOWTransaction) -> None:
    """Remember which records were stored or removed."""
    changed: dict[Register, set[int]] = session.info.setdefault(_CHANGED, defaultdict(set))
    for item in (*session.new, *session.dirty, *session.deleted):
        register = register_of_model(type(item))
        if register is not None and "search_entry" in register.model.metadata.tables:
            changed[register].add(item.id)


@event.listens_for(Session, "before_commit")
def _index_changes(session: Session) -> None:
    """Index them anew, or forget those that are gone, before the transaction ends."""
    session.flush()
    changed: dict[Register, set[int]] = session.info.pop(_CHANGED, {})
    for register, keys in changed.items():
        index(session, register, sorted(keys))


@event.listens_for(Session, "after_rollback")
def _forget_changes(session: Session) -> None:
    session.info.pop(_CHANGED, None)


def index(session: Session, register: Register, keys: Iterable[int]) -> None:
    """Have the entries of these records say what the records say now; those that are gone lose theirs."""
    asked, described = list(keys), register(_NO_VAULT)
    index_of = _Index(session, search_tables(register.model.metadata))
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        wanted = select(register.model).where(register.model.id.in_(some)).options(*described.loading())
        found = {item.id: item for item in session.scalars(wanted).unique()}
        known = index_of.known(register.kind, some)
        index_of.store_new([entry_of(described, found[key]) for key in some if key in found and key not in known])
        for key in some:
            if key in found and key in known:
                index_of.store(entry_of(described, found[key]))
            elif key in found:
                continue
            else:
                for kind, hanging in index_of.forget(register.kind, key).items():
                    _index_kind(session, kind, hanging)


def index_new(session: Session, register: Records[Any, Any], stored: Iterable[tuple[Any, Any]]) -> None:
    """Index records that were stored past the session just now, each with its draft; they have no entries yet."""
    if register_of_model(register.model) is not None and "search_entry" in register.model.metadata.tables:
        entries = [entry_from(register, item, draft) for item, draft in stored]
        _Index(session, search_tables(register.model.metadata)).store_new(entries)


def forget_many(session: Session, register: Records[Any, Any], first: int, last: int) -> None:
    """Take out the entries of records that were removed past the session, by their ids."""
    if register_of_model(register.model) is not None and "search_entry" in register.model.metadata.tables:
        _Index(session, search_tables(register.model.metadata)).forget_many(register.kind, first, last)


def _index_kind(session: Session, kind: str, keys: set[int]) -> None:
    register = register_of_kind(kind)
    if register is not None:
        index(session, register, sorted(keys))


class _Index:
    """The tables of the index in one transaction."""

    def __init__(self, session: Session, tables: SearchTables) -> None:
        self._session = session
        self._entry = tables.entry
        self._name = tables.name

    def store(self, entry: Entry) -> None:
        """Put an entry in the place of the one before; one that says the same stays."""
        table, values = self._entry, asdict(entry)
        same = (table.c.subject_kind == entry.subject_kind, table.c.subject_id == entry.subject_id)
        old = self._session.execute(select(table).where(*same)).first()
        if old is not None:
            if all(getattr(old, name) == value for name, value in values.items()):
                return
            self._take_out(old)
        done = self._session.execute(insert(table).values(values))
        key = cast("Any", done).inserted_primary_key[0]
        self._session.execute(_ADD_TEXT, {"id": key, **{name: values[name] for name in _TEXTS}})
        self._add_names(names_in(entry.keys))
        if old is not None:
            self._drop_names(names_in(old.keys) - names_in(entry.keys))

    def known(self, kind: str, keys: Iterable[int]) -> set[int]:
        """Which of these records have an entry."""
        table = self._entry
        asked = select(table.c.subject_id).where(table.c.subject_kind == kind, table.c.subject_id.in_(list(keys)))
        return set(self._session.scalars(asked))

    def store_new(self, entries: Sequence[Entry]) -> None:
        """Put in entries of records that have none, in a few statements for all of them."""
        if not entries:
            return
        first = (self._session.scalar(select(func.max(self._entry.c.id))) or 0) + 1
        numbered = list(enumerate(entries, start=first))
        connection = self._session.connection()
        connection.exec_driver_sql(_ADD_ENTRIES, [(key, *_OF_ENTRY(entry)) for key, entry in numbered])
        connection.exec_driver_sql(_ADD_TEXTS, [(key, *_TEXTS_OF(entry)) for key, entry in numbered])
        self._add_names(set().union(*(names_in(entry.keys) for entry in entries)))

    def forget(self, kind: str, key: int) -> dict[str, set[int]]:
        """Take out the entry of a record; gives what hung on it, by kind: gone along with it, or moved elsewhere."""
        table = self._entry
        itself = (table.c.subject_kind == kind) & (table.c.subject_id == key)
        gone = self._session.execute(select(table).where(itself)).first()
        if gone is not None:
            self._take_out(gone)
            self._drop_names(names_in(gone.keys))
        hung_on = (table.c.file_kind == kind) & (table.c.file_id == key)
        hanging: defaultdict[str, set[int]] = defaultdict(set)
        for row in self._session.execute(select(table.c.subject_kind, table.c.subject_id).where(hung_on)):
            hanging[row.subject_kind].add(row.subject_id)
        return hanging

    def forget_many(self, kind: str, first: int, last: int) -> None:
        """Take out entries that follow each other; nothing hangs on their records any more."""
        table = self._entry
        those = (table.c.subject_kind == kind) & table.c.subject_id.between(first, last)
        gone = self._session.execute(select(table.c.id, table.c["keys"]).where(those)).all()
        self._session.connection().exec_driver_sql(_FORGET_TEXTS, [(row.id,) for row in gone] or [(0,)])
        self._session.execute(delete(table).where(those))
        self._drop_names(set().union(*(names_in(row.keys) for row in gone)))

    def _take_out(self, old: Row[Any]) -> None:
        """The words first: the full-text table reads what it must forget from the entry."""
        self._session.execute(_FORGET_TEXT, {"id": old.id})
        self._session.execute(delete(self._entry).where(self._entry.c.id == old.id))

    def _add_names(self, words: set[str]) -> None:
        wanted = {fenced(word) for word in words}
        new = sorted(
            wanted - set(self._session.scalars(select(self._name.c.word).where(self._name.c.word.in_(wanted))))
        )
        if not new:
            return
        first = (self._session.scalar(select(func.max(self._name.c.id))) or 0) + 1
        rows = [{"id": key, "word": word} for key, word in enumerate(new, start=first)]
        self._session.connection().execute(insert(self._name), rows)
        self._session.connection().execute(_ADD_NAME, rows)

    def _drop_names(self, words: set[str]) -> None:
        """Words of names that no record has any more."""
        for word in words:
            if self._session.execute(_STILL_THERE, {"words": f'{{keys}} : "{word}"'}).first() is None:
                key = self._session.scalar(select(self._name.c.id).where(self._name.c.word == fenced(word)))
                self._session.execute(_FORGET_NAME, {"id": key})
                self._session.execute(delete(self._name).where(self._name.c.id == key))


_TEXTS = ("number", "name", "keys", "words")
_TEXTS_OF = attrgetter(*_TEXTS)
_FIELDS = tuple(field.name for field in fields(Entry))
_OF_ENTRY = attrgetter(*_FIELDS)
_ADD_ENTRIES = f"INSERT INTO search_entry (id, {', '.join(_FIELDS)}) VALUES (?{', ?' * len(_FIELDS)})"  # noqa: S608
_FORGET_TEXTS = "DELETE FROM search_text WHERE rowid = ?"
_ADD_TEXTS = "INSERT INTO search_text (rowid, number, name, keys, words) VALUES (?, ?, ?, ?, ?)"
