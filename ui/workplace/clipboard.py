"""The clipboard for what must not stay there: codes, identifiers, fingerprints. Gone after ten seconds, or on locking.

One per program, and it watches: whatever a user copies in one of our windows, from a field, a list or a label, is
looked at, so that no page can forget it. What other programs put there is left alone. Programs that keep a history of
the clipboard are asked to leave it out; whether they do is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

CLEARED_AFTER = 10_000  # milliseconds

# KDE's Klipper, and the formats that Windows' own history and cloud clipboard look for (learn.microsoft.com,
# "Clipboard Formats"): a four-byte zero says no, the first one by its mere presence.
_KEEP_OUT = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}


class SecretClipboard(QObject):
    """Puts something on the clipboard for a short while. `cleared` says that it was taken away again."""

    cleared = Signal()

    def __init__(self, parent: QObject | None = None, *, is_own: Callable[[], bool] | None = None) -> None:
        """`is_own` tells whether this program filled the clipboard; only a test without a screen gives it."""
        super().__init__(parent)
        board = QGuiApplication.clipboard()
        self._is_own = is_own or board.ownsClipboard
        board.dataChanged.connect(self._on_copied)
        self._ours = ""
        self._timer = QTimer(self, singleShot=True, interval=CLEARED_AFTER)
        self._timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Put it there; the ten seconds begin anew."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _KEEP_OUT.items():
            data.setData(kind, QByteArray(value))
        self._ours = text
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    def clear(self) -> None:
        """Take it away, unless something else was copied since."""
        self._timer.stop()
        ours, self._ours = self._ours, ""
        if ours and QGuiApplication.clipboard().text() == ours:
            QGuiApplication.clipboard().clear()
            self.cleared.emit()

    def _on_copied(self) -> None:
        """Somebody copied in one of our windows without asking: from here on it is treated as if they had."""
        from app.rules.identifying import is_identifying  # noqa: PLC0415 - its word list is slow to load at a start

        if not self._is_own():
            return
        text = QGuiApplication.clipboard().text()
        if text != self._ours and is_identifying(text):
            self.copy(text)


def secret_clipboard() -> SecretClipboard:
    """The one of this program; it hangs on the application and begins to watch when it is first asked for."""
    application = QGuiApplication.instance()
    found = application.findChild(SecretClipboard) if application else None
    return found or SecretClipboard(application)
