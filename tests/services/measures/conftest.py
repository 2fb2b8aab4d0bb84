"""The jurist in an empty vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.rules.permissions import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


@pytest.fixture
def jurist(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    """The jurist."""
    return unlock_as(Role.JURIST)
