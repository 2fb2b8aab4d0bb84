"""Moving cases to a compartment of their own, killed at any moment: each is in one place, and whole."""

from __future__ import annotations

import multiprocessing
import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.keys import own_account, separate
from app.services.keys.separate import Chosen
from app.services.post import carry_and_take_in
from app.services.records import Query
from app.vault.apart import seen_from
from app.vault.verify import verify_vault
from tests.faults.mover import READY, move_for_ever
from tests.services.parents import case_type

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

LONGEST_SECONDS = 0.6
CONTENT = b"inhoud " * 40_000


@pytest.fixture(scope="module")
def programs() -> multiprocessing.context.ForkServerContext:
    """Starts a program in a fresh process that has everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.mover"])
    return context


def fill(vault: UnlockedVault, count: int) -> dict[str, str]:
    """Cases with a note and a file; their titles by number."""
    kind, made = case_type(vault, "Loodsen"), {}
    for number in range(count):
        case = Cases(vault).add(CaseDraft(title=f"Loods {number}", case_type_id=kind, opened_on=date(2020, 1, 6)))
        CaseNotes(vault).add(CaseNoteDraft(case.id, f"Notitie {number}"))
        CaseworkAttachments(vault).add(Parent("case_id", case.id), checked(f"{number}.txt", CONTENT))
        made[str(case.draft.number)] = str(case.draft.title)
    return made


def whole_in(vault: UnlockedVault) -> dict[str, str]:
    """The cases in a compartment, each with all that it had."""
    found = {}
    files = CaseworkAttachments(vault)
    for key in Cases(vault).ids(Query()):
        draft = Cases(vault).get(key).draft
        assert len(CaseNotes(vault).ids(Query(where=(("case_id", key),)))) == 1
        (facts,) = files.of(Parent("case_id", key))
        assert files.view(facts.id).content == CONTENT
        found[str(draft.number)] = str(draft.title)
    return found


@pytest.mark.parametrize(("kills", "cases"), [(5, 6), pytest.param(150, 40, marks=pytest.mark.fault)])
def test_that_a_case_is_in_one_place_and_whole_whenever_a_program_dies(
    unlock_as: UnlockAs,
    vault_folder: Path,
    programs: multiprocessing.context.ForkServerContext,
    kills: int,
    cases: int,
) -> None:
    dice = random.Random(kills)  # noqa: S311 - repeatable, not secret
    director, other = unlock_as("director"), unlock_as("privacy")
    chosen = Chosen(other.account.id, own_account.own_account(other).fingerprint)
    apart = separate.set_apart(director, title="Haven", others=[chosen]).name
    every = fill(director, cases)
    director.lock()
    for _ in range(kills):
        mine, its = programs.Pipe(duplex=False)
        process = programs.Process(target=move_for_ever, args=(vault_folder, its))
        process.start()
        its.close()
        assert mine.recv() == READY
        process.join(timeout=dice.uniform(0, LONGEST_SECONDS))
        process.kill()
        process.join()
        mine.close()
        vault = unlock_as("director")
        carry_and_take_in(vault)
        here, there = whole_in(vault), whole_in(seen_from(vault, apart))
        assert not set(here) & set(there)
        assert here | there == every
        vault.lock()
        if not here:
            break
    assert verify_vault(vault_folder, unlock_as("director")).ok
