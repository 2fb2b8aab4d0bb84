"""Another program, of another user, that changes a goal when it is told to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import Conflict, VaultBusy
from app.services.programme.registers import Goals
from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

WON, LOST = "won", "lost"


def change_when_told(folder: Path, talk: Connection) -> None:
    """For each (key, version, source) that comes in: change that goal as it was at that version; say who was first."""
    with unlock(folder, "policy", PASSWORD, limits=CHEAP_LIMITS) as vault:
        goals = Goals(vault)
        talk.send("ready")
        while order := talk.recv():
            talk.send(change(goals, *order))


def change(goals: Goals, key: int, version: int, source: str) -> str:
    """Change the source of a goal; LOST when another was first."""
    try:
        goals.change(key, replace(goals.get(key).draft, source=source), version)
    except (Conflict, VaultBusy):
        return LOST
    return WON
