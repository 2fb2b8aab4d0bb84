"""A program killed while it replaces vault.json leaves the old or the new header, and no hindrance for the next."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from app.vault.disk.folder import HEADER, PREVIOUS
from app.vault.header.amendment import Amendment
from app.vault.header.bodies import NewRole
from app.vault.header.file import erase_previous, read_header, write_header
from app.vault.header.text import from_text
from app.vault.header.trust import Roster
from tests.vault.small_vault import SmallVault, small_vault

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 0.05


def kill_while_writing(folder: Path, vault: SmallVault, seconds: float) -> None:
    keeper = vault.accounts["keeper"]
    words = [sys.executable, "-m", "tests.faults.header_writer", str(folder), keeper.account]
    secret = keeper.signing.private_bytes.hex()
    with subprocess.Popen([*words, secret], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"READY\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
        process.kill()


@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.fault)])
def test_that_a_killed_writer_leaves_a_whole_header(tmp_path: Path, kills: int) -> None:
    dice = random.Random(kills)  # noqa: S311 - repeatable, not secret
    vault = small_vault()
    write_header(tmp_path, vault.header, 0)
    pin = vault.roster.pin
    for _ in range(kills):
        kill_while_writing(tmp_path, vault, dice.uniform(0, LONGEST_SECONDS))
        roster = Roster.of(read_header(tmp_path))
        roster.check_pin(pin)
        pin = roster.pin
        if (tmp_path / PREVIOUS).exists():
            Roster.of(from_text((tmp_path / PREVIOUS).read_bytes()))
    assert pin.generation > vault.roster.generation
    amendment = Amendment(read_header(tmp_path))
    amendment.say(NewRole(vault.id("director"), "privacy"), vault.signer("keeper"))
    write_header(tmp_path, amendment.header(), pin.generation)
    erase_previous(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [HEADER, "vault.lock"]
