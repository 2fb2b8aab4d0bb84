"""A case with everything that hangs on it, as rows that can be written down in another compartment.

What goes is what would be destroyed with the case (app.services.retention), and the signals that feed no other case.
A row that cannot be without something that stays is not taken along, and is erased with the rest.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.casework.merging import NO_WAY_BACK
from app.services.casework.moving import bare_table
from app.services.casework.timeline import past_of
from app.services.retention.casework import ABOUT_IT
from app.services.retention.erasing import doomed_with, some_of
from app.services.retention.work_list import tables
from app.services.search.registry import kind_of_table
from models.casework import (
    BlindHit,
    Case,
    CaseMerge,
    CasePackage,
    CaseType,
    CaseworkRecord,
    EarlierAct,
    MovedRow,
    Signal,
    SignalCase,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from app.services.retention.erasing import Doomed
    from app.vault.session import UnlockedVault

    Values = dict[str, Any]

HOLD = "retention_hold"
_BYTES = "base64"
# What is between compartments or vaults means nothing in another one; a merge is not taken back elsewhere.
_STAYS = {each.__tablename__ for each in (BlindHit, CasePackage, MovedRow)}


def what_goes(session: Session, case_id: int) -> Doomed:
    """The rows of a case and of all that goes with it, by table."""
    return doomed_with(session, {_table(Case): {case_id}, _table(Signal): signals_of_one(session, case_id)}, ABOUT_IT)


def signals_of_one(session: Session, case_id: int) -> set[int]:
    """The signals that feed this case and no other."""
    feeding = select(SignalCase.signal_id).where(SignalCase.case_id == case_id)
    alone = (
        select(SignalCase.signal_id)
        .where(SignalCase.signal_id.in_(feeding))
        .group_by(SignalCase.signal_id)
        .having(func.count() == 1)
    )
    return set(session.scalars(alone))


@requires(Act.EDIT_CASES, CASEWORK)
def packed(vault: UnlockedVault, session: Session, case_id: int, going: Doomed) -> Iterator[tuple[str, str]]:
    """Each row as table and JSON, in such an order that what hangs on others comes later."""
    kept: dict[str, set[int]] = {}
    yield from _type_of(session, case_id, kept)
    for place in CaseworkRecord.metadata.sorted_tables:
        if place.name in _STAYS or place not in going:
            continue
        for some in some_of(going[place]):
            bare = bare_table(place)
            for row in session.execute(select(bare).where(bare.c.id.in_(some)).order_by(bare.c.id)).mappings():
                values = _as_it_goes(place, dict(row), kept)
                if values is not None:
                    kept.setdefault(place.name, set()).add(values["id"])
                    yield place.name, _written(values)
    yield from _holds(session, going)
    yield from _past(vault, session, case_id, kept.get(Signal.__tablename__, set()))


def read_row(content: str) -> Values:
    """What was written, as the store has it."""
    return {name: _unpacked(value) for name, value in json.loads(content).items()}


def _type_of(session: Session, case_id: int, kept: dict[str, set[int]]) -> Iterator[tuple[str, str]]:
    """The type first: there it is the one of the same name, or it comes along."""
    place = bare_table(_table(CaseType))
    cases = bare_table(_table(Case))
    own = select(place).join(cases, cases.c.case_type_id == place.c.id).where(cases.c.id == case_id)
    row = session.execute(own).mappings().one()
    kept[place.name] = {row["id"]}
    yield place.name, _written(dict(row))


def _as_it_goes(place: Table, values: Values, kept: dict[str, set[int]]) -> Values | None:
    """The row without what stays behind; None when it cannot be without that."""
    for reference in place.foreign_keys:
        column: Any = reference.parent
        value = values[column.name]
        if value is None or value in kept.get(reference.column.table.name, ()):
            continue
        if not column.nullable or reference.ondelete == "CASCADE":
            return None
        values[column.name] = None
    if place.name == CaseMerge.__tablename__:
        values |= {"snapshot": NO_WAY_BACK, "source_id": 0}
    return values


def _holds(session: Session, going: Doomed) -> Iterator[tuple[str, str]]:
    """What must be kept, must be kept there too."""
    hold = bare_table(tables().hold)
    for place, keys in going.items():
        kind = kind_of_table(place.name, place.metadata)
        for some in some_of(keys) if kind is not None else ():
            same = (hold.c.subject_kind == kind, hold.c.subject_id.in_(some))
            yield from ((HOLD, _written(dict(row))) for row in session.execute(select(hold).where(*same)).mappings())


def _past(vault: UnlockedVault, session: Session, case_id: int, leaving: set[int]) -> Iterator[tuple[str, str]]:
    """What the trail of this compartment tells of the case; the trail itself is signed here and stays."""
    for each in past_of(vault, session, case_id, leaving):
        told = {
            "case_id": case_id,
            "day": each.day.isoformat(),
            "at": each.at.isoformat() if each.at is not None else None,
            "who": each.who,
            "topic": each.topic.value,
            "what": each.what,
            "title": each.title,
            "detail": each.detail,
            "kind": each.kind,
            "fields": json.dumps(each.fields),
        }
        yield EarlierAct.__tablename__, _written({"id": 0, **told})


def _written(values: Values) -> str:
    return json.dumps({name: _packable(value) for name, value in values.items()}, ensure_ascii=False)


def _packable(value: Any) -> Any:  # noqa: ANN401 - what a store holds
    return {_BYTES: base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _unpacked(value: Any) -> Any:  # noqa: ANN401 - likewise
    return base64.b64decode(value[_BYTES]) if isinstance(value, dict) else value


def _table(model: Any) -> Table:  # noqa: ANN401 - a mapped class
    found: Table = model.__table__
    return found
