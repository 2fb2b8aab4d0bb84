"""A note from one compartment to another: signed by its giver, sealed to the inbox of its target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import SealBroken, SignatureWrong
from app.rules.permissions import INTEGRITY, Role
from app.vault.primitives.sealing import Info, KeyPair, SigningKey, canonical, open_sealed, seal, verify
from app.vault.primitives.strict_json import Json, NotStrict, from_base64, parse, to_base64

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.vault.header.trust import Roster

SIGNED = "bolwerk delivery"
AUDIT_COPIES = "audit_copies"
# Each entry in these is signed itself. They count also when their giver has other keys by the time that they are
# opened, or has left: the privacy officer must not miss what somebody did just before.
_PROVE_THEMSELVES = frozenset({AUDIT_COPIES})


class Unacceptable(Exception):
    """The reason, as the end of a Dutch sentence, why a note is set aside."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Who sent a note, as the header vouches for it: account, its role now, and the compartment it was sent from.

    Integrity speaks as a compartment: `account` is empty and `role` None, so that no note names the officer.
    """

    account: str
    role: Role | None
    compartment: str


@dataclass(frozen=True, slots=True)
class Note:
    """What travels. `giver` is an account id or empty, `origin` and `target` are names of compartments."""

    id: str
    kind: str
    giver: str
    origin: str
    target: str
    payload: dict[str, Json]


def seal_note(note: Note, roster: Roster, key: SigningKey, inbox_key: bytes) -> bytes:
    """The note, signed with the key of its giver (or the voice of its origin), sealed to the inbox of its target."""
    content = canonical({name: getattr(note, name) for name in Note.__slots__})
    signature = key.sign(SIGNED, _bound(roster, content))
    envelope = canonical({"content": content.decode(), "signature": to_base64(signature)})
    return seal(inbox_key, envelope, _info(roster, note.target))


def open_note(sealed: bytes, roster: Roster, *, id: str, target: str, inbox: Sequence[KeyPair]) -> tuple[Note, Giver]:  # noqa: A002
    """Open a note that travelled as `id` to `target`, and verify who gave it; raises Unacceptable."""
    content, signature = _envelope(_opened(sealed, inbox, _info(roster, target)))
    note = _note(content)
    if (note.id, note.target) != (id, target):
        raise Unacceptable("zij is onder een ander kenmerk of voor een ander compartiment verstuurd")
    giver = _giver(note, roster)
    if not any(_is_signed(key, _bound(roster, content), signature) for key in _keys_of(note, roster)):
        raise Unacceptable("de handtekening klopt niet")
    return note, giver


def _keys_of(note: Note, roster: Roster) -> tuple[bytes | None, ...]:
    """With which a note may be signed: the key that its giver has now, or ever had when its content proves itself."""
    if not note.giver:
        return (roster.compartment(note.origin).voice,)
    return roster.signer_keys(note.giver) if note.kind in _PROVE_THEMSELVES else (roster.signer_key(note.giver),)


def _is_signed(key: bytes | None, content: bytes, signature: bytes) -> bool:
    try:
        verify(key or b"", SIGNED, content, signature)
    except SignatureWrong:
        return False
    return True


def _info(roster: Roster, target: str) -> Info:
    return Info("delivery", roster.vault_id, target)


def _bound(roster: Roster, content: bytes) -> bytes:
    return canonical(roster.vault_id) + content


def _opened(sealed: bytes, inbox: Sequence[KeyPair], info: Info) -> bytes:
    for pair in inbox:
        try:
            return open_sealed(pair, sealed, info)
        except SealBroken:
            continue
    raise Unacceptable("zij is niet te openen: beschadigd, of niet voor dit compartiment verzegeld")


def _envelope(data: bytes) -> tuple[bytes, bytes]:
    """Content and signature, whatever their meaning."""
    try:
        match parse(data):
            case {"content": str(content), "signature": str(signature), **rest} if not rest:
                return content.encode(), from_base64(signature)
    except NotStrict as error:
        raise Unacceptable(str(error)) from error
    raise Unacceptable("de envelop heeft niet de vereiste vorm")


def _note(content: bytes) -> Note:
    try:
        match parse(content):
            case {
                "id": str(note_id),
                "kind": str(kind),
                "giver": str(giver),
                "origin": str(origin),
                "target": str(target),
                "payload": dict(payload),
                **rest,
            } if not rest:
                return Note(note_id, kind, giver, origin, target, payload)
    except NotStrict as error:
        raise Unacceptable(str(error)) from error
    raise Unacceptable("de inhoud heeft niet de vereiste vorm")


def _giver(note: Note, roster: Roster) -> Giver:
    """Who the note says it is from; may only be somebody who holds the compartment it says it is from.

    Or who once held it, when the content proves itself.
    """
    if not note.giver:
        facts = roster.compartments.get(note.origin)
        if facts is None or facts.kind != INTEGRITY:
            raise Unacceptable("alleen integriteit bezorgt zonder gever")
        return Giver("", None, note.origin)
    known = roster.accounts.get(note.giver)
    if known and note.kind in _PROVE_THEMSELVES and roster.once_held(known.id, note.origin):
        return Giver(known.id, known.role, note.origin)
    if known is None or known.revoked:
        raise Unacceptable("de gever bestaat niet of is ingetrokken")
    if note.origin not in roster.held_by(known.id):
        raise Unacceptable("de gever heeft geen toegang tot het compartiment waaruit zij zou komen")
    return Giver(known.id, known.role, note.origin)
