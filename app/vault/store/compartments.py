"""A compartment: one encrypted database of one kind, made, checked at opening, read and written."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session, sessionmaker

from app import errors
from app.vault.disk.folder import BACKUPS, compartment_file, refuse_links
from app.vault.disk.sharing import make_folder, open_as_folder
from app.vault.disk.storage import damaged, os_failure, refused_writing, translated
from app.vault.store import schema
from app.vault.store.engine import EncryptedFile, check_genuine, connect, is_genuine, prepare, wipe
from models.metadata import METADATA
from models.shared import SharedTables, shared_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from app.vault.header.trust import Pin

INBOX = "inbox"
WRITES_KIND = "writes_kind"
"""In the `info` of a session that writes: the kind of compartment it writes in."""
_PLAIN = b"SQLite format 3\x00"


class Compartment:
    """An open compartment. Safe to use from several threads; close() ends it for all of them."""

    def __init__(self, name: str, kind: str, epoch: int, file: EncryptedFile) -> None:
        self.name = name
        self.kind = kind
        self.epoch = epoch
        self.tables: SharedTables = shared_tables(METADATA[kind])
        self.guard: Callable[[], None] = _no_objection
        """Called with the writer's lock held: raises when another file has taken the place of this one meanwhile."""
        self._file = file
        self._reading = sessionmaker(file.reading, expire_on_commit=False)
        self._writing = sessionmaker(file.writing, expire_on_commit=False, info={WRITES_KIND: kind})

    @property
    def path(self) -> Path:
        """The database file."""
        return self._file.path

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent state, in which writing is an error."""
        with translated(self.name), refused_writing(), self._reading.begin() as session:
            yield session

    @contextlib.contextmanager
    def write(self) -> Iterator[Session]:
        """A session that holds the writer's lock and is committed at the end, or rolled back on any exception.

        For the mechanism of the vault itself; acts of users go through a unit of work, which logs them.
        """
        self._check_in_place()  # otherwise a new connection would make an empty file
        with translated(self.name), self._writing.begin() as session:
            session.connection()  # begins, and so takes the lock, before anything is read
            self.guard()
            self._check_in_place()
            yield session

    def _check_in_place(self) -> None:
        if not self._file.in_place():
            raise _missing(self.path, self.name)

    def copy_key(self) -> bytearray:
        """The raw key, to seal to another holder; the caller wipes it."""
        return bytearray(self._file.key)

    def inbox_keys(self, session: Session) -> list[bytes]:
        """Private keys of the inbox, 96 bytes each, the present one first; earlier ones open what was under way."""
        secret = self.tables.secret
        found = session.execute(select(secret.c.name, secret.c.value).where(secret.c.name.startswith(INBOX)))
        return [value for _, value in sorted(found)]

    def damage(self) -> str | None:
        """Read every page of the file afresh; None when all are genuine and fit together, else what SQLite says.

        SQLite's own check reads every page in use, and SQLCipher authenticates each page that is read. Its
        `cipher_integrity_check` is not used: it reports errors that are none while a WAL is present.
        """
        key = self.copy_key()
        with translated(self.name), contextlib.closing(connect(self.path, key)) as connection:
            wipe(key)
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found == "ok" and connection.execute("PRAGMA foreign_key_check").fetchone():
                return "a reference leads nowhere"
            if found == "ok" and not is_genuine(connection):
                return "a page is not genuine"
        return None if found == "ok" else str(found)

    def empty_log(self) -> bool:
        """Move the write-ahead log into the file, and leave nothing in it nor in free pages at the end of the file.

        False while somebody else still reads an earlier state; then it is done another time.
        """
        key = self.copy_key()
        with translated(self.name), contextlib.closing(connect(self.path, key)) as connection:
            wipe(key)
            connection.execute("PRAGMA incremental_vacuum").fetchall()
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Interrupt what runs, roll it back, wipe the key."""
        self._file.close()


def _no_objection() -> None:
    """Before there is a session, nothing has to be kept apart."""


