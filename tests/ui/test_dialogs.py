"""The dialogs themselves, answered by keyboard as a user would, and what they must not leave behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from ui import dialogs
from ui.dialogs import Answer

if TYPE_CHECKING:
    from collections.abc import Callable


def answering(button: str | None) -> None:
    """Press a button of the message box that is about to open, or Esc."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        if button is None:
            QTest.keyClick(box, Qt.Key.Key_Escape)
            return
        (found,) = [each for each in box.buttons() if each.text().replace("&", "") == button]
        found.click()

    QTimer.singleShot(0, press)


@pytest.mark.parametrize(
    ("button", "answer"),
    [
        ("Opslaan", Answer.SAVE),
        ("Niet opslaan", Answer.DISCARD),
        ("Annuleren", Answer.STAY),
        (None, Answer.STAY),
    ],
)
def test_that_unsaved_input_is_kept_dropped_or_left(button: str | None, answer: Answer) -> None:
    answering(button)

    assert dialogs.ask_unsaved(None, "‘W-2019-0001’ gewijzigd") is answer


@pytest.mark.parametrize(("button", "confirmed"), [("Publiceren", True), ("Annuleren", False), (None, False)])
def test_that_only_the_word_itself_confirms(button: str | None, confirmed: bool) -> None:
    answering(button)

    assert dialogs.confirm(None, "Publiceren?", "Iedereen ziet het.", "Publiceren") is confirmed


@pytest.mark.parametrize("say", [dialogs.tell, dialogs.warn])
def test_that_a_message_is_closed_with_one_button(say: Callable[[None, str, str], None]) -> None:
    answering("Sluiten")

    say(None, "Let op", "Dit is <b>geen</b> opmaak van ons.")


def test_that_a_dialog_of_our_own_tells_whether_it_was_accepted() -> None:
    dialog = QDialog()
    QTimer.singleShot(0, dialog.accept)
    assert dialogs.run(dialog)

    QTimer.singleShot(0, dialog.reject)
    assert not dialogs.run(dialog)


@pytest.mark.parametrize(("chosen", "expected"), [("/tmp/x", Path("/tmp/x")), ("", None)])  # noqa: S108
def test_that_a_choice_is_a_path_or_nothing(
    monkeypatch: pytest.MonkeyPatch, chosen: str, expected: Path | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen, ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))

    assert dialogs.choose_folder(None, "Map") == expected
    assert dialogs.choose_file(None, "Bestand") == expected
    assert dialogs.choose_target(None, "Bestand", "evaluatie.pdf") == expected


def test_that_visited_folders_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.setValue("FileDialog/history", ["file:///geheim/Westland.bolwerk"])
    kept.sync()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")

    dialogs.choose_folder(None, "Map")

    kept.sync()
    assert not [key for key in kept.allKeys() if key.startswith("FileDialog")]
