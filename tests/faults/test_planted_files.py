"""Whoever shares the folder of a vault puts things in it: nothing elsewhere is touched, and nobody waits for ever."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import StorageFailed, VaultError, WrongCredentials
from app.rules.permissions import AUDIT, CASEWORK, Role
from app.vault.disk.folder import HEADER, PARTS_OF_DATABASE, PREVIOUS, compartment_file
from app.vault.failed_logins import FAILED_LOGINS, MOST
from app.vault.founding import Founder, found
from app.vault.leftovers import founding_prefix
from app.vault.session import unlock
from app.vault.verify import verify_vault
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import UnlockAs

CONTENT = b"something else that its owner wants to keep" * 1000


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A file of the user that has nothing to do with the vault."""
    path = tmp_path / "elsewhere"
    path.write_bytes(CONTENT)
    return path


@pytest.mark.parametrize("name", [PREVIOUS, f"{PREVIOUS}.new", f"{HEADER}.new"])
def test_that_a_link_in_place_of_an_old_header_is_removed_and_not_followed(
    unlock_as: UnlockAs, vault_folder: Path, elsewhere: Path, name: str
) -> None:
    (vault_folder / name).symlink_to(elsewhere)
    vault = unlock_as("director")
    assert elsewhere.read_bytes() == CONTENT
    assert not (vault_folder / name).is_symlink()
    (vault_folder / name).symlink_to(elsewhere)
    vault.change_password(PASSWORD, "lepel duif kubus granaat", settings=CHEAP, limits=CHEAP_LIMITS)
    assert elsewhere.read_bytes() == CONTENT
    assert unlock_as("director", "lepel duif kubus granaat").warnings == []


def test_that_a_link_in_place_of_the_lock_is_named(unlock_as: UnlockAs, vault_folder: Path, elsewhere: Path) -> None:
    vault = unlock_as("director")
    (vault_folder / "vault.lock").unlink(missing_ok=True)
    (vault_folder / "vault.lock").symlink_to(elsewhere)
    with pytest.raises(StorageFailed, match="verwijzing naar elders"):
        vault.change_password(PASSWORD, "lepel duif kubus granaat", settings=CHEAP, limits=CHEAP_LIMITS)
    assert elsewhere.read_bytes() == CONTENT


@pytest.mark.parametrize("ending", PARTS_OF_DATABASE)
@pytest.mark.parametrize("plant", ["link", "dangling link", "folder", "pipe"])
def test_that_what_is_no_plain_file_is_refused_as_part_of_a_database(
    unlock_as: UnlockAs, vault_folder: Path, elsewhere: Path, ending: str, plant: str
) -> None:
    part = vault_folder / f"{compartment_file(vault_folder, CASEWORK, 1).name}{ending}"
    part.unlink(missing_ok=True)
    if plant.endswith("link"):
        part.symlink_to(elsewhere if plant == "link" else elsewhere.with_name("nowhere"))
    elif plant == "folder":
        part.mkdir()
    else:
        os.mkfifo(part)
    vault = unlock_as("director")
    with pytest.raises(StorageFailed, match="geen gewoon bestand"):
        vault.read(CASEWORK)
    assert not verify_vault(vault_folder).ok
    assert elsewhere.read_bytes() == CONTENT
    assert not elsewhere.with_name("nowhere").exists()


@pytest.mark.parametrize("plant", ["link", "pipe", "folder"])
def test_that_a_failed_login_is_refused_whatever_stands_in_place_of_its_record(
    unlock_as: UnlockAs, vault_folder: Path, elsewhere: Path, plant: str
) -> None:
    place = vault_folder / FAILED_LOGINS
    if plant == "link":
        place.symlink_to(elsewhere)
    elif plant == "pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
    with pytest.raises(WrongCredentials):
        unlock_as("director", "wrong")
    assert elsewhere.read_bytes() == CONTENT
    assert AUDIT in unlock_as("dpo").available


def test_that_an_enormous_file_is_not_read_whole(unlock_as: UnlockAs, vault_folder: Path) -> None:
    """A hole of a terabyte costs the attacker nothing; reading it, or writing over it, would cost us everything."""
    for name in (FAILED_LOGINS, PREVIOUS):
        (vault_folder / name).touch()
        os.truncate(vault_folder / name, 1 << 40)
    with pytest.raises(WrongCredentials):
        unlock_as("director", "wrong")
    assert (vault_folder / FAILED_LOGINS).stat().st_size < MOST * 2000
    unlock_as("director")
    assert not (vault_folder / PREVIOUS).exists()
    (vault_folder / HEADER).write_bytes(b"")
    os.truncate(vault_folder / HEADER, 1 << 40)
    with pytest.raises(VaultError, match="te groot"):
        unlock_as("director")


@pytest.mark.parametrize("name", ["Gemeente [oud]", "a?mode=memory&uri=true", "x#1 100%", 'it\'s "here"', "%41\n"])
def test_that_the_name_of_a_folder_means_nothing_to_the_program(tmp_path: Path, name: str) -> None:
    """Neither a pattern nor a database address: a vault is founded, opened, and cleaned up after a kill."""
    folder = tmp_path / name
    abandoned = tmp_path / f"{founding_prefix(folder)}killed"
    abandoned.mkdir()
    founders = [Founder(role.value, role.label, PASSWORD, role) for role in Role]
    found(folder, "Voorbeeldstad", founders, day=date(2019, 5, 1), kdf=CHEAP)
    with unlock(folder, "director", PASSWORD, limits=CHEAP_LIMITS) as vault:
        assert vault.available == vault.compartments
        assert vault.warnings == []
    assert [path.name for path in tmp_path.iterdir()] == [name]
