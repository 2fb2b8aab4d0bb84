"""Backups of the demo vault, made by who holds what is in it; and one try-out of putting them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo.vault import PASSWORD, KeyCosts
from app.services.backups.restore_test import restore_test
from app.services.backups.rounds import back_up_now
from app.vault.session import unlock

if TYPE_CHECKING:
    from pathlib import Path

BY = ("bibob", "regisseur")  # each login costs a second; who else holds something sees that it waits for a backup


def back_up_demo(folder: Path, costs: KeyCosts) -> None:
    """Back up what the demo has content in. Raises what the disk refuses."""
    for login in BY:
        with unlock(folder, login, PASSWORD, limits=costs.limits) as vault:
            back_up_now(vault)
            if login == BY[-1]:
                restore_test(vault)
