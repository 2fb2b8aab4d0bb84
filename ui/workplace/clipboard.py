"""The clipboard for what must not stay there: codes, identifiers, fingerprints. Gone after ten seconds, or on locking.

Programs that keep a history of the clipboard are asked to leave it out; whether they do is theirs.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours = ""
        self._timer = QTimer(self, singleShot=True, interval=CLEARED_AFTER)
        self._timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Put it there; the ten seconds begin anew."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _KEEP_OUT.items():
            data.setData(kind, QByteArray(value))
        QGuiApplication.clipboard().setMimeData(data)
        self._ours = text
        self._timer.start()

    def clear(self) -> None:
        """Take it away, unless something else was copied since."""
        self._timer.stop()
        ours, self._ours = self._ours, ""
        if ours and QGuiApplication.clipboard().text() == ours:
            QGuiApplication.clipboard().clear()
            self.cleared.emit()
