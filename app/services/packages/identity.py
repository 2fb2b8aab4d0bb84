"""Which record is which in other vaults: a random id per record, and what has been seen of its changes.

Nobody has to keep this up while working: at each giving and receiving the records are looked at, and what differs from
the last look counts as a change made here.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import insert, select, update

from app.rules.packages.revisions import NOTHING, Mark, Stand, noticed
from app.services.packages.values import digests_of
from app.vault.primitives.sealing import digest
from models.casework import CaseMerge, Travelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.services.packages.values import Value

K = TypeVar("K", int, str)

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Known:
    """A record of this vault that has a random id."""

    id: str
    kind: str
    record: int
    stand: Stand


def replica_of(vault: str, compartment: str) -> str:
    """How a compartment of a vault is called where changes are counted."""
    return digest("bolwerk replica", vault.encode(), compartment.encode())[:8].hex()


def by_id(session: Session, ids: Iterable[str]) -> dict[str, Known]:
    """The records with these random ids, also those that are gone."""
    found = {}
    for some in _portions(sorted(set(ids))):
        for row in session.scalars(select(Travelled).where(Travelled.global_id.in_(some))):
            found[row.global_id] = _known(row)
    return found


def look_at(session: Session, own: str, kind: str, rows: Mapping[int, Mapping[str, Value]]) -> dict[int, Known]:
    """Give every record an id that has none, and notice what was changed since the last look; `rows` by record."""
    found: dict[int, Known] = {}
    for some in _portions(sorted(rows)):
        known = select(Travelled).where(Travelled.kind == kind, Travelled.record_id.in_(some))
        for row in session.scalars(known):
            found[row.record_id] = _known(row)
    fresh, moved = [], []
    for record, values in rows.items():
        before = found.get(record) or Known(secrets.token_hex(16), kind, record, NOTHING)
        stand = noticed(before.stand, digests_of(before.id, values), own)
        after = Known(before.id, kind, record, stand if stand.vector else Stand({own: 1}, {}))
        if record not in found:
            fresh.append(_row(after))
        elif after.stand is not before.stand:
            moved.append(after)
        found[record] = after
    if fresh:
        session.execute(insert(Travelled), fresh)
    for each in moved:
        keep_stand(session, each)
    return found


def keep_stand(session: Session, known: Known) -> None:
    """Store what was seen of a record, and which record of this vault it is."""
    said = _row(known)
    session.execute(update(Travelled).where(Travelled.global_id == known.id).values(said))


def introduce(session: Session, known: Known) -> None:
    """A record that came from elsewhere is here from now on."""
    session.execute(insert(Travelled).values(_row(known)))


def merged_into(session: Session, case_id: int) -> int | None:
    """The case into which one that is gone was merged, however many times; None when it was not."""
    seen = {case_id}
    while True:
        into = select(CaseMerge.target_id).where(CaseMerge.source_id == case_id, CaseMerge.undone_at.is_(None))
        found = session.scalar(into.limit(1))
        if found is None or found in seen:
            return case_id if len(seen) > 1 else None
        seen.add(found)
        case_id = found


def _known(row: Travelled) -> Known:
    marks = {name: Mark(*mark) for name, mark in json.loads(row.marks).items()}
    return Known(row.global_id, row.kind, row.record_id, Stand(json.loads(row.vector), marks))


def _row(known: Known) -> dict[str, object]:
    marks = {name: (mark.digest, mark.replica, mark.n) for name, mark in known.stand.marks.items()}
    return {
        "global_id": known.id,
        "kind": known.kind,
        "record_id": known.record,
        "vector": json.dumps(dict(known.stand.vector), sort_keys=True),
        "marks": json.dumps(marks, sort_keys=True),
    }


def _portions(items: Sequence[K]) -> Iterator[list[K]]:
    for start in range(0, len(items), _AT_ONCE):
        yield list(items[start : start + _AT_ONCE])
