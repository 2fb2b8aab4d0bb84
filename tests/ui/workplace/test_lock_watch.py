"""The watch over one vault on Windows, and over a vault of which the register cannot be read just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import Cancelled, DiskFull
from app.services.keys.locking import allow_capture
from tests.ui.conftest import User, shown
from tests.ui.workplace.test_leaving_nothing import User32
from tests.ui.workplace.test_sessions import Wtsapi
from ui import locking
from ui.locking import LockWatch
from ui.main_window import MainWindow
from ui.workplace import reasons, session_windows
from ui.workplace.capture import CaptureBlock
from ui.workplace.session_windows import WindowsSession

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.tasks import Tasks

    Watch = Callable[[UnlockedVault], LockWatch]


@pytest.fixture
def watch(tasks: Tasks, qtbot: QtBot, user: User) -> Watch:
    def over(vault: UnlockedVault) -> LockWatch:
        window = MainWindow(vault, tasks)
        shown(qtbot, window)
        return LockWatch(vault, window, tasks, tasks, parent=window)

    return over


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> tuple[Wtsapi, User32]:
    """As if this were Windows."""
    sessions, captures = Wtsapi(), User32()
    monkeypatch.setattr(session_windows, "watch_session", lambda parent: WindowsSession(sessions, parent))
    monkeypatch.setattr(locking, "capture_block", lambda parent: CaptureBlock(captures, parent))
    return sessions, captures


def test_that_on_windows_the_window_hears_and_is_not_captured(
    watch: Watch, vault: UnlockedVault, libraries: tuple[Wtsapi, User32], qtbot: QtBot
) -> None:
    sessions, captures = libraries
    made = watch(vault)
    assert [what for what, _ in sessions.asked] == ["register"]
    assert set(captures.affinity.values()) == {0x11}

    with qtbot.waitSignal(made.asked) as asked:
        made.session.left.emit(reasons.SCREEN_LOCKED)
    assert asked.args == [reasons.SCREEN_LOCKED]
    made.end()
    assert [what for what, _ in sessions.asked] == ["register", "unregister"]


def test_that_a_virtual_workplace_may_be_captured(
    watch: Watch, unlock_as: UnlockAs, libraries: tuple[Wtsapi, User32]
) -> None:
    keeper = unlock_as("keeper")
    allow_capture(keeper, allowed=True)

    watch(keeper).end()

    assert libraries[1].affinity == {}


def test_that_a_vault_without_a_readable_register_locks_all_the_same(watch: Watch, vault: UnlockedVault) -> None:
    vault.lock()
    made = watch(vault)

    assert made.rule.seconds == 240
    assert not made.rule.may_pause
    assert made.idle.running
    made.come_back(None)
    made.end()


def test_that_failing_backups_and_drafts_are_said_in_the_status_bar(watch: Watch, vault: UnlockedVault) -> None:
    made = watch(vault)
    window = made._window

    made.backups.failed.emit("De schijf is vol.")
    assert window.kept.text() == "Geen back-up: De schijf is vol."
    made.backups.made.emit(None)
    assert "Back-up van vandaag" in window.kept.text()
    made.backups._fail(DiskFull("Vol."))
    assert window.kept.text() == "Geen back-up: Vol."
    made.autosave._fail(Cancelled())
    assert window.kept.text() == "Geen back-up: Vol."
    with pytest.raises(ZeroDivisionError):
        made.autosave._fail(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        made.backups._fail(ZeroDivisionError())
    made.end()
