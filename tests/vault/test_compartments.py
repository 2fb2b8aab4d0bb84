"""A compartment: what its file must be to be opened, and what happens when it is not."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from app import errors
from app.vault.disk.folder import BACKUPS, compartment_file
from app.vault.header.trust import Pin
from app.vault.store import engine, schema
from app.vault.store.compartments import Compartment, create_compartment, open_compartment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = bytes(range(32))
PIN = Pin("4F2K", 3, "ab" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_compartment(tmp_path, "bibob", "bibob", key=bytearray(KEY), inbox_private=b"i" * 96, pin=PIN)
    return tmp_path


@pytest.fixture
def path(folder: Path) -> Path:
    return compartment_file(folder, "bibob", 1)


def opened(folder: Path, key: bytes = KEY) -> Compartment:
    return open_compartment(folder, "bibob", "bibob", 1, bytearray(key))


@pytest.fixture
def compartment(folder: Path) -> Iterator[Compartment]:
    found = opened(folder)
    yield found
    found.close()


def put(compartment: Compartment, value: str) -> None:
    with compartment.write() as session:
        session.execute(text("INSERT INTO secret VALUES (:value, x'00')"), {"value": value})


def names(compartment: Compartment) -> set[str]:
    with compartment.read() as session:
        return set(session.scalars(text("SELECT name FROM secret")))


def test_that_a_new_compartment_remembers_the_header_and_its_inbox(compartment: Compartment) -> None:
    with compartment.read() as session:
        assert session.execute(text("SELECT root, generation, head, copied FROM pin")).all() == [
            ("4F2K", 3, "ab" * 32, 0)
        ]
        assert compartment.inbox_keys(session) == [b"i" * 96]


def test_that_nothing_in_the_file_is_readable(folder: Path, path: Path) -> None:
    compartment = opened(folder)
    put(compartment, "MARKER-8431")
    compartment.close()
    assert b"MARKER-8431" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite")
    assert path.stat().st_mode & 0o077 == 0


def test_that_the_pragmas_of_the_design_hold(compartment: Compartment) -> None:
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "auto_vacuum": 2,
        "cache_size": -64000,
        "busy_timeout": engine.BUSY_MS,
    }
    with compartment.read() as session:
        assert {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in wanted} == wanted


def test_that_a_compartment_is_not_made_over_an_existing_file(folder: Path) -> None:
    with pytest.raises(errors.StorageFailed):
        create_compartment(folder, "bibob", "bibob", key=bytearray(KEY), inbox_private=b"", pin=PIN)


def test_that_a_missing_file_is_named(folder: Path, path: Path) -> None:
    path.unlink()
    with pytest.raises(errors.CompartmentMissing, match=r"bibob\.1\.db"):
        opened(folder)
    assert not path.exists()


def test_that_a_plain_database_is_refused_unread(folder: Path, path: Path) -> None:
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE secret (name)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(errors.NotEncrypted, match="niet versleuteld"):
        opened(folder)
    assert path.read_bytes() == before


def test_that_a_truncated_file_is_damaged(folder: Path, path: Path) -> None:
    path.write_bytes(b"abc")
    with pytest.raises(errors.CompartmentDamaged):
        opened(folder)


def test_that_a_file_that_may_not_be_read_is_named_so(folder: Path, path: Path) -> None:
    path.unlink()
    path.mkdir()
    with pytest.raises(errors.StorageFailed):
        opened(folder)


def test_that_another_key_opens_nothing_and_is_wiped(folder: Path) -> None:
    key = bytearray(32)
    key[0] = 1
    with pytest.raises(errors.CompartmentDamaged):
        open_compartment(folder, "bibob", "bibob", 1, key)
    assert key == bytearray(32)


def test_that_a_key_of_another_length_is_our_own_mistake(folder: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        opened(folder, b"short")


def test_that_a_newer_schema_is_refused_unchanged(folder: Path, path: Path) -> None:
    compartment = opened(folder)
    with compartment.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    compartment.close()
    before = path.read_bytes()
    with pytest.raises(errors.NewerProgram):
        opened(folder)
    assert path.read_bytes() == before


def test_that_a_write_rolls_back_on_any_exception(compartment: Compartment) -> None:
    def half_done() -> None:
        with compartment.write() as session:
            session.execute(text("INSERT INTO secret VALUES ('half', x'00')"))
            raise KeyError

    with pytest.raises(KeyError):
        half_done()
    assert "half" not in names(compartment)


def test_that_a_reading_session_cannot_write(compartment: Compartment) -> None:
    with pytest.raises(errors.BugError, match="reading session"), compartment.read() as session:
        session.execute(text("DELETE FROM secret"))
    assert names(compartment) == {"inbox"}


def test_that_a_reader_keeps_its_state_while_another_writes(compartment: Compartment) -> None:
    with compartment.read() as session:
        session.execute(text("SELECT 1 FROM secret")).all()
        put(compartment, "later")
        assert "later" not in set(session.scalars(text("SELECT name FROM secret")))
    assert "later" in names(compartment)


def test_that_broken_constraints_and_wrong_sql_stay_our_own_mistakes(compartment: Compartment) -> None:
    with pytest.raises(IntegrityError):
        put(compartment, "inbox")
    with pytest.raises(OperationalError, match="no such table"), compartment.read() as session:
        session.execute(text("SELECT * FROM nowhere"))


def test_that_an_error_never_carries_content(compartment: Compartment) -> None:
    put(compartment, "MARKER-1")
    with pytest.raises(IntegrityError) as caught:
        put(compartment, "MARKER-1")
    assert "MARKER-1" not in str(caught.value)


def test_that_waiting_for_another_writer_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 20)
    first, second = opened(folder), opened(folder)
    with first.write(), pytest.raises(errors.VaultBusy, match="niets opgeslagen"):
        put(second, "blocked")
    put(second, "after")
    assert "after" in names(first)
    first.close()
    second.close()


def test_that_closing_interrupts_and_rolls_back_what_runs(folder: Path) -> None:
    compartment = opened(folder)
    running, outcome = threading.Event(), list[BaseException]()

    def work() -> None:
        try:
            with compartment.write() as session:
                session.execute(text("INSERT INTO secret VALUES ('half', x'00')"))
                running.set()
                forever = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
                session.execute(text(forever)).all()
        except errors.AppError as error:
            outcome.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    running.wait()
    compartment.close()
    worker.join()
    assert isinstance(outcome[0], errors.Cancelled)
    again = opened(folder)
    assert names(again) == {"inbox"}
    again.close()


def test_that_a_transaction_open_at_closing_is_not_committed(folder: Path) -> None:
    compartment = opened(folder)

    def closed_on_the_way() -> None:
        with compartment.write() as session:
            session.execute(text("INSERT INTO secret VALUES ('half', x'00')"))
            compartment.close()

    with pytest.raises(errors.Cancelled):
        closed_on_the_way()
    again = opened(folder)
    assert names(again) == {"inbox"}
    again.close()


def test_that_a_closed_compartment_opens_nothing(compartment: Compartment) -> None:
    compartment.close()
    with pytest.raises(errors.Cancelled):
        names(compartment)
    assert compartment.copy_key() == bytearray(32)


def test_that_a_sound_file_has_no_damage(compartment: Compartment) -> None:
    put(compartment, "something")
    assert compartment.damage() is None


@pytest.mark.parametrize("page", [0, 1, 2, 7, -1])
def test_that_one_flipped_bit_is_found_in_any_page(folder: Path, path: Path, page: int) -> None:
    compartment = opened(folder)
    with compartment.write() as session:
        session.execute(text("INSERT INTO outbox VALUES ('a', 'x', randomblob(30000))"))
    compartment.close()
    whole = bytearray(path.read_bytes())
    whole[4096 * (page % (len(whole) // 4096)) + 100] ^= 1
    path.write_bytes(whole)
    try:
        damaged = opened(folder)
    except errors.CompartmentDamaged:
        assert page == 0  # the page that every opening reads
    else:
        assert damaged.damage()
        damaged.close()


def test_that_a_reference_to_nothing_is_damage(folder: Path) -> None:
    compartment = opened(folder)
    raw = engine.connect(compartment.path, bytearray(KEY))
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("CREATE TABLE child (secret REFERENCES secret(name))")
    raw.execute("INSERT INTO child VALUES ('nobody')")
    raw.close()
    assert compartment.damage() == "a reference leads nowhere"
    compartment.close()


HEAD = schema.head("bibob")
NEXT = f"{int(HEAD) + 1:04d}"
NEXT_REVISION = """
from alembic import op
import sqlalchemy as sa
revision = "{next}"
down_revision = "{head}"
def upgrade():
    with op.batch_alter_table("secret") as batch:
        batch.add_column(sa.Column("note", sa.Text(), nullable=False, server_default="nieuw"))
    {then}
