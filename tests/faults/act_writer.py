"""A user who acts until killed; each act that was committed is told through a pipe, afterwards."""

from __future__ import annotations

import contextlib
import itertools
from typing import TYPE_CHECKING

from app.errors import VaultBusy
from app.vault.backup.keeping import shelf_in, thin
from app.vault.backup.making import back_up
from app.vault.post.deliveries import accept
from app.vault.session import unlock
from models.casework import CaseType
from models.choices import CountingUnit, Level
from models.programme import Goal
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from app.vault.post.notes import Giver
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

READY = "ready"


def act_for_ever(folder: Path, first: int, told: Connection) -> None:
    """Add case types named `first`, `first` + 1, …, each with its entry and a note.

    Every third time the notes are brought and taken in, every fifth time casework is backed up.
    """
    vault = unlock(folder, "director", PASSWORD, limits=CHEAP_LIMITS)
    told.send(READY)
    for number in itertools.count(first):
        act(vault, number)
        told.send(number)
        if number % 3 == 0:
            bring(vault)
        if number % 5 == 0:
            keep(vault)


def act(vault: UnlockedVault, number: int) -> None:
    """One unit of work: a record, its audit entry, and a note to another compartment."""
    with vault.write("casework") as work:
        name = str(number)
        work.session.add(CaseType(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE, position=number))
        work.record("add", "case_type", number)
        work.deliver("programme", "case_type", {"number": number})


def bring(vault: UnlockedVault) -> None:
    """Hand on copies of the log, carry the notes, and make a goal of each that arrives."""
    vault.hand_on()
    accept(vault, "programme", {"case_type": receive})


def receive(work: UnitOfWork, payload: dict[str, Json], _giver: Giver) -> None:
    """Store what a note says."""
    work.session.add(Goal(name=str(payload["number"]), text="Uit een bezorging"))


def keep(vault: UnlockedVault) -> None:
    """Back up casework beside the vault and let the older ones go; of two in one second the second is not made."""
    place = backups_beside(vault.folder)
    with contextlib.suppress(VaultBusy):
        back_up(vault, "casework", place)
    thin(shelf_in(place).backups)


def backups_beside(folder: Path) -> Path:
    """Where the backups go."""
    return folder.with_name("backups of the writer")
