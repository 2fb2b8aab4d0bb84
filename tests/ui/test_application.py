"""From the first window to the pages and back, in Dutch, once per session and vault."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.errors import KeySettingsRefused, VaultBusy
from app.paths import resource
from app.services.records import Query
from app.services.signals.hand_in import hand_in
from app.services.signals.handed import HandedDraft
from app.services.signals.signals import Signals
from app.vault.session import unlock
from tests.conftest import CHEAP_LIMITS, PASSWORD, FoundedVault
from ui import application
from ui.application import Bolwerk, make_application, unlock_vault
from ui.instance import InstanceGuard
from ui.login import LoginWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.conftest import UnlockAs
    from tests.ui.conftest import User


@pytest.fixture
def bolwerk(founded: FoundedVault, user: User) -> Iterator[Bolwerk]:
    made = Bolwerk(founded.folder, unlock=partial(unlock, limits=CHEAP_LIMITS))
    yield made
    for window in (made.login, made.window):
        if window is not None:
            window.hide()
            window.deleteLater()
    made.close()


def log_in(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    assert bolwerk.login is not None
    bolwerk.login.login.setText("policy")
    bolwerk.login.password.setText(PASSWORD)
    bolwerk.login.submit()
    qtbot.waitUntil(lambda: bolwerk.window is not None)


def pages_are_open(bolwerk: Bolwerk) -> bool:
    return bolwerk.window is not None or bolwerk.vault is not None


def test_that_logging_in_opens_the_pages(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    bolwerk.show_login()

    log_in(bolwerk, qtbot)

    assert bolwerk.window is not None
    assert bolwerk.window.isVisible()
    assert bolwerk.login is None


def test_that_what_others_sent_is_taken_in_after_logging_in(
    bolwerk: Bolwerk, unlock_as: UnlockAs, qtbot: QtBot
) -> None:
    with unlock_as("participant") as participant:
        hand_in(participant, HandedDraft(title="Loods aan de Voorbeeldstraat", facts="Er wordt ’s nachts gelost."))
    bolwerk.show_login()
    assert bolwerk.login is not None
    bolwerk.login.login.setText("director")
    bolwerk.login.password.setText(PASSWORD)
    bolwerk.login.submit()
    qtbot.waitUntil(lambda: bolwerk.vault is not None)
    vault = bolwerk.vault
    assert vault is not None

    qtbot.waitUntil(lambda: len(Signals(vault).ids(Query())) == 1, timeout=10_000)


def test_that_locking_closes_the_vault_and_asks_again_who_is_there(bolwerk: Bolwerk, qtbot: QtBot) -> None:
    bolwerk.show_login()
    log_in(bolwerk, qtbot)
    vault = bolwerk.vault
    assert vault is not None
    assert bolwerk.window is not None

    bolwerk.window.lock()

    assert not pages_are_open(bolwerk)
    assert bolwerk.login is not None
    assert bolwerk.login.folder.text() == str(vault.folder)
    assert bolwerk.login.login.text() == ""
    log_in(bolwerk, qtbot)
    assert bolwerk.vault is not vault


def test_that_a_vault_opens_once_per_session(bolwerk: Bolwerk, founded: FoundedVault, qtbot: QtBot) -> None:
    bolwerk.show_login()
    log_in(bolwerk, qtbot)
    other = InstanceGuard()

    with pytest.raises(VaultBusy, match="al geopend"):
        other.claim(founded.folder)

    assert bolwerk.window is not None
    bolwerk.window.lock()
    other.claim(founded.folder)
    other.release()


def test_that_another_session_may_open_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "1")
    here, there = InstanceGuard(), InstanceGuard()
    here.claim(tmp_path)

    monkeypatch.setenv("XDG_SESSION_ID", "2")
    there.claim(tmp_path)

    for guard in (here, there):
        guard.release()
        guard.release()


def test_that_the_mark_does_not_tell_which_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    guard = InstanceGuard()
    guard.claim(tmp_path / "Westland.bolwerk")

    (mark,) = tmp_path.glob("*.lock")
    assert "Westland" not in mark.name
    assert "Westland" not in mark.read_text(encoding="utf-8")
    guard.release()


def test_that_the_program_runs_until_it_is_closed(founded: FoundedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    monkeypatch.setattr(application, "make_application", QApplication.instance)

    def close_the_window() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, LoginWindow) and window.isVisible():
                window.close()

    QTimer.singleShot(50, close_the_window)

    assert application.run(founded.folder) == 0


def test_that_buttons_of_qt_are_in_dutch(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Annuleren"
    assert QLocale().language() is QLocale.Language.Dutch


def test_that_the_translation_is_ours_and_not_of_the_machine() -> None:
    assert resource("translations", "qtbase_nl.qm").is_file()
    assert QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath) not in str(resource("translations"))


def test_that_a_missing_translation_does_not_keep_the_program_from_starting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: QApplication
) -> None:
    monkeypatch.setattr(application, "resource", lambda *_: tmp_path / "er-niet.qm")
    monkeypatch.setattr(application, "Theme", lambda _: None)

    assert make_application() is qapp


def test_that_the_program_itself_refuses_a_cheap_key_derivation(founded: FoundedVault) -> None:
    with pytest.raises(KeySettingsRefused):
        unlock_vault(founded.folder, "policy", PASSWORD, key_file=None, progress=lambda _: None)
