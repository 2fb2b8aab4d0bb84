"""Writing without reading: notes go into an outbox, are carried by the register, and are taken in once.

A note is put in the outbox of the giver's compartment in the transaction of the act. `carry` moves it into the
register, `accept` is done by a holder of the target. Its random id stays the same all the way, so that a note that is
carried or accepted twice counts once. Nobody on the way can read a note or tell from whom it came.
"""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import LargeBinary, cast, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from app.errors import AccessDenied, BugError, Invalid, NotFound
from app.rules.permissions import INTEGRITY, REGISTER
from app.vault.keys.mailbox import voice_of
from app.vault.post.notes import Giver, Note, Unacceptable, open_note, seal_note
from app.vault.primitives.sealing import KeyPair
from models.register import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from app.vault.header.trust import Roster
    from app.vault.primitives.strict_json import Json
    from app.vault.store.audit import Author
    from app.vault.store.compartments import Compartment
    from app.vault.unit_of_work import UnitOfWork
    from app.vault.unlocked import UnlockedVault

TAKEN_IN = "taken_in"
SET_ASIDE = "set_aside"
WAITING = "waiting"
LARGEST_NOTE = 64 * 1024 * 1024
_HEAD = 1024

# What a handler can trip over in a payload that nobody foresaw; such a note must not keep the rest from coming in.
_UNFORESEEN = (ValueError, TypeError, LookupError, ArithmeticError, IntegrityError)
# Whoever holds the register can put anything in its table; what is no note at all is left lying.
_A_NOTE = (
    func.typeof(Delivery.id) == "text",
    func.length(cast(Delivery.id, LargeBinary)) == 32,
    Delivery.id.op("NOT GLOB")("*[^0-9a-f]*"),
    func.typeof(Delivery.sealed) == "blob",
)

