"""The page Beheer of whoever logs in, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import User, shown
from ui.pages.administration.page import AdministrationPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext


@pytest.fixture
def keeper(unlock_as: UnlockAs) -> UnlockedVault:
    """The beheerder."""
    return unlock_as("keeper")


@pytest.fixture
def director(unlock_as: UnlockAs) -> UnlockedVault:
    """A holder of casework."""
    return unlock_as("director")


@pytest.fixture
def beheer_of(
    context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> Callable[[UnlockedVault], AdministrationPage]:
    """The page, refreshed and on screen."""
    kept: list[AdministrationPage] = []  # a test may hold on to a part of it only

    def make(vault: UnlockedVault) -> AdministrationPage:
        page = AdministrationPage(context_of(vault))
        kept.append(page)
        shown(qtbot, page)
        page.refresh()
        return page

    return make
