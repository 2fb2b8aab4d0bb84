"""A user who acts until killed; each act that was committed is told through a pipe, afterwards."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from app.vault.session import unlock
from models.casework import CaseType
from models.choices import CountingUnit, Level
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from app.vault.session import UnlockedVault

READY = "ready"


def act_for_ever(folder: Path, first: int, told: Connection) -> None:
    """Add case types named `first`, `first` + 1, …, each with its entry and a note; hand on every fifth time."""
    vault = unlock(folder, "director", PASSWORD, limits=CHEAP_LIMITS)
    told.send(READY)
    for number in itertools.count(first):
        act(vault, number)
        told.send(number)
        if number % 5 == 0:
            vault.hand_on()


def act(vault: UnlockedVault, number: int) -> None:
    """One unit of work: a record, its audit entry, and a note to another compartment."""
    with vault.write("casework") as work:
        name = str(number)
        work.session.add(CaseType(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE, position=number))
        work.record("add", "case_type", number)
        work.deliver("programme", "case_type", {"number": number})
