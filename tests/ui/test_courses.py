"""Ways in beside logging in: founding, recovery, and the first login of who was invited."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from app.errors import VaultNotFound
from app.rules.permissions import Role
from app.services.keys import accounts
from app.vault.session import unlock
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSWORD, FoundedVault, UnlockAs
from tests.ui.conftest import User, shown
from ui.application import Bolwerk
from ui.first_login import FirstLogin
from ui.login import LoginWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QDialog, QWidget
    from pytestqt.qtbot import QtBot

    from app.services.keys.accounts import FirstPassword
    from ui.tasks import Tasks

OWN = "gieter fluit tapijt noordpool"
CHEAP_UNLOCK = partial(unlock, limits=CHEAP_LIMITS)


class Offered:
    """Courses that end as the test says."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.told: str | None = None
        self.asked: list[Path] = []

    def found(self, _parent: QWidget) -> Path | None:
        return self.folder

    def recover(self, _parent: QWidget, folder: Path) -> str | None:
        self.asked.append(folder)
        if self.told == "fout":
            raise VaultNotFound("Geen kluis.")
        return self.told

    def report(self, _parent: QWidget, folder: Path) -> str | None:
        return self.recover(_parent, folder)

    def restore(self, _parent: QWidget, folder: Path) -> str | None:
        return self.recover(_parent, folder)


@pytest.fixture
def offered() -> Offered:
    return Offered()


@pytest.fixture
def window(tasks: Tasks, founded: FoundedVault, qtbot: QtBot, offered: Offered) -> LoginWindow:
    made = LoginWindow(tasks, founded.folder, unlock=CHEAP_UNLOCK, courses=offered)
    shown(qtbot, made)
    return made


def test_that_a_new_vault_is_the_one_to_log_in_to(
    window: LoginWindow, offered: Offered, tmp_path: Path, qtbot: QtBot
) -> None:
    before = window.folder.text()
    window.course_buttons[0].click()
    assert window.folder.text() == before

    offered.folder = tmp_path / "Nieuw.bolwerk"
    window.course_buttons[0].click()

    assert window.folder.text() == str(offered.folder)
    assert "gesticht" in window.message.text.text()
    qtbot.waitUntil(window.login.hasFocus)


def test_that_recovery_is_for_the_vault_that_was_chosen(window: LoginWindow, offered: Offered) -> None:
    window.course_buttons[1].click()
    assert window.message.isHidden()
    assert offered.asked == [window._chosen_folder()]

    offered.told = "keeper kan weer inloggen."
    window.course_buttons[1].click()
    assert window.message.text.text() == offered.told

    offered.told = "fout"
    window.course_buttons[1].click()
    assert window.message.text.text() == "Geen kluis."

    window.folder.clear()
    window.course_buttons[1].click()
    assert window.message.text.text() == "Kies eerst de map van de kluis."


def test_that_without_courses_nothing_is_offered(tasks: Tasks, founded: FoundedVault, qtbot: QtBot) -> None:
    window = LoginWindow(tasks, founded.folder, unlock=CHEAP_UNLOCK)
    shown(qtbot, window)

    window.found()
    window.recover()

    assert not any(each.isVisible() for each in window.course_buttons)


@pytest.fixture
def bolwerk(founded: FoundedVault, user: User) -> Iterator[Bolwerk]:
    made = Bolwerk(founded.folder, unlock=CHEAP_UNLOCK, settings=CHEAP, limits=CHEAP_LIMITS)
    made.show_login()
    yield made
    for window in (made.login, made.window):
        if window is not None:
            window.hide()
            window.deleteLater()
    made.close()


@pytest.fixture
def invited(unlock_as: UnlockAs) -> FirstPassword:
    with unlock_as("keeper") as keeper:
        return accounts.invite(keeper, login="nieuw", name="Pim Kaas", role=Role.JURIST, settings=CHEAP)


def log_in(bolwerk: Bolwerk, login: str, password: str) -> None:
    assert bolwerk.login is not None
    bolwerk.login.login.setText(login)
    bolwerk.login.password.clear()
    QTest.keyClicks(bolwerk.login.password, password)
    bolwerk.login.submit()


def test_that_an_own_password_comes_before_anything_else(
    bolwerk: Bolwerk, invited: FirstPassword, user: User, qtbot: QtBot
) -> None:
    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, FirstLogin)
        assert bolwerk.window is None
        for each in (dialog.new.first, dialog.new.again):
            each.line.setText(OWN)
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = choose
    log_in(bolwerk, invited.login, invited.password)
    qtbot.waitUntil(lambda: bolwerk.window is not None)

    assert bolwerk.vault is not None
    assert bolwerk.vault.account.name == "Pim Kaas"
    assert bolwerk.vault.roster.account(bolwerk.vault.account.id).own_keys


def test_that_who_chooses_none_stays_outside(
    bolwerk: Bolwerk, invited: FirstPassword, user: User, qtbot: QtBot
) -> None:
    user.dialog = lambda _dialog: False

    log_in(bolwerk, invited.login, invited.password)
    login = bolwerk.login
    assert login is not None
    qtbot.waitUntil(lambda: "eigen wachtwoord" in login.message.text.text())

    assert bolwerk.vault is None
    assert bolwerk.window is None
    assert login.password.text() == ""
    user.dialog = None
    log_in(bolwerk, "policy", PASSWORD)
    qtbot.waitUntil(lambda: bolwerk.window is not None)


def test_that_putting_backups_back_is_told_in_the_same_way(window: LoginWindow, offered: Offered) -> None:
    offered.told = "Teruggezet: Programma."

    window.course_buttons[2].click()

    assert offered.asked == [Path(window.folder.text())]
    assert window.message.text.text() == "Teruggezet: Programma."
