"""R5 and R7 for the drop box: nothing in plain at any moment, nothing that tells who was first; and what goes wrong."""

from __future__ import annotations

import contextlib
import errno
import grp
import os
import stat
import subprocess
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest

from app.errors import Cancelled, DropBoxFull, VaultError
from app.rules.permissions import INTEGRITY
from app.services.integrity.arrivals import Arrivals, Taken
from app.services.integrity.dialogue import Dialogue
from app.services.integrity.reports import Reports
from app.services.records import Query
from app.services.reporting.cleaning import Cleaned
from app.services.reporting.form import Answers, Enclosure, sealed_addition, sealed_report
from app.services.reporting.places import box_of
from app.vault.primitives.sealing import KeyPair, SigningKey
from app.vault.reports import dropbox
from app.vault.reports.codes import ReporterKeys
from app.vault.reports.letters import Letter
from app.vault.reports.reporting import Envelope, Standing, _enveloped, look
from tests.faults.failing_disk import CAN_FAIL, said_on_a_failing_disk
from tests.faults.test_no_plain_text import spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import UnlockAs

WORD = "Merkteken4711"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as two users of the computer")


class Watcher(threading.Thread):
    """Looks in every file of a folder, over and over, whether a word stands there in plain."""

    def __init__(self, folder: Path, *words: str) -> None:
        super().__init__()
        self.folder = folder
        self.wanted = [spelled for word in words for spelled in spellings(word)]
        self.found: set[str] = set()
        self.rounds = 0
        self.done = threading.Event()

    def look(self) -> None:
        for path in self.folder.rglob("*"):
            with contextlib.suppress(OSError):
                content = path.read_bytes() if path.is_file() else b""
                if any(spelled in content for spelled in self.wanted):
                    self.found.add(path.name)
        self.rounds += 1

    def run(self) -> None:
        while not self.done.is_set():
            self.look()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.join()
        self.look()


def test_that_nothing_of_a_report_is_in_plain_at_any_moment(vault_folder: Path, unlock_as: UnlockAs) -> None:
    box = box_of(vault_folder)
    file = Enclosure("a.txt", Cleaned(f"{WORD} in een bijlage ".encode() * 4000, "txt"))
    code, envelope = sealed_report(box.desks, INTEGRITY, Answers(what=WORD, who=WORD), (file,))
    with Watcher(vault_folder, WORD, code, code.replace("-", "")) as watcher:
        box.send(envelope)
        with dropbox._changing(vault_folder) as connection:
            connection.execute("UPDATE envelope SET sealed = sealed")
            watcher.look()  # the journal holds what was there before
        look(vault_folder, box.desks, code)
        officer = unlock_as("integrity")
        assert Arrivals(officer).take_in() == Taken(new=1)
        key = Reports(officer).ids(Query())[0]
        Dialogue(officer).reply(key, f"{WORD} in een antwoord")
        box.send(sealed_addition(box.desks, INTEGRITY, code, 1, text=f"{WORD} erbij", identity=WORD))
        assert Arrivals(officer).take_in() == Taken(added=1)
        assert look(vault_folder, box.desks, code).standing is Standing.RECEIVED
        officer.lock()
    assert watcher.found == set()
    assert watcher.rounds > 1


def test_that_the_watcher_would_have_seen_it(tmp_path: Path) -> None:
    """The measure itself."""
    with Watcher(tmp_path, WORD):
        pass
    (tmp_path / "dropbox.db-journal").write_bytes(b"voor" + WORD.encode() + b"na")
    with Watcher(tmp_path, WORD) as watcher:
        pass
    assert watcher.found == {"dropbox.db-journal"}


def envelopes(desks: Any, count: int) -> Iterator[Envelope]:
    """Reports that differ, made without the second that a code takes."""
    for number in range(count):
        own = ReporterKeys(KeyPair.generate(), SigningKey.generate(), os.urandom(32))
        body: dict[str, Any] = {"what": f"Melding {number}", "sent_on": date.today().isoformat()}  # noqa: DTZ011
        yield _enveloped(desks, INTEGRITY, own, Letter(0, own.lookup, body, (), own.reading.public_bytes))


