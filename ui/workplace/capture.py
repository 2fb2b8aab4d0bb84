"""Keeps windows out of screen captures on Windows, dialogs and menus too; no such promise elsewhere.

Windows forgets it with the native window, so it is asked anew each time a window of ours is shown or gets another
native window. A virtual desktop is a capture itself: for such workstations the keeper of the vault makes a logged
exception (app.services.keys.locking).
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

WDA_NONE, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11  # winuser.h, SetWindowDisplayAffinity; 0x11 from Windows 10 2004 on
_NEW_WINDOW = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})


class Affinity(Protocol):
    """What of user32.dll is used."""

    def SetWindowDisplayAffinity(self, window: Any, affinity: int, /) -> int:  # noqa: ANN401, N802
        """Say where the content of a window may appear; 0 when refused."""


class CaptureBlock(QObject):
    """Blocks every window from the moment it is made until `release`. `refused` counts what Windows would not do."""

    def __init__(self, affinity: Affinity, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._affinity = affinity
        self.refused = 0

    def hold(self, windows: Iterable[QWidget] = ()) -> None:
        """Block these windows, and each that comes."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        for window in windows:
            self._set(window, WDA_EXCLUDEFROMCAPTURE)

    def release(self, windows: Iterable[QWidget] = ()) -> None:
        """Let these windows be captured, and those that come."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        for window in windows:
            self._set(window, WDA_NONE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A window was shown, or its native window was made again."""
        if event.type() in _NEW_WINDOW and isinstance(watched, QWidget) and watched.isWindow():
            self._set(watched, WDA_EXCLUDEFROMCAPTURE)
        return super().eventFilter(watched, event)

    def _set(self, window: QWidget, affinity: int) -> None:
        done = self._affinity.SetWindowDisplayAffinity(wintypes.HWND(int(window.winId())), affinity)
        self.refused += not done


def capture_block(parent: QObject | None = None) -> CaptureBlock | None:
    """The block, on systems that have one."""
    libraries = getattr(ctypes, "windll", None)
    return None if libraries is None else CaptureBlock(libraries.user32, parent)


def windows_now() -> list[QWidget]:
    """Every window that is on the screen."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]
