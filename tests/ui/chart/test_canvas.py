"""The drawing under mouse and keys: choosing, dragging, loops, looking, walking, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.rules.network.chart import Chart, Placed
from app.rules.network.chart_drawing import Drawing, drawing_of
from tests.rules.network.webs import web
from tests.ui.chart.conftest import at, drawing
from tests.ui.conftest import shown
from ui.shortcuts import declared
from ui.widgets.chart.canvas import ChartCanvas
from ui.widgets.chart.keys import IN_CHARTS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key: TypeAlias = Qt.Key
Mod: TypeAlias = Qt.KeyboardModifier
Left = Qt.MouseButton.LeftButton


def drag(
    canvas: ChartCanvas, start: QPoint, *steps: QPoint, button: Qt.MouseButton = Left, held: Mod = Mod.NoModifier
) -> None:
    QTest.mousePress(canvas, button, held, start)
    for step in steps:
        QTest.mouseMove(canvas, step)
    QTest.mouseRelease(canvas, button, held, steps[-1])


def press(canvas: ChartCanvas, key: Key, held: Mod = Mod.NoModifier) -> None:
    QTest.keyClick(canvas, key, held)


def test_that_a_click_chooses_one_and_with_control_one_more_or_less(canvas: ChartCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.choice_changed):
        QTest.mouseClick(canvas, Left, Mod.NoModifier, at(canvas, "o1"))
    assert canvas.marks.chosen == {"o1"}
    QTest.mouseClick(canvas, Left, Mod.ControlModifier, at(canvas, "p1"))
    assert canvas.marks.chosen == {"o1", "p1"}
    QTest.mouseClick(canvas, Left, Mod.ControlModifier, at(canvas, "o1"))
    assert canvas.marks.chosen == {"p1"}
    QTest.mouseClick(canvas, Left, Mod.ControlModifier, QPoint(5, 5))
    assert canvas.marks.chosen == {"p1"}
    QTest.mouseClick(canvas, Left, Mod.NoModifier, QPoint(5, 5))
    assert canvas.marks.chosen == frozenset()


def test_that_dragging_a_node_moves_all_that_is_chosen_as_far_as_the_mouse(canvas: ChartCanvas, qtbot: QtBot) -> None:
    canvas.choose(["o1", "p1"])
    canvas.zoom(-2)
    start = at(canvas, "o1")
    with qtbot.waitSignal(canvas.moved) as moved:
        drag(canvas, start, start + QPoint(30, 0), start + QPoint(40, -16))
    assert moved.args is not None
    assert moved.args == pytest.approx([40 / canvas.camera.scale, -16 / canvas.camera.scale])
    assert canvas.marks.chosen == {"o1", "p1"}


def test_that_dragging_what_was_not_chosen_chooses_it_first(canvas: ChartCanvas, qtbot: QtBot) -> None:
    canvas.choose(["p1"])
    with qtbot.waitSignal(canvas.moved):
        drag(canvas, at(canvas, "a1"), at(canvas, "a1") + QPoint(50, 50))
    assert canvas.marks.chosen == {"a1"}


def test_that_a_small_tremor_is_a_click_and_escape_ends_a_drag(canvas: ChartCanvas, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(canvas.moved):
        drag(canvas, at(canvas, "p1"), at(canvas, "p1") + QPoint(2, 1))
        QTest.mousePress(canvas, Left, Mod.NoModifier, at(canvas, "p1"))
        QTest.mouseMove(canvas, at(canvas, "p1") + QPoint(60, 60))
        assert canvas.gestures.busy
        canvas.grab()  # what moves lies over what stays
        press(canvas, Key.Key_Escape)
        QTest.mouseRelease(canvas, Left, Mod.NoModifier, at(canvas, "p1") + QPoint(60, 60))
    assert not canvas.gestures.busy


def test_that_dragging_over_nothing_moves_the_view_and_with_shift_draws_a_loop(canvas: ChartCanvas) -> None:
    before = canvas.camera
    drag(canvas, QPoint(20, 20), QPoint(50, 50), QPoint(60, 40))
    assert (canvas.camera.x - before.x, canvas.camera.y - before.y) == (40, 20)
    drag(canvas, at(canvas, "a1"), at(canvas, "a1") + QPoint(25, 0), button=Qt.MouseButton.MiddleButton)
    assert canvas.camera.x - before.x == 65
    corner, other = at(canvas, "a1") + QPoint(-50, -50), at(canvas, "a2") + QPoint(50, 50)
    around = (QPoint(other.x(), corner.y()), other, QPoint(corner.x(), other.y()))
    QTest.mousePress(canvas, Left, Mod.ShiftModifier, corner)
    for step in around:
        QTest.mouseMove(canvas, step)
    canvas.grab()
    QTest.mouseRelease(canvas, Left, Mod.ShiftModifier, around[-1])
    assert canvas.marks.chosen == {"a1", "a2"}
    canvas.lassoing = True
    drag(canvas, corner, *around)
    assert canvas.marks.chosen == {"a1", "a2"}
    assert canvas.loop is None


def test_that_the_wheel_zooms_around_the_mouse(canvas: ChartCanvas) -> None:
    pixel = QPointF(at(canvas, "a2"))
    point = canvas.camera.at(pixel)
    for turn in (120, 120, -600, 6000, -60000):
        event = QWheelEvent(
            pixel,
            QPointF(canvas.mapToGlobal(pixel.toPoint())),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Mod.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)
        assert canvas.camera.at(pixel) == pytest.approx(point)
        canvas.grab()


def test_that_fitting_shows_everything_or_what_is_chosen(canvas: ChartCanvas) -> None:
    for keys in (None, ["a1"], ["p1", "s1"]):
        canvas.fit(keys)
        for key in keys or canvas.drawing.by_key:
            assert canvas.rect().contains(at(canvas, key))
    canvas.choose(["s1"])
    press(canvas, Key.Key_Z)
    assert (at(canvas, "s1") - canvas.rect().center()).manhattanLength() < 4
    press(canvas, Key.Key_F)
    assert canvas.rect().contains(at(canvas, "p1"))


def test_that_opening_is_a_double_click_or_enter(canvas: ChartCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.opened) as opened:
        QTest.mouseDClick(canvas, Left, Mod.NoModifier, at(canvas, "s1"))
    assert opened.args == ["s1"]
    canvas.choose(["p1"])
    with qtbot.waitSignal(canvas.opened) as opened:
        press(canvas, Key.Key_Return)
    assert opened.args == ["p1"]


def test_that_arrows_walk_along_the_lines_and_say_where_one_is(canvas: ChartCanvas) -> None:
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.marks.focus == "o1"  # the best connected
    press(canvas, Key.Key_Left)
    assert canvas.marks.chosen == {"p1"}
    press(canvas, Key.Key_Right)
    press(canvas, Key.Key_Up)
    assert canvas.marks.focus == "o1", "nothing lies straight above it"
    press(canvas, Key.Key_Down)
    assert canvas.marks.focus == "group:1", "not connected, but it lies that way"
    canvas.choose(["a1"])
    press(canvas, Key.Key_Down, Mod.ShiftModifier)
    assert canvas.marks.chosen == {"a1", "a2"}
    assert canvas.accessibleDescription() == ("adres Voorbeeld a2 (verzonnen): 2 verbanden, waarvan 1 vermoed; gekozen")
    press(canvas, Key.Key_Space)
    assert canvas.marks.chosen == {"a1"}
    press(canvas, Key.Key_Escape)
    assert canvas.marks.chosen == frozenset()


def test_that_keys_move_look_and_ask(canvas: ChartCanvas, qtbot: QtBot) -> None:
    press(canvas, Key.Key_A, Mod.ControlModifier)
    assert canvas.marks.chosen == set(canvas.drawing.by_key)
    with qtbot.waitSignal(canvas.moved) as moved:
        press(canvas, Key.Key_Left, Mod.AltModifier)
    assert moved.args == [-20.0, 0.0]
    before = canvas.camera
    press(canvas, Key.Key_Right, Mod.ControlModifier)
    assert canvas.camera.x == before.x - 80
    press(canvas, Key.Key_Plus)
    assert canvas.camera.scale == before.scale * 1.25
    press(canvas, Key.Key_Minus)
    for key, held, wanted in (
        (Key.Key_Delete, Mod.NoModifier, canvas.removal_wanted),
        (Key.Key_Z, Mod.ControlModifier, canvas.undo_wanted),
        (Key.Key_Y, Mod.ControlModifier, canvas.redo_wanted),
    ):
        with qtbot.waitSignal(wanted):
            press(canvas, key, held)
    assert {each.where for each in declared()} >= {IN_CHARTS}


def test_that_walking_off_the_screen_takes_the_view_along(canvas: ChartCanvas) -> None:
    canvas.zoom(8)
    for key in canvas.drawing.by_key:
        canvas.walk_to(key)
        assert canvas.rect().contains(at(canvas, key))


def test_that_a_menu_is_asked_for_by_mouse_and_by_key(canvas: ChartCanvas, qtbot: QtBot) -> None:
    reasons = QContextMenuEvent.Reason
    with qtbot.waitSignal(canvas.menu_wanted) as wanted:
        QApplication.sendEvent(canvas, QContextMenuEvent(reasons.Mouse, at(canvas, "a1"), QPoint(7, 8)))
    assert wanted.args == ["a1", QPoint(7, 8)]
    assert canvas.marks.chosen == {"a1"}
    with qtbot.waitSignal(canvas.menu_wanted) as wanted:
        QApplication.sendEvent(canvas, QContextMenuEvent(reasons.Keyboard, QPoint(0, 0), QPoint(0, 0)))
    assert wanted.args == ["a1", canvas.mapToGlobal(at(canvas, "a1"))]
    with qtbot.waitSignal(canvas.menu_wanted) as wanted:
        QApplication.sendEvent(canvas, QContextMenuEvent(reasons.Mouse, QPoint(3, 3), QPoint(3, 3)))
    assert wanted.args is not None
    assert wanted.args[0] == ""


def test_that_a_tip_tells_the_whole_of_a_node_or_a_line(canvas: ChartCanvas) -> None:
    assert canvas.told_at(QPointF(at(canvas, "p1"))) == "persoon Voorbeeld p1 (verzonnen): 1 verband"
    assert canvas.told_at(QPointF(at(canvas, "group:1"))).startswith("groep 2 adressen (Voorbeeld a8, Voorbeeld a9)")
    middle = (QPointF(at(canvas, "o1")) + QPointF(at(canvas, "a2"))) / 2
    assert canvas.told_at(middle) == "Voorbeeld o1 – Voorbeeld a2: verhuurt (vermoed)"
    assert canvas.told_at(QPointF(2, 2)) == ""
    QApplication.sendEvent(canvas, QHelpEvent(QHelpEvent.Type.ToolTip, at(canvas, "p1"), QPoint(1, 1)))


def test_that_what_is_gone_is_not_chosen_any_more(canvas: ChartCanvas, qtbot: QtBot) -> None:
    canvas.choose(["p1", "a1"], "a1")
    only = drawing_of(web(more=("p1",)), Chart({"p1": Placed(0.0, 0.0)}))
    with qtbot.waitSignal(canvas.choice_changed):
        canvas.show_drawing(only)
    assert canvas.marks.chosen == {"p1"}
    assert canvas.marks.focus is None
    canvas.fit()
    canvas.grab()
    canvas.show_drawing(Drawing())
    press(canvas, Key.Key_Right)
    press(canvas, Key.Key_Return)
    canvas.fit()
    canvas.grab()
    assert canvas.accessibleDescription() == ""


def test_that_another_size_keeps_the_middle_and_the_first_fits(qtbot: QtBot) -> None:
    canvas = ChartCanvas()
    canvas.show_drawing(drawing())
    canvas.fit()
    shown(qtbot, canvas)
    assert all(canvas.rect().contains(at(canvas, key)) for key in canvas.drawing.by_key)
    middle = canvas.camera.at(QPointF(canvas.width() / 2, canvas.height() / 2))
    canvas.resize(800, 500)
    assert canvas.camera.at(QPointF(400, 250)) == pytest.approx(middle)
