"""Re-keying killed at every step and at any moment: nothing lost, one file counts, and the work is taken up again."""

from __future__ import annotations

import multiprocessing
import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.services.keys import rekeying as service
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.membership import revoke
from app.vault.verify import verify_vault
from models.casework import CaseType
from models.choices import CountingUnit, Level
from tests.faults.rekeyer import KILLED, LOGIN, NAME, READY, STEPS, SWITCHED, rekey_for_ever, rekey_until

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

LONGEST_SECONDS = 0.4


@pytest.fixture(scope="module")
def programs() -> multiprocessing.context.ForkServerContext:
    """Starts a program in a fresh process that has everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.rekeyer"])
    return context


def add(vault: UnlockedVault, name: str) -> None:
    with vault.write(NAME) as work:
        work.session.add(CaseType(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE, position=1))
        work.record("add", "case_type", name)


def names_in(vault: UnlockedVault) -> list[str]:
    with vault.read(NAME) as session:
        return list(session.scalars(text("SELECT name FROM case_type ORDER BY id")))


def files_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(f"{NAME}.*.db"))


def epoch_in(folder: Path) -> int:
    return Roster.of(read_header(folder)).compartment(NAME).epoch


@pytest.mark.parametrize("step", STEPS)
def test_that_a_kill_at_a_step_is_taken_up_again(
    unlock_as: UnlockAs, vault_folder: Path, programs: multiprocessing.context.ForkServerContext, step: str
) -> None:
    director = unlock_as(LOGIN)
    add(director, "Hennep")
    revoke(unlock_as("keeper"), unlock_as("privacy").account.id)
    director.lock()
    process = programs.Process(target=rekey_until, args=(vault_folder, step))
    process.start()
    process.join()
    assert process.exitcode == KILLED
    epoch = epoch_in(vault_folder)
    assert epoch == (2 if step in SWITCHED else epoch)
    again = unlock_as(LOGIN)
    assert again.warnings == []
    assert files_of(vault_folder) == [f"{NAME}.{epoch}.db"]
    assert names_in(again) == ["Hennep"]
    waiting = {row.name for row in service.due_here(again)}
    assert (NAME in waiting) == (epoch == 1), "what was not finished is still asked for"
    for name in sorted(waiting):
        service.rekey(again, compartment=name)
    add(again, "Drugslab")
    assert service.due_here(again) == ()
    assert verify_vault(vault_folder, again).ok
    again.close()
    assert names_in(unlock_as(LOGIN)) == ["Hennep", "Drugslab"]
    assert files_of(vault_folder) == [f"{NAME}.2.db"]


@pytest.mark.parametrize("kills", [8, pytest.param(200, marks=pytest.mark.fault)])
def test_that_kills_at_any_moment_leave_one_whole_file(
    unlock_as: UnlockAs, vault_folder: Path, programs: multiprocessing.context.ForkServerContext, kills: int
) -> None:
    dice = random.Random(kills)  # noqa: S311 - repeatable, not secret
    written: list[str] = []
    told = 1
    for number in range(kills):
        mine, its = programs.Pipe(duplex=False)
        process = programs.Process(target=rekey_for_ever, args=(vault_folder, its))
        process.start()
        its.close()
        assert mine.recv() == READY
        process.join(timeout=dice.uniform(0, LONGEST_SECONDS))
        process.kill()
        process.join()
        while mine.poll():
            try:
                told = mine.recv()
            except EOFError:
                break
        mine.close()
        assert epoch_in(vault_folder) in {told, told + 1}, "one more may be in place than was told"
        told = epoch_in(vault_folder)
        vault = unlock_as(LOGIN)
        assert vault.warnings == []
        assert files_of(vault_folder) == [f"{NAME}.{told}.db"]
        assert names_in(vault) == written
        written.append(str(number))
        add(vault, str(number))
        vault.lock()
    vault = unlock_as(LOGIN)
    assert service.rekey(vault, compartment=NAME).epoch == told + 1
    assert verify_vault(vault_folder, vault).ok
