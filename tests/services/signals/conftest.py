"""Who weighs, who decides privacy test 1, and who may only hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


@pytest.fixture
def privacy(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    """The privacy officer."""
    return unlock_as(Role.PRIVACY)


@pytest.fixture
def participant(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    """A LIP participant, who holds the register and nothing else."""
    return unlock_as(Role.PARTICIPANT)
