"""Pages on screen: where one looks, how large, by keyboard, by wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest

from tests.ui.conftest import shown
from ui.widgets.page_view import WIDEST, PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CONTROL = Qt.KeyboardModifier.ControlModifier


def sheets(count: int, width: int = 400) -> list[QImage]:
    made = []
    for _ in range(count):
        sheet = QImage(width, int(width * 1.414), QImage.Format.Format_RGB888)
        sheet.fill(Qt.GlobalColor.white)
        made.append(sheet)
    return made


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    made = PageView()
    shown(qtbot, made)
    made.resize(500, 600)
    made.show_pages(sheets(5))
    return made


def test_that_an_empty_view_has_no_page(qtbot: QtBot) -> None:
    made = PageView()
    shown(qtbot, made)
    made.show_page(1)
    made.zoom_in()
    assert (made.page, made.count) == (0, 0)


def test_that_a_page_is_reached_by_number_and_by_key(view: PageView) -> None:
    assert view.page == 1
    view.show_page(4)
    assert view.page == 4
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == 5
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0
    view.show_page(9)
    view.show_page(0)
    assert view.page in (1, 2)


def test_that_zooming_keeps_the_page_in_front(view: PageView) -> None:
    view.show_page(3)
    for keys, zoom in ((Qt.Key.Key_Plus, 125), (Qt.Key.Key_Equal, 150), (Qt.Key.Key_Minus, 125), (Qt.Key.Key_0, 100)):
        QTest.keyClick(view, keys, CONTROL)
        assert (view.zoom, view.page) == (zoom, 3)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert view.zoom == 100


def test_that_zoom_ends_at_its_limits(view: PageView) -> None:
    for _ in range(10):
        view.zoom_in()
    assert view.zoom == 300
    assert view.horizontalScrollBar().maximum() > 0
    assert view.picture_width <= WIDEST
    for _ in range(10):
        view.zoom_out()
    assert view.zoom == 50


def test_that_ctrl_and_the_wheel_zoom_and_the_wheel_alone_scrolls(view: PageView) -> None:
    wheel(view, 120, CONTROL)
    assert view.zoom == 125
    wheel(view, -120, CONTROL)
    assert view.zoom == 100
    wheel(view, 0, CONTROL)
    assert view.zoom == 100
    wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0


def wheel(view: PageView, turn: int, keys: Qt.KeyboardModifier) -> None:
    place = QPointF(50, 50)
    view.wheelEvent(
        QWheelEvent(
            place,
            place,
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
    )


def test_that_another_width_keeps_the_page_and_asks_for_sharper_pictures(qtbot: QtBot, view: PageView) -> None:
    view.show_page(4)
    with qtbot.waitSignal(view.zoomed):
        view.resize(700, 600)
    assert view.page == 4
    view.resize(700, 500)
    assert view.page == 4


def test_that_fewer_pages_leave_the_reader_at_the_last(view: PageView) -> None:
    view.show_page(5)
    view.show_pages(sheets(2))
    assert view.page == 2
    assert view.accessibleDescription() == "2 pagina’s"


def test_that_only_pages_in_view_are_painted_on_the_ground(view: PageView) -> None:
    view.show_page(2)
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2) == Qt.GlobalColor.white
    assert picture.pixelColor(2, 2) != Qt.GlobalColor.white
