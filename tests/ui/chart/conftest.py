"""A small chart on screen, each node at a round place so that a test can point at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.rules.network.chart import Chart, Group, Placed
from app.rules.network.chart_drawing import Drawing, drawing_of
from tests.rules.network.webs import edge, web
from tests.ui.conftest import shown
from ui.widgets.chart.camera import Camera
from ui.widgets.chart.canvas import ChartCanvas

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

NETWORK = web(
    edge("p1", "o1", "bestuurder van", origin="KvK"),
    edge("o1", "a1", "verhuurt"),
    edge("o1", "a2", "verhuurt", suspected=True),
    edge("a2", "s1", "genoemd in"),
    more=("a8", "a9"),
)
CHART = Chart(
    {
        "p1": Placed(0.0, 0.0),
        "o1": Placed(200.0, 0.0),
        "a1": Placed(400.0, -100.0),
        "a2": Placed(400.0, 100.0),
        "s1": Placed(600.0, 100.0),
        "a8": Placed(180.0, 300.0, group="group:1"),
        "a9": Placed(220.0, 300.0, group="group:1"),
    },
    {"group:1": Group()},
)


def drawing() -> Drawing:
    """Two people at most know each other here."""
    return drawing_of(NETWORK, CHART)


@pytest.fixture
def canvas(qtbot: QtBot) -> ChartCanvas:
    """The chart, one pixel for a unit, its origin at (100, 200)."""
    made = ChartCanvas()
    shown(qtbot, made)
    made.show_drawing(drawing())
    made.look(Camera(1.0, 100.0, 200.0))
    return made


def at(canvas: ChartCanvas, key: str) -> QPoint:
    """The pixel of a node."""
    node = canvas.drawing.by_key[key]
    return canvas.camera.seen(node.x, node.y).toPoint()
