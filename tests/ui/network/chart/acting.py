"""What a test does with the page of charts, and what it sees there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.pages.network.chart.page import ChartPage


def begun(page: ChartPage, qtbot: QtBot, kind: str, key: int) -> None:
    """A chart around a record."""
    page.open_part(f"chart.{kind}")
    page.open_record(key)
    settle(page, qtbot)


def settle(page: ChartPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.bench.job.busy)


def names(page: ChartPage) -> set[str]:
    return {node.label for node in page.desk.drawing.nodes}


def entity(key: int) -> str:
    return f"entity:{key}"
