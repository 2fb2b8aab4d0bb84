"""The session on Windows: locked, switched to another user, disconnected, or going to sleep.

Windows sends these to a window that asked for them (WTSRegisterSessionNotification); a native event filter of Qt sees
them before the window does. The messages are read through ctypes; there is no package for it among ours.
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

from ui.workplace.reasons import SCREEN_LOCKED, SLEEPS, USER_SWITCHED

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# winuser.h, wtsapi32.h
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x2, 0x4, 0x6, 0x7
NOTIFY_FOR_THIS_SESSION = 0
EVENT = b"windows_generic_MSG"

REASONS = {
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK): SCREEN_LOCKED,
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT): USER_SWITCHED,
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT): USER_SWITCHED,
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOGOFF): USER_SWITCHED,
    (WM_POWERBROADCAST, PBT_APMSUSPEND): SLEEPS,
}


class Notifications(Protocol):
    """What of wtsapi32.dll is used."""

    def WTSRegisterSessionNotification(self, window: Any, flags: int, /) -> int:  # noqa: ANN401, N802
        """Ask for the messages; 0 when refused."""

    def WTSUnRegisterSessionNotification(self, window: Any, /) -> int:  # noqa: ANN401, N802
        """Do without."""


class WindowsSession(QObject):
    """`left` gives the reason why nobody can be at this window now."""

    left = Signal(str)

    def __init__(self, notifications: Notifications, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notifications = notifications
        self._window: int | None = None
        self._filter = MessageFilter(self.left.emit)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)

    def follow(self, window: QWidget) -> bool:
        """Have the messages sent to this window, in place of the one before; whether Windows agreed."""
        self.release()
        number = int(window.winId())
        if not self._notifications.WTSRegisterSessionNotification(wintypes.HWND(number), NOTIFY_FOR_THIS_SESSION):
            return False
        self._window = number
        return True

    def release(self) -> None:
        """Ask for no more."""
        window, self._window = self._window, None
        if window is not None:
            self._notifications.WTSUnRegisterSessionNotification(wintypes.HWND(window))


class MessageFilter(QAbstractNativeEventFilter):
    """Hands on the reason for each message that has one, and lets every message pass."""

    def __init__(self, tell: Any) -> None:  # noqa: ANN401 - a signal's emit
        super().__init__()
        self._tell = tell

    def nativeEventFilter(  # noqa: N802
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Read the MSG to which `message` points."""
        if bytes(kind.data() if isinstance(kind, QByteArray) else kind) == EVENT:
            read = wintypes.MSG.from_address(int(message))
            reason = REASONS.get((read.message, read.wParam))
            if reason:
                self._tell(reason)
        return False, 0


def watch_session(parent: QObject | None = None) -> WindowsSession | None:
    """Listen, where there is something to listen to."""
    libraries = getattr(ctypes, "windll", None)
    return None if libraries is None else WindowsSession(libraries.wtsapi32, parent)
