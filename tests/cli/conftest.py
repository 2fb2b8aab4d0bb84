"""A real vault with the cheapest key derivation that the program accepts, and a way to give it commands."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from app.cli.ending import Ending
from app.cli.main import run
from app.rules.permissions import Role
from app.vault.founding import Founder, found
from app.vault.header.bodies import KdfSettings

CHEAPEST = KdfSettings(memory_kib=64 * 1024, passes=3, lanes=4)
PASSWORD = "een wachtwoord voor de proef"
FOUNDERS = (
    ("beheerder", Role.KEEPER),
    ("regisseur", Role.DIRECTOR),
    ("jurist", Role.JURIST),
    ("bibob", Role.BIBOB),
    ("integriteit", Role.INTEGRITY),
    ("plaatsvervanger", Role.INTEGRITY_DEPUTY),
    ("fg", Role.DPO),
    ("privacy", Role.PRIVACY),
)


@dataclass
class Shell:
    """Runs commands as `python -m app` would and keeps what they said."""

    capture: pytest.CaptureFixture[str]
    opened: list[Path | None] = field(default_factory=list)
    out: str = ""
    err: str = ""

    def __call__(self, *arguments: str | Path) -> int:
        """The exit code; `out` and `err` hold the text."""
        with Ending() as ending:
            ending.code = run([str(argument) for argument in arguments], self.open_window, kdf=CHEAPEST)
        self.out, self.err = self.capture.readouterr()
        return ending.code

    def open_window(self, vault: Path | None) -> int:
        """In place of the window: remember what it was asked to show."""
        self.opened.append(vault)
        return 0


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """A command line."""
    return Shell(capsys)


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    """The password of every founder, in a private file."""
    file = tmp_path / "wachtwoord.txt"
    file.touch(mode=0o600)
    file.write_text(PASSWORD + "\n", encoding="utf-8")
    return file


@dataclass(frozen=True)
class Strict:
    """A vault as it is founded, and the sheets of its recovery sets."""

    folder: Path
    shares: Mapping[str, Sequence[str]]


@pytest.fixture(scope="session")
def strict_template(tmp_path_factory: pytest.TempPathFactory) -> Strict:
    """Tests take a copy, `vault`."""
    folder = tmp_path_factory.mktemp("cli") / "Proef.bolwerk"
    founders = [Founder(login, login.title(), PASSWORD, role) for login, role in FOUNDERS]
    founded = found(folder, "Proefstad", founders, day=date(2020, 1, 2), kdf=CHEAPEST)
    return Strict(folder, founded.shares)


@pytest.fixture
def vault(strict_template: Strict, tmp_path: Path) -> Path:
    """A vault of one's own."""
    return shutil.copytree(strict_template.folder, tmp_path / strict_template.folder.name)


def write_sheets(strict: Strict, name: str, file: Path) -> Path:
    """Enough sheets of a set, one a line."""
    file.write_text("\n".join(strict.shares[name][:2]) + "\n\n", encoding="utf-8")
    return file


@pytest.fixture
def sheets(strict_template: Strict, tmp_path: Path) -> Path:
    """Those of the general set."""
    return write_sheets(strict_template, "general", tmp_path / "bladen.txt")
