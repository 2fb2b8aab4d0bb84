"""The drop box: sealed chunks of one size, put there and taken away without logging in.

It is a plain SQLite file, because whoever reports has no key. It must say as little as can be: rows lie in the order
of their random ids (`WITHOUT ROWID`, and `VACUUM` after each change, which takes away where pages were used first), and
SQLite's own counters of changes are put back. So two boxes with the same rows are the same file, whatever came first.
One program at a time works in it, under a lock of its own.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from typing import TYPE_CHECKING

from app.errors import DropBoxDamaged, DropBoxFull, StorageFailed
from app.vault.disk.folder import refuse_links
from app.vault.disk.locking import locked
from app.vault.disk.sharing import open_as_folder
from app.vault.disk.storage import os_failure
from app.vault.reports.codes import ID_BYTES
from app.vault.reports.frames import SEALED_CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

NAME = "dropbox.db"
LOCK_NAME = "dropbox.lock"
CAP = 512 * 1024 * 1024
"""Bytes that the box may hold."""
COVERED = 16 * 1024 * 1024
"""Bytes above which no covers are added: each change rewrites the box, and who seldom empties it leaves theirs."""

_SCHEMA = (
    "CREATE TABLE envelope (id BLOB NOT NULL PRIMARY KEY CHECK (typeof(id) = 'blob' AND length(id) = 16), "
    "sealed BLOB NOT NULL CHECK (typeof(sealed) = 'blob')) WITHOUT ROWID"
)
_PRAGMAS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
)
_ROW = SEALED_CHUNK + 512  # bytes that a row takes in the file, amply
# Where SQLite counts the changes, names the version of the schema, and repeats the count (sqlite.org/fileformat.html).
_COUNTERS = (24, 40, 92)
_NOT_SENT = "Er is NIETS verstuurd."
_WRONG = "Op de plaats van de brievenbus staat iets anders, of zij is beschadigd."
_FULL_CODE = 13


def make(folder: Path) -> None:
    """An empty box, unless there is one. Its journal is made along, so that the owner of both is who made them."""
    path = folder / NAME
    if path.exists():
        return
    with _understood():
        for each in (path, path.with_name(f"{NAME}-journal")):
            os.close(open_as_folder(each, os.O_RDWR))
        with locked(folder, LOCK_NAME), _connected(path) as connection:
            if not _tables(connection):
                connection.execute(_SCHEMA)
                connection.execute("VACUUM")
        _put_counters_back(path)


def put(folder: Path, rows: Mapping[bytes, bytes]) -> None:
    """Put rows (16-byte id: sealed chunk) in the box, all or none; an id that is there keeps what lies under it.

    Raises DropBoxFull, DropBoxDamaged, DiskFull, ReadOnly, VaultBusy or StorageFailed; nothing was put in then.
    """
    if any(len(key) != ID_BYTES or len(sealed) != SEALED_CHUNK for key, sealed in rows.items()):
        raise StorageFailed(f"Een stuk heeft niet de maat van een verzegeld stuk. {_NOT_SENT}")
    with _changing(folder) as connection:
        if (folder / NAME).stat().st_size + len(rows) * _ROW > CAP:
            raise DropBoxFull(f"De brievenbus is vol. {_NOT_SENT} Meld het op een andere manier.")
        connection.executemany("INSERT OR IGNORE INTO envelope VALUES (?, ?)", rows.items())


def erase(folder: Path, ids: Iterable[bytes]) -> None:
    """Take rows away; what is not there is no error."""
    with _changing(folder) as connection:
        connection.executemany("DELETE FROM envelope WHERE id = ?", ((key,) for key in ids))


def exchange(folder: Path, gone: Iterable[bytes], rows: Mapping[bytes, bytes]) -> None:
    """Take rows away and put others in their place, both or neither; raises what `put` raises."""
    leaving = tuple(gone)
    if not leaving and not rows:
        return
    with _changing(folder) as connection:
        room = CAP + len(leaving) * SEALED_CHUNK - (folder / NAME).stat().st_size
        if rows and len(rows) * _ROW > room:
            raise DropBoxFull(f"De brievenbus is vol. {_NOT_SENT}")
        connection.executemany("DELETE FROM envelope WHERE id = ?", ((key,) for key in leaving))
        connection.executemany("INSERT OR IGNORE INTO envelope VALUES (?, ?)", rows.items())


def stir(folder: Path, rows: Mapping[bytes, bytes]) -> None:
    """Write the box anew with some covers in it, as far as they leave plenty of room for reports."""
    with _changing(folder) as connection:
        if (folder / NAME).stat().st_size < COVERED:
            connection.executemany("INSERT OR IGNORE INTO envelope VALUES (?, ?)", rows.items())


def ids(folder: Path) -> list[bytes]:
    """What lies in the box, by id."""
    with _reading(folder) as connection:
        found = (row[0] for row in connection.execute("SELECT id FROM envelope ORDER BY id"))
        return [key for key in found if isinstance(key, bytes) and len(key) == ID_BYTES]  # a damaged page has anything


def get(folder: Path, key: bytes) -> bytes | None:
    """The chunk under an id; None when there is none. Reading takes nothing away."""
    return read_some(folder, (key,)).get(key)


def read_some(folder: Path, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """The chunks under these ids, as far as they are there; the box is held only while they are read."""
    with _reading(folder) as connection:
        question = "SELECT sealed FROM envelope WHERE id = ?"
        found = ((key, connection.execute(question, (key,)).fetchone()) for key in keys)
        return {key: row[0] for key, row in found if row is not None and isinstance(row[0], bytes)}


def present(folder: Path, keys: Iterable[bytes]) -> frozenset[bytes]:
    """Which of these ids are there."""
    with _reading(folder) as connection:
        question = "SELECT 1 FROM envelope WHERE id = ?"
        return frozenset(key for key in keys if connection.execute(question, (key,)).fetchone())


@contextlib.contextmanager
def _reading(folder: Path) -> Iterator[sqlite3.Connection]:
    path = _place(folder)
    with _understood(), locked(folder, LOCK_NAME), _connected(path) as connection:
        _check_schema(connection)
        yield connection


@contextlib.contextmanager
def _changing(folder: Path) -> Iterator[sqlite3.Connection]:
    """One change, whole or not at all, after which the file tells nothing of when it was made."""
    path = _place(folder)
    with _understood(), locked(folder, LOCK_NAME):
        with _connected(path) as connection:
            _check_schema(connection)
            connection.execute("BEGIN EXCLUSIVE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
            _put_in_order(connection)
        _put_counters_back(path)


def _put_in_order(connection: sqlite3.Connection) -> None:
    """Take away where pages were used first. What was sent lies there already: without room on the disk for this, the
    next change does it, and nobody is told that nothing was sent.
    """
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != _FULL_CODE:
            raise


def _place(folder: Path) -> Path:
    path = folder / NAME
    if not path.is_file():
        raise DropBoxDamaged(f"Deze kluis heeft geen brievenbus. {_NOT_SENT} Meld het op een andere manier.")
    refuse_links(path)
    if path.stat().st_size > CAP + _ROW or not stat.S_ISREG(path.stat().st_mode):
        raise DropBoxDamaged(f"{_WRONG} {_NOT_SENT}")
    return path


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        connection.text_factory = bytes  # what is no text in a damaged box is no reason to stop
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        yield connection


def _tables(connection: sqlite3.Connection) -> list[tuple[bytes | None, ...]]:
    return connection.execute("SELECT sql FROM sqlite_master").fetchall()


def _check_schema(connection: sqlite3.Connection) -> None:
    """Byte for byte ours: a view, a trigger or a generated column would be code of somebody else."""
    if _tables(connection) != [(_SCHEMA.encode(),)]:
        raise DropBoxDamaged(f"{_WRONG} {_NOT_SENT} Meld het op een andere manier.")


def _put_counters_back(path: Path) -> None:
    """Under the lock, with no connection open: SQLite finds a file that looks as if it was made in one go."""
    with path.open("r+b") as file:
        for place in _COUNTERS:
            file.seek(place)
            file.write((1).to_bytes(4, "big"))
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def _understood() -> Iterator[None]:
    """What SQLite and the disk refuse, in words; whatever the reason, nothing was sent."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite quotes what it found, and that may be no text
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == _FULL_CODE:
            raise DropBoxFull(f"De schijf is vol. {_NOT_SENT} Meld het op een andere manier.") from error
        raise DropBoxDamaged(f"{_WRONG} {_NOT_SENT} Meld het op een andere manier.") from error
    except OSError as error:
        raise os_failure(error) from error
