"""The drop box: it tells nothing of order, keeps what it was given whole, and refuses to be something else."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from app.errors import DropBoxDamaged, DropBoxFull, StorageFailed
from app.vault.reports import dropbox
from app.vault.reports.frames import SEALED_CHUNK

if TYPE_CHECKING:
    from pathlib import Path


def some(count: int) -> dict[bytes, bytes]:
    return {os.urandom(16): os.urandom(SEALED_CHUNK) for _ in range(count)}


def whole(folder: Path) -> bytes:
    return (folder / dropbox.NAME).read_bytes()


def test_that_what_was_put_in_is_there_until_it_is_taken_away(box: Path) -> None:
    rows = some(3)
    dropbox.put(box, rows)
    assert dropbox.ids(box) == sorted(rows)
    assert all(dropbox.get(box, key) == sealed for key, sealed in rows.items())

    first = next(iter(rows))
    dropbox.erase(box, [first, b"x" * 16])
    assert dropbox.get(box, first) is None
    assert dropbox.present(box, rows) == set(rows) - {first}


@pytest.mark.parametrize("together", [1, 7, 30])
def test_that_two_boxes_with_the_same_rows_are_the_same_file_whatever_came_first(tmp_path: Path, together: int) -> None:
    rows = some(30)
    files = []
    for name in ("een", "twee"):
        folder = tmp_path / name
        folder.mkdir()
        dropbox.make(folder)
        order = random.sample(list(rows), len(rows))
        size = together if name == "twee" else 30
        for at in range(0, len(order), size):
            dropbox.put(folder, {key: rows[key] for key in order[at : at + size]})
        files.append(whole(folder))
    assert files[0] == files[1]


def test_that_a_box_from_which_all_was_taken_is_as_an_empty_one(box: Path) -> None:
    empty, rows = whole(box), some(5)
    dropbox.put(box, rows)
    dropbox.erase(box, rows)
    assert whole(box) == empty


def test_that_nothing_that_was_taken_away_is_left_in_the_file_or_its_journal(box: Path) -> None:
    rows = some(2)
    dropbox.put(box, rows)
    dropbox.erase(box, rows)
    for file in box.iterdir():
        assert not any(sealed[100:150] in file.read_bytes() for sealed in rows.values())


def test_that_an_id_keeps_what_lies_under_it(box: Path) -> None:
    rows = some(1)
    key = next(iter(rows))
    dropbox.put(box, rows)
    dropbox.put(box, {key: os.urandom(SEALED_CHUNK)})
    assert dropbox.get(box, key) == rows[key]


def test_that_a_full_box_says_that_nothing_was_sent(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropbox, "CAP", 300_000)
    dropbox.put(box, some(3))
    before = whole(box)
    with pytest.raises(DropBoxFull, match="NIETS verstuurd"):
        dropbox.put(box, some(3))
    assert whole(box) == before


def test_that_a_piece_of_another_size_is_refused(box: Path) -> None:
    for row in ({b"kort": os.urandom(SEALED_CHUNK)}, {os.urandom(16): b"kort"}):
        with pytest.raises(StorageFailed):
            dropbox.put(box, row)
    assert dropbox.ids(box) == []


def test_that_covers_do_not_take_the_room_of_reports(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dropbox.stir(box, some(2))
    assert len(dropbox.ids(box)) == 2
    monkeypatch.setattr(dropbox, "COVERED", 100_000)
    dropbox.stir(box, some(2))
    assert len(dropbox.ids(box)) == 2


@pytest.mark.parametrize(
    "hostile",
    [
        "CREATE TRIGGER t AFTER INSERT ON envelope BEGIN DELETE FROM envelope; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE andere (x)",
        "DROP TABLE envelope",
        "ALTER TABLE envelope ADD COLUMN wie TEXT",
    ],
)
def test_that_a_box_that_is_built_differently_is_not_used(box: Path, hostile: str) -> None:
    with sqlite3.connect(box / dropbox.NAME) as connection:
        connection.execute(hostile)
    connection.close()
    with pytest.raises(DropBoxDamaged, match="NIETS verstuurd"):
        dropbox.put(box, some(1))
    with pytest.raises(DropBoxDamaged):
        dropbox.ids(box)


@pytest.mark.parametrize("content", [b"", b"geen database" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_that_a_file_that_is_no_box_is_named(box: Path, content: bytes) -> None:
    (box / dropbox.NAME).write_bytes(content)
    with pytest.raises(DropBoxDamaged):
        dropbox.put(box, some(1))


def test_that_a_box_that_is_not_there_is_named_and_not_made_by_a_reporter(tmp_path: Path) -> None:
    with pytest.raises(DropBoxDamaged, match="geen brievenbus"):
        dropbox.put(tmp_path, some(1))
    assert list(tmp_path.iterdir()) == []


def test_that_a_link_in_its_place_is_refused(box: Path, tmp_path: Path) -> None:
    target = tmp_path / "elders.db"
    (box / dropbox.NAME).rename(target)
    (box / dropbox.NAME).symlink_to(target)
    with pytest.raises(StorageFailed):
        dropbox.put(box, some(1))


def test_that_damaged_pages_stop_nothing_but_themselves(box: Path) -> None:
    rows = some(8)
    dropbox.put(box, rows)
    content = bytearray(whole(box))
    content[4096 * 4 : 4096 * 5] = os.urandom(4096)
    (box / dropbox.NAME).write_bytes(content)
    try:
        found = [dropbox.get(box, key) for key in rows]
    except DropBoxDamaged:
        return
    assert any(found)


def test_that_making_a_box_again_leaves_it_as_it_is(box: Path) -> None:
    dropbox.put(box, some(1))
    before = whole(box)
    dropbox.make(box)
    assert whole(box) == before


def test_that_the_files_are_for_who_the_folder_is_for(box: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE((box / dropbox.NAME).stat().st_mode) == 0o600
    shared = tmp_path / "gedeeld"
    shared.mkdir()
    shared.chmod(0o2770)
    dropbox.make(shared)
    assert {stat.S_IMODE(file.stat().st_mode) for file in shared.iterdir()} == {0o660}


def test_that_the_owner_of_the_file_stays_who_made_it_and_the_file_the_same_one(box: Path) -> None:
    before = (box / dropbox.NAME).stat()
    dropbox.put(box, some(2))
    after = (box / dropbox.NAME).stat()
    assert (before.st_ino, before.st_uid) == (after.st_ino, after.st_uid)
