"""vault.json on disk: read strictly, replaced as a whole, never by two at once."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.errors import (
    BugError,
    Conflict,
    DiskFull,
    HeaderDamaged,
    NewerProgram,
    ReadOnly,
    StorageFailed,
    VaultBusy,
    VaultNotFound,
)
from app.vault.disk.folder import HEADER, LOCK, PREVIOUS
from app.vault.disk.locking import locked
from app.vault.header import file as header_module
from app.vault.header.amendment import Amendment
from app.vault.header.bodies import NewRole
from app.vault.header.file import Header, erase_previous, read_header, write_header
from app.vault.header.text import LARGEST_BYTES, from_text, to_text
from app.vault.header.trust import Roster
from tests.vault.small_vault import small_vault

VAULT = small_vault()
TEXT = to_text(VAULT.header)
GENERATION = VAULT.roster.generation


def amended(header: Header, role: str = "privacy") -> Header:
    amendment = Amendment(header)
    amendment.say(NewRole(VAULT.id("director"), role), VAULT.signer("keeper"))
    return amendment.header()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_header(tmp_path, VAULT.header, 0)
    return tmp_path


def test_that_a_header_comes_back_as_it_was_written(folder: Path) -> None:
    assert read_header(folder) == VAULT.header
    assert not (folder / PREVIOUS).exists()


def test_that_only_the_owner_can_read_the_files(folder: Path) -> None:
    write_header(folder, amended(VAULT.header), GENERATION)
    for name in (HEADER, PREVIOUS, LOCK):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_that_a_person_can_follow_it_line_by_line() -> None:
    lines = TEXT.decode().splitlines()
    assert lines[1] == '"format": 1,'
    assert sum(line.startswith('{"n": ') for line in lines) == len(VAULT.header.statements)


def test_that_spaces_and_line_ends_carry_no_meaning() -> None:
    assert from_text(TEXT.replace(b"\n", b"\r\n ")) == VAULT.header


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b'"format": 1', b'"format": 1, "format": 1', "twee keer"),
        (b'"format": 1', b'"format": 1.0', "geheel getal"),
        (b'"format": 1', b'"format": true', "grenzen"),
        (b'"format": 1', b'"format": 0', "grenzen"),
        (b'"format": 1', b'"format": 1, "extra": 1', "te veel"),
        (b'"statements": [', b'"statements": [3, ', "ontbreken"),
        (b'"n": 1,', b'"n": "1",', "grenzen"),
        (b'"n": 1,', b"", "ontbreken"),
        (b'"n": 1,', b'"n": 1, "m": 1,', "te veel"),
        (b'"kind": "founded"', b'"kind": "FOUNDED"', "vorm"),
        (b'"signer": "root"', b'"signer": "Root"', "vorm"),
        (b'"previous": ""', b'"previous": "00"', "vorm"),
        (b'"boxes": {', b'"boxes": {"x": "",', "vorm"),
        (b'"boxes": {', b'"boxes": {"' + b"a" * 64 + b'": 3,', "veranderd"),
        (b'"boxes": {', b'"boxes": {"' + b"a" * 64 + b'": "!",', "base64"),
    ],
)
def test_that_a_misshapen_header_is_damaged(old: bytes, new: bytes, reason: str) -> None:
    assert old in TEXT
    with pytest.raises(HeaderDamaged, match=reason):
        from_text(TEXT.replace(old, new, 1))


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"{}", b"3", b"\xff\xfe", TEXT[:-10], TEXT[:1000], TEXT * 2])
def test_that_anything_else_is_damaged(text: bytes) -> None:
    with pytest.raises(HeaderDamaged):
        from_text(text)


def test_that_statements_must_be_a_list() -> None:
    with pytest.raises(HeaderDamaged, match="lijst van verklaringen"):
        from_text(b'{"format": 1, "vault": "", "statements": {}, "boxes": {}}')


def test_that_a_newer_format_asks_for_a_newer_program_whatever_else_it_holds() -> None:
    with pytest.raises(NewerProgram, match="nieuwere versie"):
        from_text(b'{"format": 2, "other": []}')


def test_that_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / HEADER).open("wb") as file:
        file.truncate(LARGEST_BYTES + 100)
    with pytest.raises(HeaderDamaged, match="te groot"):
        read_header(tmp_path)


def test_that_a_folder_without_a_vault_is_said_to_be_one(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "absent"):
        with pytest.raises(VaultNotFound, match="geen kluis"):
            read_header(place)


def test_that_damage_mentions_the_previous_file_and_does_not_use_it(folder: Path) -> None:
    with pytest.raises(HeaderDamaged, match="back-up"):
        _damage(folder)
    write_header_again(folder)
    with pytest.raises(HeaderDamaged, match=r"vault\.json\.previous is er nog"):
        _damage(folder)
    (folder / HEADER).unlink()
    with pytest.raises(HeaderDamaged, match=r"ontbreekt.*is er nog"):
        read_header(folder)


def _damage(folder: Path) -> None:
    (folder / HEADER).write_bytes(TEXT[:-40])
    read_header(folder)


def write_header_again(folder: Path) -> None:
    (folder / HEADER).write_bytes(TEXT)
    write_header(folder, amended(VAULT.header), GENERATION)


def test_that_a_header_that_cannot_be_opened_is_a_failing_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StorageFailed, match="kan niet worden gelezen"):
        read_header(folder)


def test_that_the_previous_header_stays_until_it_is_erased(folder: Path) -> None:
    write_header(folder, amended(VAULT.header), GENERATION)
    assert from_text((folder / PREVIOUS).read_bytes()) == VAULT.header
    erase_previous(folder)
    assert not (folder / PREVIOUS).exists()
    erase_previous(folder)
    assert Roster.of(read_header(folder)).generation == GENERATION + 1


def test_that_the_second_of_two_writers_is_told(folder: Path) -> None:
    write_header(folder, amended(VAULT.header), GENERATION)
    with pytest.raises(Conflict, match="niets overschreven"):
        write_header(folder, amended(VAULT.header, "jurist"), GENERATION)
    assert read_header(folder) != amended(VAULT.header, "jurist")


def test_that_founding_over_a_vault_is_a_conflict(folder: Path) -> None:
    with pytest.raises(Conflict):
        write_header(folder, small_vault().header, 0)


def test_that_replacing_history_is_our_own_mistake(folder: Path) -> None:
    with pytest.raises(BugError):
        write_header(folder, small_vault().header, GENERATION)


def test_that_many_threads_each_get_their_turn_or_are_told(folder: Path) -> None:
    outcomes: list[str] = []

    def amend() -> None:
        current = read_header(folder)
        try:
            write_header(folder, amended(current), Roster.of(current).generation)
        except Conflict:
            outcomes.append("told")
        else:
            outcomes.append("written")

    threads = [threading.Thread(target=amend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 8
    assert Roster.of(read_header(folder)).generation == GENERATION + outcomes.count("written")


def test_that_a_held_lock_is_waited_for_and_then_said_to_be_busy(folder: Path) -> None:
    with locked(folder), pytest.raises(VaultBusy, match="ander programma"), locked(folder, patience_seconds=0.05):
        pass
    with locked(folder, patience_seconds=0):
        pass


@pytest.mark.parametrize("free", [True, False])
def test_that_windows_locks_one_byte_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch, *, free: bool) -> None:
    def lock(descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        if not free:
            raise OSError(errno.EACCES, "locked")

    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=lock, LK_NBLCK=2))
        patch.setattr(sys, "platform", "win32")
        with nullcontext() if free else pytest.raises(VaultBusy), locked(folder, patience_seconds=0):
            pass


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, DiskFull), (errno.EROFS, ReadOnly), (errno.EIO, StorageFailed)],
)
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_that_a_refusing_disk_leaves_the_old_header(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception], call: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(error):
            write_header(folder, amended(VAULT.header), GENERATION)
    assert read_header(folder) == VAULT.header
    assert not list(folder.glob("*.new"))


def test_that_what_a_killed_writer_left_is_no_hindrance(folder: Path) -> None:
    (folder / f"{HEADER}.new").write_bytes(b'{"half": ')
    write_header(folder, amended(VAULT.header), GENERATION)
    assert Roster.of(read_header(folder)).generation == GENERATION + 1
    assert not list(folder.glob("*.new"))


def test_that_erasing_takes_along_what_a_killed_writer_left(folder: Path) -> None:
    for name in (HEADER, PREVIOUS):
        (folder / f"{name}.new").write_bytes(TEXT)
    erase_previous(folder)
    assert {path.name for path in folder.iterdir()} == {HEADER, LOCK}
    assert read_header(folder) == VAULT.header


def test_that_a_rename_is_tried_again_while_a_scanner_holds_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = [PermissionError(errno.EACCES, "in use")] * 2
    honest = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return honest(source, target)

    monkeypatch.setattr(header_module, "_PATIENCE", 3)
    monkeypatch.setattr(header_module, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(Path, "replace", replace)
    write_header(folder, amended(VAULT.header), GENERATION)
    assert Roster.of(read_header(folder)).generation == GENERATION + 1


def test_that_a_rename_that_keeps_failing_is_read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(header_module, "_PATIENCE", 2)
    monkeypatch.setattr(header_module, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(ReadOnly):
        write_header(folder, amended(VAULT.header), GENERATION)


def test_that_a_header_too_large_to_read_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise one statement more could shut everybody out."""
    write_header(tmp_path, VAULT.header, 0)
    amendment = Amendment(VAULT.header)
    amendment.say(NewRole(VAULT.id("director"), "privacy"), VAULT.signer("keeper"))
    monkeypatch.setattr(header_module, "LARGEST_BYTES", len(TEXT))
    with pytest.raises(StorageFailed, match="te groot"):
        write_header(tmp_path, amendment.header(), GENERATION)
    assert read_header(tmp_path) == VAULT.header
