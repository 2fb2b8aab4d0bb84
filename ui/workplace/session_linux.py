"""The session of the desktop on Linux, over D-Bus: its screen was locked, another user took over, it goes to sleep.

Nothing is asked and nothing waits for an answer: these are signals that the desktop sends anyway. Without a bus there
are none, and the idle time is what locks. Both buses are sockets on this computer.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

from ui.workplace.reasons import SCREEN_LOCKED, SLEEPS, USER_SWITCHED

if TYPE_CHECKING:
    from collections.abc import Mapping

# Each desktop has its own name for the same signal, ActiveChanged(true).
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
LOGIN = "org.freedesktop.login1"
PROPERTIES = "org.freedesktop.DBus.Properties"


class LinuxSession(QObject):
    """`left` gives the reason why nobody can be at this window now."""

    left = Signal(str)

    def __init__(self, session_path: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = session_path

    def listen(self, session: QDBusConnection | None, system: QDBusConnection | None) -> None:
        """Hear what the desktop says on the bus of the session, and systemd-logind on that of the system.

        On that of the system every user can speak, so there only logind is heard.
        """
        if session is not None:
            for name in SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, _slot("on_screen_saver(bool)"))
        if system is not None:
            manager = f"{LOGIN}.Manager"
            system.connect(LOGIN, "/org/freedesktop/login1", manager, "PrepareForSleep", self, _slot("on_sleep(bool)"))
            if self._path:
                system.connect(LOGIN, self._path, f"{LOGIN}.Session", "Lock", self, _slot("on_lock()"))
                changed = _slot("on_properties(QString,QVariantMap,QStringList)")
                system.connect(LOGIN, self._path, PROPERTIES, "PropertiesChanged", self, changed)

    @Slot(bool)
    def on_screen_saver(self, active: bool) -> None:
        """The screen was locked or released."""
        if active:
            self.left.emit(SCREEN_LOCKED)

    @Slot()
    def on_lock(self) -> None:
        """Somebody asked that this session be locked."""
        self.left.emit(SCREEN_LOCKED)

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """The computer goes to sleep, or wakes up."""
        if begins:
            self.left.emit(SLEEPS)

    @Slot(str, "QVariantMap", "QStringList")
    def on_properties(self, _interface: str, changed: Mapping[str, object], _invalidated: list[str]) -> None:
        """Of our session: it is no longer the one on the screen, or its screen was locked."""
        if changed.get("LockedHint") is True:
            self.left.emit(SCREEN_LOCKED)
        elif changed.get("Active") is False:
            self.left.emit(USER_SWITCHED)


def watch_session(parent: QObject | None = None) -> LinuxSession:
    """Listen on the buses that there are."""
    made = LinuxSession(session_path(os.environ.get("XDG_SESSION_ID", "")), parent)
    session = QDBusConnection.sessionBus() if has_session_bus(os.environ) else None
    system = QDBusConnection.systemBus() if _SYSTEM_BUS.exists() else None
    made.listen(_connected(session), _connected(system))
    return made


def session_path(session: str) -> str:
    """The name on the bus of a login session; empty for none.

    As systemd spells it: letters and digits stay, except a digit in front; anything else is _ and its code
    (sd_bus_path_encode(3)).
    """
    if not session:
        return ""
    spelled = re.sub(r"[^A-Za-z0-9]|^[0-9]", lambda found: f"_{ord(found[0]):02x}", session)
    return f"/org/freedesktop/login1/session/{spelled}"


def has_session_bus(environment: Mapping[str, str]) -> bool:
    """Whether there is a bus already; asking for one that is not there would start one."""
    if environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    runtime = environment.get("XDG_RUNTIME_DIR")
    return bool(runtime) and (Path(runtime or "") / "bus").exists()


def _slot(signature: str) -> Any:  # noqa: ANN401 - the binding takes what SLOT gives, its stub says otherwise
    return SLOT(signature)


_SYSTEM_BUS = Path("/run/dbus/system_bus_socket")


def _connected(bus: QDBusConnection | None) -> QDBusConnection | None:
    return bus if bus is not None and bus.isConnected() else None
