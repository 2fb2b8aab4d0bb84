"""The demo vault for tests: built once with cheap keys, copied for each test that writes."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.demo.vault import PASSWORD, KeyCosts, build
from app.vault.header.bodies import KdfSettings
from app.vault.keys.kdf import KdfLimits
from app.vault.session import UnlockedVault, unlock

LIMITS = KdfLimits(min_memory_kib=8, max_memory_kib=1024, min_passes=1, max_passes=4)
CHEAP = KeyCosts(KdfSettings(memory_kib=32, passes=1, lanes=1), LIMITS)


def build_demo(place: Path) -> Path:
    """The demo vault in a new folder at this place."""
    return build(place / "demo.bolwerk", place / "evaluatie.pdf", costs=CHEAP).folder


def copy_of(demo: Path, place: Path) -> Path:
    """A vault of its own, which a test may change."""
    return Path(shutil.copytree(demo, place / "kluis.bolwerk"))


def open_as(login: str, folder: Path) -> UnlockedVault:
    """Unlock as one of the demo users."""
    return unlock(folder, login, PASSWORD, limits=LIMITS)
