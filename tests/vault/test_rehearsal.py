"""Trying out a backup with the keys one has now, and what a disk may refuse while one is made or tried."""

from __future__ import annotations

import errno
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import DiskFull, ReadOnly, StorageFailed, VaultError
from app.vault.backup import making
from app.vault.backup.making import LOCK, back_up
from app.vault.backup.rehearsal import rehearse
from app.vault.own_account import renew_keys
from app.vault.rekeying import rekey
from tests.conftest import CHEAP, PASSWORD
from tests.vault.restoring import note

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import Clock, UnlockAs


@pytest.fixture
def vault(unlock_as: UnlockAs, clock: Clock) -> UnlockedVault:
    vault = unlock_as("director", now=clock)
    note(vault, "before")
    return vault


def test_that_a_backup_from_before_ones_own_new_keys_can_be_relied_on(
    vault: UnlockedVault, place: Path, clock: Clock
) -> None:
    """The key of the compartment is the same; only who it is sealed to changed."""
    made = back_up(vault, "casework", place)
    renew_keys(vault, PASSWORD, "een heel ander wachtwoord", settings=CHEAP)
    assert rehearse(vault, made).problem == ""
    rekey(vault, "casework")
    assert rehearse(vault, made).problem != ""  # nobody but the recovery set opens it now
    clock.now += timedelta(days=1)
    assert rehearse(vault, back_up(vault, "casework", place)).problem == ""


def test_that_a_backup_from_before_a_new_key_still_opens_for_who_kept_theirs(vault: UnlockedVault, place: Path) -> None:
    made = back_up(vault, "casework", place)
    rekey(vault, "casework")
    assert rehearse(vault, made).problem == ""


def test_that_no_room_for_the_trial_is_its_outcome(
    vault: UnlockedVault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(vault, "casework", place)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    assert "schijf is vol" in rehearse(vault, made).problem


@pytest.mark.parametrize(
    ("number", "kind", "reason"),
    [
        (errno.ENOSPC, DiskFull, "niet genoeg ruimte op de schijf"),
        (errno.EACCES, ReadOnly, "kan niet worden geschreven"),
        (errno.EIO, StorageFailed, "niet meer aangesloten"),
    ],
)
def test_that_a_disk_that_refuses_the_description_is_named_and_nothing_is_kept_or_logged(
    vault: UnlockedVault,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: type[VaultError],
    reason: str,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(making, "write_whole", refuse)
    with pytest.raises(kind, match=rf"Van Casuïstiek is geen back-up gemaakt.*{reason}"):
        back_up(vault, "casework", place)
    assert {path.name for path in place.iterdir()} == {LOCK}
    with vault.read("casework") as session:
        assert session.scalar(text("SELECT count(*) FROM audit_entry WHERE action = 'backup.made'")) == 0


def test_that_a_compartment_that_is_not_there_is_no_matter_of_the_disk(vault: UnlockedVault, place: Path) -> None:
    vault.compartment("casework").path.unlink()
    with pytest.raises(VaultError, match=r"casework\.1\.db’ van het compartiment"):
        back_up(vault, "casework", place)
    assert list(place.iterdir()) == []
