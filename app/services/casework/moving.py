"""Moving what hangs on one case to another, whatever tables there are, in such a way that it can be moved back.

Every table with a foreign key to `case` takes part, so that a part that is added to the program later does too. A row
that would be there twice (the same signal, the same partner) is kept in the snapshot and not moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, UniqueConstraint, column, insert, select, table, update
from sqlalchemy import delete as removal

from models.casework import Case, CasePart, CasePartner, CaseworkRecord, StatusChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import TableClause
    from sqlalchemy.orm import Session

_OF_ITSELF = {CasePart.__tablename__, CasePartner.__tablename__, StatusChange.__tablename__}
Kept = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved, as (table, id); and the rows that did not, as they stand in the store, by table."""

    rows: list[tuple[str, int]]
    kept: Kept


def move_rows(session: Session, source: int, target: int) -> Moved:
    """Have everything that hangs on `source` hang on `target`; the row of the source itself is kept as it is."""
    moved = Moved([], {})
    moved.kept[Case.__tablename__] = _raw(session, bare_table(Case.__table__), "id", source)
    for place, key in _links():
        bare = bare_table(place)
        for row in _raw(session, bare, key.name, source):
            if _there_already(session, place, key, {**row, key.name: target}):
                moved.kept.setdefault(place.name, []).append(row)
                session.execute(removal(bare).where(bare.c.id == row["id"]))
            else:
                moved.rows.append((_named(place, key), row["id"]))
                session.execute(update(bare).where(bare.c.id == row["id"]).values({key.name: target}))
    return moved


def hangs_on(session: Session, case_id: int) -> bool:
    """Whether anything was laid down in a case besides what its own form holds and how it came along."""
    return any(
        session.execute(select(place.c.id).where(key == case_id).limit(1)).first() is not None
        for place, key in _links()
        if place.name not in _OF_ITSELF
    )


def hanging(session: Session, case_id: int) -> Iterator[tuple[str, int]]:
    """The rows that hang on a case, as (table, id)."""
    for place, key in _links():
        yield from ((place.name, row) for row in session.scalars(select(place.c.id).where(key == case_id)))


def remove_source(session: Session, source: Case) -> None:
    """The case of which everything has moved goes, without what hung on it."""
    session.execute(removal(Case).where(Case.id == source.id), execution_options={"synchronize_session": False})
    session.expunge(source)


def put_back(session: Session, source: int, target: int, moved: Moved) -> None:
    """The case is there again under its own id, with the rows it brought that are still with the target."""
    places = {_named(place, key): (place, key) for place, key in _links()}
    names = {place.name: place for place, _ in _links()}
    names[Case.__tablename__] = _table(Case)
    session.execute(insert(bare_table(names[Case.__tablename__])), moved.kept[Case.__tablename__])
    for name, key in moved.rows:
        place, link = places[name]
        bare = bare_table(place)
        here = (bare.c.id == key, bare.c[link.name] == target)
        session.execute(update(bare).where(*here).values({link.name: source}))
    for name, rows in moved.kept.items():
        if name != Case.__tablename__:
            session.execute(insert(bare_table(names[name])), rows)


def _links() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column that refers to a case, in an order that is always the same."""
    cases = _table(Case)
    for name in sorted(CaseworkRecord.metadata.tables):
        place = CaseworkRecord.metadata.tables[name]
        for each in place.columns:
            if any(key.column.table is cases for key in each.foreign_keys):
                yield place, each


def _named(place: Table, key: Column[Any]) -> str:
    """A table may refer to a case twice; the column says which of the two is meant."""
    return f"{place.name}.{key.name}"


def _there_already(session: Session, place: Table, key: Column[Any], wanted: dict[str, Any]) -> bool:
    """Whether this row is with the target too, by a rule of the store or because it is the name of a partner."""
    bare = bare_table(place)
    rules = [[each.name for each in rule.columns] for rule in place.constraints if isinstance(rule, UniqueConstraint)]
    if place is _table(CasePartner):
        rules.append([key.name, "name"])
    for names in rules:
        same = [bare.c[name] == wanted[name] for name in names]
        if key.name in names and session.execute(select(bare.c.id).where(*same)).first() is not None:
            return True
    return False


def _raw(session: Session, bare: TableClause, name: str, value: int) -> list[dict[str, Any]]:
    found = session.execute(select(bare).where(bare.c[name] == value).order_by(bare.c.id))
    return [dict(row) for row in found.mappings()]


def bare_table(place: Any) -> TableClause:  # noqa: ANN401 - a Table, which the mapper calls a FromClause
    """The table without types, so that values go in and out as the store has them: text, numbers and nothing."""
    return table(place.name, *(column(each.name) for each in place.columns))


def _table(model: Any) -> Table:  # noqa: ANN401 - a mapped class
    found: Table = model.__table__
    return found