Handler: TypeAlias = "Callable[[UnitOfWork, dict[str, Json], Giver], None]"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What `accept` did: notes taken in, set aside as damaged or forged, and left waiting for want of a handler."""

    taken_in: int = 0
    set_aside: int = 0
    waiting: int = 0


class _AlreadyIn(Exception):
    """Another program took the note in meanwhile."""


def post(
    session: Session,
    source: Compartment,
    *,
    target: str,
    kind: str,
    payload: dict[str, Json],
    author: Author,
    roster: Roster,
) -> str:
    """Put a signed and sealed note in the outbox, in the transaction of `session`; returns its id.

    `payload` is anything with a canonical form (app.vault.primitives.sealing), some MB at most. An integrity
    compartment speaks with its own voice, because a note that names its giver would name the officer.
    """
    inbox_key = roster.compartment(target).inbox_key
    if inbox_key is None:
        raise AccessDenied(f"Het compartiment ‘{target}’ heeft nog geen brievenbus; er is niets verstuurd.")
    giver, key = author.account, author.key
    if source.kind == INTEGRITY:
        giver, key = "", voice_of(KeyPair.from_private(source.inbox_keys(session)[0]))
    note = Note(secrets.token_hex(16), kind, giver, source.name, target, payload)
    sealed = seal_note(note, roster, key, inbox_key)
    if len(sealed) > LARGEST_NOTE:
        raise BugError("a note this large would not be taken in")
    session.execute(insert(source.tables.outbox).values(id=note.id, target=target, sealed=sealed))
    return note.id


def carry(vault: UnlockedVault) -> int:
    """Move every note in the outboxes this account can open into the register; returns how many."""
    register = vault.compartment(REGISTER)
    return sum(_carry_from(vault.compartment(name), register) for name in sorted(vault.available))


def _carry_from(source: Compartment, register: Compartment) -> int:
    carried = 0
    while note := _first_in_outbox(source):
        with register.write() as session:
            session.execute(insert(Delivery).prefix_with("OR IGNORE").values(note))
        with source.write() as session:
            outbox = source.tables.outbox
            session.execute(delete(outbox).where(outbox.c.id == note["id"]))
        carried += 1
    return carried


def _first_in_outbox(source: Compartment) -> dict[str, Any] | None:
    """One note at a time, because each may be some MB."""
    with source.read() as session:
        row = session.execute(select(source.tables.outbox).limit(1)).mappings().first()
    return dict(row) if row else None


def accept(vault: UnlockedVault, name: str, handlers: Mapping[str, Handler]) -> Accepted:
    """Take in the notes that wait for compartment `name`, each in a unit of work of its own.

    A handler writes what the payload says; it raises Invalid, AccessDenied or NotFound when it will not have it, and
    the note is then set aside like one that is damaged or forged. A note of a kind without a handler stays. Of one that
    is far too large only the head is kept.
    """
    register = vault.compartment(REGISTER)
    with register.read() as session:
        ids = session.scalars(select(Delivery.id).where(Delivery.target == name, *_A_NOTE)).all()
    counts: Counter[str] = Counter()
    for note_id in ids:
        with register.read() as session:
            sealed = session.scalar(
                select(func.substr(Delivery.sealed, 1, LARGEST_NOTE + 1)).where(Delivery.id == note_id)
            )
        if sealed is None:
            continue  # another program finished it meanwhile
        outcome = _take_in(vault, name, note_id, sealed, handlers)
        counts[outcome] += 1
        if outcome != WAITING:
            with register.write() as session:
                session.execute(delete(Delivery).where(Delivery.id == note_id))
    return Accepted(**counts)


def _take_in(vault: UnlockedVault, name: str, note_id: str, sealed: bytes, handlers: Mapping[str, Handler]) -> str:
    compartment = vault.compartment(name)
    with compartment.read() as session:
        if _known(session, compartment, note_id):
            return TAKEN_IN
        inbox = [KeyPair.from_private(private) for private in compartment.inbox_keys(session)]
    if len(sealed) > LARGEST_NOTE:
        _set_aside(vault, compartment, note_id, sealed[:_HEAD], "zij is veel te groot; alleen het begin is bewaard")
        return SET_ASIDE
    try:
        note, giver = open_note(sealed, vault.roster, id=note_id, target=name, inbox=inbox)
        if note.kind not in handlers:
            return WAITING
        _hand_in(vault, compartment, note, giver, handlers[note.kind])
    except Unacceptable as reason:
        _set_aside(vault, compartment, note_id, sealed, str(reason))
        return SET_ASIDE
    except _AlreadyIn:
        pass
    return TAKEN_IN


def _known(session: Session, compartment: Compartment, note_id: str) -> bool:
    tables = (compartment.tables.received, compartment.tables.set_aside)
    return any(session.execute(select(table.c.id).where(table.c.id == note_id)).first() for table in tables)


def _hand_in(vault: UnlockedVault, compartment: Compartment, note: Note, giver: Giver, handler: Handler) -> None:
    """Let the handler write, with the note marked as received in the same transaction."""
    with vault.write(compartment.name) as work:
        if _known(work.session, compartment, note.id):
            raise _AlreadyIn
        try:
            handler(work, note.payload, giver)
            work.session.flush()
        except _UNFORESEEN as error:
            raise Unacceptable("de inhoud is onbruikbaar") from error
        except (Invalid, AccessDenied, NotFound) as error:
            raise Unacceptable(f"de inhoud is geweigerd: {error}") from error
        mark = {"id": note.id, "kind": note.kind, "giver": note.giver, "origin": note.origin, "at": vault.author.at()}
        work.session.execute(insert(compartment.tables.received).values(mark))
        work.record("accept_delivery", note.kind, note.id)


def _set_aside(vault: UnlockedVault, compartment: Compartment, note_id: str, sealed: bytes, reason: str) -> None:
    """Keep the note as it came, with why it was not taken in, where a holder can see it."""
    with vault.write(compartment.name) as work:
        row = insert(compartment.tables.set_aside).prefix_with("OR IGNORE")
        work.session.execute(row.values(id=note_id, sealed=sealed, reason=reason, at=vault.author.at()))
        work.record("accept_delivery", "delivery", note_id, result=SET_ASIDE)
