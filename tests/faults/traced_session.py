"""A whole session by itself: `python -m tests.faults.traced_session KLUIS NAAM WACHTWOORD`.

It starts as `python -m app` does; only the hands of the user are replaced, by a timer that presses what is on screen.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.hardening import harden
from ui.login import LoginWindow
from ui.main_window import MainWindow
from ui.navigation import entries_for
from ui.widgets.page import Place

if TYPE_CHECKING:
    from collections.abc import Iterator


def shown(kind: type[LoginWindow | MainWindow]) -> LoginWindow | MainWindow | None:
    """The window of this kind, once it is on screen."""
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


def hands(vault: str, login: str, password: str) -> Iterator[None]:
    """What a user does, one step for each tick."""
    while not isinstance(first := shown(LoginWindow), LoginWindow):
        yield
    first.folder.setText(vault)
    first.login.setText(login)
    first.password.setText(password)
    first.submit()
    while not isinstance(window := shown(MainWindow), MainWindow):
        yield
    for entry in entries_for(window._vault):
        window.go(Place(entry.key))
        yield
        print(entry.key)  # noqa: T201 - tells the test which pages were seen
    window.close()


def start(vault: str, login: str, password: str) -> int:
    """Hardened first, as the program is; then Qt, because the timer needs it."""
    assert harden().gaps == ()
    application = QApplication(sys.argv[:1])
    steps = hands(vault, login, password)
    timer = QTimer(application, interval=50)
    timer.timeout.connect(lambda: next(steps, None))
    timer.start()
    sys.argv = sys.argv[:1]
    return main()


if __name__ == "__main__":
    sys.exit(start(*sys.argv[1:4]))