def as_user(uid: int, gid: int, folder: Path, envelope: Envelope) -> None:
    """Send as somebody else who logs in on this computer."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([gid])
            os.setgid(gid)
            os.setuid(uid)
            os.umask(0o077)
            dropbox.put(folder, envelope.rows)
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0


@as_root
def test_that_of_two_users_of_the_computer_nobody_tells_who_was_first(vault_folder: Path) -> None:
    desks = box_of(vault_folder).desks
    mine, theirs = envelopes(desks, 2)
    first, second, gid = 65_001, 65_002, grp.getgrgid(os.getgid()).gr_gid + 64_000
    seen: list[dict[str, tuple[int, int, int, int, bytes]]] = []
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        for order in (((first, mine), (second, theirs)), ((second, theirs), (first, mine))):
            folder = Path(place) / str(len(seen))
            folder.mkdir()
            os.chown(folder, 0, gid)
            folder.chmod(0o2770)
            dropbox.make(folder)
            for uid, envelope in order:
                as_user(uid, gid, folder, envelope)
            facts = {path.name: (path.stat(), path.read_bytes()) for path in folder.iterdir()}
            seen.append(
                {
                    name: (s.st_uid, s.st_gid, stat.S_IMODE(s.st_mode), s.st_size, data)
                    for name, (s, data) in facts.items()
                }
            )
    assert seen[0] == seen[1]
    assert {uid for uid, *_ in seen[0].values()} == {0}, "what whoever sends makes would be theirs"
    assert {mode for _, _, mode, *_ in seen[0].values()} == {0o660}


@pytest.mark.skipif(not CAN_FAIL, reason="the kernel here cannot be told to refuse")
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_that_a_disk_that_refuses_says_that_nothing_was_sent(vault_folder: Path, error: int) -> None:
    box = box_of(vault_folder)
    (envelope,) = envelopes(box.desks, 1)
    before = dropbox.ids(vault_folder)
    said = said_on_a_failing_disk(error, lambda: lambda: box.send(envelope))
    assert "NIETS verstuurd" in said, said
    assert dropbox.ids(vault_folder) == before


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of its own with room for a few reports."""
    place = Path(tempfile.mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", "size=1200k", "bolwerk-test", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        place.rmdir()
        pytest.skip("mounting a disk needs rights that this machine does not give")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)
    place.rmdir()


def test_that_on_a_full_disk_what_is_told_is_true(small_disk: Path, vault_folder: Path) -> None:
    """Each report lies in the box whole or not at all, and who sent it was told which."""
    desks = box_of(vault_folder).desks
    dropbox.make(small_disk)
    sent, told = set[bytes](), list[str]()
    for envelope in envelopes(desks, 24):
        try:
            dropbox.put(small_disk, envelope.rows)
            sent |= set(envelope.rows)
        except VaultError as error:
            told.append(str(error))
        assert set(dropbox.ids(small_disk)) == sent
    assert sent
    assert told
    assert all("NIETS verstuurd" in each for each in told)


def test_that_a_full_box_says_that_nothing_was_sent(vault_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = box_of(vault_folder)
    (envelope,) = envelopes(box.desks, 1)
    before = dropbox.ids(vault_folder)
    monkeypatch.setattr(dropbox, "CAP", 70_000)
    with pytest.raises(VaultError, match="NIETS verstuurd"):
        box.send(envelope)
    monkeypatch.setattr(dropbox, "CAP", (vault_folder / dropbox.NAME).stat().st_size + 1000)
    with pytest.raises(DropBoxFull, match="andere manier"):
        box.send(envelope)
    assert dropbox.ids(vault_folder) == before


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.fault)])
def test_that_many_reports_come_in_whatever_stops_it(
    vault_folder: Path, unlock_as: UnlockAs, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    desks = box_of(vault_folder).desks
    rows = {key: sealed for envelope in envelopes(desks, count) for key, sealed in envelope.rows.items()}
    dropbox.put(vault_folder, rows)
    officer = unlock_as("integrity")
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        steps.append((done, total))
        if total == count and done:
            raise Cancelled

    began = time.perf_counter()
    with pytest.raises(Cancelled):
        Arrivals(officer).take_in(stop)
    halfway = len(Reports(officer).ids(Query()))
    assert 0 < halfway < count
    assert len(steps) > count, "each chunk was told, and then each batch"
    assert Arrivals(officer).take_in() == Taken(new=count - halfway)
    took = time.perf_counter() - began
    assert len(Reports(officer).ids(Query())) == count
    assert not set(rows) & set(dropbox.ids(vault_folder))
    assert Arrivals(officer).take_in() == Taken()
    with capsys.disabled():
        print(f"\n{count} reports taken in, interrupted once: {took:.1f} s")  # noqa: T201
