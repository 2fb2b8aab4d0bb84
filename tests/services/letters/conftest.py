"""The Bibob coordinator with a letterhead, and a screening with its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.report.letters.making import keep_letterhead
from app.rules.permissions import Role
from app.services.bibob.letters import ScreeningLetters
from app.services.letters.desk import LetterDesk
from app.services.letters.letterhead import LetterheadFacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

HEAD = LetterheadFacts(
    place="Voorbeelddorp",
    address="Voorbeeldplein 1\n0000 AA Voorbeelddorp",
    signer="M. Voorbeeld",
    signer_function="teammanager",
)


@pytest.fixture
def bibob(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    """The coordinator, in a vault where it is known who sends letters."""
    vault = unlock_as(Role.BIBOB)
    keep_letterhead(vault, HEAD)
    return vault


@pytest.fixture
def desk(bibob: UnlockedVault) -> LetterDesk:
    """Where the coordinator makes letters."""
    return LetterDesk(ScreeningLetters(bibob))
