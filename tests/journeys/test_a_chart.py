"""A chart in the real window: from the tab of a signal to the page, expanded, moved, saved, undone, and reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.services.network.charts.saving import charts, versions
from app.services.records import Query
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import Signals
from models.casework.choices import LinkKind, MentionKind
from tests.services.network.invented import firm, house, link
from ui.pages.network.chart.page import ChartPage
from ui.pages.network.chart.saving import OpenChartDialog, SaveChartDialog, SaveInput
from ui.pages.network.chart.sheet import ChartSheet
from ui.widgets.page import Place
from ui.widgets.record.page import RecordPage
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow


def told_of(vault: UnlockedVault) -> int:
    """A signal that names a house which a demo firm lets, with two more of its houses."""
    told = next(iter(Signals(vault).ids(Query())))
    draft = MentionDraft(
        kind=MentionKind.ADDRESS, street="Verzonnenkade", house_number=901, postcode="2671ZZ", signal_id=told
    )
    named = Mentions(vault).add(draft).id
    office = firm(vault, "Demo Kamerverhuur BV")
    for each in (named, house(vault, 903), house(vault, 905)):
        link(vault, office, each, LinkKind.LETS)
    return told


def test_that_a_chart_goes_from_a_signal_through_a_version_and_back(
    work: Callable[[str], UnlockedVault], window_of: Callable[[UnlockedVault], MainWindow], qtbot: QtBot, user: User
) -> None:
    vault = work("regisseur")
    told = told_of(vault)
    window = window_of(vault)
    page = _from_signal(window, told, qtbot)
    named = next(node.key for node in page.desk.drawing.nodes if "Verzonnenkade 901" in node.label)
    _expand(page, named, qtbot)
    assert "Demo Kamerverhuur BV" in _names(page)
    before = page.desk.chart.placed[named]
    _drag(page, named)
    assert page.desk.chart.placed[named] != before

    user.dialog = _save
    QTest.keyClick(page.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.desk.chart.placed[named] == before
    window.page.save()
    office = next(node.key for node in page.desk.drawing.nodes if node.label == "Demo Kamerverhuur BV")
    _expand(page, office, qtbot)
    assert len([name for name in _names(page) if "Voorbeeldstraat" in name]) >= 2
    window.page.save()
    assert [row.number for row in versions(vault, charts(vault)[0].id)] == [2, 1]

    user.dialog = _open_first
    page.commands.run("open")
    qtbot.waitUntil(lambda: page.desk.number == 1)
    assert "Demo Kamerverhuur BV" in _names(page)
    assert page.desk.chart.placed[named] == before
    assert office in {node.key for node in page.desk.drawing.nodes}


def _from_signal(window: MainWindow, told: int, qtbot: QtBot) -> ChartPage:
    """From the tab of the signal to the page of charts."""
    window.resize(1440, 900)
    window.go(Place("signals", record=told))
    assert isinstance(window.page, RecordPage)
    window.page.panel.tabs.open("chart")
    sheet = window.page.findChild(ChartSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: len(sheet.canvas.drawing.nodes) > 1)
    sheet.open_page()
    assert isinstance(window.page, TabbedPage)
    page = window.page.current
    assert isinstance(page, ChartPage)
    qtbot.waitUntil(lambda: len(page.desk.drawing.nodes) > 1)
    return page


def _names(page: ChartPage) -> set[str]:
    return {node.label for node in page.desk.drawing.nodes}


def _expand(page: ChartPage, key: str, qtbot: QtBot) -> None:
    """Choose a node, count what a step would bring, and bring it."""
    count = len(page.desk.chart.placed)
    page.canvas.choose([key])
    page.bench.tabs.buttons[0].click()
    page.bench.tabs.buttons[1].click()
    qtbot.waitUntil(lambda: bool(page.bench.expand.kinds) and page.bench.expand.add.isVisible())
    page.bench.expand.add.click()
    qtbot.waitUntil(lambda: len(page.desk.chart.placed) > count and not page.bench.job.busy)


def _drag(page: ChartPage, key: str) -> None:
    canvas = page.canvas
    canvas.fit()
    node = canvas.drawing.by_key[key]
    at = canvas.camera.seen(node.x, node.y).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(canvas, at + QPoint(30, 20))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at + QPoint(40, 30))


def _save(dialog: QDialog) -> bool:
    assert isinstance(dialog, SaveChartDialog)
    dialog.form.show_draft(SaveInput("Kamerverhuur"))
    dialog.start()
    return dialog.made is not None


def _open_first(dialog: QDialog) -> bool:
    assert isinstance(dialog, OpenChartDialog)
    dialog.past.selectRow(1)
    return True
