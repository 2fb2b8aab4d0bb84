"""One workstation that people use in turn: log in, do what is theirs, lock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from app.vault.session import unlock
from tests.conftest import CHEAP, CHEAP_LIMITS
from ui.application import Bolwerk
from ui.pages.administration.accounts import AccountsTab
from ui.pages.administration.compartments import CompartmentsTab
from ui.pages.administration.own_account import OwnAccountTab
from ui.widgets.page import Place
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeVar

    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow
    from ui.widgets.page import Page

    P = TypeVar("P", bound=Page)


class Workstation:
    """The program on one screen."""

    def __init__(self, qtbot: QtBot, folder: Path | None = None) -> None:
        self.qtbot = qtbot
        self.bolwerk = Bolwerk(folder, unlock=partial(unlock, limits=CHEAP_LIMITS), settings=CHEAP, limits=CHEAP_LIMITS)
        self.bolwerk.show_login()

    def found(self) -> None:
        """Press the button of the founding ceremony; it is answered as a dialog."""
        assert self.bolwerk.login is not None
        self.bolwerk.login.course_buttons[0].click()

    def log_in(self, login: str, password: str) -> MainWindow:
        """Type name and password, and wait for the pages."""
        window = self.bolwerk.login
        assert window is not None
        window.login.setText(login)
        window.password.clear()
        QTest.keyClicks(window.password, password)
        window.submit()
        self.qtbot.waitUntil(lambda: self.bolwerk.window is not None or not window.message.isHidden(), timeout=20_000)
        assert self.bolwerk.window is not None, window.message.text.text()
        return self.bolwerk.window

    def refused(self, login: str, password: str) -> str:
        """Try to log in, and give what is said."""
        window = self.bolwerk.login
        assert window is not None
        window.message.hide()
        window.login.setText(login)
        window.password.setText(password)
        window.submit()
        self.qtbot.waitUntil(lambda: not window.message.isHidden(), timeout=20_000)
        return window.message.text.text()

    def lock(self) -> None:
        """Leave the workstation to the next."""
        self.bolwerk.lock()

    def close(self) -> None:
        """Switch it off."""
        for window in (self.bolwerk.login, self.bolwerk.window):
            if window is not None:
                window.hide()
                window.deleteLater()
        self.bolwerk.close()


def part(window: MainWindow, page: str, key: str, kind: type[P]) -> P:
    """A tab of a page, in front."""
    window.go(Place(page, key))
    tabs = window.page
    assert isinstance(tabs, TabbedPage)
    assert isinstance(tabs.current, kind)
    return tabs.current


def accounts_of(window: MainWindow, login: str) -> AccountsTab:
    """The tab Accounts with somebody at the right."""
    found = part(window, "administration", "accounts", AccountsTab)
    found.show_account(next(row.account for row in found.rows if row.login == login))
    return found


def own_fingerprint(window: MainWindow) -> str:
    """What stands large on the own screen."""
    return part(window, "administration", "own", OwnAccountTab).fingerprint.fingerprint


def compartments_of(window: MainWindow) -> CompartmentsTab:
    """The tab Onderdelen."""
    return part(window, "administration", "compartments", CompartmentsTab)
