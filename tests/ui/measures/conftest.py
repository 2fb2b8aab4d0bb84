"""The jurist, and the pages Maatregelen and APV with something in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.measures.files import DECIDED, measure
from tests.ui.conftest import User, shown
from ui.navigation import ENTRIES
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("jurist")


@pytest.fixture
def measures(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> TabbedPage:
    """The page with one closure."""
    measure(vault, DECIDED)
    made = next(entry for entry in ENTRIES if entry.key == "measures").make(context_of(vault))
    assert isinstance(made, TabbedPage)
    made.refresh()
    shown(qtbot, made)
    return made
