"""From reporter to desk and back: what the code finds, what the desk finds, and what nobody else can do."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Cancelled, Invalid, SealBroken
from app.rules.permissions import CASEWORK, INTEGRITY, INTEGRITY_DEPUTY
from app.vault.keys.mailbox import voice_of
from app.vault.primitives.sealing import SigningKey
from app.vault.reports import desks as desks_file
from app.vault.reports import dropbox
from app.vault.reports.codes import new_code
from app.vault.reports.frames import SEALED_CHUNK, sealed_chunks
from app.vault.reports.letters import MOST_FILES, File, Letter, packed, unpacked
from app.vault.reports.reporting import Standing, look, prepare_addition, prepare_report, send
from app.vault.reports.taking_in import Arrival, Haul, answer, covers, look_through

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vault.reports.conftest import Point

BODY = {"what": "Er wordt druk op mij uitgeoefend."}


def reported(box: Path, point: Point, *files: File, desk: str = INTEGRITY) -> str:
    code, envelope = prepare_report(point.desks, desk, dict(BODY), files)
    send(box, envelope)
    return code


def haul(box: Path, point: Point, desk: str = INTEGRITY) -> Haul:
    return look_through(box, point.desks, desk, (point.pairs[desk],))


def take_in(box: Path, point: Point) -> Arrival:
    """As the desk does: keep it, answer, and only then erase it."""
    arrival = haul(box, point).arrivals[0]
    reply(box, point, arrival, 1, {"kind": "received"})
    dropbox.erase(box, arrival.rows)
    return arrival


def reply(box: Path, point: Point, to: Arrival, number: int, body: dict[str, str]) -> None:
    assert to.letter.reading is not None
    voice = voice_of(point.pairs[INTEGRITY])
    letter = Letter(number, to.letter.lookup, dict(body))
    send(box, answer(point.desks, INTEGRITY, voice, letter, to.letter.reading))


def test_that_a_report_with_files_reaches_its_desk_and_no_other(box: Path, point: Point) -> None:
    reported(box, point, File("foto.jpg", os.urandom(100_000)))

    found = haul(box, point)
    assert [arrival.letter.body for arrival in found.arrivals] == [BODY]
    assert [file.name for file in found.arrivals[0].letter.files] == ["foto.jpg"]
    other = haul(box, point, CASEWORK)
    assert other.arrivals == ()
    assert other.others == len(dropbox.ids(box))


def test_that_a_code_says_waiting_then_received_and_shows_the_replies(box: Path, point: Point) -> None:
    code = reported(box, point)
    assert look(box, point.desks, code).standing is Standing.WAITING

    arrival = take_in(box, point)
    reply(box, point, arrival, 2, {"text": "Wie was erbij?"})

    outlook = look(box, point.desks, code)
    assert outlook.standing is Standing.RECEIVED
    assert [each.letter.body for each in outlook.replies] == [{"kind": "received"}, {"text": "Wie was erbij?"}]
    assert look(box, point.desks, code) == outlook


def test_that_another_code_finds_nothing(box: Path, point: Point) -> None:
    reported(box, point)
    assert look(box, point.desks, new_code()).standing is Standing.NOT_FOUND


def test_that_a_report_that_somebody_deleted_is_not_found(box: Path, point: Point) -> None:
    code = reported(box, point)
    dropbox.erase(box, dropbox.ids(box))
    assert look(box, point.desks, code).standing is Standing.NOT_FOUND


def test_that_what_is_added_carries_the_same_signature(box: Path, point: Point) -> None:
    code = reported(box, point)
    first = take_in(box, point)
    send(box, prepare_addition(point.desks, INTEGRITY, code, 1, body={"text": "Het was op dinsdag."}))
    assert look(box, point.desks, code).waiting == (1,)

    second = haul(box, point).arrivals[0]
    assert second.signer == first.signer
    assert second.letter.lookup == first.letter.lookup
    assert (second.letter.number, second.letter.reading) == (1, None)


def test_that_nobody_adds_to_a_report_without_its_code(box: Path, point: Point) -> None:
    reported(box, point)
    first = take_in(box, point)
    forged = packed(Letter(1, first.letter.lookup, {"text": "vals"}))
    inbox, info = point.desks.desk(INTEGRITY).inbox, point.desks.to_desk(INTEGRITY)
    chunks = list(sealed_chunks(forged, SigningKey.generate(), inbox, info))
    dropbox.put(box, {os.urandom(16): chunk for chunk in chunks})

    assert haul(box, point).arrivals[0].signer != first.signer


def test_that_a_reply_by_somebody_else_does_not_count(box: Path, point: Point) -> None:
    code = reported(box, point)
    arrival = haul(box, point).arrivals[0]
    assert arrival.letter.reading is not None
    letter = Letter(1, arrival.letter.lookup, {"text": "Geef uw naam."})
    send(box, answer(point.desks, INTEGRITY, SigningKey.generate(), letter, arrival.letter.reading))

    outlook = look(box, point.desks, code)
    assert outlook.replies == ()
    assert outlook.unreadable == 1
    assert outlook.standing is Standing.WAITING


def test_that_a_reply_cannot_be_moved_to_another_place(box: Path, point: Point) -> None:
    code = reported(box, point)
    arrival = haul(box, point).arrivals[0]
    assert arrival.letter.reading is not None
    letter = Letter(2, arrival.letter.lookup, {"text": "tweede"})
    moved = answer(point.desks, INTEGRITY, voice_of(point.pairs[INTEGRITY]), letter, arrival.letter.reading)
    first = answer(
        point.desks,
        INTEGRITY,
        voice_of(point.pairs[INTEGRITY]),
        Letter(1, arrival.letter.lookup, {}),
        arrival.letter.reading,
    )
    dropbox.put(box, dict(zip(first.rows, moved.rows.values(), strict=True)))
    assert look(box, point.desks, code).unreadable == 1


def test_that_covers_are_found_by_their_desk_and_look_like_anything_else(box: Path, point: Point) -> None:
    dropbox.stir(box, covers(point.desks, 4).rows)
    reported(box, point)

    found = haul(box, point)
    assert len(found.covers) == 2
    assert len(found.arrivals) == 1
    assert found.others == 2
    assert {len(dropbox.get(box, key) or b"") for key in dropbox.ids(box)} == {SEALED_CHUNK}


def test_that_a_message_that_is_not_whole_is_set_apart_and_stops_nothing(box: Path, point: Point) -> None:
    reported(box, point, File("groot.bin", os.urandom(200_000)))
    dropbox.erase(box, dropbox.ids(box)[:1])
    dropbox.put(box, {os.urandom(16): os.urandom(SEALED_CHUNK)})
    reported(box, point)

    found = haul(box, point)
    assert len(found.arrivals) == 1
    assert len(found.broken) == 1
    assert "ontbreken" in found.broken[0][2]


def test_that_looking_through_tells_how_far_it_is_and_can_be_stopped(box: Path, point: Point) -> None:
    reported(box, point)
    seen: list[tuple[int, int]] = []
    look_through(box, point.desks, INTEGRITY, (point.pairs[INTEGRITY],), lambda *at: seen.append(at))
    assert seen == [(1, 1)]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        look_through(box, point.desks, INTEGRITY, (point.pairs[INTEGRITY],), stop)
    assert len(dropbox.ids(box)) == 1


def test_that_one_cannot_report_to_a_desk_that_is_not_there(point: Point) -> None:
    with pytest.raises(Invalid):
        prepare_report(point.desks, INTEGRITY_DEPUTY, dict(BODY))


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_that_an_addition_has_a_number_that_can_be(point: Point, number: int) -> None:
    with pytest.raises(Invalid):
        prepare_addition(point.desks, INTEGRITY, new_code(), number, body={})


def test_that_the_key_file_of_a_form_says_the_same_desks(point: Point) -> None:
    again = desks_file.read(desks_file.written(point.desks))
    assert again == point.desks
    assert again.desk(INTEGRITY).fingerprint == point.desks.desk(INTEGRITY).fingerprint


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.integers(0, 4000))
def test_that_a_key_file_that_is_not_ours_is_refused(point: Point, noise: bytes, at: int) -> None:
    good = desks_file.written(point.desks)
    bad = good[:at] + noise + good[at + len(noise) :]
    if bad != good:
        with contextlib.suppress(Invalid):
            assert desks_file.read(bad) != point.desks


LETTER = Letter(1, b"\1" * 32, {"text": "x"}, (File("a", b"12"), File("b", b"")))


def test_that_a_letter_is_read_as_it_was_written() -> None:
    assert unpacked(packed(LETTER)) == LETTER


def test_that_too_many_files_or_too_long_a_text_is_refused() -> None:
    with pytest.raises(Invalid):
        packed(Letter(1, b"\1" * 32, {"text": "x" * 2_000_000}))
    with pytest.raises(Invalid):
        packed(Letter(1, b"\1" * 32, {}, tuple(File("a", b"") for _ in range(MOST_FILES + 1))))


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 300))
def test_that_a_letter_by_a_stranger_is_a_letter_or_refused(noise: bytes, at: int) -> None:
    good = packed(LETTER)
    try:
        found = unpacked(good[:at] + noise + good[at + len(noise) :])
    except SealBroken:
        return
    assert packed(found)
