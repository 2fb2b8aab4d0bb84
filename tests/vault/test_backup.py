"""Making backups (R12): encrypted, whole, verified by opening, described last, and nothing half left behind."""

from __future__ import annotations

import json
import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.errors import AccessDenied, Cancelled, CompartmentDamaged, DiskFull, Invalid, StorageFailed, VaultBusy
from app.vault.backup import making
from app.vault.backup.description import read_description
from app.vault.backup.keeping import shelf_in, sweep, thin
from app.vault.backup.making import LOCK, back_up
from app.vault.backup.rehearsal import rehearse
from app.vault.disk.locking import locked
from app.vault.header.file import read_header
from app.vault.header.text import to_text
from app.vault.store.engine import EncryptedFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import Clock, UnlockAs

SECRET = "Voorbeeldstraat-achttien-onder-de-trap"


@pytest.fixture
def vault(unlock_as: UnlockAs, clock: Clock) -> UnlockedVault:
    vault = unlock_as("director", now=clock)
    note(vault, SECRET)
    return vault


def note(vault: UnlockedVault, said: str, size: int = 0) -> None:
    with vault.write("casework") as work:
        work.session.execute(
            text("INSERT INTO set_aside VALUES (:id, randomblob(:size), :said, 'y')"),
            {"id": os.urandom(8).hex(), "size": size, "said": said},
        )
        work.record("add", "case", 1)


def notes(vault: UnlockedVault) -> list[str]:
    with vault.read("casework") as session:
        return list(session.scalars(text("SELECT reason FROM set_aside ORDER BY reason")))


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if path.name != LOCK)


def test_that_a_backup_is_two_files_that_say_what_they_are(vault: UnlockedVault, place: Path) -> None:
    made = back_up(vault, "casework", place)
    assert names(place) == ["casework.1.20200203T093000Z.db", "casework.1.20200203T093000Z.json"]
    assert made == read_description(made.description)
    assert (made.compartment, made.facts.epoch, made.moment) == ("casework", 1, vault.author.now())
    assert made.is_signed_by(vault.roster)
    assert made.header_text.encode() == to_text(read_header(vault.folder))
    made.check_database()


def test_that_it_is_logged_in_the_compartment_itself(vault: UnlockedVault, place: Path) -> None:
    back_up(vault, "casework", place)
    with vault.read("casework") as session:
        last = session.execute(text("SELECT action, subject_id FROM audit_entry ORDER BY n DESC")).first()
        assert last == ("backup.made", "2020-02-03T09:30:00Z")
    with vault.read("register") as session:
        assert session.scalar(text("SELECT count(*) FROM audit_entry")) == 0


def test_that_nothing_in_it_is_plain(vault: UnlockedVault, place: Path) -> None:
    made = back_up(vault, "casework", place)
    content = made.database.read_bytes() + made.description.read_bytes()
    for word in (SECRET.encode(), b"SQLite format 3", b"set_aside"):
        assert word not in content


def test_that_it_has_what_was_committed_and_not_what_came_after(vault: UnlockedVault, place: Path) -> None:
    made = back_up(vault, "casework", place)
    note(vault, "later")
    rehearsal = rehearse(vault, made)
    assert (rehearsal.problem, rehearsal.entries) == ("", 1)
    assert rehearsal.seconds > 0


