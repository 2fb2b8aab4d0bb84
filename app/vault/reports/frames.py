"""A message as a number of sealed chunks that all have one size, whatever is in them.

Content is signed, framed with its length, cut into pieces and each piece is sealed by itself. The number of pieces is
rounded up to one of four, so that the box tells "a few lines" from "a film" and nothing finer. A cover is a chunk that
holds nothing; only who can open it sees that.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid, SealBroken, SignatureWrong
from app.vault.primitives.sealing import (
    SIGNATURE_BYTES,
    SIGNING_BYTES,
    Info,
    digest,
    open_sealed,
    seal,
    verify,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from app.vault.primitives.sealing import KeyPair, SigningKey

CHUNK = 64 * 1024
COUNTS = (1, 16, 128, 400)
"""To how many chunks a message is rounded up; 400 of them hold 25 MB."""
KEY_BYTES = 16

_VERSION = 1
_COVER, _CONTENT = 0, 1
_HEAD = struct.Struct(">BB16sHHI")  # version, what it is, key of the message, place, number of chunks, bytes in use
ROOM = CHUNK - _HEAD.size
MOST = ROOM * COUNTS[-1] - SIGNING_BYTES - SIGNATURE_BYTES
"""Bytes of content in one message at most."""
_OVERHEAD = 1120 + 16  # of HPKE: the encapsulated key (ML-KEM-768 and X25519) and the tag
SEALED_CHUNK = CHUNK + _OVERHEAD
_DOMAIN = "bolwerk report"


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """One chunk, opened: its place in the message with this key. `total` is 0 for a cover."""

    key: bytes
    place: int
    total: int
    data: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """What somebody sent, and the public key (32 bytes) under whose signature it stands."""

    content: bytes
    signer: bytes


def chunks_needed(length: int) -> int:
    """How many chunks a content of this many bytes takes; raises Invalid (field "files") when it is too large."""
    whole = length + SIGNING_BYTES + SIGNATURE_BYTES
    fitting = next((count for count in COUNTS if whole <= count * ROOM), None)
    if fitting is None:
        raise Invalid({"files": "Tekst en bijlagen samen zijn te groot: samen mogen zij 25 MB zijn."})
    return fitting


def sealed_chunks(content: bytes, signer: SigningKey, receiver: bytes, info: Info) -> Iterator[bytes]:
    """The message as sealed chunks, each `SEALED_CHUNK` bytes, in their order.

    Raises Invalid (field "files") when it is too large, SealBroken when the key of the receiver is not usable.
    """
    total = chunks_needed(len(content))
    key = os.urandom(KEY_BYTES)
    signature = signer.sign(_DOMAIN, digest(_DOMAIN, info.encode(), key, content))
    whole = signer.public_bytes + signature + content
    for place in range(total):
        data = whole[place * ROOM : (place + 1) * ROOM]
        yield _sealed(_HEAD.pack(_VERSION, _CONTENT, key, place, total, len(data)) + data, receiver, info)


def sealed_cover(receiver: bytes, info: Info) -> bytes:
    """A chunk that holds nothing and looks like any other."""
    return _sealed(_HEAD.pack(_VERSION, _COVER, os.urandom(KEY_BYTES), 0, 1, 0), receiver, info)


def open_chunk(sealed: bytes, pairs: Iterable[KeyPair], info: Info) -> Piece:
    """A chunk, opened with whichever of the keys fits; raises SealBroken."""
    if len(sealed) != SEALED_CHUNK:
        raise SealBroken("Dit stuk heeft niet de maat van een verzegeld stuk.")
    for pair in pairs:
        try:
            return _piece(open_sealed(pair, sealed, info))
        except SealBroken:
            continue
    raise SealBroken("Dit stuk is niet voor deze ontvanger, of het is beschadigd.")


def message_of(pieces: Mapping[int, Piece], info: Info) -> Message:
    """The message of which these are all the pieces; raises SealBroken or SignatureWrong."""
    totals = {piece.total for piece in pieces.values()}
    keys = {piece.key for piece in pieces.values()}
    if len(totals) != 1 or len(keys) != 1 or set(pieces) != set(range(next(iter(totals)))):
        raise SealBroken("Van dit bericht ontbreken stukken, of zij horen niet bij elkaar.")
    whole = b"".join(pieces[place].data for place in sorted(pieces))
    signer = whole[:SIGNING_BYTES]
    signature = whole[SIGNING_BYTES : SIGNING_BYTES + SIGNATURE_BYTES]
    content = whole[SIGNING_BYTES + SIGNATURE_BYTES :]
    if len(signature) != SIGNATURE_BYTES:
        raise SignatureWrong("Dit bericht is niet ondertekend.")
    verify(signer, _DOMAIN, digest(_DOMAIN, info.encode(), next(iter(keys)), content), signature)
    return Message(content, signer)


def read_message(fetch: Callable[[int], bytes | None], pairs: tuple[KeyPair, ...], info: Info) -> Message | None:
    """The message whose chunks `fetch` gives by their place; None when the first is not there.

    Raises SealBroken or SignatureWrong when it is there and not whole.
    """
    first = fetch(0)
    if first is None:
        return None
    pieces = {0: open_chunk(first, pairs, info)}
    for place in range(1, pieces[0].total):
        sealed = fetch(place)
        if sealed is None:
            raise SealBroken("Van dit bericht ontbreken stukken.")
        pieces[place] = open_chunk(sealed, pairs, info)
    return message_of(pieces, info)


def _sealed(headed: bytes, receiver: bytes, info: Info) -> bytes:
    return seal(receiver, headed.ljust(CHUNK, b"\0"), info)


def _piece(plain: bytes) -> Piece:
    """Read the head of a chunk; what cannot be is SealBroken, for anybody can seal anything to a public key."""
    if len(plain) != CHUNK:
        raise SealBroken("Dit stuk heeft niet de maat van een stuk.")
    version, what, key, place, total, used = _HEAD.unpack_from(plain)
    if version != _VERSION or what not in {_COVER, _CONTENT}:
        raise SealBroken("Dit stuk is van een soort die dit programma niet kent.")
    if used > ROOM or total not in COUNTS or place >= total or plain[_HEAD.size + used :].strip(b"\0"):
        raise SealBroken("Dit stuk is verkeerd opgebouwd.")
    return Piece(key, place, 0 if what == _COVER else total, plain[_HEAD.size : _HEAD.size + used])
