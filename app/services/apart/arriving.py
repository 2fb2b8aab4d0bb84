"""Writing down a case that comes from another compartment, and making a case of it again once it has left there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm.attributes import flag_modified

from app.errors import Invalid, NotFound
from app.services.apart.packing import HOLD, read_row
from app.services.casework.moving import bare_table
from app.services.retention.work_list import tables
from app.services.search.indexing import index
from app.services.search.registry import kind_of_table, register_of_kind, register_of_model
from models.casework import Arrival, ArrivalRow, Case, CasePart, CaseType, CaseworkRecord, Mention, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.services.apart.packing import Values
    from app.vault.unit_of_work import UnitOfWork

    Keys = dict[str, dict[int, int]]

_NUMBERED = (Case.__tablename__, Signal.__tablename__)


def write_down(work: UnitOfWork, arrival: Arrival, rows: Iterable[tuple[str, str]]) -> None:
    """Keep the rows as they come; Invalid when a number is known here already."""
    work.session.add(arrival)
    work.session.flush()
    for place, content in rows:
        if place in _NUMBERED:
            _refuse_known(work.session, place, read_row(content)["number"])
        work.session.execute(insert(ArrivalRow).values(move=arrival.move, place=place, content=content))
    work.record("case.arriving", "compartment", arrival.origin)


def land(work: UnitOfWork, move: str) -> int:
    """Make a case of what was written down; gives its id here. NotFound when another program did so already."""
    session = work.session
    arrival = session.get(Arrival, move)
    if arrival is None:
        raise NotFound("Deze casus is al aangekomen.")
    known: Keys = {}
    rows = select(ArrivalRow.id, ArrivalRow.place).where(ArrivalRow.move == move).order_by(ArrivalRow.id)
    for key, name in session.execute(rows).all():
        content = session.scalars(select(ArrivalRow.content).where(ArrivalRow.id == key)).one()
        _land_row(session, name, read_row(content), known)
    forget(session, move)
    _tell_listeners(session, known)
    case_id = known[Case.__tablename__][arrival.case_id]
    work.record("case.arrived", "case", case_id)
    return case_id


def forget(session: Session, move: str) -> None:
    """What was written down goes."""
    session.execute(delete(ArrivalRow).where(ArrivalRow.move == move))
    session.execute(delete(Arrival).where(Arrival.move == move))


def _refuse_known(session: Session, name: str, number: str) -> None:
    bare = bare_table(CaseworkRecord.metadata.tables[name])
    if session.execute(select(bare.c.id).where(bare.c.number == number)).first() is not None:
        raise Invalid({"compartment": f"In dat onderdeel is het nummer {number} al gegeven. Kies een ander onderdeel."})


def _land_row(session: Session, name: str, values: Values, known: Keys) -> None:
    """Store one row under an id of this compartment, with its references to others that came along."""
    if name == HOLD:
        _land_hold(session, values, known)
        return
    place = CaseworkRecord.metadata.tables[name]
    old = values.pop("id")
    if name == CaseType.__tablename__:
        same = session.scalar(select(CaseType.id).where(CaseType.name == values["name"]))
        if same is not None:
            known[name] = {old: same}
            return
    for reference in place.foreign_keys:
        column: Any = reference.parent
        if values[column.name] is not None:
            values[column.name] = known[reference.column.table.name][values[column.name]]
    if name == CasePart.__tablename__ and not _follow_part(values, known):
        return
    done: Any = session.execute(insert(bare_table(place)).values(**values))
    known.setdefault(name, {})[old] = int(done.lastrowid)


def _follow_part(values: Values, known: Keys) -> bool:
    """Where a part is now; a part that was removed is told by what is kept of its past."""
    register = register_of_kind(values["kind"])
    name = register.model.__tablename__ if register is not None else values["kind"]
    key = known.get(name, {}).get(values["record_id"])
    if key is not None:
        values["record_id"] = key
    return key is not None


def _land_hold(session: Session, values: Values, known: Keys) -> None:
    register = register_of_kind(values["subject_kind"])
    key = known.get(register.model.__tablename__, {}).get(values["subject_id"]) if register is not None else None
    if key is not None:
        del values["id"]
        session.execute(insert(bare_table(tables().hold)).values(**{**values, "subject_id": key}))


def _tell_listeners(session: Session, known: Keys) -> None:
    """The rows went past the session: index them, and let what is kept beside a mention be made anew."""
    for name, keys in known.items():
        kind = kind_of_table(name, CaseworkRecord.metadata)
        register = register_of_kind(kind) if kind is not None else None
        if register is not None and register_of_model(register.model) is register:
            index(session, register, sorted(keys.values()))
    for key in known.get(Mention.__tablename__, {}).values():
        flag_modified(session.get_one(Mention, key), "label")
    session.flush()
