"""The page of the cases with one case in it, opened by its director."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QPushButton

from app.services.casework.cases import Cases
from app.vault.session import UnlockedVault
from tests.services.casework.case_samples import case
from tests.ui.conftest import User, shown
from ui.navigation import ENTRIES
from ui.pages.cases.page import CasePage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.services.casework.cases import CaseDraft
    from app.services.records import Record
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@dataclass(frozen=True)
class Desk:
    """The page, and the case that is open in it."""

    vault: UnlockedVault
    whole: TabbedPage
    page: CasePage
    key: int

    @property
    def record(self) -> Record[CaseDraft]:
        """The case as it is stored."""
        return Cases(self.vault).get(self.key)

    def act(self, title: str) -> QPushButton:
        """The button of an act."""
        return next(each for each in self.page.findChildren(QPushButton) if each.accessibleName() == title)

    def sheet(self, key: str) -> Any:
        """A tab of the case, brought in front."""
        self.page.panel.tabs.open(key)
        return self.page.panel.tabs.part


@pytest.fixture
def desk(vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User) -> Desk:
    """A case, open."""
    key = case(vault)
    whole = next(entry for entry in ENTRIES if entry.key == "cases").make(context_of(vault))
    assert isinstance(whole, TabbedPage)
    whole.refresh()
    shown(qtbot, whole)
    page = whole.current
    assert isinstance(page, CasePage)
    page.open_record(key)
    return Desk(vault, whole, page, key)
