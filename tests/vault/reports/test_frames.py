"""Sealed chunks: one size whatever is in them, whole or refused, and worth nothing to anybody else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Invalid, SealBroken, SignatureWrong
from app.rules.permissions import CASEWORK, INTEGRITY
from app.vault.primitives.sealing import KeyPair, SigningKey, seal
from app.vault.reports.frames import (
    CHUNK,
    COUNTS,
    MOST,
    ROOM,
    SEALED_CHUNK,
    Message,
    chunks_needed,
    message_of,
    open_chunk,
    read_message,
    sealed_chunks,
    sealed_cover,
)

if TYPE_CHECKING:
    from tests.vault.reports.conftest import Point

SIGNER = SigningKey.generate()


def sent(point: Point, content: bytes) -> list[bytes]:
    desk = point.desks.desk(INTEGRITY)
    return list(sealed_chunks(content, SIGNER, desk.inbox, point.desks.to_desk(INTEGRITY)))


def opened(point: Point, chunks: list[bytes], name: str = INTEGRITY) -> Message | None:
    fetch = dict(enumerate(chunks)).get
    return read_message(fetch, (point.pairs[name],), point.desks.to_desk(INTEGRITY))


@pytest.mark.parametrize("length", [0, 1, 1000, ROOM - 96, ROOM - 95, 200_000])
def test_that_what_was_sent_is_what_is_read(point: Point, length: int) -> None:
    content = os.urandom(length)
    message = opened(point, sent(point, content))
    assert message == Message(content, SIGNER.public_bytes)


def test_that_every_chunk_has_the_same_size_and_their_number_is_one_of_four(point: Point) -> None:
    for length in (0, 10, ROOM, ROOM * 15):
        chunks = sent(point, b"x" * length)
        assert len(chunks) in COUNTS
        assert {len(chunk) for chunk in chunks} == {SEALED_CHUNK}
    assert len(sealed_cover(point.desks.desk(INTEGRITY).inbox, point.desks.to_desk(INTEGRITY))) == SEALED_CHUNK


def test_that_twenty_five_megabytes_fit_and_one_byte_more_is_refused_before_anything_is_sealed() -> None:
    assert MOST >= 25_000_000
    assert chunks_needed(MOST) == COUNTS[-1]
    with pytest.raises(Invalid) as refused:
        chunks_needed(MOST + 1)
    assert "25 MB" in refused.value.fields["files"]


def test_that_another_desk_opens_nothing(point: Point) -> None:
    with pytest.raises(SealBroken):
        opened(point, sent(point, b"geheim"), CASEWORK)


def test_that_an_earlier_key_of_the_desk_still_opens(point: Point) -> None:
    chunks = sent(point, b"nog onder de oude sleutel")
    pairs = (KeyPair.generate(), point.pairs[INTEGRITY])
    message = read_message(dict(enumerate(chunks)).get, pairs, point.desks.to_desk(INTEGRITY))
    assert message is not None
    assert message.content == b"nog onder de oude sleutel"


def test_that_a_message_that_is_not_there_is_none(point: Point) -> None:
    assert opened(point, []) is None


def test_that_a_missing_or_exchanged_chunk_is_refused(point: Point) -> None:
    chunks, others = sent(point, b"a" * ROOM), sent(point, b"b" * ROOM)
    for broken in (chunks[:-1], [*chunks[:3], others[3], *chunks[4:]], [chunks[1], chunks[0], *chunks[2:]]):
        with pytest.raises((SealBroken, SignatureWrong)):
            opened(point, broken)


def test_that_a_signature_of_another_message_does_not_fit(point: Point) -> None:
    info = point.desks.to_desk(INTEGRITY)
    piece = open_chunk(sent(point, b"echt")[0], [point.pairs[INTEGRITY]], info)
    forged = type(piece)(piece.key, piece.place, piece.total, piece.data[:-4] + b"vals")
    with pytest.raises(SignatureWrong):
        message_of({0: forged}, info)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, SEALED_CHUNK - 1), st.integers(1, 255))
def test_that_no_flipped_bit_opens(point: Point, at: int, change: int) -> None:
    chunk = bytearray(sent(point, b"inhoud")[0])
    chunk[at] ^= change
    with pytest.raises(SealBroken):
        opened(point, [bytes(chunk)])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80))
def test_that_a_head_by_somebody_else_is_refused_or_says_what_it_is(point: Point, head: bytes) -> None:
    info = point.desks.to_desk(INTEGRITY)
    sealed = seal(point.desks.desk(INTEGRITY).inbox, head.ljust(CHUNK, b"\0")[:CHUNK], info)
    try:
        piece = open_chunk(sealed, [point.pairs[INTEGRITY]], info)
    except SealBroken:
        return
    assert piece.total in {0, *COUNTS}
    assert len(piece.data) <= ROOM


def test_that_a_cover_opens_as_one(point: Point) -> None:
    info = point.desks.to_desk(INTEGRITY)
    piece = open_chunk(sealed_cover(point.desks.desk(INTEGRITY).inbox, info), [point.pairs[INTEGRITY]], info)
    assert (piece.total, piece.data) == (0, b"")
