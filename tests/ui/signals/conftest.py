"""The page as the director and the privacy officer see it, on a real vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog

from tests.ui.conftest import User, shown
from ui.pages.signals.page import SIGNALS, SignalsPage
from ui.widgets.dialogs.act_dialog import ActDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.fixture
def privacy(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("privacy")


@pytest.fixture
def participant(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("participant")


@pytest.fixture
def page_of(context_of: ContextOf, qtbot: QtBot, user: User) -> Callable[[UnlockedVault], SignalsPage]:
    def make(vault: UnlockedVault) -> SignalsPage:
        made = SignalsPage(SIGNALS, context_of(vault))
        made.refresh()
        shown(qtbot, made)
        return made

    return make


def filling(**values: Any) -> Callable[[QDialog], bool]:
    """A user who fills in a dialog and presses its button."""

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ActDialog)
        form = vars(dialog)["form"]
        for name, value in values.items():
            form.fields[name].editor.show_value(value)
        form.edited.emit()
        dialog.start()
        return dialog.result() == QDialog.DialogCode.Accepted

    return fill
