"""The vault locks while a meeting is held: nothing stays on the beamer, and what was typed is there again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel

from app.services.meetings.sitting import sitting
from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD, FoundedVault
from tests.services.meetings.offices import lip, meeting
from tests.ui.test_locking import Time, log_in, vault_of, watch_of, window_of
from ui.application import Bolwerk
from ui.pages.meetings.page import MeetingsPage
from ui.widgets.page import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import User
    from ui.pages.meetings.mode import MeetingMode

TYPED = "Half besluit Markeerdraad"


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def bolwerk(founded: FoundedVault, time: Time, qtbot: QtBot, user: User) -> Iterator[Bolwerk]:
    made = Bolwerk(founded.folder, unlock=partial(unlock, limits=CHEAP_LIMITS), clock=time)
    made.show_login()
    yield made
    for window in (made.login, made.window):
        if window is not None:
            window.hide()
            window.deleteLater()
    made.close()


def room_in(bolwerk: Bolwerk) -> MeetingsPage:
    page = window_of(bolwerk).page
    assert isinstance(page, MeetingsPage)
    return page


def test_that_a_meeting_puts_locking_off_and_a_lock_keeps_what_was_typed(
    bolwerk: Bolwerk, qtbot: QtBot, user: User
) -> None:
    log_in(bolwerk, qtbot, "director")
    held = meeting(vault_of(bolwerk), lip(vault_of(bolwerk), standing=("Opening", "Rondvraag")))
    window_of(bolwerk).go(Place("meetings"))
    user.dialog = lambda dialog: dialog.exec() == QDialog.DialogCode.Accepted
    seen: list[MeetingMode] = []

    def type_and_lock() -> None:
        mode = room_in(bolwerk).mode
        assert mode is not None
        seen.append(mode)
        assert watch_of(bolwerk).idle.on_pause
        assert "vergrendelt niet tot" in mode.pause.pill.text()
        mode.go(2)
        mode.decision.form.fields["conclusion"].editor.show_value(TYPED)
        mode.decision.form.edited.emit()
        bolwerk.lock("Uw scherm is vergrendeld.")

    QTimer.singleShot(0, bolwerk, type_and_lock)
    room_in(bolwerk).hold(held)
    assert bolwerk.login is not None
    (mode,) = seen
    assert not mode.ended
    assert not any(TYPED in each.text() or "Rondvraag" in each.text() for each in mode.findChildren(QLabel))

    assert back_in_the_meeting(bolwerk, qtbot) == ["Punt 2 van 2", TYPED]
    assert not watch_of(bolwerk).idle.on_pause
    assert sitting(vault_of(bolwerk), held).undecided == 2


def back_in_the_meeting(bolwerk: Bolwerk, qtbot: QtBot) -> list[str | None]:
    """Log in again; where the meeting is then, and what stands in the form. It is left without storing that."""
    back: list[str | None] = []

    def look() -> None:
        mode = room_in(bolwerk).mode if bolwerk.window is not None and bolwerk.watch is not None else None
        if mode is None or mode.view is None:
            QTimer.singleShot(20, bolwerk, look)
            return
        back.append(mode.where.text())
        back.append(mode.decision.deciding().conclusion)
        mode.decision.form.accept_as_clean()
        mode.reject()

    QTimer.singleShot(20, bolwerk, look)
    assert bolwerk.login is not None
    bolwerk.login.login.setText("director")
    bolwerk.login.password.setText(PASSWORD)
    bolwerk.login.submit()
    qtbot.waitUntil(lambda: len(back) == 2)
    return back
