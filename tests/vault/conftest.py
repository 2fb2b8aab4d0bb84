"""Property tests here derive keys and verify chains: how long one example takes says nothing. Vaults with backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from app.vault.backup.making import back_up
from tests.vault.restoring import HELD, note

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clock, UnlockAs

settings.register_profile("vault", deadline=None)
settings.load_profile("vault")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder for backups."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def backed_up(unlock_as: UnlockAs, clock: Clock, place: Path, vault_folder: Path) -> Path:
    """A vault with a note from before its backup and one from after; returns its folder."""
    with unlock_as("director", now=clock) as vault:
        note(vault, "before")
        for name in HELD:
            back_up(vault, name, place)
        note(vault, "after")
    return vault_folder
