"""Every page of every role: all controls have a name, a key reaches them, nothing is cut off, every key is listed."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.exceptions import TimeoutError  # noqa: A004 - that of waitUntil

from tests.ui.accessibility.walk import clipped, out_of_reach, undeclared, unnamed
from tests.ui.conftest import shown
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow

LOOKS = {"zonder naam": unnamed, "zonder toets": out_of_reach, "niet in de lijst van toetsen": undeclared}
ROLES = ("regisseur", "jurist", "bibob", "integriteit", "plaatsvervanger", "fg", "beheerder", "deelnemer")
LOOKS_BY = ("kind", "tab", "step", "menu", "role")  # properties by which the style sheet tells controls apart
AS_DESIGNED, AT_TWICE = (1440, 900), (960, 540)  # the second is a screen of 1920 × 1080 at 200 %
SLOW = 5_000  # milliseconds that a page may take to gather on a busy machine


def places(window: MainWindow) -> Iterator[str]:
    """Goes to every page and tab that this role sees, with a record open where there is one; gives the name of each."""
    for key in window.navigation.buttons:
        window.go(Place(key))
        page = window.page
        for part in [each[0] for each in page._tabs] if isinstance(page, TabbedPage) else [""]:
            if part:
                window.go(Place(key, part))
            front = page.current if isinstance(page, TabbedPage) else page
            if isinstance(front, RecordPage) and front.list.model.rowCount():
                front.open_record(front.list.model.id_at(0))
            yield f"{key} {part}".strip()


@pytest.mark.parametrize("role", ROLES)
def test_that_every_page_can_be_read_reached_and_heard(
    window_of: Callable[[str], MainWindow], qtbot: QtBot, role: str
) -> None:
    window = window_of(role)
    wrong: dict[str, list[str]] = {}
    for place in places(window):
        for size in (AT_TWICE, AS_DESIGNED):
            window.resize(*size)
            tight = _settled(window, qtbot)
            wrong |= {f"{place} in {size}, te krap": tight} if tight else {}
        for name, look in LOOKS.items():
            found = look(window)
            wrong |= {f"{place}, {name}": found} if found else {}

    assert not wrong


def _settled(window: MainWindow, qtbot: QtBot) -> list[str]:
    """What is still cut off when the page has gathered what it shows."""
    QApplication.processEvents()
    if clipped(window):
        with contextlib.suppress(TimeoutError):
            qtbot.waitUntil(lambda: not clipped(window), timeout=SLOW)
    return clipped(window)


def test_that_the_walk_finds_what_it_looks_for(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    nameless, unreachable, tight = QPushButton(), QPushButton("Hier"), QLabel("Dit past hier nooit in")
    unreachable.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    tight.setFixedWidth(20)
    for each in (nameless, unreachable, tight):
        layout.addWidget(each)
    QShortcut(QKeySequence("F7"), window)
    shown(qtbot, window)

    assert unnamed(window) == ["/QWidget/QPushButton"]
    assert out_of_reach(window) == ["QPushButton: "]
    assert [line.partition(" needs")[0] for line in clipped(window)] == ["QLabel: 'Dit past hier nooit in'"]
    assert undeclared(window) == ["F7 "]


def test_that_wherever_the_cursor_is_it_can_be_seen(window_of: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    """One of each kind of control on all pages of the director: with the cursor on it, it looks different."""
    window = window_of("regisseur")
    seen: set[tuple[str, ...]] = set()
    unseen: list[str] = []
    for place in places(window):
        QApplication.processEvents()
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            kind = (type(widget).__name__, *(str(widget.property(name)) for name in LOOKS_BY))
            if kind in seen:
                continue
            seen.add(kind)
            if not _looks_different(widget, window):
                unseen.append(f"{place}: {kind}")

    assert len(seen) > 12
    assert unseen == []


def _looks_different(widget: QWidget, window: MainWindow) -> bool:
    """With and without the cursor, with what it lies in: a frame may show it for what is inside."""
    around = widget.parentWidget() or widget
    elsewhere = window.lock_button if widget is not window.lock_button else window.navigation.buttons[window.key]
    elsewhere.setFocus()
    without = around.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if not widget.hasFocus():
        return True  # it hands the cursor on to what is inside it
    return bool(around.grab().toImage() != without)
