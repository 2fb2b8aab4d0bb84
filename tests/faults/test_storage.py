"""The disk refuses, or files are not what they were (R2, R3): a clear message, and nothing that was there is lost."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from app import errors
from app.rules.permissions import Role
from app.vault.disk.folder import HEADER, compartment_file
from app.vault.founding import Founder, found
from app.vault.store import engine
from app.vault.verify import verify_vault
from models.casework import CaseType
from models.choices import CountingUnit, Level
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSWORD
from tests.faults.lock_holder import hold_the_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

KNOWN = ("hennep", "witwassen")
NOBODY = 65534


def add(vault: UnlockedVault, name: str, *, size: int = 0) -> None:
    with vault.write("casework") as work:
        work.session.add(CaseType(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE, position=1))
        work.session.execute(
            text("INSERT INTO set_aside VALUES (:name, randomblob(:size), 'x', 'y')"), {"name": name, "size": size}
        )
        work.record("add", "case_type", name)


def names(vault: UnlockedVault) -> tuple[str, ...]:
    with vault.read("casework") as session:
        return tuple(session.scalars(select(CaseType.name).order_by(CaseType.id)))


@pytest.fixture
def filled(unlock_as: UnlockAs, vault_folder: Path) -> Path:
    """A vault with known content, closed."""
    with unlock_as("director") as vault:
        for name in KNOWN:
            add(vault, name, size=20_000)
    return vault_folder


@contextlib.contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Every write beyond `size` bytes fails with EFBIG, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_that_an_act_that_does_not_fit_is_not_stored_and_a_smaller_one_is(unlock_as: UnlockAs, filled: Path) -> None:
    vault = unlock_as("director")
    with (
        files_no_larger_than(400_000),
        pytest.raises((errors.DiskFull, errors.StorageFailed), match="niets opgeslagen"),
    ):
        add(vault, "too large", size=4_000_000)
    assert names(vault) == KNOWN
    add(vault, "fits")
    vault.lock()
    again = unlock_as("director")
    assert names(again) == (*KNOWN, "fits")
    assert verify_vault(filled, again).ok


def test_that_a_header_that_does_not_fit_leaves_the_old_one(unlock_as: UnlockAs, filled: Path) -> None:
    vault = unlock_as("director")
    before = (filled / HEADER).read_bytes()
    with files_no_larger_than(1000), pytest.raises(errors.DiskFull):
        vault.change_password(PASSWORD, "nieuw", settings=CHEAP, limits=CHEAP_LIMITS)
    assert (filled / HEADER).read_bytes() == before
    assert names(unlock_as("director")) == KNOWN


def test_that_a_founding_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    founders = [Founder(role.value, role.label, PASSWORD, role) for role in Role]
    with files_no_larger_than(20_000), pytest.raises((errors.DiskFull, errors.StorageFailed)):
        found(tmp_path / "new", "Voorbeeldstad", founders, day=date(2019, 5, 1), kdf=CHEAP)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(filled: Path) -> Iterator[Path]:
    """A disk of its own that is nearly full with the vault on it."""
    place = Path(tempfile.mkdtemp())
    size = sum(file.stat().st_size for file in filled.rglob("*")) + 1_500_000
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "bolwerk-test", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        place.rmdir()
        pytest.skip("mounting a disk needs rights that this machine does not give")
    shutil.copytree(filled, place / "vault")
    yield place / "vault"
    subprocess.run(["umount", "--lazy", str(place)], check=True)
    place.rmdir()


def test_that_a_disk_that_is_really_full_loses_nothing(unlock_as: UnlockAs, small_disk: Path) -> None:
    vault = unlock_as("director", folder=small_disk)
    filler = small_disk.parent / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    with pytest.raises(errors.DiskFull, match="schijf is vol"):
        add(vault, "does not fit", size=100_000)
    assert names(vault) == KNOWN
    with pytest.raises(errors.DiskFull):
        vault.change_password(PASSWORD, "nieuw", settings=CHEAP, limits=CHEAP_LIMITS)
    vault.close()
    filler.unlink()
    again = unlock_as("director", folder=small_disk)
    add(again, "after")
    assert names(again) == (*KNOWN, "after")
    assert verify_vault(small_disk, again).ok
    again.lock()


def test_that_unlocking_on_a_full_disk_works_or_says_so(unlock_as: UnlockAs, small_disk: Path) -> None:
    filler = small_disk.parent / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    with pytest.raises((errors.DiskFull, errors.StorageFailed), match="vol"):
        names(unlock_as("director", folder=small_disk))
    filler.unlink()
    again = unlock_as("director", folder=small_disk)
    assert names(again) == KNOWN
    again.lock()


@pytest.fixture
def without_rights(filled: Path) -> Iterator[Path]:
    """The vault in a folder that everybody may read and nobody may write; root steps down to obey that."""
    place = Path(tempfile.mkdtemp())
    folder = place / "vault"
    shutil.copytree(filled, folder)
    for path in (place, folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield folder
    if root:
        os.seteuid(0)
    for path in (place, folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(place)


def test_that_a_read_only_folder_is_named_so(unlock_as: UnlockAs, without_rights: Path) -> None:
    before = {path.name: path.read_bytes() for path in without_rights.iterdir() if path.is_file()}
    with pytest.raises(errors.ReadOnly, match="Controleer de rechten"):
        unlock_as("director", folder=without_rights)
    assert {path.name: path.read_bytes() for path in without_rights.iterdir() if path.is_file()} == before


def test_that_a_read_only_file_can_be_read_and_not_changed(unlock_as: UnlockAs, without_rights: Path) -> None:
    if os.geteuid() != NOBODY:
        pytest.skip("needs root to give the folder and not the file away")
    os.seteuid(0)
    for path in (without_rights, *without_rights.iterdir()):
        if path.name != "casework.1.db":
            os.chown(path, NOBODY, NOBODY)
            path.chmod(0o700)
    os.seteuid(NOBODY)
    vault = unlock_as("director", folder=without_rights)
    assert names(vault) == KNOWN
    with pytest.raises(errors.ReadOnly, match="niets opgeslagen"):
        add(vault, "nothing")
    vault.lock()


def plain(path: Path) -> None:
    path.unlink()
    sqlite3.connect(path).execute("CREATE TABLE x (y)").connection.close()


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[1000] ^= 4
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (Path.unlink, errors.CompartmentMissing),
        (plain, errors.NotEncrypted),
        (flip, errors.CompartmentDamaged),
        (lambda path: path.write_bytes(b""), errors.CompartmentDamaged),
        (lambda path: path.write_bytes(os.urandom(50_000)), errors.CompartmentDamaged),
    ],
)
def test_that_a_spoiled_file_is_named_and_a_restored_one_has_everything(
    unlock_as: UnlockAs, filled: Path, spoil: Callable[[Path], object], kind: type[errors.AppError]
) -> None:
    path = compartment_file(filled, "casework", 1)
    whole = path.read_bytes()
    spoil(path)
    vault = unlock_as("director")
    with pytest.raises(kind, match="casework"):
        names(vault)
    with pytest.raises(kind):
        add(vault, "nothing")
    assert any("casework" in warning for warning in vault.warnings)
    assert not verify_vault(filled, vault).ok
    vault.lock()
    path.write_bytes(whole)
    assert names(unlock_as("director")) == KNOWN


def test_that_a_file_that_vanishes_under_an_open_vault_takes_no_more_acts(unlock_as: UnlockAs, filled: Path) -> None:
    vault = unlock_as("director")
    path = compartment_file(filled, "casework", 1)
    copy = path.read_bytes()
    path.unlink()
    with pytest.raises(errors.CompartmentMissing, match="ontbreekt"):
        add(vault, "into the void")
    path.write_bytes(copy)
    with pytest.raises(errors.CompartmentMissing, match="vervangen"):
        add(vault, "into the void")


@pytest.mark.parametrize("flips", [40, pytest.param(1000, marks=pytest.mark.fault)])
def test_that_a_flipped_byte_anywhere_is_found_or_harmless(unlock_as: UnlockAs, filled: Path, flips: int) -> None:
    """Never wrong data: reading gives what was stored, or the compartment is called damaged."""
    dice = random.Random(flips)  # noqa: S311 - repeatable, not secret
    path = compartment_file(filled, "casework", 1)
    whole = path.read_bytes()
    found = 0
    for _ in range(flips):
        place = dice.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << dice.randrange(8))]) + whole[place + 1 :])
        vault = unlock_as("director")
        try:
            assert names(vault) == KNOWN
            with vault.read("casework") as session:
                assert session.execute(text("SELECT sum(length(sealed)) FROM set_aside")).scalar() == 40_000
        except errors.CompartmentDamaged:
            found += 1
        else:
            found += not verify_vault(filled, vault).ok
        vault.lock()
        for left in filled.glob("casework.1.db-*"):
            left.unlink()
    assert found > flips // 2


def test_that_another_program_that_writes_is_waited_for_and_then_named(
    unlock_as: UnlockAs, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    programs = multiprocessing.get_context("spawn")
    mine, its = programs.Pipe()
    other = programs.Process(target=hold_the_lock, args=(filled, its))
    other.start()
    assert mine.recv() == "held"
    vault = unlock_as("director")
    assert names(vault) == KNOWN
    with pytest.raises(errors.VaultBusy, match="te lang bezet"):
        add(vault, "meanwhile")
    mine.send("end")
    assert mine.recv() == "done"
    other.join()
    add(vault, "meanwhile")
    assert names(vault) == (*KNOWN, "meanwhile")


def test_that_a_newer_schema_is_refused_unchanged(unlock_as: UnlockAs, filled: Path) -> None:
    vault = unlock_as("director")
    with vault.compartment("casework").write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    vault.lock()
    before = compartment_file(filled, "casework", 1).read_bytes()
    again = unlock_as("director")
    with pytest.raises(errors.NewerProgram, match="nieuwere versie"):
        names(again)
    again.lock()
    assert compartment_file(filled, "casework", 1).read_bytes() == before
