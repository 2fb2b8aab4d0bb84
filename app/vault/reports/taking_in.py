"""What a desk does with the box: find what is for it, throw covers away, answer, and stir the box."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import SealBroken, SignatureWrong
from app.vault.reports import dropbox
from app.vault.reports.codes import ID_BYTES, Direction, row_id
from app.vault.reports.frames import COUNTS, message_of, open_chunk, sealed_chunks, sealed_cover
from app.vault.reports.letters import Letter, packed, unpacked
from app.vault.reports.reporting import Envelope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.vault.primitives.sealing import Info, KeyPair, SigningKey
    from app.vault.reports.desks import Desks
    from app.vault.reports.frames import Piece

BATCH = 64
"""Chunks that are read at once."""
GLANCE = 256
"""Chunks that are opened at most to see whether something waits."""
LookAhead = Callable[[int, int], None]
"""Told how many chunks were looked at, of how many; it may raise Cancelled."""


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """A message for this desk: under which random key it was sent (16 bytes), by whose signature, and its rows."""

    key: bytes
    letter: Letter
    signer: bytes
    rows: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Haul:
    """What lay in the box for a desk. `broken` are the rows of messages for it that are not whole or not genuine,
    by key, with the reason; `covers` may be thrown away; `others` is how many chunks it cannot open.
    """

    arrivals: tuple[Arrival, ...]
    broken: tuple[tuple[bytes, tuple[bytes, ...], str], ...]
    covers: tuple[bytes, ...]
    others: int


def look_through(
    folder: Path,
    desks: Desks,
    compartment: str,
    pairs: tuple[KeyPair, ...],
    told: LookAhead = lambda _done, _total: None,
) -> Haul:
    """Everything in the box that the keys of a desk open, the present key and earlier ones. It takes nothing away."""
    info = desks.to_desk(compartment)
    messages: dict[bytes, dict[bytes, Piece]] = defaultdict(dict)
    covers, others = [], 0
    lying = dropbox.ids(folder)
    for at, (key, piece) in enumerate(_pieces(folder, lying, pairs, info), start=1):
        if piece is None:
            others += 1
        elif not piece.total:
            covers.append(key)
        else:
            messages[piece.key][key] = piece
        told(at, len(lying))
    arrivals, broken = [], []
    for key, pieces in messages.items():
        try:
            arrivals.append(_arrival(key, pieces, info))
        except (SealBroken, SignatureWrong) as reason:
            broken.append((key, tuple(pieces), str(reason)))
    return Haul(tuple(arrivals), tuple(broken), tuple(covers), others)


def answer(desks: Desks, compartment: str, voice: SigningKey, letter: Letter, reader: bytes) -> Envelope:
    """A message to a reporter: `letter.number` counts from 1, `reader` is the key that the report brought along."""
    info = desks.to_reporter(compartment)
    chunks = sealed_chunks(packed(letter), voice, reader, info)
    ids = (row_id(letter.lookup, Direction.TO_REPORTER, letter.number - 1, place) for place in range(COUNTS[-1]))
    return Envelope(dict(zip(ids, chunks, strict=False)))


def covers(desks: Desks, count: int) -> Envelope:
    """Chunks that hold nothing, for the desks in turn; a desk throws its own away when it takes in."""
    names = sorted(desks.desks)
    rows = {}
    for at in range(count if names else 0):
        name = names[at % len(names)]
        rows[os.urandom(ID_BYTES)] = sealed_cover(desks.desk(name).inbox, desks.to_desk(name))
    return Envelope(rows)


def something_waits(folder: Path, desks: Desks, compartment: str, pairs: tuple[KeyPair, ...]) -> bool | None:
    """Whether a message for this desk lies in the box; None when there is too much in it to find out at once."""
    lying = dropbox.ids(folder)
    looked_at = lying[:GLANCE]
    opened = _pieces(folder, looked_at, pairs, desks.to_desk(compartment))
    if any(piece is not None and piece.total for _, piece in opened):
        return True
    return None if len(lying) > len(looked_at) else False


def _pieces(
    folder: Path, lying: Sequence[bytes], pairs: tuple[KeyPair, ...], info: Info
) -> Iterator[tuple[bytes, Piece | None]]:
    """Each chunk by id, opened; None when it is not for this desk or gone. Reporters wait for no more than a batch."""
    for start in range(0, len(lying), BATCH):
        keys = lying[start : start + BATCH]
        sealed = dropbox.read_some(folder, keys)
        yield from ((key, _opened(sealed.get(key), pairs, info)) for key in keys)


def _opened(sealed: bytes | None, pairs: tuple[KeyPair, ...], info: Info) -> Piece | None:
    if sealed is None:
        return None
    try:
        return open_chunk(sealed, pairs, info)
    except SealBroken:
        return None


def _arrival(key: bytes, pieces: dict[bytes, Piece], info: Info) -> Arrival:
    places = {piece.place: piece for piece in pieces.values()}
    if len(places) != len(pieces):
        raise SealBroken("Een stuk van dit bericht ligt er twee keer.")
    message = message_of(places, info)
    return Arrival(key, unpacked(message.content), message.signer, tuple(pieces))
