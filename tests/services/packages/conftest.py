"""Two vaults of two municipalities, whose casusregisseurs compared each other's cards."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role
from app.services.packages.cards import adopt, look_at_card, write_own_card
from app.services.packages.giving import Why, give
from app.services.packages.inspecting import look_into
from app.services.packages.receiving import take_in
from app.vault.founding import Founder, found
from app.vault.session import UnlockedVault, unlock
from tests.demo_vault import CHEAP, LIMITS
from tests.services.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.packages.arrival import Arrival, Choices, TakenIn
    from app.services.packages.giving import Given

WHY = Why("Het vervolg speelt daar.", "art. 1.4 samenwerkingsconvenant")


@dataclass
class Office:
    """Somebody at work in a vault, with the card of the other one."""

    vault: UnlockedVault
    place: Path
    card: int = 0

    def give(self, cases: Sequence[int], name: str = "een") -> tuple[Path, Given]:
        """A package for the other."""
        out = self.place / f"{name}.bolwerkpakket"
        return out, give(self.vault, cases, card=self.card, out=out, why=WHY)

    def look(self, path: Path) -> Arrival:
        """What a package brings."""
        return look_into(self.vault, path)

    def take(self, path: Path, choices: Choices | None = None) -> TakenIn:
        """Take in, as proposed unless something was chosen."""
        from app.services.packages.arrival import proposed  # noqa: PLC0415

        arrival = self.look(path)
        return take_in(self.vault, path, arrival, choices or proposed(arrival))


@pytest.fixture(scope="session")
def other_founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vault of another municipality; nobody writes in it."""
    folder = tmp_path_factory.mktemp("other") / "ander.bolwerk"
    founders = [Founder(role.value, f"{role.label} daar", PASSWORD, role) for role in Role]
    found(folder, "Voorbeeldstad", founders, day=date(2020, 1, 2), kdf=CHEAP.settings)
    return folder


@pytest.fixture
def offices(director: UnlockedVault, other_founded: Path, tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    """The two, after both cards were compared."""
    folder = Path(shutil.copytree(other_founded, tmp_path / "ander.bolwerk"))
    with ExitStack() as stack:
        other = stack.enter_context(unlock(folder, Role.DIRECTOR.value, PASSWORD, limits=LIMITS))
        here, there = Office(director, tmp_path), Office(other, tmp_path)
        introduce(here, there)
        yield here, there


def introduce(here: Office, there: Office) -> None:
    """Both give the other their card and compare."""
    for one, other in ((here, there), (there, here)):
        path = one.place / f"{one.vault.municipality}.kaartje"
        write_own_card(one.vault, path)
        looked = look_at_card(other.vault, path)
        other.card = adopt(other.vault, looked, fingerprint=looked.card.fingerprint, checked_with="D. Daar")


@pytest.fixture
def here(offices: tuple[Office, Office]) -> Office:
    """The office in Westland."""
    return offices[0]


@pytest.fixture
def there(offices: tuple[Office, Office]) -> Office:
    """The office in Voorbeeldstad."""
    return offices[1]