def test_that_others_may_write_while_it_is_made(
    vault: UnlockedVault, unlock_as: UnlockAs, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_PAGES_A_STEP", 5)
    note(vault, "large", size=300_000)
    other, written = unlock_as("privacy"), 0

    def write(_text: str, part: float | None) -> None:
        nonlocal written
        if written < 3 and part and part < 0.5:
            note(other, f"meanwhile {written}")
            written += 1

    made = back_up(vault, "casework", place, write)
    assert written == 3
    assert rehearse(vault, made).entries == 2
    assert len(notes(vault)) == 5


def test_that_progress_rises_to_the_end(vault: UnlockedVault, place: Path) -> None:
    parts: list[float] = []
    back_up(vault, "casework", place, lambda _, part: parts.append(part or 0))
    assert parts == sorted(parts)
    assert parts[-1] == 1.0


@pytest.mark.parametrize("stop_at", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_that_stopping_leaves_nothing(
    vault: UnlockedVault, place: Path, monkeypatch: pytest.MonkeyPatch, stop_at: float
) -> None:
    monkeypatch.setattr(making, "_PAGES_A_STEP", 3)

    def stop(_text: str, part: float | None) -> None:
        if (part or 0) >= stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        back_up(vault, "casework", place, stop)
    assert names(place) == []
    with vault.read("casework") as session:
        assert session.scalar(text("SELECT count(*) FROM audit_entry WHERE action = 'backup.made'")) == 0


def test_that_locking_the_vault_stops_it(vault: UnlockedVault, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_PAGES_A_STEP", 3)
    with pytest.raises(Cancelled):
        back_up(vault, "casework", place, lambda *_: vault.lock())
    assert names(place) == []


def test_that_without_the_key_there_is_no_backup(unlock_as: UnlockAs, place: Path) -> None:
    with pytest.raises(AccessDenied):
        back_up(unlock_as("keeper"), "casework", place)
    assert names(place) == []


def test_that_a_folder_that_is_gone_is_named(vault: UnlockedVault, tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"Van Casuïstiek is geen back-up gemaakt.*niet meer aangesloten"):
        back_up(vault, "casework", tmp_path / "weg" / "stick")


def test_that_a_second_within_the_same_second_overwrites_nothing(vault: UnlockedVault, place: Path) -> None:
    made = back_up(vault, "casework", place)
    before = made.database.read_bytes()
    with pytest.raises(VaultBusy, match="dezelfde seconde"):
        back_up(vault, "casework", place)
    assert made.database.read_bytes() == before
    made.check_database()


def test_that_two_at_once_in_one_folder_are_not_made(vault: UnlockedVault, place: Path) -> None:
    with locked(place, LOCK), pytest.raises(VaultBusy, match="al een back-up bezig"):
        back_up(vault, "casework", place)


def test_that_a_damaged_compartment_gives_no_backup(vault: UnlockedVault, unlock_as: UnlockAs, place: Path) -> None:
    note(vault, "x", size=60_000)
    path = vault.compartment("casework").path
    vault.lock()
    content = bytearray(path.read_bytes())
    content[len(content) - 2000] ^= 1
    path.write_bytes(content)
    with pytest.raises(CompartmentDamaged):
        back_up(unlock_as("director"), "casework", place)
    assert names(place) == []


def test_that_a_copy_that_is_not_in_order_is_no_backup(
    vault: UnlockedVault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = making._check

    def spoil_first(compartment: Any, partial: Path) -> None:
        content = bytearray(partial.read_bytes())
        content[len(content) - 100] ^= 1
        partial.write_bytes(content)
        check(compartment, partial)

    monkeypatch.setattr(making, "_check", spoil_first)
    with pytest.raises(CompartmentDamaged):
        back_up(vault, "casework", place)
    assert names(place) == []


def test_that_a_copy_with_another_trail_is_no_backup(
    vault: UnlockedVault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = making._check

    def tamper_first(compartment: Any, partial: Path) -> None:
        file = EncryptedFile(partial, compartment.copy_key())
        with file.writing.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER audit_entry_refuses_update")
            connection.exec_driver_sql("UPDATE audit_entry SET digest = zeroblob(32)")
        file.close()
        check(compartment, partial)

    monkeypatch.setattr(making, "_check", tamper_first)
    with pytest.raises(CompartmentDamaged, match="het logboek is een ander"):
        back_up(vault, "casework", place)
    assert names(place) == []


def test_that_too_little_room_is_said_before_anything_is_written(
    vault: UnlockedVault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]
    with pytest.raises(DiskFull, match="niet genoeg ruimte op de schijf"):
        back_up(vault, "casework", place)
    assert names(place) == []


def test_that_what_an_interrupted_backup_left_is_removed_and_nothing_else(vault: UnlockedVault, place: Path) -> None:
    ours = [
        "casework.1.20200101T000000Z.db",
        "casework.1.20200101T000000Z.partial",
        "casework.1.20200101T000000Z.partial-wal",
        "casework.1.20200101T000000Z.json.new",
        "measures.1.20200203T093000Z.partial",  # of a second in which an earlier one was finished
    ]
    theirs = ["casework.1.schema-0001.db", "vakantie.db", "casework.1.partial", "20200101T000000Z.db"]
    earlier = back_up(vault, "measures", place)
    for name in (*ours, *theirs):
        (place / name).write_bytes(b"x")
    made = back_up(vault, "casework", place)
    kept = [file.name for backup in (earlier, made) for file in (backup.database, backup.description)]
    assert names(place) == sorted([*theirs, *kept])


def test_that_sweeping_a_folder_that_is_gone_is_no_error(tmp_path: Path) -> None:
    sweep(tmp_path / "weg")


def test_that_thinning_removes_both_files_of_what_the_rule_does_not_keep(
    vault: UnlockedVault, place: Path, clock: Clock
) -> None:
    for _ in range(3):
        back_up(vault, "casework", place)
        clock.now += timedelta(hours=1)
    assert thin(shelf_in(place).of("casework")) == 2
    (left,) = shelf_in(place).backups
    assert left.moment == clock.now - timedelta(hours=1)
    assert names(place) == [left.database.name, left.description.name]


def test_that_a_shelf_tells_what_is_none_of_it(vault: UnlockedVault, place: Path, clock: Clock) -> None:
    made = back_up(vault, "casework", place)
    clock.now += timedelta(days=1)
    gone = back_up(vault, "casework", place)
    gone.database.unlink()
    (place / "boodschappen.json").write_text("{}", encoding="utf-8")
    shutil.copy(made.description, place / "measures.1.20200203T093000Z.json")
    shelf = shelf_in(place)
    assert shelf.backups == (made,)
    told = " ".join(shelf.unreadable)
    assert len(shelf.unreadable) == 3
    for part in ("boodschappen.json", "ontbreekt de database", "andere naam"):
        assert part in told
    assert shelf_in(place / "weg").backups == ()
    assert shelf.only("0" * 32).backups == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(format=2),
        lambda said: said["backup"].update(epoch="1"),
        lambda said: said["backup"].update(at="nu"),
        lambda said: said.update(header=said["header"] + " "),
        lambda said: said.pop("signature"),
        lambda said: said.update(extra=1),
    ],
)
def test_that_a_changed_description_describes_nothing(
    vault: UnlockedVault, place: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    made = back_up(vault, "casework", place)
    said = json.loads(made.description.read_bytes())
    change(said)
    made.description.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(Invalid, match="beschrijft geen back-up"):
        read_description(made.description)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_that_any_changed_byte_of_a_description_is_noticed(
    vault: UnlockedVault, place: Path, data: st.DataObject
) -> None:
    made = next(iter(shelf_in(place).backups), None) or back_up(vault, "casework", place)
    content = made.description.read_bytes()
    at = data.draw(st.integers(0, len(content) - 2))
    made.description.write_bytes(content[:at] + data.draw(st.binary(max_size=3)) + content[at + 1 :])
    try:
        read = read_description(made.description)
    except Invalid:
        return
    finally:
        made.description.write_bytes(content)
    assert read == made or not read.is_signed_by(vault.roster)


def test_that_one_changed_bit_of_the_copy_is_noticed(vault: UnlockedVault, place: Path) -> None:
    made = back_up(vault, "casework", place)
    content = bytearray(made.database.read_bytes())
    content[len(content) // 2] ^= 1
    made.database.write_bytes(content)
    with pytest.raises(CompartmentDamaged, match="beschadigd of gewijzigd"):
        made.check_database()
    assert "beschadigd of gewijzigd" in rehearse(vault, made).problem
    made.database.unlink()
    assert rehearse(vault, made).problem


def test_that_an_unsigned_description_is_not_relied_on(vault: UnlockedVault, place: Path) -> None:
    made = back_up(vault, "casework", place)
    said = json.loads(made.description.read_bytes())
    said["signature"] = "AAAA" + said["signature"][4:]
    made.description.write_text(json.dumps(said), encoding="utf-8")
    forged = read_description(made.description)
    assert not forged.is_signed_by(vault.roster)
    assert "niet door een gebruiker" in rehearse(vault, forged).problem


def test_that_a_trail_that_no_longer_continues_the_backup_is_found_by_trying_it_out(
    vault: UnlockedVault, place: Path
) -> None:
    note(vault, "one more")
    made = back_up(vault, "casework", place)
    with vault.compartment("casework").write() as session:
        session.execute(text("DROP TRIGGER audit_entry_refuses_update"))
        session.execute(text("UPDATE audit_entry SET digest = zeroblob(32) WHERE n = 2"))
    assert "gaat niet verder" in rehearse(vault, made).problem


def test_that_a_bad_trail_in_the_backup_is_found_by_trying_it_out(vault: UnlockedVault, place: Path) -> None:
    with vault.compartment("casework").write() as session:
        session.execute(text("DROP TRIGGER audit_entry_refuses_update"))
        session.execute(text("UPDATE audit_entry SET action = 'nothing' WHERE n = 1"))
    made = back_up(vault, "casework", place)
    assert "klopt niet vanaf regel 1: de inhoud is gewijzigd" in rehearse(vault, made).problem


def test_that_trying_out_can_be_stopped_and_leaves_nothing(
    vault: UnlockedVault, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(vault, "casework", place)
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))

    def stop(_text: str, _part: float | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        rehearse(vault, made, stop)
    assert rehearse(vault, made).problem == ""
    assert list((tmp_path / "temp").iterdir()) == []
