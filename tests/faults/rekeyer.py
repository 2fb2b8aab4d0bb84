"""A program that gives a compartment one new key after another, to be killed; and one that dies at a chosen step."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from app.vault import rekeying
from app.vault.header import file as header_file
from app.vault.rekeying import rekey
from app.vault.session import unlock
from app.vault.store.compartments import Compartment
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

READY = "ready"
NAME = "casework"
LOGIN = "director"
KILLED = 9
BEFORE, AFTER = "before", "after"

# Where the work can be cut off, in the order in which it goes.
STEPS: dict[str, tuple[Any, str, str]] = {
    "nothing is done yet": (rekeying, "remove_leftovers", BEFORE),
    "the new file is empty": (rekeying, "_copy", BEFORE),
    "the copy is written": (rekeying, "_copy", AFTER),
    "the copy is verified": (Compartment, "damage", AFTER),
    "the copy is on disk": (rekeying, "sync_folder", AFTER),
    "the header is read": (rekeying, "current_header", AFTER),
    "the copy says what was done": (rekeying, "write_header", BEFORE),
    "the previous header is kept": (header_file, "_rename", AFTER),
    "the new header is in place": (rekeying, "write_header", AFTER),
    "the old file is about to go": (rekeying, "remove_database", BEFORE),
    "the old file is gone": (rekeying, "remove_database", AFTER),
}
SWITCHED = {"the new header is in place", "the old file is about to go", "the old file is gone"}


def rekey_for_ever(folder: Path, told: Connection) -> None:
    """One new key after the other; tells the number of each that is in place."""
    vault = unlock(folder, LOGIN, PASSWORD, limits=CHEAP_LIMITS)
    told.send(READY)
    while True:
        rekey(vault, NAME)
        told.send(vault.roster.compartment(NAME).epoch)


def rekey_until(folder: Path, step: str) -> None:
    """Begin, and die at a step as if the power went."""
    place, name, moment = STEPS[step]
    vault = unlock(folder, LOGIN, PASSWORD, limits=CHEAP_LIMITS)
    setattr(place, name, _dying(getattr(place, name), moment))
    rekey(vault, NAME)


def _dying(honest: Callable[..., Any], moment: str) -> Callable[..., Any]:
    def die(*args: Any, **named: Any) -> None:
        if moment == AFTER:
            honest(*args, **named)
        os._exit(KILLED)

    return die
