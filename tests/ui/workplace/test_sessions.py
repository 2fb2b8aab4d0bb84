"""What the desktop says about its session, over a real message bus on Linux and in the messages of Windows."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from ctypes import wintypes
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QWidget

from ui.workplace import reasons, session_linux, session_windows
from ui.workplace.session_linux import LinuxSession, has_session_bus, session_path
from ui.workplace.session_windows import EVENT, WindowsSession

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

OURS = "/org/freedesktop/login1/session/_32"
OTHERS = "/org/freedesktop/login1/session/_33"
NAMES = ("bolwerk test heard", "bolwerk test spoken")


@pytest.fixture(scope="module")
def buses() -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """A message bus of our own, and two connections to it: one that listens and one that speaks."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon on this computer")
    command = [daemon, "--session", "--nofork", "--nopidfile", "--print-address=1", "--address=unix:tmpdir=/tmp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        heard, spoken = (QDBusConnection.connectToBus(address, name) for name in NAMES)
        assert heard.isConnected()
        assert spoken.registerService("org.freedesktop.login1")
        yield heard, spoken
        for name in NAMES:
            QDBusConnection.disconnectFromBus(name)
        running.terminate()


def in_force(heard: QDBusConnection) -> None:
    """Wait until the bus knows what the listener wants to hear: it answers in the order in which it was asked."""
    bus = "org.freedesktop.DBus"
    heard.call(QDBusMessage.createMethodCall(bus, "/org/freedesktop/DBus", bus, "GetId"))


def signal(path: str, interface: str, name: str, *arguments: Any) -> QDBusMessage:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(arguments))
    return message


SESSION, MANAGER = "org.freedesktop.login1.Session", "org.freedesktop.login1.Manager"
CHANGED = (OURS, "org.freedesktop.DBus.Properties", "PropertiesChanged", SESSION)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True), reasons.SCREEN_LOCKED),
        (("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True), reasons.SCREEN_LOCKED),
        ((OURS, SESSION, "Lock"), reasons.SCREEN_LOCKED),
        ((*CHANGED, {"LockedHint": True}, ["IdleHint"]), reasons.SCREEN_LOCKED),
        ((*CHANGED, {"Active": False}, ["IdleHint"]), reasons.USER_SWITCHED),
        (("/org/freedesktop/login1", MANAGER, "PrepareForSleep", True), reasons.SLEEPS),
    ],
)
def test_that_the_desktop_is_heard(
    buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot, said: tuple[Any, ...], reason: str
) -> None:
    heard, spoken = buses
    session = LinuxSession(OURS)
    session.listen(heard, heard)
    in_force(heard)

    with qtbot.waitSignal(session.left) as left:
        assert spoken.send(signal(*said))

    assert left.args == [reason]


def test_that_what_does_not_concern_us_changes_nothing(
    buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot
) -> None:
    heard, spoken = buses
    session = LinuxSession(OURS)
    session.listen(heard, heard)
    in_force(heard)
    told: list[str] = []
    session.left.connect(told.append)
    idle: tuple[tuple[Any, ...], ...] = (
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False),
        (OTHERS, SESSION, "Lock"),
        ("/org/freedesktop/login1", MANAGER, "PrepareForSleep", False),
        (*CHANGED, {"Active": True}, ["IdleHint"]),
    )
    for said in idle:
        spoken.send(signal(*said))

    with qtbot.waitSignal(session.left):  # messages arrive in their order
        spoken.send(signal(OURS, SESSION, "Lock"))
    assert told == [reasons.SCREEN_LOCKED]


def test_that_another_user_of_the_system_is_not_heard(
    buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot
) -> None:
    heard, spoken = buses
    session = LinuxSession(OURS)
    session.listen(None, heard)
    in_force(heard)
    told: list[str] = []
    session.left.connect(told.append)
    stranger = heard  # connected to the bus, and not logind
    stranger.send(signal(OURS, SESSION, "Lock"))
    stranger.send(signal(*CHANGED, {"Active": False}, []))  # of the wrong form too, which Qt would die of

    with qtbot.waitSignal(session.left):
        spoken.send(signal("/org/freedesktop/login1", MANAGER, "PrepareForSleep", True))
    assert told == [reasons.SLEEPS]


