"""A program killed at any moment (R1): no committed act is lost, none is half done, the trail is whole."""

from __future__ import annotations

import multiprocessing
import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from app.vault.post.deliveries import accept, carry
from app.vault.verify import verify_vault
from models.casework import CaseType
from tests.faults.act_writer import READY, act, act_for_ever

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.post.notes import Giver
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from tests.conftest import UnlockAs

LONGEST_SECONDS = 0.12


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


@pytest.mark.parametrize("kills", [15, pytest.param(200, marks=pytest.mark.fault)])
def test_that_kills_lose_nothing_and_leave_nothing_half_done(
    unlock_as: UnlockAs, vault_folder: Path, programs: multiprocessing.context.ForkServerContext, kills: int
) -> None:
    dice = random.Random(kills)  # noqa: S311 - repeatable, not secret
    told: list[int] = []
    for _ in range(kills):
        told += kill_while_acting(programs, vault_folder, len(told) + 1, dice.uniform(0, LONGEST_SECONDS))
        vault = unlock_as("director")
        assert vault.warnings == []
        done = stored(vault)
        assert done[: len(told)] == told
        assert len(done) <= len(told) + 1  # the one that was committed but not told
        told = done
        vault.lock()
    vault = unlock_as("director")
    act(vault, len(told) + 1)
    assert verify_vault(vault_folder, vault).ok
    assert_each_note_arrives_once(vault, len(told) + 1)


def assert_each_note_arrives_once(vault: UnlockedVault, acts: int) -> None:
    arrived: list[Json] = []

    def receive(work: UnitOfWork, payload: dict[str, Json], giver: Giver) -> None:
        arrived.append(payload["number"])

    carry(vault)
    outcome = accept(vault, "programme", {"case_type": receive})
    assert (outcome.set_aside, outcome.waiting) == (0, 0)
    assert sorted(arrived, key=str) == sorted(range(1, acts + 1), key=str)
