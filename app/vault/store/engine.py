"""The SQLAlchemy engine on one SQLCipher file: raw key, pragmas, and transactions that begin where we say so.

Facts behind the choices: CONTRIBUTING.md, *Store*. The pysqlite dialect of SQLAlchemy with our own `creator` is used,
because its pysqlcipher dialect keys a connection a second time. `cipher_memory_security` stays off.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import QueuePool, create_engine, event

from app.errors import Cancelled
from app.rules.matching.folding import unaccented
from app.vault.disk.folder import refuse_links

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlalchemy.pool import ConnectionPoolEntry

KEY_BYTES = 32
UNACCENTED = "unaccented"
"""The SQL function that takes capitals and accents away from any letter; SQLite's own `lower` knows ASCII only."""

BUSY_MS = 5000
_PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-64000",
)
# A running statement looks after this many steps of SQLite's machine, some milliseconds, whether it must stop.
_STEPS_BETWEEN_LOOKS = 50_000
# Execution option that says how a transaction begins; reading is what a connection does unless told otherwise.
_BEGIN = "vault_begin"


def connect(path: Path, key: bytearray) -> sqlcipher.Connection:
    """A keyed connection to `path`; on a wrong key it fails with sqlcipher's DatabaseError (NOTADB).

    A link in its place is StorageFailed. The key is handed over as the text x'…' in a bytearray that is wiped: a
    passphrase would cost 125 ms of derivation, and a PRAGMA would leave the key behind as an immutable string.
    """
    refuse_links(path)
    connection = sqlcipher.connect(str(path), timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        _set_key(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.create_function(UNACCENTED, 1, _unaccented, deterministic=True)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlcipher.Error:
        connection.close()
        raise
    return connection


def _unaccented(value: object) -> object:
    return unaccented(value) if isinstance(value, str) else value


class NotGenuine(sqlcipher.DatabaseError):  # type: ignore[misc]  # the library has no types
    """A page was read that is not what was written."""

    sqlite_errorcode = 11  # SQLITE_CORRUPT


def is_genuine(connection: sqlcipher.Connection) -> bool:
    """Whether every page read on this connection so far passed its authentication.

    SQLCipher gives zeros in place of a page that does not and tells nobody. SQLite trips over most of them, but not
    over the last page of a long text, which would then end in zeros: so it is asked before what was read is believed.
    """
    return bool(connection.execute("PRAGMA cipher_status").fetchone()[0] == "1")


def check_genuine(connection: sqlcipher.Connection) -> None:
    """Raises NotGenuine unless is_genuine."""
    if not is_genuine(connection):
        raise NotGenuine("a page is not genuine")


def prepare(connection: sqlcipher.Connection) -> None:
    """Settings that a new, empty file keeps for good."""
    connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    connection.execute("PRAGMA journal_mode=WAL")


def _set_key(connection: sqlcipher.Connection, key: bytearray) -> None:
    """Key the connection from raw bytes without leaving the key in an immutable object."""
    if len(key) != KEY_BYTES:
        raise ValueError("a compartment key has 32 bytes")
    text = bytearray(b"x'" + bytes(2 * KEY_BYTES) + b"'")
    digits = b"0123456789abcdef"
    for place, byte in enumerate(key):
        text[2 + 2 * place] = digits[byte >> 4]
        text[3 + 2 * place] = digits[byte & 15]
    try:
        connection.set_key(text)
    finally:
        wipe(text)


def wipe(secret: bytearray) -> None:
    """Overwrite a secret in place."""
    secret[:] = bytes(len(secret))


class EncryptedFile:
    """One SQLCipher file with a pool of connections, and the key that opens more of them.

    Takes ownership of `key` and wipes it on close. Safe to use from several threads.
    """

    def __init__(self, path: Path, key: bytearray) -> None:
        self.path = path
        self.key = key
        self._identity: tuple[int, int] | None = None
        self._closed = threading.Event()
        self._lock = threading.Lock()
        # No path in the URL, where a folder's name could mean something; hide_parameters keeps content out of errors.
        self.reading: Engine = create_engine(
            "sqlite+pysqlite://",
            module=sqlcipher,
            creator=self._connect,
            poolclass=QueuePool,
            hide_parameters=True,
        )
        self.writing: Engine = self.reading.execution_options(**{_BEGIN: "IMMEDIATE"})
        event.listen(self.reading, "begin", _begin)
        event.listen(self.reading, "before_cursor_execute", self._check_open)
        event.listen(self.reading, "commit", self._check_open)
        event.listen(self.reading, "commit", _check_read)
        event.listen(self.reading, "checkout", self._check_open)
        event.listen(self.reading, "checkin", self._checked_in)

    def in_place(self) -> bool:
        """Whether the file that was opened still lies under its name.

        A removed file stays writable for who has it open (not on Windows), and in WAL mode SQLite does not look.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return False
        return self._identity in {None, (found.st_dev, found.st_ino)}

    @property
    def closed(self) -> bool:
        """Whether the key is gone."""
        return self._closed.is_set()

    @contextlib.contextmanager
    def writing_without_references(self) -> Iterator[Connection]:
        """A writing connection that does not enforce foreign keys; it never goes back into the pool."""
        with self.writing.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is None:
                raise Cancelled
            raw.execute("PRAGMA foreign_keys=OFF")  # possible outside a transaction only
            try:
                yield connection
            finally:
                connection.invalidate()

    def close(self) -> None:
        """Close now: what runs is interrupted and rolls back, the key is wiped."""
        with self._lock:
            self._closed.set()
            wipe(self.key)
        self.reading.dispose()

    def _connect(self) -> sqlcipher.Connection:
        with self._lock:
            self._check_open()
            connection = connect(self.path, self.key)
            if self._identity is None:
                found = self.path.stat()
                self._identity = (found.st_dev, found.st_ino)
        connection.set_progress_handler(self._closed.is_set, _STEPS_BETWEEN_LOOKS)
        return connection

    def _checked_in(self, _: sqlcipher.Connection, record: ConnectionPoolEntry) -> None:
        if self.closed:
            record.invalidate()

    def _check_open(self, *_: object) -> None:
        """Refuse what begins after the file was closed; what already runs looks up from time to time."""
        if self.closed:
            raise Cancelled


def _check_read(connection: Connection) -> None:
    """Before a transaction ends well: everything read in it was genuine, or the connection is not used again."""
    raw = connection.connection.driver_connection
    try:
        check_genuine(raw)
    except NotGenuine:
        connection.invalidate()
        raise


def _begin(connection: Connection) -> None:
    """Begin as the execution options say; a reading connection cannot write, so that nothing happens unlogged."""
    if connection.get_execution_options().get(_BEGIN) == "IMMEDIATE":
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