def create_compartment(folder: Path, name: str, kind: str, *, key: bytearray, inbox_private: bytes, pin: Pin) -> None:
    """Make the first epoch of a compartment: its file, its whole schema, its inbox key, and what the header was.

    `key` stays the caller's. The file must not exist yet.
    """
    path = compartment_file(folder, name, 1)
    try:
        os.close(open_as_folder(path, os.O_EXCL | os.O_WRONLY))
    except OSError as error:
        raise os_failure(error) from error
    with translated(name):
        raw = connect(path, key)
        try:
            prepare(raw)
        finally:
            raw.close()
        file = EncryptedFile(path, bytearray(key))
        try:
            with file.writing.begin() as connection:
                schema.create(connection, kind)
                tables = shared_tables(METADATA[kind])
                connection.execute(insert(tables.secret).values(name=INBOX, value=inbox_private))
                remembered = {"root": pin.root_fingerprint, "generation": pin.generation, "head": pin.head}
                connection.execute(insert(tables.pin).values(id=1, copied=0, **remembered))
        finally:
            file.close()


def open_compartment(folder: Path, name: str, kind: str, epoch: int, key: bytearray) -> Compartment:
    """Open a compartment after checking that its file is there, encrypted, ours, and of a schema we know.

    An older schema is upgraded after a copy was put in backups/. Takes ownership of `key`. Raises
    CompartmentMissing, NotEncrypted, CompartmentDamaged, NewerProgram, or what the disk refuses.
    """
    path = compartment_file(folder, name, epoch)
    file = EncryptedFile(path, key)
    try:
        check_file(path, name)
        with translated(name):
            with file.reading.connect() as connection:
                _check_full_text_search(connection)
                outdated = schema.needs_upgrade(connection, name, kind)
            if outdated:
                _upgrade(file, folder, name, kind)
    except BaseException:
        file.close()
        raise
    return Compartment(name, kind, epoch, file)


def check_file(path: Path, name: str) -> None:
    """Refuse what is not an encrypted file, without a key; raises as open_compartment does."""
    refuse_links(path)
    try:
        with path.open("rb") as stream:
            start = stream.read(len(_PLAIN))
    except FileNotFoundError as error:
        raise _missing(path, name) from error
    except OSError as error:
        raise os_failure(error) from error
    if start == _PLAIN:
        raise errors.NotEncrypted(
            f"Het bestand ‘{path.name}’ is niet versleuteld en hoort hier niet. Er is niets gelezen of gewijzigd.",
        )
    if len(start) < len(_PLAIN):
        raise damaged(name)


def _missing(path: Path, name: str) -> errors.CompartmentMissing:
    return errors.CompartmentMissing(
        f"Het bestand ‘{path.name}’ van het compartiment ‘{name}’ ontbreekt in de map van de kluis of is vervangen. "
        "Zet het terug uit een back-up.",
    )


def _check_full_text_search(connection: Connection) -> None:
    if not connection.execute(text("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")).scalar():
        raise errors.BugError("SQLCipher was built without FTS5")


def _upgrade(file: EncryptedFile, folder: Path, name: str, kind: str) -> None:
    """Copy the file to backups/, then bring its schema up to date in one transaction.

    Foreign keys are checked at the end instead of during the upgrade: SQLite changes a table by replacing it.
    """
    with file.writing_without_references() as connection, connection.begin():
        if not schema.needs_upgrade(connection, name, kind):
            return  # another program was first
        _back_up(file, folder, f"{file.path.stem}.schema-{schema.current(connection)}.db")
        schema.upgrade(connection, kind)
        if connection.execute(text("PRAGMA foreign_key_check")).first():
            raise errors.BugError(f"the upgrade of {kind} breaks a reference")


def _back_up(file: EncryptedFile, folder: Path, name: str) -> None:
    """An encrypted copy under the same key; in place only when it is whole."""
    target = folder / BACKUPS / name
    partial = target.with_suffix(".partial")
    try:
        make_folder(target.parent)
        partial.unlink(missing_ok=True)
        os.close(open_as_folder(partial, os.O_EXCL | os.O_WRONLY))
        source, copy = connect(file.path, file.key), connect(partial, file.key)
        try:
            source.backup(copy)
            check_genuine(source)
        finally:
            copy.close()
            source.close()
        partial.replace(target)
    except OSError as error:
        raise os_failure(error) from error
