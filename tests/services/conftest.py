"""Real vaults for the services: one founded with every role, and the demo vault; who writes takes a copy."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role
from app.vault.founding import Founder, found
from app.vault.session import unlock
from tests.demo_vault import CHEAP, LIMITS, build_demo, copy_of, open_as
from tests.services.publishing import Two, write_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.vault.session import UnlockedVault

PASSWORD = "paard batterij nietje"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with somebody in every role and nothing in it; nobody writes in it."""
    folder = tmp_path_factory.mktemp("founded") / "leeg.bolwerk"
    founders = [Founder(role.value, role.label.capitalize(), PASSWORD, role) for role in Role]
    found(folder, "Westland", founders, day=date(2020, 1, 2), kdf=CHEAP.settings)
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """An empty vault of one's own."""
    return Path(shutil.copytree(founded, tmp_path / "leeg.bolwerk"))


def unlocked(folder: Path, role: Role) -> UnlockedVault:
    """Somebody's session in the founded vault or a copy of it."""
    return unlock(folder, role.value, PASSWORD, limits=LIMITS)


@pytest.fixture
def unlock_as(folder: Path) -> Iterator[Callable[[Role], UnlockedVault]]:
    """Open the empty vault as somebody in that role; all are closed at the end."""
    with ExitStack() as stack:
        yield lambda role: stack.enter_context(unlocked(folder, role))


@pytest.fixture
def director(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    """The casusregisseur, who may edit every register, in an empty vault."""
    return unlock_as(Role.DIRECTOR)


@pytest.fixture
def two(unlock_as: Callable[[Role], UnlockedVault]) -> Two:
    """An author with a document, and a second reader who did not write in it."""
    made = Two(unlock_as(Role.POLICY), unlock_as(Role.PORTFOLIO))
    write_document(made.author)
    return made


@pytest.fixture(scope="module")
def refusing(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    """The same for all tests of a module that see only refusals: nothing is stored in it."""
    folder = Path(shutil.copytree(founded, tmp_path_factory.mktemp("refusing") / "leeg.bolwerk"))
    with unlocked(folder, Role.DIRECTOR) as vault:
        yield vault


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo vault; nobody writes in it."""
    return build_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def demo_reader(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    """The casusregisseur in the demo vault, for tests that only read."""
    with open_as("regisseur", copy_of(demo_folder, tmp_path_factory.mktemp("read"))) as vault:
        yield vault


@pytest.fixture
def demo_copy(demo_folder: Path, tmp_path: Path) -> Path:
    """A demo vault of one's own."""
    return copy_of(demo_folder, tmp_path)
