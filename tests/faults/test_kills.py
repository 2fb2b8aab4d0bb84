"""A program killed at any moment (R1): no committed act is lost, none is half done, the trail is whole."""

from __future__ import annotations

import multiprocessing
import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from app.vault.backup.keeping import shelf_in
from app.vault.backup.making import LOCK
from app.vault.backup.rehearsal import rehearse
from app.vault.session import unlock
from app.vault.verify import verify_vault
from models.casework import CaseType
from models.programme import Goal
from tests.conftest import CHEAP_LIMITS, PASSWORD
from tests.faults.act_writer import READY, act, act_for_ever, backups_beside, bring, keep

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

LONGEST_SECONDS = 0.2


@pytest.fixture(scope="module")
def programs() -> multiprocessing.context.ForkServerContext:
    """Starts a program in a fresh process that has everything imported, so that a kill costs no second."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.act_writer"])
    return context


def kill_while_acting(
    programs: multiprocessing.context.ForkServerContext, folder: Path, first: int, seconds: float
) -> list[int]:
    """The numbers of the acts that the killed program said were committed."""
    mine, its = programs.Pipe(duplex=False)
    process = programs.Process(target=act_for_ever, args=(folder, first, its))
    process.start()
    its.close()
    assert mine.recv() == READY
    process.join(timeout=seconds)
    process.kill()
    process.join()
    told: list[int] = []
    try:
        while True:
            told.append(mine.recv())
    except EOFError:
        mine.close()
    process.close()
    return told


def stored(vault: UnlockedVault) -> list[int]:
    """The acts that are in the store, each with its entry; a record without one, or the reverse, fails the test."""
    with vault.read("casework") as session:
        names = session.scalars(select(CaseType.name).order_by(CaseType.position)).all()
        logged = session.scalars(text("SELECT subject_id FROM audit_entry WHERE action = 'add' ORDER BY n")).all()
    assert names == logged
    return [int(name) for name in names]


@pytest.mark.parametrize("kills", [15, pytest.param(1000, marks=pytest.mark.fault)])
def test_that_kills_lose_nothing_and_leave_nothing_half_done(
    unlock_as: UnlockAs, vault_folder: Path, programs: multiprocessing.context.ForkServerContext, kills: int
) -> None:
    dice = random.Random(kills)  # noqa: S311 - repeatable, not secret
    told: list[int] = []
    for _ in range(kills):
        told += kill_while_acting(programs, vault_folder, len(told) + 1, dice.uniform(0, LONGEST_SECONDS))
        vault = unlock(vault_folder, "director", PASSWORD, limits=CHEAP_LIMITS)  # unlock_as would keep a thousand
        assert vault.warnings == []
        done = stored(vault)
        assert done[: len(told)] == told
        assert len(done) <= len(told) + 1  # the one that was committed but not told
        told = done
        assert_each_backup_can_be_relied_on(vault)
        vault.lock()
    vault = unlock_as("director")
    act(vault, len(told) + 1)
    bring(vault)
    assert arrived(vault) == list(range(1, len(told) + 2))
    assert verify_vault(vault_folder, vault).ok
    assert_copies_of_all(unlock_as("dpo"), vault)
    assert_next_backup_tidies_up(vault)


def arrived(vault: UnlockedVault) -> list[int]:
    """The notes that were taken in, each as often as it was."""
    with vault.read("programme") as session:
        assert session.scalar(text("SELECT count(*) FROM set_aside")) == 0
        return sorted(int(name) for name in session.scalars(select(Goal.name)))


def assert_each_backup_can_be_relied_on(vault: UnlockedVault) -> None:
    shelf = shelf_in(backups_beside(vault.folder))
    assert shelf.unreadable == ()
    assert [rehearse(vault, backup).problem for backup in shelf.backups] == [""] * len(shelf.backups)


def assert_copies_of_all(officer: UnlockedVault, vault: UnlockedVault) -> None:
    """The privacy officer has every entry of casework that there was when the last session handed on."""
    with vault.read("casework") as session:
        entries = session.scalar(text("SELECT copied FROM pin"))
    with officer.read("audit") as session:
        copies = "SELECT count(*), max(n) FROM copied_entry WHERE compartment = 'casework'"
        assert session.execute(text(copies)).one() == (entries, entries)


def assert_next_backup_tidies_up(vault: UnlockedVault) -> None:
    keep(vault)
    (backup,) = shelf_in(backups_beside(vault.folder)).backups
    left = {path.name for path in backups_beside(vault.folder).iterdir()} - {LOCK}
    assert left == {backup.database.name, backup.description.name}
