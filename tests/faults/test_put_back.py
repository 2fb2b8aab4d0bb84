"""A whole folder put back as it was: the vault itself cannot tell, the workstation that saw more can."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import HeaderUntrusted
from app.rules.permissions import CASEWORK, Role
from app.services.keys import accounts
from app.vault.disk.folder import compartment_file
from app.vault.own_account import renew_keys
from tests.conftest import CHEAP, PASSWORD

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "data" / "seen"


@pytest.fixture
def copy(vault_folder: Path, tmp_path: Path) -> Path:
    """The folder as it is at the beginning of the test."""
    return Path(shutil.copytree(vault_folder, tmp_path / "copy"))


def act(vault: UnlockedVault) -> None:
    with vault.write(CASEWORK) as work:
        work.record("open", "case", 1)


def put_back(copy: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)


def test_that_a_trail_that_was_put_back_is_told(
    unlock_as: UnlockAs, vault_folder: Path, copy: Path, memory: Path
) -> None:
    vault = unlock_as("director", memory=memory)
    act(vault)
    vault.close()
    assert unlock_as("director", memory=memory).warnings == []
    put_back(copy, vault_folder)
    assert unlock_as("director").warnings == []  # nothing in the folder itself tells
    (warning,) = unlock_as("director", memory=memory).warnings
    assert "op deze werkplek al is gezien" in warning
    assert "TERUGGEZET" in warning
    assert unlock_as("director", memory=memory).warnings == []  # told once; from here on this is what was seen


def test_that_a_header_that_was_put_back_with_everything_is_refused(
    unlock_as: UnlockAs, vault_folder: Path, copy: Path, memory: Path
) -> None:
    """The revoked account that so becomes live again is noticed by whoever was there when it was revoked."""
    keeper = unlock_as("keeper", memory=memory)
    accounts.revoke(keeper, account=unlock_as("policy").account.id)
    keeper.close()
    put_back(copy, vault_folder)
    assert unlock_as("policy").account.role is Role.POLICY
    with pytest.raises(HeaderUntrusted, match="een oud bestand is teruggezet"):
        unlock_as("keeper", memory=memory)


def test_that_one_database_put_back_is_told(unlock_as: UnlockAs, vault_folder: Path, copy: Path, memory: Path) -> None:
    vault = unlock_as("director", memory=memory)
    act(vault)
    vault.close()
    place = compartment_file(vault_folder, CASEWORK, 1)
    shutil.copyfile(copy / place.name, place)
    for left in vault_folder.glob(f"{place.name}-*"):
        left.unlink()
    assert any("Casuïstiek: TERUGGEZET" in warning for warning in unlock_as("director", memory=memory).warnings)


def test_that_a_copy_elsewhere_is_a_vault_of_its_own(unlock_as: UnlockAs, copy: Path, memory: Path) -> None:
    vault = unlock_as("director", memory=memory)
    act(vault)
    vault.close()
    assert unlock_as("director", folder=copy, memory=memory).warnings == []


def test_that_what_is_kept_tells_nothing_and_is_private(unlock_as: UnlockAs, memory: Path) -> None:
    vault = unlock_as("integrity", memory=memory)
    (kept,) = memory.iterdir()
    assert vault.account.id not in kept.name
    for word in (vault.account.id, vault.roster.vault_id, vault.municipality, "integrity", "gezien"):
        assert word.encode() not in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0
    assert memory.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoiled", [b"", b"x" * 5000])
def test_that_a_spoiled_memory_begins_anew(unlock_as: UnlockAs, memory: Path, spoiled: bytes) -> None:
    unlock_as("director", memory=memory).close()
    (kept,) = memory.iterdir()
    kept.write_bytes(spoiled)
    assert unlock_as("director", memory=memory).warnings == []
    assert kept.read_bytes() != spoiled


def test_that_keys_replaced_elsewhere_begin_it_anew(unlock_as: UnlockAs, memory: Path) -> None:
    unlock_as("director", memory=memory).close()
    renew_keys(unlock_as("director"), PASSWORD, "lepel duif kubus granaat", settings=CHEAP)
    assert unlock_as("director", "lepel duif kubus granaat", memory=memory).warnings == []


def test_that_a_memory_that_cannot_be_kept_hinders_nobody(unlock_as: UnlockAs, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    vault = unlock_as("director", memory=tmp_path / "file" / "seen")
    act(vault)
    vault.close()
    assert vault.warnings == []
