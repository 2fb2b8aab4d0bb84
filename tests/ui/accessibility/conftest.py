"""The demo vault in the real window, as each role sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.demo_vault import build_demo, copy_of, open_as
from tests.ui.conftest import shown
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.tasks import Tasks


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nobody changes it."""
    return build_demo(tmp_path_factory.mktemp("accessibility"))


@pytest.fixture
def window_of(
    demo: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot, user: User
) -> Iterator[Callable[[str], MainWindow]]:
    """The window on a vault of its own for a login."""
    opened: list[UnlockedVault] = []

    def make(login: str) -> MainWindow:
        opened.append(open_as(login, copy_of(demo, tmp_path)))
        window = MainWindow(opened[-1], tasks)
        shown(qtbot, window)
        return window

    yield make
    for vault in opened:
        vault.lock()
