"""A program that moves one case after another to a compartment of its own, to be killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import app.services.handlers  # noqa: F401 - every register announces itself
from app.services.apart.moving import move_apart
from app.services.casework.cases import Cases
from app.services.keys.separate import separate
from app.services.post import carry_and_take_in
from app.services.records import Query
from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

READY = "ready"


def move_for_ever(folder: Path, told: Connection) -> None:
    """Settle what was left, say that it begins, and move all there are."""
    vault = unlock(folder, "director", PASSWORD, limits=CHEAP_LIMITS)
    carry_and_take_in(vault)
    compartment = separate(vault)[0].name
    cases = Cases(vault)
    told.send(READY)
    for key in cases.ids(Query(order="number")):
        move_apart(vault, case_id=key, version=cases.get(key).version, compartment=compartment)
