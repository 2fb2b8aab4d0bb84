"""The first window: unlocking in the background, errors beside the form, nothing remembered."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from app.errors import Cancelled, VaultBusy
from app.vault.session import UnlockedVault, unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD, FoundedVault
from tests.ui.conftest import User, shown
from ui.login import LoginWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.tasks import Tasks

CHEAP_UNLOCK = partial(unlock, limits=CHEAP_LIMITS)


@pytest.fixture
def window(tasks: Tasks, founded: FoundedVault, qtbot: QtBot, user: User) -> LoginWindow:
    made = LoginWindow(tasks, founded.folder, unlock=CHEAP_UNLOCK)
    shown(qtbot, made)
    return made


@pytest.fixture
def opened(window: LoginWindow) -> Iterator[list[UnlockedVault]]:
    vaults: list[UnlockedVault] = []
    window.unlocked.connect(vaults.append)
    yield vaults
    for vault in vaults:
        vault.lock()


def test_that_a_vault_is_unlocked_by_keyboard(window: LoginWindow, opened: list[UnlockedVault], qtbot: QtBot) -> None:
    qtbot.waitUntil(window.login.hasFocus)
    QTest.keyClicks(window.login, "policy")
    QTest.keyClick(window.login, Qt.Key.Key_Tab)
    qtbot.waitUntil(window.password.hasFocus)
    QTest.keyClicks(window.password, PASSWORD)

    with qtbot.waitSignal(window.unlocked):
        QTest.keyClick(window.password, Qt.Key.Key_Return)

    assert opened[0].account.login == "policy"
    assert window.password.text() == ""


def test_that_the_screen_shows_what_is_being_done(
    window: LoginWindow, opened: list[UnlockedVault], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.login.setText("policy")
    window.password.setText(PASSWORD)
    told: list[str] = []
    monkeypatch.setattr(window.progress_text, "setText", told.append)

    with qtbot.waitSignal(window.unlocked):
        window.submit()
        assert window.progress.isVisible()
        assert not window.login.isEnabled()
        window.submit()  # a second Enter does not begin a second time

    assert "Wachtwoord controleren…" in told
    assert len(opened) == 1


@pytest.mark.parametrize(("login", "password"), [("policy", "verkeerd"), ("niemand", PASSWORD)])
def test_that_a_wrong_name_and_a_wrong_password_look_the_same(
    window: LoginWindow, qtbot: QtBot, login: str, password: str
) -> None:
    window.login.setText(login)
    window.password.setText(password)

    window.submit()
    qtbot.waitUntil(window.message.isVisible)

    assert "niet juist" in window.message.text.text()
    assert window.password.isEnabled()
    qtbot.waitUntil(window.password.hasFocus)
    assert window.password.selectedText() == password


def test_that_a_folder_without_a_vault_is_told_in_dutch(window: LoginWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.folder.setText(str(tmp_path))
    window.login.setText("policy")
    window.password.setText(PASSWORD)

    window.submit()
    qtbot.waitUntil(window.message.isVisible)

    assert "kluis" in window.message.text.text().lower()
    qtbot.waitUntil(window.password.hasFocus)


@pytest.mark.parametrize(
    ("login", "password", "told"),
    [(" ", PASSWORD, "Vul een inlognaam in."), ("policy", "", "Vul uw wachtwoord in.")],
)
def test_that_an_empty_field_is_told_before_any_key_is_derived(
    tasks: Tasks, founded: FoundedVault, qtbot: QtBot, login: str, password: str, told: str
) -> None:
    window = LoginWindow(tasks, founded.folder, unlock=lambda *_, **__: pytest.fail("a key was derived"))
    shown(qtbot, window)
    window.login.setText(login)
    window.password.setText(password)

    window.submit()

    assert window.message.text.text() == told
    assert not window.progress.isVisible()


def test_that_no_folder_at_all_is_told_at_once(window: LoginWindow) -> None:
    window.folder.setText("  ")

    window.submit()

    assert window.message.text.text() == "Kies eerst de map van de kluis."


def test_that_a_vault_that_is_open_elsewhere_is_refused(tasks: Tasks, founded: FoundedVault, qtbot: QtBot) -> None:
    def claim(_: Path) -> None:
        raise VaultBusy("Deze kluis is al geopend.")

    window = LoginWindow(tasks, founded.folder, unlock=CHEAP_UNLOCK, claim=claim)
    shown(qtbot, window)

    window.submit()

    assert window.message.text.text() == "Deze kluis is al geopend."
    assert not window.progress.isVisible()


def test_that_the_cursor_starts_at_the_vault_when_none_was_given(tasks: Tasks, qtbot: QtBot) -> None:
    window = LoginWindow(tasks, unlock=CHEAP_UNLOCK)
    shown(qtbot, window)

    qtbot.waitUntil(window.folder.hasFocus)
    assert window.folder.text() == ""


def test_that_folder_and_key_file_can_be_chosen(window: LoginWindow, user: User, tmp_path: Path) -> None:
    user.will(tmp_path / "Ander.bolwerk", tmp_path / "sleutel", None, None)

    for press in window._choosers * 2:
        press.click()

    assert window.folder.text() == str(tmp_path / "Ander.bolwerk")
    assert window.key_file.text() == str(tmp_path / "sleutel")
    assert user.asked == ["Map van de kluis kiezen", "Sleutelbestand kiezen"] * 2


def test_that_the_key_file_is_handed_over_and_a_missing_one_told(
    tasks: Tasks, founded: FoundedVault, qtbot: QtBot, tmp_path: Path
) -> None:
    seen: list[bytes | None] = []

    def look(folder: Path, login: str, password: str, *, key_file: bytes | None, progress: Any) -> UnlockedVault:
        seen.append(key_file)
        return CHEAP_UNLOCK(folder, login, password, progress=progress)

    window = LoginWindow(tasks, founded.folder, unlock=look)
    shown(qtbot, window)
    window.login.setText("policy")
    window.password.setText("verkeerd")
    window.key_file.setText(str(tmp_path / "er-niet"))
    window.submit()
    assert window.message.text.text() == "Het sleutelbestand kan niet worden gelezen."

    (tmp_path / "sleutel").write_bytes(b"tweede factor")
    window.key_file.setText(str(tmp_path / "sleutel"))
    window.submit()
    qtbot.waitUntil(lambda: window.message.isVisible() and bool(seen))

    assert seen == [b"tweede factor"]


class Slow:
    """An unlock that waits for the test."""

    def __init__(self) -> None:
        self.started, self.go_on = Event(), Event()
        self.opened: list[UnlockedVault] = []

    def __call__(self, folder: Path, login: str, password: str, **options: Any) -> UnlockedVault:
        self.started.set()
        self.go_on.wait(5)
        self.opened.append(CHEAP_UNLOCK(folder, login, password, **options))
        return self.opened[-1]


def test_that_a_vault_that_opens_after_cancelling_is_closed_again(
    tasks: Tasks, founded: FoundedVault, qtbot: QtBot
) -> None:
    slow = Slow()
    window = LoginWindow(tasks, founded.folder, unlock=slow)
    shown(qtbot, window)
    window.login.setText("policy")
    window.password.setText(PASSWORD)
    with qtbot.assertNotEmitted(window.unlocked):
        window.submit()
        slow.started.wait(5)
        window.cancel_button.click()
        slow.go_on.set()
        qtbot.waitUntil(window.message.isVisible)

    assert window.message.text.text() == "Afgebroken. De kluis is niet geopend."
    with pytest.raises(Cancelled):
        slow.opened[0].slot  # noqa: B018


def test_that_cancelling_nothing_does_nothing(window: LoginWindow) -> None:
    window.cancel()

    assert window.progress_text.text() == ""


def test_that_a_mistake_of_ours_ends_in_the_report(
    tasks: Tasks, founded: FoundedVault, qtbot: QtBot, user: User
) -> None:
    def broken(*_: object, **__: object) -> UnlockedVault:
        raise KeyError("kapot")

    seen: list[QDialog] = []

    def look(dialog: QDialog) -> bool:
        seen.append(dialog)
        return True

    user.dialog = look
    window = LoginWindow(tasks, founded.folder, unlock=broken)
    shown(qtbot, window)
    window.login.setText("policy")
    window.password.setText(PASSWORD)

    window.submit()
    qtbot.waitUntil(lambda: bool(seen))

    assert window.unlock_button.isEnabled()


@pytest.mark.parametrize(
    ("key", "modifier", "warned"),
    [
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("1", Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_that_caps_lock_is_noticed(window: LoginWindow, key: str, modifier: Qt.KeyboardModifier, warned: bool) -> None:
    QApplication.sendEvent(window.password, QKeyEvent(QEvent.Type.KeyPress, 0, modifier, key))

    assert window.caps.isVisible() is warned


def test_that_pressing_caps_lock_takes_the_warning_away(window: LoginWindow) -> None:
    window.caps.show()

    QTest.keyClick(window.password, Qt.Key.Key_CapsLock)

    assert window.caps.isHidden()


def test_that_the_password_can_be_looked_at(window: LoginWindow) -> None:
    assert window.password.echoMode() is QLineEdit.EchoMode.Password

    window._eye.trigger()
    assert window.password.echoMode() is QLineEdit.EchoMode.Normal

    window._eye.trigger()
    assert window.password.echoMode() is QLineEdit.EchoMode.Password


def test_that_closing_the_window_leaves_the_program(window: LoginWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.left):
        window.closeEvent(QCloseEvent())
