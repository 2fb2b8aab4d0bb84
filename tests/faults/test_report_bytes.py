"""R4 for the anonymous channel: whatever arrives as a code, a key, an envelope, a letter, a chunk or a box is refused
in words or is what we would have written ourselves; nothing else comes out.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid, SealBroken, VaultError
from app.rules.permissions import INTEGRITY
from app.vault.primitives.sealing import KeyPair, SigningKey
from app.vault.reports import desks as key_files
from app.vault.reports import dropbox, envelope_file
from app.vault.reports.codes import ALPHABET, ReporterKeys, new_code, tidy_code
from app.vault.reports.desks import Desk, Desks
from app.vault.reports.frames import open_chunk, sealed_chunks
from app.vault.reports.letters import File, Letter, packed, unpacked
from app.vault.reports.reporting import Envelope, _enveloped
from app.vault.reports.taking_in import look_through

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAIR, VOICE = KeyPair.generate(), SigningKey.generate()
DESKS = Desks("kluis", "Voorbeeldstad", {INTEGRITY: Desk(INTEGRITY, PAIR.public_bytes, VOICE.public_bytes)})
INFO = DESKS.to_desk(INTEGRITY)
MANY = pytest.mark.parametrize("tries", [400, pytest.param(100_000, marks=pytest.mark.fault)])
SOME = pytest.mark.parametrize("tries", [60, pytest.param(20_000, marks=pytest.mark.fault)])


def keys() -> ReporterKeys:
    """Of a reporter, without the second that a code takes."""
    return ReporterKeys(KeyPair.generate(), SigningKey.generate(), os.urandom(32))


def sealed(what: str = "Iets is niet in orde.", *files: File) -> Envelope:
    own = keys()
    letter = Letter(0, own.lookup, {"what": what}, files, own.reading.public_bytes)
    return _enveloped(DESKS, INTEGRITY, own, letter)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes with something done to them that an attacker or a bad stick would do."""
    at, other = dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)
    low, high = min(at, other), max(at, other)
    noise = dice.randbytes(dice.randrange(1, 9))
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[:at],
        lambda: data[at:],
        lambda: data[:at] + noise + data[at:],
        lambda: data[:at] + noise + data[at + len(noise) :],
        lambda: data[:low] + data[high:],
        lambda: data[:high] + data[low:],
        lambda: data[:low] + b"\0" * (high - low) + data[high:],
        lambda: dice.randbytes(dice.randrange(200)),
        lambda: data.replace(b'"', b"'", 1),
        lambda: data + noise,
    )
    return dice.choice(ways)()


@MANY
def test_that_a_code_is_right_or_refused_before_anything_is_derived(tries: int) -> None:
    dice = random.Random(tries)  # noqa: S311 - repeatable, not secret
    code = new_code()
    strange = [chr(each) for each in (*range(32, 127), 0, 0xE9, 0x130, 0x2013, 0x1F600, 0xD800)]
    for _ in range(tries):
        letters = list(code)
        for _ in range(dice.randrange(1, 4)):
            letters[dice.randrange(len(letters))] = dice.choice(strange)
        typed = "".join(letters) if dice.random() < 0.5 else "".join(dice.choices(strange, k=dice.randrange(60)))
        try:
            found = tidy_code(typed)
        except Invalid:
            continue
        assert len(found) == 20
        assert set(found) <= set(ALPHABET)
        assert tidy_code(found) == found


@MANY
def test_that_a_key_file_is_ours_or_refused(tries: int) -> None:
    dice = random.Random(tries)  # noqa: S311
    good = key_files.written(DESKS)
    for _ in range(tries):
        data = damaged(good, dice)
        try:
            found = key_files.read(data)
        except Invalid:
            continue
        assert key_files.written(found) == data


@MANY
def test_that_an_envelope_file_is_ours_or_refused(tries: int) -> None:
    dice = random.Random(tries)  # noqa: S311
    good = envelope_file.written(sealed())
    for _ in range(tries):
        data = damaged(good, dice)
        try:
            found = envelope_file.read(data)
        except Invalid:
            continue
        assert envelope_file.written(found) == data


@MANY
def test_that_a_letter_is_whole_or_refused(tries: int) -> None:
    dice = random.Random(tries)  # noqa: S311
    own = keys()
    files = (File("a.txt", b"inhoud"), File("b.bin", b""))
    good = packed(Letter(0, own.lookup, {"what": "Tekst", "list": [1, None]}, files, own.reading.public_bytes))
    for _ in range(tries):
        try:
            found = unpacked(damaged(good, dice))
        except SealBroken:
            continue
        assert unpacked(packed(found)) == found


@MANY
def test_that_a_chunk_is_as_it_was_sealed_or_refused(tries: int) -> None:
    """Most of these are not even of the right size; every eighth is, and reaches the cryptography."""
    dice = random.Random(tries)  # noqa: S311
    (good,) = sealed_chunks(b"inhoud", SigningKey.generate(), PAIR.public_bytes, INFO)
    for turn in range(tries):
        at = dice.randrange(len(good))
        flipped = good[:at] + bytes([good[at] ^ (1 << dice.randrange(8))]) + good[at + 1 :]
        data = flipped if turn % 8 == 0 else damaged(good, dice)
        if data != good:
            with pytest.raises(SealBroken):
                open_chunk(data, (PAIR,), INFO)


@SOME
def test_that_a_damaged_box_gives_genuine_messages_or_says_so(tmp_path: Path, tries: int) -> None:
    dice = random.Random(tries)  # noqa: S311
    dropbox.make(tmp_path)
    told = [f"Melding {number}" for number in range(2)]
    for what in told:
        dropbox.put(tmp_path, sealed(what).rows)
    box = tmp_path / dropbox.NAME
    good = box.read_bytes()
    for turn in range(tries):
        at = dice.randrange(4096 * 3) if turn % 2 else dice.randrange(len(good))
        noise = dice.randbytes(dice.choice((1, 1, 4, 64)))
        spoiled = good[:at] + noise + good[at + len(noise) :]
        box.write_bytes(spoiled if turn % 4 else damaged(good, dice))
        try:
            haul = look_through(tmp_path, DESKS, INTEGRITY, (PAIR,))
        except VaultError:
            continue
        assert {str(each.letter.body["what"]) for each in haul.arrivals} <= set(told)
