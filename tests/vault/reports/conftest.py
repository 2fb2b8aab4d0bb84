"""Two desks with keys of their own, and a folder with an empty drop box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import CASEWORK, INTEGRITY
from app.vault.keys.mailbox import voice_of
from app.vault.primitives.sealing import KeyPair
from app.vault.reports import dropbox
from app.vault.reports.desks import Desk, Desks

if TYPE_CHECKING:
    from pathlib import Path

VAULT = "kluis"


@dataclass(frozen=True)
class Point:
    """What the municipality has: the desks as anybody knows them, and their private keys."""

    desks: Desks
    pairs: dict[str, KeyPair]


@pytest.fixture(scope="session")
def point() -> Point:
    pairs = {name: KeyPair.generate() for name in (CASEWORK, INTEGRITY)}
    desks = {name: Desk(name, pair.public_bytes, voice_of(pair).public_bytes) for name, pair in pairs.items()}
    return Point(Desks(VAULT, "Voorbeeldstad", desks), pairs)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    dropbox.make(tmp_path)
    return tmp_path
