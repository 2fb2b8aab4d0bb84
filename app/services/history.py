"""Who did what to a record and when, read from the audit trail of its compartment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from models.metadata import METADATA
from models.shared import shared_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: moment (UTC), who (name), what ("case.changed"), which fields, with which result ("ok")."""

    at: datetime
    who: str
    action: str
    fields: tuple[str, ...]
    result: str


def history_of(vault: UnlockedVault, compartment: str, subject_kind: str, subject_id: str) -> tuple[HistoryLine, ...]:
    """The acts on one record, newest first; the caller has checked that the record may be read."""
    entry = shared_tables(METADATA[vault.roster.compartment(compartment).kind]).audit_entry
    imported = and_(entry.c.action == f"{subject_kind}.imported", entry.c.result == "ok")
    statement = (
        select(entry)
        .where(entry.c.subject_kind == subject_kind, or_(entry.c.subject_id == subject_id, imported))
        .order_by(entry.c.n.desc())
    )
    names = vault.directory()
    with vault.read(compartment) as session:
        return tuple(
            HistoryLine(
                at=datetime.fromisoformat(row.at),
                who=names[row.actor].name if row.actor in names else "onbekende gebruiker",
                action=row.action,
                fields=tuple(json.loads(row.fields)),
                result=row.result,
            )
            for row in session.execute(statement)
            if row.subject_id == subject_id or _covers(row.subject_id, subject_id)
        )


def _covers(imported: str, subject_id: str) -> bool:
    """Whether the entry of an import, "101-150", is about this record too."""
    first, _, last = imported.partition("-")
    return subject_id.isdecimal() and int(first) <= int(subject_id) <= int(last)


def together(lines: Iterable[HistoryLine]) -> Iterator[tuple[HistoryLine, int]]:
    """Acts that say the same thing one after another as one, the newest of them, with how many there were.

    Somebody who looks at a record ten times in a day did one thing; changes stay apart, for each may be asked about.
    """
    last: HistoryLine | None = None
    count = 0
    for each in lines:
        if last is not None and _same(last, each):
            count += 1
            continue
        if last is not None:
            yield last, count
        last, count = each, 1
    if last is not None:
        yield last, count


def _same(one: HistoryLine, other: HistoryLine) -> bool:
    return not one.fields and (one.who, one.action, one.fields, one.result) == (
        other.who,
        other.action,
        other.fields,
        other.result,
    )
