"""Another program that is in the middle of an act, until it is told to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path


def hold_the_lock(folder: Path, talk: Connection) -> None:
    """Say that the lock is held; commit when anything is said back."""
    vault = unlock(folder, "privacy", PASSWORD, limits=CHEAP_LIMITS)
    with vault.write("casework") as work:
        work.record("open", "case", 1)
        talk.send("held")
        talk.recv()
    vault.lock()
    talk.send("done")
