"""Copies of audit entries for the privacy officer: one sealed note per batch, never from an integrity compartment.

The copies keep their signatures, so that the officer can verify them without the key of the compartment they are from.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, literal, select, update

from app.errors import Invalid
from app.rules.permissions import AUDIT, INTEGRITY
from app.vault.post.deliveries import post
from app.vault.post.notes import AUDIT_COPIES
from app.vault.primitives.strict_json import NotStrict, from_base64, to_base64
from app.vault.store.audit import Chain, ChainCheck, Entry, entries
from models.audit import copied_entry, superseded_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.vault.header.trust import Roster
    from app.vault.post.notes import Giver
    from app.vault.primitives.strict_json import Json
    from app.vault.store.audit import Author
    from app.vault.store.compartments import Compartment
    from app.vault.unit_of_work import UnitOfWork

KIND = AUDIT_COPIES
BATCH = 1000
_TYPES = {field.name: field.type for field in fields(Entry)}


def hand_on(compartment: Compartment, author: Author, roster: Roster) -> int:
    """Put the entries that the privacy officer has no copy of in the outbox; returns how many.

    Integrity compartments and the officer's own are left out.
    """
    if compartment.kind in {INTEGRITY, AUDIT}:
        return 0
    handed = 0
    while batch := _hand_on_batch(compartment, author, roster):
        handed += batch
    return handed


def _hand_on_batch(compartment: Compartment, author: Author, roster: Roster) -> int:
    pin = compartment.tables.pin
    with compartment.read() as session:
        if not _uncopied(session, compartment):
            return 0
    with compartment.write() as session:
        batch = _uncopied(session, compartment)
        if batch:
            payload: dict[str, Json] = {"entries": [_to_json(entry) for entry in batch]}
            post(session, compartment, target=AUDIT, kind=KIND, payload=payload, author=author, roster=roster)
            session.execute(update(pin).values(copied=batch[-1].n))
    return len(batch)


def _uncopied(session: Session, compartment: Compartment) -> list[Entry]:
    copied = session.execute(select(compartment.tables.pin.c.copied)).scalar_one()
    return list(entries(session, compartment, after=copied, limit=BATCH))


def _to_json(entry: Entry) -> dict[str, Json]:
    said = asdict(entry)
    return {name: to_base64(value) if isinstance(value, bytes) else value for name, value in said.items()}


def take_in(work: UnitOfWork, payload: dict[str, Json], giver: Giver, *, roster: Roster) -> None:
    """Handler of a batch: verify every entry and store it; raises Invalid when one is not genuine.

    A batch that overlaps an earlier one must say the same, unless the quorum put a backup back in the meantime: what
    that ended is kept apart. A gap is allowed, because batches may overtake each other; `verify` shows it.
    """
    batch = _from_json(payload)
    first = batch[0]
    check = Chain(roster, giver.compartment, after=first.n - 1, digest=first.previous).follow(batch)
    if check.bad:
        raise Invalid({"": f"regel {check.bad.n} van het logboek is niet echt: {check.bad.reason}"})
    known = _stored(work.session, giver.compartment, first.n - 1, batch[-1].n + 1)
    parting = next((entry for entry in batch if known.get(entry.n, entry.digest) != entry.digest), None)
    if parting and _set_apart(work.session, giver.compartment, parting, roster):
        known = {n: seen for n, seen in known.items() if n < parting.n}
    if any(known.get(entry.n, entry.digest) != entry.digest for entry in batch):
        raise Invalid({"": "er is al een andere kopie van een van deze regels"})
    if known.get(first.n - 1, first.previous) != first.previous:
        raise Invalid({"": "de regels sluiten niet aan op de eerdere kopieën"})
    rows = [{"compartment": giver.compartment, **asdict(entry)} for entry in batch if entry.n not in known]
    if rows:
        work.session.execute(insert(copied_entry), rows)


def _set_apart(session: Session, compartment: str, parting: Entry, roster: Roster) -> bool:
    """Whether a restore explains that the trail goes another way from this entry on; then the old copies move aside.

    Each restore explains one parting of ways in each compartment.
    """
    restore = max((n for n, _ in roster.restores if n <= parting.statement), default=0)
    ended = superseded_entry.c
    used = select(ended.n).where(ended.compartment == compartment, ended.restore == restore).limit(1)
    if not restore or session.execute(used).first():
        return False
    names = ["compartment", *Entry.__slots__]
    here = (copied_entry.c.compartment == compartment, copied_entry.c.n >= parting.n)
    old = select(literal(restore), *(copied_entry.c[name] for name in names)).where(*here)
    session.execute(insert(superseded_entry).from_select(["restore", *names], old))
    session.execute(delete(copied_entry).where(*here))
    return True


def verify_copies(session: Session, roster: Roster) -> Iterator[tuple[str, ChainCheck]]:
    """Check the copies of each compartment from its first entry on; an entry that is missing is a finding."""
    for name in session.scalars(select(copied_entry.c.compartment).distinct().order_by(copied_entry.c.compartment)):
        columns = (copied_entry.c[column] for column in Entry.__slots__)
        copies = select(*columns).where(copied_entry.c.compartment == name).order_by(copied_entry.c.n)
        rows = session.execute(copies, execution_options={"yield_per": 1000})
        yield name, Chain(roster, name).follow(Entry(*row) for row in rows)


def _stored(session: Session, compartment: str, first: int, last: int) -> dict[int, bytes]:
    """Digests of the copies that are already there, by number."""
    found = select(copied_entry.c.n, copied_entry.c.digest).where(
        copied_entry.c.compartment == compartment,
        copied_entry.c.n.between(first, last),
    )
    return dict(session.execute(found).all())


def _from_json(payload: dict[str, Json]) -> list[Entry]:
    said = payload.get("entries")
    if not isinstance(said, list) or not said:
        raise Invalid({"": "er staan geen regels in"})
    return [_entry(item) for item in said]


def _entry(said: Json) -> Entry:
    if not isinstance(said, dict) or said.keys() != _TYPES.keys():
        raise Invalid({"": "een regel heeft niet de vereiste velden"})
    values: dict[str, Any] = {name: _value(said[name], str(kind)) for name, kind in _TYPES.items()}
    return Entry(**values)


def _value(value: Json, kind: str) -> str | int | bytes | bool:
    """A field of an entry; `kind` is its annotation."""
    try:
        match kind, value:
            case "bytes", str():
                return from_base64(value)
            case "str", str():
                return value
            case "bool", bool():
                return value
            case "int", int() if not isinstance(value, bool):
                return value
    except NotStrict as error:
        raise Invalid({"": str(error)}) from error
    raise Invalid({"": "een regel heeft niet de vereiste vorm"})
