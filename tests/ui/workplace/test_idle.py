"""Seconds without input: the warning, the end, what counts as input, and a meeting that puts it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.workplace.idle import IdleWatch
from ui.workplace.waking import seconds_awake_or_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Watched:
    """A watch on a clock that stands still, and what it said."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.said: list[str] = []
        self.watch = IdleWatch(clock=lambda: self.now)
        self.watch.warned.connect(lambda left: self.said.append(f"nog {left}"))
        self.watch.calmed.connect(lambda: self.said.append("toch niet"))
        self.watch.expired.connect(lambda: self.said.append("voorbij"))
        self.watch.paused.connect(lambda left: self.said.append(f"pauze {left}"))

    def after(self, seconds: float) -> list[str]:
        self.now += seconds
        self.said.clear()
        self.watch.look()
        return list(self.said)


@pytest.fixture
def watched(qapp: QApplication) -> Iterator[Watched]:
    made = Watched()
    yield made
    made.watch.stop()


def test_that_it_warns_half_a_minute_ahead_and_ends_once(watched: Watched) -> None:
    watched.watch.start(240)

    assert watched.after(209) == []
    assert watched.after(1) == ["nog 30"]
    assert watched.after(29) == ["nog 1"]
    assert watched.after(1) == ["voorbij"]
    assert not watched.watch.running


def test_that_a_key_calms_it_and_the_count_begins_anew(watched: Watched, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    watched.watch.start(240)
    watched.after(220)

    QTest.keyClick(line, Qt.Key.Key_A)

    assert watched.said[-1] == "toch niet"
    assert watched.after(209) == []
    assert watched.after(31) == ["voorbij"]


def move(line: QLineEdit, x: float) -> None:
    none = Qt.MouseButton.NoButton
    at = QPointF(x, 5)
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(line, event)


def test_that_a_mouse_that_stands_still_is_no_input(watched: Watched, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    watched.watch.start(60)
    move(line, 3)
    watched.after(40)

    move(line, 3)
    assert watched.after(0) == ["nog 20"]

    move(line, 4)
    assert watched.after(29) == []


def test_that_sleeping_past_the_end_locks_on_waking(watched: Watched) -> None:
    watched.watch.start(240)

    assert watched.after(3_600) == ["voorbij"]


def test_that_never_is_never(watched: Watched) -> None:
    watched.watch.start(0)

    assert not watched.watch.running
    watched.watch.pause(30)
    watched.watch.resume()
    assert watched.said == []


def test_that_a_meeting_puts_it_off_and_then_the_count_begins(watched: Watched) -> None:
    watched.watch.start(240)
    watched.after(220)

    watched.watch.pause(30)
    assert watched.said == ["nog 20", "toch niet", "pauze 1800"]
    assert watched.after(1_799) == ["pauze 1"]
    assert watched.after(1) == ["pauze 0"]
    assert not watched.watch.on_pause
    assert watched.after(239) == ["nog 1"]
    assert watched.after(1) == ["voorbij"]


def test_that_a_meeting_that_was_slept_through_locks_on_waking(watched: Watched) -> None:
    watched.watch.start(240)
    watched.watch.pause(30)

    assert watched.after(7_200) == ["pauze 0", "voorbij"]


def test_that_a_meeting_can_end_earlier(watched: Watched) -> None:
    watched.watch.start(240)
    watched.watch.pause(30)
    watched.after(600)

    watched.watch.resume()

    assert watched.said[-1] == "pauze 0"
    assert watched.after(240) == ["voorbij"]


def test_that_the_clock_of_the_program_goes_forward() -> None:
    first = seconds_awake_or_not()

    assert seconds_awake_or_not() >= first
