"""What may not stay behind: codes on the clipboard, windows in a capture of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QTableWidget, QTableWidgetItem, QWidget

from ui.workplace import capture
from ui.workplace.capture import CaptureBlock, windows_now
from ui.workplace.clipboard import CLEARED_AFTER, SecretClipboard, secret_clipboard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from ctypes import wintypes

    from pytestqt.qtbot import QtBot


@pytest.fixture
def secrets(qapp: QApplication) -> Iterator[SecretClipboard]:
    made = SecretClipboard(is_own=lambda: True)
    yield made
    made.clear()
    made.deleteLater()
    QGuiApplication.clipboard().clear()


def test_that_a_code_is_gone_after_ten_seconds(secrets: SecretClipboard, qtbot: QtBot) -> None:
    assert CLEARED_AFTER == 10_000
    secrets._timer.setInterval(10)
    secrets.copy("4F2K-9QXA")
    assert QGuiApplication.clipboard().text() == "4F2K-9QXA"

    with qtbot.waitSignal(secrets.cleared):
        pass

    assert QGuiApplication.clipboard().text() == ""


def test_that_histories_are_asked_to_leave_it_out(secrets: SecretClipboard) -> None:
    secrets.copy("4F2K-9QXA")

    data = QGuiApplication.clipboard().mimeData()
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    assert data.hasFormat('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"')


def test_that_what_somebody_copied_since_stays(secrets: SecretClipboard, qtbot: QtBot) -> None:
    secrets.copy("4F2K-9QXA")
    QGuiApplication.clipboard().setText("iets anders")

    with qtbot.assertNotEmitted(secrets.cleared):
        secrets.clear()

    assert QGuiApplication.clipboard().text() == "iets anders"


def test_that_what_a_user_copies_in_a_window_goes_too(secrets: SecretClipboard, qtbot: QtBot) -> None:
    """Ctrl+C in a field and in a list: Qt's own copying, of which no page knows."""
    secrets._timer.setInterval(10)
    field = QLineEdit("111222333")
    table = QTableWidget(1, 1)
    table.setItem(0, 0, QTableWidgetItem("12345678"))
    table.setCurrentCell(0, 0)
    for widget in (field, table):
        qtbot.addWidget(widget)
        widget.show()
        if isinstance(widget, QLineEdit):
            widget.selectAll()
        with qtbot.waitSignal(secrets.cleared):
            QTest.keySequence(widget, QKeySequence(QKeySequence.StandardKey.Copy))
            data = QGuiApplication.clipboard().mimeData()
            assert data.data("x-kde-passwordManagerHint").data() == b"secret"
        assert QGuiApplication.clipboard().text() == ""


def test_that_ordinary_text_and_what_another_program_copied_stays(secrets: SecretClipboard) -> None:
    QGuiApplication.clipboard().setText("Voorbeeldstraat 12")
    assert not secrets._timer.isActive()
    secrets._is_own = lambda: False
    QGuiApplication.clipboard().setText("111222333")
    assert not secrets._timer.isActive()
    secrets.clear()
    assert QGuiApplication.clipboard().text() == "111222333"


def test_that_there_is_one_for_the_program(qapp: QApplication) -> None:
    assert secret_clipboard() is secret_clipboard()
    assert secret_clipboard().parent() is qapp


class User32:
    """Stands in for user32.dll, which is not on this system; keeps which window may be captured."""

    def __init__(self, agrees: int = 1) -> None:
        self.agrees = agrees
        self.affinity: dict[int | None, int] = {}

    def SetWindowDisplayAffinity(self, window: wintypes.HWND, affinity: int) -> int:  # noqa: N802
        self.affinity[window.value] = affinity
        return self.agrees


def test_that_windows_and_dialogs_are_kept_out_of_captures(qtbot: QtBot) -> None:
    library = User32()
    block = CaptureBlock(library)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    block.hold(windows_now())
    dialog = QDialog(window)
    QLabel("geen venster", dialog)
    dialog.show()
    assert library.affinity[int(window.winId())] == 0x11
    assert library.affinity[int(dialog.winId())] == 0x11
    assert block.refused == 0

    block.release([window])
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    assert library.affinity[int(window.winId())] == 0
    assert int(other.winId()) not in library.affinity


def test_that_a_refusal_of_windows_is_counted(qtbot: QtBot) -> None:
    block = CaptureBlock(User32(agrees=0))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    block.hold([window])
    block.release()

    assert block.refused == 1


def test_that_elsewhere_nothing_is_promised() -> None:
    assert capture.capture_block() is None
