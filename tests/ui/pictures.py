"""Pictures of each page for the README: `make pictures ARGS=folder`.

Makes a demo vault with a cheap key derivation in a temporary folder and photographs the window, light and dark.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.demo.vault import PASSWORD, KeyCosts, build
from app.vault.session import unlock
from tests.conftest import CHEAP, CHEAP_LIMITS
from ui.application import Bolwerk, make_application
from ui.theme import Mode, Theme
from ui.widgets.page import Place
from ui.widgets.record_page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

SETTLE = 1500  # milliseconds for what is gathered and drawn in the background
OPENED = {"cases": 1, "quickscan": 1}


def main(folder: Path) -> int:
    """Photograph every page into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, place)
        application = make_application()
        vault = Path(place) / "Westland.bolwerk"
        build(vault, Path(place) / "evaluatie.pdf", costs=KeyCosts(CHEAP, CHEAP_LIMITS))
        bolwerk = Bolwerk(vault, unlock=partial(unlock, limits=CHEAP_LIMITS))
        bolwerk.show_login()
        assert bolwerk.login is not None
        _photograph(bolwerk.login, folder / "login.png")
        bolwerk.login.login.setText("regisseur")
        bolwerk.login.password.setText(PASSWORD)
        bolwerk.login.submit()
        _wait(SETTLE * 2)
        _pages(bolwerk, folder)
        Theme.now().choose(Mode.DARK)
        _pages(bolwerk, folder, "-donker")
        bolwerk.close()
        application.quit()
    return 0


def _pages(bolwerk: Bolwerk, folder: Path, suffix: str = "") -> None:
    window = bolwerk.window
    assert window is not None
    window.resize(1440, 900)
    for key in window.navigation.buttons:
        window.go(Place(key))
        page = window.page.current if isinstance(window.page, TabbedPage) else window.page
        if key in OPENED and isinstance(page, RecordPage):
            page.open_record(page.list.model.id_at(OPENED[key]))
        _photograph(window, folder / f"{key}{suffix}.png")


def _photograph(widget: QWidget, file: Path) -> None:
    _wait(SETTLE)
    widget.grab().save(str(file))


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    code = main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pictures"))
    QApplication.processEvents()
    sys.exit(code)
