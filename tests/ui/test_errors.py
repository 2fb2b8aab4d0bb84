"""The user's situation becomes a message, our own mistakes a report in which nothing can be read of the work."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from app.errors import BugError, Cancelled, DiskFull
from ui import errors
from ui.bug_report import BugReport
from ui.errors import describe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import User

SECRET = "De heer Geheim, Voorbeeldstraat 1"


def _mistake() -> Exception:
    def fail() -> None:
        try:
            dict[str, str]()[SECRET]
        except KeyError as cause:
            raise BugError(SECRET) from cause

    with pytest.raises(BugError) as caught:
        fail()
    return caught.value


def test_that_a_situation_is_told_in_its_own_words(user: User) -> None:
    errors.show(None, DiskFull("De schijf is vol; er is niets opgeslagen."))

    assert user.told == ["Dat is niet gelukt: De schijf is vol; er is niets opgeslagen."]


def test_that_what_the_user_stopped_is_not_told(user: User) -> None:
    errors.show(None, Cancelled())

    assert not user.told


def test_that_a_mistake_opens_the_report(user: User, capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[str] = []

    def read(dialog: QDialog) -> bool:
        assert isinstance(dialog, BugReport)
        seen.append(dialog.text.toPlainText())
        errors.show(None, _mistake())  # a second mistake while the report is open does not open another
        return True

    user.dialog = read
    errors.show(None, _mistake())

    assert len(seen) == 1
    assert "app.errors.BugError" in seen[0]
    assert capsys.readouterr().err.count("app.errors.BugError") == 2


def test_that_the_report_says_where_and_never_what() -> None:
    text = describe(_mistake())

    assert SECRET not in text
    assert "builtins.KeyError" in text
    assert "tests/ui/test_errors.py" in text
    assert "_mistake" in text


def test_that_the_report_does_not_name_the_folder_of_a_user() -> None:
    assert errors._place("/home/jansen/programma/ui/widgets/forms/form.py") == "widgets/forms/form.py"


def test_that_a_suppressed_context_stays_out_of_the_report() -> None:
    mistake = _mistake()
    mistake.__cause__ = None  # as `raise … from None` leaves it
    mistake.__suppress_context__ = True

    assert "KeyError" not in describe(mistake)


def test_that_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = BugReport("waar het misging")
    qtbot.addWidget(dialog)

    dialog.copy()

    assert QGuiApplication.clipboard().text() == "waar het misging"


def test_that_uncaught_exceptions_end_in_the_report(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    seen: list[QDialog] = []

    def look(dialog: QDialog) -> bool:
        seen.append(dialog)
        return True

    user.dialog = look
    errors.install()
    error = _mistake()

    sys.excepthook(type(error), error, error.__traceback__)

    assert len(seen) == 1


def test_that_ctrl_c_stays_ctrl_c(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_: passed.append(kind))

    errors._uncaught(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert passed == [KeyboardInterrupt]
