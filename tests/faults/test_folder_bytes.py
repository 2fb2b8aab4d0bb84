"""R3 over the whole folder: one changed byte in any file is found and named, or harmless; never wrong data shown."""

from __future__ import annotations

import contextlib
import hashlib
import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AppError, CompartmentDamaged, WrongCredentials
from app.rules.permissions import Role
from app.vault.backup.keeping import shelf_in
from app.vault.backup.making import back_up
from app.vault.backup.rehearsal import rehearse
from app.vault.disk.folder import BACKUPS
from app.vault.failed_logins import failed_logins
from app.vault.session import unlock
from app.vault.verify import verify_vault
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

OWNERS = {
    "bibob": "bibob",
    "integrity": "integrity",
    "integrity_deputy": "integrity_deputy",
    "audit": "dpo",
    "failed-logins": "dpo",
}
STORY = "Een lang verhaal dat over meer dan één bladzijde van de database loopt. " * 300


@pytest.fixture
def settled(unlock_as: UnlockAs, vault_folder: Path) -> Path:
    """A vault with content in every compartment, backups of it and a failed login, in which no post is under way."""
    with contextlib.suppress(WrongCredentials):
        unlock_as("director", "niet het wachtwoord")
    for role in (Role.DIRECTOR, Role.BIBOB, Role.INTEGRITY, Role.INTEGRITY_DEPUTY, Role.DPO):
        with unlock_as(role.value) as vault:
            for name in sorted(vault.available):
                with vault.write(name) as work:
                    note = "INSERT INTO set_aside VALUES (:id, :sealed, :reason, 'y')"
                    work.session.execute(text(note), {"id": role.value, "sealed": b"s" * 9000, "reason": STORY})
                    work.record("add", "case", 1)
    with unlock_as("director") as vault:
        for name in ("register", "casework"):
            back_up(vault, name, vault_folder / BACKUPS)
    for role in (Role.DIRECTOR, Role.BIBOB, Role.INTEGRITY, Role.INTEGRITY_DEPUTY, Role.DPO, Role.DIRECTOR):
        unlock_as(role.value).close()
    return vault_folder


def content(vault: UnlockedVault) -> dict[str, str]:
    """A digest of every row of every table that this session can read."""
    found = {}
    for name in sorted(vault.available):
        with vault.read(name) as session:
            tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).all()
            state = hashlib.sha256()
            for table in tables:
                for row in session.execute(text(f'SELECT * FROM "{table}" ORDER BY 1')):  # noqa: S608
                    state.update(repr(tuple(row)).encode())
        found[name] = state.hexdigest()
    return found


def login_for(path: Path) -> str:
    return OWNERS.get(path.name.split(".")[0], "director")


def found_in(folder: Path, login: str, good: dict[str, str]) -> bool:
    """Whether the damage is named; when it is not, everything must read as it was."""
    try:
        vault = unlock(folder, login, PASSWORD, limits=CHEAP_LIMITS)
    except AppError:
        return True
    try:
        named = bool(vault.warnings)
        try:
            seen = content(vault)
        except CompartmentDamaged:
            return True
        assert {name: good[name] for name in seen} == seen, "wrong data was shown"
        if login == "dpo":
            named = named or failed_logins(vault).unreadable > 0
        shelf = shelf_in(folder / BACKUPS)
        named = named or bool(shelf.unreadable) or not all(each.is_signed_by(vault.roster) for each in shelf.backups)
        if login == "director":
            named = named or any(rehearse(vault, backup).problem for backup in shelf.backups)
        return named or not verify_vault(folder, vault).ok
    finally:
        vault.lock()


@pytest.mark.parametrize("flips", [30, pytest.param(1000, marks=pytest.mark.fault)])
def test_that_a_changed_byte_anywhere_is_found_or_harmless(
    settled: Path, unlock_as: UnlockAs, flips: int, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(flips)  # noqa: S311 - repeatable, not secret
    good: dict[str, str] = {}
    for login in {"director", *OWNERS.values()}:
        with contextlib.closing(unlock_as(login)) as vault:
            good |= content(vault)
    assert not any(found_in(settled, login, good) for login in {"director", *OWNERS.values()})
    files = sorted(path for path in settled.rglob("*") if path.is_file() and path.stat().st_size)
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for _ in range(flips):
        path = dice.choice(files)
        whole = path.read_bytes()
        at = dice.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :])
        kind = path.relative_to(settled).as_posix()
        tried[kind] += 1
        found[kind] += found_in(settled, login_for(path), good)
        for left in settled.glob("*.db-*"):
            left.unlink()
        path.write_bytes(whole)
    with capsys.disabled():
        print(f"\nR3: {flips} changed bytes in {len(files)} files, {found.total()} found and named, the rest harmless")  # noqa: T201
    assert found["vault.json"] == tried["vault.json"] or found["vault.json"] > 0.9 * tried["vault.json"]
    assert found.total() > 0.5 * flips
