"""Vaults for every test that needs one: founded once per run with a cheap key derivation, copied for each test."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from app.rules.permissions import Role
from app.vault.founding import Founder, found
from app.vault.keys.kdf import KdfLimits
from app.vault.keys.slots import KdfSettings
from app.vault.session import UnlockedVault, unlock

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no test needs a screen, unless it makes one

CHEAP = KdfSettings(memory_kib=32, passes=1, lanes=1)
CHEAP_LIMITS = KdfLimits(min_memory_kib=8, max_memory_kib=1024, min_passes=1, max_passes=20)
COLLECTED_AFTER = 20_000  # objects made since, of which some hang in circles
PASSWORD = "correct paard batterij niet"


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Circles go in this thread, as in the program (ui.collecting): widgets that go in another take it down."""
    gc.disable()
    counts = gc.get_count()
    if counts[0] > COLLECTED_AFTER:
        gc.collect(2 if counts[1] > gc.get_threshold()[1] else 1)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes name no test: those of a packed file hold the time, and two workers would collect different tests."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the program keeps at a workstation goes when the tests are over, also from programs that they start."""
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))


@dataclass(frozen=True)
class FoundedVault:
    """A vault with one user per role, whose login name is the value of the role. `shares` are those of the sets."""

    folder: Path
    shares: Mapping[str, tuple[str, ...]]
    password: str = PASSWORD


class UnlockAs(Protocol):
    """Unlocks the vault of the test for a login name; takes the keyword arguments of `unlock`."""

    def __call__(self, login: str, password: str = PASSWORD, **options: Any) -> UnlockedVault: ...


@pytest.fixture(scope="session")
def founded_template(tmp_path_factory: pytest.TempPathFactory) -> FoundedVault:
    """The vault that all tests copy; nobody may change it."""
    folder = tmp_path_factory.mktemp("template") / "Voorbeeldstad.bolwerk"
    founders = [Founder(role.value, f"Gebruiker {role.label}", PASSWORD, role, role.label) for role in Role]
    founding = found(folder, "Voorbeeldstad", founders, day=date(2019, 5, 1), kdf=CHEAP)
    return FoundedVault(folder, founding.shares)


@pytest.fixture
def founded(founded_template: FoundedVault, tmp_path: Path) -> FoundedVault:
    """A vault of its own for this test."""
    folder = tmp_path / founded_template.folder.name
    shutil.copytree(founded_template.folder, folder)
    return FoundedVault(folder, founded_template.shares)


@pytest.fixture
def vault_folder(founded: FoundedVault) -> Path:
    """The folder of that vault."""
    return founded.folder


@pytest.fixture
def unlock_as(vault_folder: Path) -> Iterator[UnlockAs]:
    """Unlock that vault as somebody; whatever is still open at the end is locked."""
    opened: list[UnlockedVault] = []

    def unlock_it(login: str, password: str = PASSWORD, **options: Any) -> UnlockedVault:
        options = {"limits": CHEAP_LIMITS, "origin": "werkplek-1", "folder": vault_folder, **options}
        vault = unlock(options.pop("folder"), login, password, **options)
        opened.append(vault)
        return vault

    yield unlock_it
    for vault in opened:
        vault.lock()


class Clock:
    """The clock of a test: stands still until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2020, 2, 3, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """To pass as `now` to unlock_as."""
    return Clock()
