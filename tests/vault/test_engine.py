"""The engine: keys that leave no trace, refusals of disk and database in the user's words."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from app import errors
from app.vault.disk.storage import os_failure, translated
from app.vault.store import engine
from app.vault.store.engine import EncryptedFile, connect, is_genuine, wipe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EncryptedFile]:
    encrypted = EncryptedFile(tmp_path / "x.db", bytearray(range(32)))
    yield encrypted
    encrypted.close()


def test_that_wiping_leaves_zeroes_of_the_same_length() -> None:
    secret = bytearray(b"secret")
    wipe(secret)
    assert secret == bytearray(6)


def test_that_the_key_is_raw_and_not_a_passphrase(tmp_path: Path) -> None:
    key = bytes(range(200, 232))
    connection = connect(tmp_path / "x.db", bytearray(key))
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with sqlcipher.connect(str(tmp_path / "x.db")) as other:
        other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]
    other.close()


def test_that_a_failed_connection_is_closed_again(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(bytes(4096))
    with pytest.raises(sqlcipher.DatabaseError):
        connect(tmp_path / "x.db", bytearray(32))


def test_that_connections_are_pooled_and_ended_on_close(file: EncryptedFile) -> None:
    assert isinstance(file.reading.pool, QueuePool)
    with file.reading.connect() as connection:
        connection.execute(text("SELECT 1"))
        file.close()
        with pytest.raises(errors.Cancelled):
            connection.execute(text("SELECT 1"))
    with pytest.raises(errors.Cancelled):
        file.reading.connect()
    assert file.closed
    assert file.key == bytearray(32)


def test_that_a_begin_says_what_it_is_for(file: EncryptedFile) -> None:
    with file.writing.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        connection.execute(text("SAVEPOINT a"))
        connection.execute(text("INSERT INTO t VALUES (1)"))
        connection.execute(text("ROLLBACK TO a"))
    with file.reading.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 0
        assert connection.execute(text("PRAGMA query_only")).scalar() == 1
    with file.writing.connect() as connection:
        assert connection.execute(text("PRAGMA query_only")).scalar() == 0


def test_that_a_failed_change_of_schema_rolls_back_whole(file: EncryptedFile) -> None:
    def half() -> None:
        with file.writing.begin() as connection:
            connection.execute(text("CREATE TABLE t (x)"))
            raise KeyError

    with pytest.raises(KeyError):
        half()
    with file.reading.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0


def test_that_references_are_enforced_again_after_a_change_of_schema(file: EncryptedFile) -> None:
    with file.writing_without_references() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 0
    with file.reading.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def refused(code: int) -> sqlcipher.OperationalError:
    error = sqlcipher.OperationalError("refused")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (5, errors.VaultBusy),
        (517, errors.VaultBusy),
        (6, errors.VaultBusy),
        (8, errors.ReadOnly),
        (1032, errors.ReadOnly),
        (14, errors.ReadOnly),
        (9, errors.Cancelled),
        (10, errors.StorageFailed),
        (778, errors.StorageFailed),
        (8202, errors.CompartmentDamaged),
        (11, errors.CompartmentDamaged),
        (26, errors.CompartmentDamaged),
        (13, errors.DiskFull),
        (1, sqlcipher.OperationalError),
    ],
)
def test_that_each_result_code_gets_its_error(code: int, kind: type[Exception]) -> None:
    with pytest.raises(kind), translated("casework"):
        raise refused(code)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EFBIG, errors.DiskFull),
        (errno.EACCES, errors.ReadOnly),
        (errno.EROFS, errors.ReadOnly),
        (errno.EIO, errors.StorageFailed),
    ],
)
def test_that_each_refusal_of_the_system_gets_its_error(number: int, kind: type[errors.AppError]) -> None:
    assert type(os_failure(OSError(number, "refused"))) is kind


def test_that_a_busy_database_is_waited_for_as_long_as_it_says() -> None:
    assert engine.BUSY_MS == 5000


LONG = "Lang verhaal. " * 5000


@pytest.fixture
def spoiled(file: EncryptedFile) -> EncryptedFile:
    """A file with a long text of which the last page was changed, where SQLite does not trip over it."""
    with file.writing.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE story (text TEXT)")
        connection.exec_driver_sql("INSERT INTO story VALUES (?)", (LONG,))
    file.reading.dispose()
    content = bytearray(file.path.read_bytes())
    content[len(content) - 2000] ^= 1
    file.path.write_bytes(content)
    return file


def test_that_sqlcipher_would_give_zeros_for_a_changed_page(spoiled: EncryptedFile) -> None:
    """Why it must be asked; when this fails, SQLCipher has learned to say so itself."""
    connection = connect(spoiled.path, spoiled.key)
    (told,) = connection.execute("SELECT text FROM story").fetchone()
    assert len(told.encode()) <= len(LONG)
    assert told != LONG
    assert not is_genuine(connection)
    connection.close()


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_that_what_was_read_of_a_changed_page_is_not_believed(spoiled: EncryptedFile, way: str) -> None:
    begins = spoiled.reading if way == "reading" else spoiled.writing
    for _ in range(2):
        with pytest.raises(errors.CompartmentDamaged), translated("casework"), begins.begin() as connection:
            connection.exec_driver_sql("SELECT text FROM story").fetchone()


def test_that_other_pages_of_that_file_can_still_be_read(spoiled: EncryptedFile) -> None:
    with pytest.raises(errors.CompartmentDamaged), translated("casework"), spoiled.reading.begin() as connection:
        connection.exec_driver_sql("SELECT text FROM story").fetchone()
    with spoiled.reading.begin() as connection:
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master").scalar() == "story"