def test_that_without_a_bus_there_is_silence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    monkeypatch.setattr(session_linux, "_SYSTEM_BUS", tmp_path / "no such bus")

    assert session_linux.watch_session() is not None


def test_that_no_bus_is_started_for_us(tmp_path: Path) -> None:
    assert not has_session_bus({})
    assert not has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)})
    (tmp_path / "bus").touch()
    assert has_session_bus({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert has_session_bus({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/tmp/x"})


@pytest.mark.parametrize(
    ("session", "path"),
    [("2", "_32"), ("12", "_312"), ("c1", "c1"), ("a-b", "a_2db"), ("", None)],
)
def test_that_a_session_is_named_as_systemd_does(session: str, path: str | None) -> None:
    assert session_path(session) == ("" if path is None else f"/org/freedesktop/login1/session/{path}")


class Wtsapi:
    """Stands in for wtsapi32.dll, which is not on this system; keeps what it was asked."""

    def __init__(self, agrees: int = 1) -> None:
        self.agrees = agrees
        self.asked: list[tuple[str, int | None]] = []

    def WTSRegisterSessionNotification(self, window: wintypes.HWND, flags: int) -> int:  # noqa: N802
        assert flags == 0
        self.asked.append(("register", window.value))
        return self.agrees

    def WTSUnRegisterSessionNotification(self, window: wintypes.HWND) -> int:  # noqa: N802
        self.asked.append(("unregister", window.value))
        return 1


@pytest.mark.parametrize(
    ("message", "parameter", "reason"),
    [
        (0x02B1, 0x7, reasons.SCREEN_LOCKED),
        (0x02B1, 0x2, reasons.USER_SWITCHED),
        (0x02B1, 0x4, reasons.USER_SWITCHED),
        (0x02B1, 0x6, reasons.USER_SWITCHED),
        (0x0218, 0x4, reasons.SLEEPS),
        (0x02B1, 0x8, None),
        (0x0218, 0x7, None),
        (0x0100, 0x7, None),
    ],
)
def test_that_messages_of_windows_are_understood(
    qtbot: QtBot, message: int, parameter: int, reason: str | None
) -> None:
    session = WindowsSession(Wtsapi())
    told: list[str] = []
    session.left.connect(told.append)
    packed = wintypes.MSG(message=message, wParam=parameter)

    answer = session._filter.nativeEventFilter(QByteArray(EVENT), ctypes.addressof(packed))

    assert answer == (False, 0)
    assert told == ([reason] if reason else [])


def test_that_messages_of_another_kind_are_not_read(qtbot: QtBot) -> None:
    session = WindowsSession(Wtsapi())

    assert session._filter.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)


def test_that_each_window_asks_once_and_the_last_one_counts(qtbot: QtBot) -> None:
    library = Wtsapi()
    session = WindowsSession(library)
    first, second = QWidget(), QWidget()
    for window in (first, second):
        qtbot.addWidget(window)
        assert session.follow(window)
    session.release()
    session.release()

    one, other = int(first.winId()), int(second.winId())
    assert library.asked == [("register", one), ("unregister", one), ("register", other), ("unregister", other)]


def test_that_windows_may_refuse(qtbot: QtBot) -> None:
    library = Wtsapi(agrees=0)
    session = WindowsSession(library)
    window = QWidget()
    qtbot.addWidget(window)

    assert not session.follow(window)
    session.release()
    assert [what for what, _ in library.asked] == ["register"]


def test_that_elsewhere_there_is_no_such_session() -> None:
    assert session_windows.watch_session() is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(60, "een minuut"), (240, "4 minuten"), (90, "90 seconden")],
)
def test_that_the_reason_says_how_long(seconds: int, text: str) -> None:
    assert reasons.idle(seconds) == f"Vergrendeld na {text} zonder invoer."
