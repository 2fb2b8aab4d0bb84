"""A compartment of its own that a director and a privacy officer hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role
from app.services.keys import own_account, separate
from app.services.keys.separate import Chosen

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

UnlockAs = Callable[[Role], "UnlockedVault"]


@pytest.fixture
def apart(director: UnlockedVault, unlock_as: UnlockAs) -> str:
    """Its name; it is called Haven."""
    other = unlock_as(Role.PRIVACY)
    read = own_account.own_account(other).fingerprint
    return separate.set_apart(director, title="Haven", others=[Chosen(other.account.id, read)]).name
