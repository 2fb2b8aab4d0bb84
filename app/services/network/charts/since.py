"""What of a chart was recorded after a day, read from the log: for who saved no version to compare with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.vault.store.audit import OK

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

AT_ONCE = 500  # ids in one question to the store
RECORDED = ("link", "mention")  # kinds of records of which the log says when they came
_RANGE = re.compile(r"(\d+)-(\d+)")


@requires(Act.READ_SIGNALS, CASEWORK)
def recorded_since(vault: UnlockedVault, edges: Collection[str], day: date) -> frozenset[str]:
    """Of these edges ("link:4", "mention:9") those that came into the vault after a day; others are never in it.

    The log is emptied of what was destroyed, and an edge of which it says nothing is not told as new.
    """
    found: set[str] = set()
    with vault.read(CASEWORK) as session:
        entry = vault.compartment(CASEWORK).tables.audit_entry
        for kind in RECORDED:
            ids = [key.removeprefix(f"{kind}:") for key in edges if key.startswith(f"{kind}:")]
            first = _imported(session, entry, kind, {int(each) for each in ids})
            for begin in range(0, len(ids), AT_ONCE):
                rows = session.execute(
                    select(entry.c.subject_id, func.min(entry.c.at))
                    .where(
                        entry.c.subject_kind == kind,
                        entry.c.subject_id.in_(ids[begin : begin + AT_ONCE]),
                        entry.c.result == OK,
                    )
                    .group_by(entry.c.subject_id)
                )
                for subject, at in rows:
                    first[int(subject)] = min(at, first.get(int(subject), at))
            found.update(f"{kind}:{key}" for key, at in first.items() if at[:10] > day.isoformat())
    return frozenset(found)


def _imported(session: Session, entry: object, kind: str, ids: set[int]) -> dict[int, str]:
    """When those came that an import stored: it is logged once, with the first and the last id."""
    columns = entry.c  # type: ignore[attr-defined]
    rows = session.execute(
        select(columns.subject_id, columns.at).where(columns.action == f"{kind}.imported", columns.result == OK)
    )
    first: dict[int, str] = {}
    for subject, at in rows:
        stored = _RANGE.fullmatch(subject)
        if stored is not None:
            first.update(dict.fromkeys(ids & set(range(int(stored[1]), int(stored[2]) + 1)), at))
    return first
