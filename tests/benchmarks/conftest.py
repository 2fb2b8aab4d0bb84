"""The office that is measured: one encrypted vault and its twin in plain SQLite, filled alike through the services."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role
from app.vault.founding import Founder, found
from app.vault.header.bodies import KdfSettings
from app.vault.keys.kdf import KdfLimits
from app.vault.session import unlock
from app.vault.store import compartments, engine
from tests.benchmarks import results
from tests.benchmarks.municipality import GEMEENTE, SEARCHED, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault
    from tests.benchmarks.municipality import Profile

CHEAP = KdfSettings(memory_kib=64, passes=1, lanes=1)
ANY = KdfLimits(min_memory_kib=8, max_memory_kib=1 << 20, min_passes=1, max_passes=20)
PASSWORD = "alleen-voor-metingen"
DAY = date(2020, 1, 1)
FOUNDERS = [
    Founder(role.value, f"M. {role.label.capitalize()}", PASSWORD, role)
    for role in (Role.KEEPER, Role.DIRECTOR, Role.BIBOB, Role.INTEGRITY, Role.INTEGRITY_DEPUTY, Role.DPO)
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here runs with `make bench` only."""
    for item in items:
        if "benchmarks" in item.nodeid:
            item.add_marker(pytest.mark.benchmark_suite)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the table of results goes; nowhere unless asked, as by `make bench`."""
    parser.addoption("--results", type=Path, default=None, help="table of results to bring up to date")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was measured, also when a benchmark failed on the way."""
    file = session.config.getoption("--results", default=None)
    if file is not None:
        results.write(file)


def _office(folder: Path, profile: Profile = GEMEENTE) -> UnlockedVault:
    found(folder, "Voorbeeldstad", FOUNDERS, day=DAY, kdf=CHEAP)
    vault = unlock(folder, Role.DIRECTOR.value, PASSWORD, limits=ANY)
    fill(vault, profile)
    return vault


@pytest.fixture(scope="session")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    """Profile *gemeente*, as a user has it."""
    vault = _office(tmp_path_factory.mktemp("encrypted") / "kantoor.bolwerk")
    yield vault
    vault.lock()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    """What searching and listing see of profile *large*; it takes minutes to make."""
    vault = _office(tmp_path_factory.mktemp("large") / "kantoor.bolwerk", SEARCHED)
    yield vault
    vault.lock()


@pytest.fixture(params=["encrypted", "large"], ids=["gemeente", "large"])
def office(request: pytest.FixtureRequest) -> UnlockedVault:
    """First the office of every day, then a region over decades."""
    vault: UnlockedVault = request.getfixturevalue(request.param)
    return vault


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    """The same office through the same services and the same SQLite library, but with files that are not encrypted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_set_key", lambda *_: None)
        patch.setattr(engine, "is_genuine", lambda _: True)
        patch.setattr(compartments, "check_file", lambda *_: None)
        vault = _office(tmp_path_factory.mktemp("plain") / "kantoor.bolwerk")
        path = vault.compartment("casework").path
        with sqlite3.connect(path) as connection:  # the proof that the twin is plain
            assert connection.execute('SELECT count(*) FROM "case"').fetchone() == (GEMEENTE.cases,)
        connection.close()
        yield vault
        vault.lock()
