"""Where the workstation gives less than usual: no fonts of ours, a small screen, a second start, a policy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea

from app.errors import VaultBusy
from app.paths import resource
from app.policy import Policy
from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD
from tests.ui.conftest import User, shown
from ui import theme as theme_module
from ui.application import Bolwerk
from ui.instance import InstanceGuard
from ui.login import LoginWindow
from ui.main_window import COMPACT_BELOW, SMALLEST, MainWindow
from ui.sidebar import COMPACT_WIDTH, NAVIGATION_WIDTH
from ui.theme import Theme
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.page import Place

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from ui.tasks import Tasks


def test_that_without_our_fonts_the_window_speaks_in_those_of_the_system(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    monkeypatch.setattr(
        theme_module, "resource", lambda *parts: tmp_path / "weg" if parts[0] == "fonts" else resource(*parts)
    )
    again = Theme(qapp)
    login = LoginWindow(tasks, unlock=lambda *_, **__: pytest.fail("nobody logs in"))
    shown(qtbot, login)

    assert QFontInfo(qapp.font()).family()
    assert not login.grab().toImage().isNull()
    again.setParent(None)


def test_that_the_window_fits_a_screen_of_1024_by_768_with_icons_only(
    vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(1024, 728))
    window = MainWindow(vault, tasks)
    asked = window.size()
    shown(qtbot, window)
    window.resize(1024, 728)

    assert asked == QSize(1024, 728)
    assert SMALLEST.width() <= 1024
    assert window.navigation.compact
    assert window.navigation.width() == COMPACT_WIDTH
    assert {each.text() for each in window.navigation.buttons.values()} == {""}
    assert all(each.accessibleName() for each in window.navigation.buttons.values())
    window.resize(COMPACT_BELOW, 728)
    assert window.navigation.width() == NAVIGATION_WIDTH
    assert window.navigation.buttons["start"].text().strip() == "Start"


def test_that_a_page_scrolls_in_a_window_that_is_too_low_for_it(
    vault: UnlockedVault, tasks: Tasks, qtbot: QtBot, user: User
) -> None:
    window = MainWindow(vault, tasks)
    shown(qtbot, window)
    window.go(Place("evaluation"))
    window.resize(SMALLEST)
    qtbot.waitUntil(lambda: window.height() == SMALLEST.height())

    assert window.stack.minimumSizeHint().height() > window.height() - window.statusBar().height()
    qtbot.waitUntil(lambda: window.page.height() >= window.stack.minimumSizeHint().height())


def test_that_a_second_program_on_the_same_vault_is_told_to_go_to_the_first(tmp_path: Path) -> None:
    first, second = InstanceGuard(), InstanceGuard()
    first.claim(tmp_path)
    with pytest.raises(VaultBusy):
        second.claim(tmp_path)
    first.release()
    second.claim(tmp_path)
    second.release()


def test_that_a_policy_opens_its_vault_tells_its_problems_and_locks_sooner(
    vault_folder: Path, qtbot: QtBot, user: User
) -> None:
    policy = Policy(vault=vault_folder, idle_seconds=90, problems=("‘kiosk’ moet true of false zijn.",))
    bolwerk = Bolwerk(None, unlock=partial(unlock, limits=CHEAP_LIMITS), policy=policy)
    bolwerk.show_login()
    assert bolwerk.login is not None
    assert bolwerk.login.folder.text() == str(vault_folder)
    assert "‘kiosk’" in bolwerk.login.message.text.text()
    bolwerk.login.login.setText("policy")
    bolwerk.login.password.setText(PASSWORD)
    bolwerk.login.submit()
    qtbot.waitUntil(lambda: bolwerk.watch is not None, timeout=20_000)

    assert bolwerk.watch is not None
    assert bolwerk.watch.rule.seconds == 90
    window = bolwerk.window
    assert window is not None
    window.hide()
    window.deleteLater()
    bolwerk.close()


def test_that_a_dialog_that_is_too_high_is_scrolled_with_its_buttons_in_sight(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(960, 500))
    dialog = ActDialog("Veel te vragen", "Een uitleg.", "Doen")
    fields = [QLineEdit() for _ in range(20)]
    for field in fields:
        dialog.body.addWidget(field)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()

    assert dialog.height() <= 500
    assert dialog.go.mapTo(dialog, dialog.go.rect().bottomRight()).y() <= dialog.height()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    fields[-2].setFocus()
    QTest.keyClick(fields[-2], Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not fields[-1].visibleRegion().isEmpty())
    dialog.hide()
    dialog.show()
    assert dialog.height() <= 500


def test_that_a_low_login_window_scrolls_and_cuts_nothing_off(tasks: Tasks, qtbot: QtBot) -> None:
    login = LoginWindow(tasks, unlock=lambda *_, **__: pytest.fail("nobody logs in"))
    shown(qtbot, login)
    login.message.say("Een melding van twee regels. " * 6)
    login.resize(login.minimumSize())
    area = login.findChild(QScrollArea)
    assert area is not None
    inside = area.widget()
    assert inside is not None

    qtbot.waitUntil(lambda: inside.height() >= inside.minimumSizeHint().height() > area.height() - 40)
    assert inside.width() <= area.viewport().width()
