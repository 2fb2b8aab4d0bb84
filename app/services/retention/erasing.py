"""Erasing a record and everything that goes along with it, from the tables, the index and the drafts.

It follows the foreign keys of the store itself, so that a part that is added to the program later goes along too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from app.services.search.indexing import index
from app.services.search.registry import kind_of_table, register_of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sqlalchemy import ForeignKey, MetaData, Table
    from sqlalchemy.orm import Session

    Doomed = dict[Table, set[int]]

_AT_ONCE = 500


def erase(
    session: Session,
    table: Table,
    key: int,
    along: AbstractSet[tuple[str, str]],
    alone: AbstractSet[str] = frozenset(),
) -> dict[str, int]:
    """Erase one row of a table that is referred to; gives how many of each other kind of record went along.

    What its columns `alone` point to goes too, unless anything else points to that.
    """
    doomed = doomed_with(session, _only_pointed_to_by(session, table, key, alone) | {table: {key}}, along)
    erase_all(session, doomed, along)
    counts = {kind_of_table(place.name, table.metadata): len(keys) for place, keys in doomed.items() if place != table}
    return dict(sorted((kind, count) for kind, count in counts.items() if kind is not None))


def erase_all(session: Session, doomed: Doomed, along: AbstractSet[tuple[str, str]]) -> None:
    """Erase these rows, by table; what hangs on others comes after them."""
    _let_go(session, doomed, along)
    for place in reversed(list(doomed)):
        for some in some_of(doomed[place]):
            session.execute(delete(place).where(place.c.id.in_(some)))
    for place, keys in doomed.items():
        kind = kind_of_table(place.name, place.metadata)
        if kind is not None:
            _forget(session, place.metadata, kind, keys)


def doomed_with(session: Session, starts: Doomed, along: AbstractSet[tuple[str, str]]) -> Doomed:
    """These rows and those that go along with them, by table; what hangs on others comes after them."""
    found: Doomed = {table: set(keys) for table, keys in starts.items() if keys}
    waiting = [(table, set(keys)) for table, keys in found.items()]
    while waiting:
        parent, keys = waiting.pop()
        for child, reference in _children(parent):
            if not _goes_along(reference, along):
                continue
            new = _hanging(session, child, reference, keys) - found.get(child, set())
            if new:
                found[child] = found.pop(child, set()) | new  # behind what it hangs on
                waiting.append((child, new))
    return found


def _children(parent: Table) -> Iterator[tuple[Table, ForeignKey]]:
    for child in parent.metadata.tables.values():
        for reference in child.foreign_keys:
            if reference.column.table is parent and "id" in child.c:
                yield child, reference


def _goes_along(reference: ForeignKey, along: AbstractSet[tuple[str, str]]) -> bool:
    column: Any = reference.parent
    return reference.ondelete == "CASCADE" or not column.nullable or (column.table.name, column.name) in along


def _hanging(session: Session, child: Table, reference: ForeignKey, keys: set[int]) -> set[int]:
    column: Any = reference.parent
    found: set[int] = set()
    for some in some_of(keys):
        found.update(session.scalars(select(child.c.id).where(column.in_(some))))
    return found


def _only_pointed_to_by(session: Session, table: Table, key: int, columns: AbstractSet[str]) -> Doomed:
    """What these columns of a row point to and nothing else does, by table."""
    found: Doomed = {}
    for name in sorted(columns):
        (reference,) = table.c[name].foreign_keys
        parent = reference.column.table
        pointed = session.scalar(select(table.c[name]).where(table.c.id == key))
        if pointed is not None and _pointers(session, parent, pointed) == {(table, key)}:
            found[parent] = {pointed}
    return found


def _pointers(session: Session, parent: Table, key: int) -> set[tuple[Table, int]]:
    return {
        (child, row) for child, reference in _children(parent) for row in _hanging(session, child, reference, {key})
    }


def _let_go(session: Session, doomed: Doomed, along: AbstractSet[tuple[str, str]]) -> None:
    """Make empty what points to a row that goes and does not go itself."""
    for parent, keys in doomed.items():
        for child, reference in _children(parent):
            if _goes_along(reference, along):
                continue
            column: Any = reference.parent
            for some in some_of(keys):
                session.execute(update(child).where(column.in_(some)).values({column.name: None}))


def _forget(session: Session, metadata: MetaData, kind: str, keys: set[int]) -> None:
    """Out of the index and out of what was typed and not saved."""
    register = register_of_kind(kind)
    if register is not None and "search_entry" in metadata.tables:
        index(session, register, sorted(keys))
    draft = metadata.tables.get("draft")
    if draft is not None:
        for some in some_of(keys):
            session.execute(delete(draft).where(draft.c.kind == kind, draft.c.record.in_(some)))


def some_of(keys: set[int]) -> Iterator[list[int]]:
    """In pieces that fit in one statement, in order."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
