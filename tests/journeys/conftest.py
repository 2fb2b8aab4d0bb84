"""The window with pages on a demo vault of one's own; dialogs are answered as in tests/ui."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.demo_vault import build_demo, copy_of, open_as
from tests.ui.conftest import User, _own_settings, tasks, theme, user
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from ui.tasks import Tasks

__all__ = ["User", "_own_settings", "tasks", "theme", "user"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of itself what it cannot do; that is no fault of ours."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo vault, for copying only."""
    return build_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def work(demo: Path, tmp_path: Path) -> Iterator[Callable[[str], UnlockedVault]]:
    """Log in to a demo vault of one's own."""
    folder, opened = copy_of(demo, tmp_path), []

    def log_in(login: str) -> UnlockedVault:
        opened.append(open_as(login, folder))
        return opened[-1]

    yield log_in
    for vault in opened:
        vault.lock()


@pytest.fixture
def window_of(tasks: Tasks, qtbot: QtBot, user: User) -> Callable[[UnlockedVault], MainWindow]:
    """The window on an unlocked vault."""

    def make(vault: UnlockedVault) -> MainWindow:
        window = MainWindow(vault, tasks)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return make
