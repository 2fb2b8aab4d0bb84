"""R11: two programs change the same record; the second is told, nothing is overwritten, and both can be merged."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import Conflict, NotFound
from app.services.programme.registers import GoalDraft, Goals
from app.vault.verify import verify_vault
from tests.faults.rival import LOST, WON, change, change_when_told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from tests.conftest import UnlockAs

ROUNDS = 15


@pytest.fixture
def goals(unlock_as: UnlockAs) -> Goals:
    return Goals(unlock_as("director"))


@pytest.fixture
def rival(vault_folder: Path) -> Iterator[Connection]:
    """A program of its own, with the same vault open."""
    programs = multiprocessing.get_context("spawn")
    mine, its = programs.Pipe()
    other = programs.Process(target=change_when_told, args=(vault_folder, its))
    other.start()
    assert mine.recv() == "ready"
    yield mine
    mine.send(None)
    other.join()


def test_that_the_second_is_told_and_can_merge(goals: Goals, rival: Connection) -> None:
    record = goals.add(GoalDraft(name="Weerbaar", text="Een weerbare gemeente"))
    mine = replace(record.draft, text="Een weerbare gemeente in 2026")
    rival.send((record.id, record.version, "Raadsprogramma"))
    assert rival.recv() == WON
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        goals.change(record.id, mine, record.version)
    theirs = goals.get(record.id)
    assert (theirs.draft.source, theirs.draft.text) == ("Raadsprogramma", "Een weerbare gemeente")
    merged = goals.change(record.id, replace(theirs.draft, text=mine.text), theirs.version)
    assert (merged.draft.source, merged.draft.text) == ("Raadsprogramma", "Een weerbare gemeente in 2026")
    assert [line.who for line in goals.history(record.id)] == [
        "Gebruiker casusregisseur",
        "Gebruiker beleidsadviseur",
        "Gebruiker casusregisseur",
    ]


def test_that_of_two_at_the_same_moment_one_wins_and_the_other_knows(
    goals: Goals, rival: Connection, vault_folder: Path
) -> None:
    record = goals.add(GoalDraft(name="Weerbaar", text="Een weerbare gemeente"))
    for number in range(ROUNDS):
        before = goals.get(record.id)
        rival.send((record.id, before.version, f"van de ander {number}"))
        own = change(goals, record.id, before.version, f"van mij {number}")
        assert {own, rival.recv()} == {WON, LOST}
        after = goals.get(record.id)
        assert after.version == before.version + 1
        assert after.draft.source == (f"van mij {number}" if own == WON else f"van de ander {number}")
    assert len(goals.history(record.id)) == 1 + ROUNDS
    assert verify_vault(vault_folder, goals.vault).ok


def test_that_who_changes_what_another_removed_is_told(goals: Goals, unlock_as: UnlockAs) -> None:
    record = goals.add(GoalDraft(name="Weerbaar", text="Een weerbare gemeente"))
    Goals(unlock_as("policy")).remove(record.id, record.version)
    with pytest.raises((NotFound, Conflict)):
        goals.change(record.id, record.draft, record.version)
