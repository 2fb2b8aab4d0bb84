"""Setting how a vault locks, by who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction

from app.services.keys.locking import locking_of
from tests.ui.conftest import User, shown
from ui.lock_settings import LockSettings
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("keeper")


@pytest.fixture
def window(vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, user: User) -> MainWindow:
    made = MainWindow(vault, tasks)
    shown(qtbot, made)
    return made


def act_of(window: MainWindow) -> list[QAction]:
    return [each for each in window.findChildren(QAction) if each.text() == "Vergrendeling instellen…"]


def test_that_the_keeper_sets_time_and_capture(window: MainWindow, vault: UnlockedVault, user: User) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, LockSettings)
        assert dialog.time.currentText() == "4 minuten zonder invoer"
        dialog.time.choose(600)
        dialog.capture.setChecked(True)
        dialog.start()
        return True

    user.dialog = fill
    act_of(window)[0].trigger()

    assert locking_of(vault).seconds == 600
    assert locking_of(vault).may_capture


def test_that_what_stays_the_same_is_not_set_again(vault: UnlockedVault, qtbot: QtBot) -> None:
    dialog = LockSettings(vault)
    qtbot.addWidget(dialog)
    trail = vault.compartment("register").tables.audit_entry
    dialog.start()

    assert dialog.made is True
    with vault.read("register") as session:
        assert session.query(trail).count() == 0


def test_that_a_register_that_cannot_be_read_is_said(window: MainWindow, vault: UnlockedVault, user: User) -> None:
    vault.lock()
    window.set_locking()

    assert user.told


def test_that_others_are_not_offered_it(unlock_as: UnlockAs, tasks: Tasks, qtbot: QtBot) -> None:
    window = MainWindow(unlock_as("policy"), tasks)
    qtbot.addWidget(window)

    assert act_of(window) == []