"""


@pytest.fixture
def next_revision(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the revisions of bibob to which a test adds one; where to write it."""
    versions = tmp_path_factory.mktemp("migrations") / "bibob" / "versions"
    versions.mkdir(parents=True)
    for file in (schema.MIGRATIONS / "bibob" / "versions").glob("[0-9]*.py"):
        (versions / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(schema, "MIGRATIONS", versions.parent.parent)
    return versions / f"{NEXT}_note.py"


def test_that_an_upgrade_keeps_the_data_and_a_copy_of_the_old_file(folder: Path, next_revision: Path) -> None:
    next_revision.write_text(NEXT_REVISION.format(next=NEXT, head=HEAD, then=""))
    compartment = opened(folder)
    with compartment.read() as session:
        assert session.execute(text("SELECT name, value, note FROM secret")).all() == [("inbox", b"i" * 96, "nieuw")]
        assert schema.current(session.connection()) == NEXT
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
    compartment.close()
    copy = folder / BACKUPS / f"bibob.1.schema-{HEAD}.db"
    with sqlcipher.connect(str(copy)) as raw:
        raw.set_key(bytearray(f"x'{KEY.hex()}'".encode()))
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert raw.execute("SELECT name FROM secret").fetchall() == [("inbox",)]
    raw.close()
    assert [file.name for file in (folder / BACKUPS).iterdir()] == [copy.name]


@pytest.mark.parametrize("then", ["raise OSError(28, 'No space')", "op.execute('INSERT INTO nowhere VALUES (1)')"])
def test_that_a_failing_upgrade_leaves_everything_as_it_was(folder: Path, next_revision: Path, then: str) -> None:
    next_revision.write_text(NEXT_REVISION.format(next=NEXT, head=HEAD, then=then))
    with pytest.raises((OSError, OperationalError)):
        opened(folder)
    next_revision.unlink()
    schema.revisions.cache_clear()
    compartment = opened(folder)
    with compartment.read() as session:
        assert schema.current(session.connection()) == HEAD
        assert session.execute(text("SELECT * FROM secret")).all() == [("inbox", b"i" * 96)]
    compartment.close()


def test_that_an_upgrade_that_breaks_a_reference_is_not_kept(folder: Path, next_revision: Path) -> None:
    then = "op.execute('CREATE TABLE child (a REFERENCES secret(name))'); op.execute(\"INSERT INTO child VALUES (1)\")"
    next_revision.write_text(NEXT_REVISION.format(next=NEXT, head=HEAD, then=then))
    with pytest.raises(errors.BugError, match="breaks a reference"):
        opened(folder)
    next_revision.unlink()
    schema.revisions.cache_clear()
    opened(folder).close()


def test_that_without_room_for_the_copy_there_is_no_upgrade(folder: Path, next_revision: Path) -> None:
    next_revision.write_text(NEXT_REVISION.format(next=NEXT, head=HEAD, then=""))
    (folder / BACKUPS).write_text("a file where the folder should be")
    with pytest.raises(errors.StorageFailed):
        opened(folder)
    next_revision.unlink()
    schema.revisions.cache_clear()
    opened(folder).close()


def test_that_of_two_programs_that_upgrade_one_does_it(folder: Path, next_revision: Path) -> None:
    next_revision.write_text(NEXT_REVISION.format(next=NEXT, head=HEAD, then=""))
    barrier, found = threading.Barrier(2), list[set[str]]()

    def start() -> None:
        barrier.wait()
        compartment = opened(folder)
        found.append(names(compartment))
        compartment.close()

    programs = [threading.Thread(target=start) for _ in range(2)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert found == [{"inbox"}, {"inbox"}]


def test_that_damage_is_found_in_the_last_page_of_a_long_text(folder: Path, path: Path) -> None:
    """SQLite's own check does not look at what a text says, and SQLCipher gives zeros for such a page."""
    compartment = opened(folder)
    with compartment.write() as session:
        long = {"reason": "lang verhaal " * 5000}
        session.execute(text("INSERT INTO set_aside VALUES ('a', x'00', :reason, 'y')"), long)
    compartment.close()
    content = bytearray(path.read_bytes())
    content[len(content) - 2000] ^= 1
    path.write_bytes(content)
    again = opened(folder)
    assert again.damage()
    with pytest.raises(errors.CompartmentDamaged), again.read() as session:
        session.execute(text("SELECT reason FROM set_aside")).all()
    again.close()
