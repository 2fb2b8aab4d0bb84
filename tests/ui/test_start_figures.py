"""The figures of the first page: each opens what is behind it, and in a narrow window they take more lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.attention_item import AttentionItem, Urgency
from app.services.dashboard import Standing
from tests.ui.conftest import shown
from ui.pages.start import Overview, StartPage, with_terms
from ui.start_figures import StartFigure
from ui.widgets.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import Visits
    from ui.widgets.page import PageContext

PUBLISHED = Standing(
    "Casussen 2019", "29", "gepubliceerd op 1 mei 2020", 29, "figures", rule="Een casus telt één keer."
)
FIGURES = tuple(Standing(f"Cijfer {at}", "1", "van 2", 2, "cases", "case") for at in range(6))


def test_that_a_figure_leads_to_what_is_behind_it_by_mouse_and_by_keyboard(qtbot: QtBot) -> None:
    went: list[Place] = []
    figure = StartFigure(FIGURES[0], went.append)
    shown(qtbot, figure)
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton)
    QTest.keyClick(figure.way, Qt.Key.Key_Space)
    QTest.mouseClick(figure, Qt.MouseButton.RightButton)
    assert went == [Place("cases", "case")] * 2
    assert figure.way.accessibleName() == "Bekijk wat hierachter staat: Cijfer 0"


def test_that_a_published_figure_tells_its_counting_rule(qtbot: QtBot) -> None:
    figure = StartFigure(PUBLISHED, lambda _place: None)
    qtbot.addWidget(figure)
    assert figure.accessibleDescription() == "Telregel: Een casus telt één keer."
    assert figure.way.accessibleName() == "Bekijk waar dit cijfer vandaan komt: Casussen 2019"


@pytest.mark.parametrize(("width", "lines"), [(1300, 1), (800, 2), (400, 3)])
def test_that_figures_take_as_many_lines_as_they_need(
    unlock_as: UnlockAs,
    context_of: Callable[[UnlockedVault], PageContext],
    qtbot: QtBot,
    visits: Visits,
    width: int,
    lines: int,
) -> None:
    page = StartPage(context_of(unlock_as("policy")))
    shown(qtbot, page)
    page.show_overview(Overview(FIGURES, ()))
    page.resize(width, 900)
    qtbot.waitUntil(lambda: len({card.y() for card in page.cards}) == lines)
    assert visits == []


def test_that_what_is_overdue_stands_first_and_leads_to_it() -> None:
    late = AttentionItem("Te laat", Urgency.OVERDUE, "quickscan", 3, "recommendation")
    soon = AttentionItem("Straks", Urgency.SOON, "money")
    first, *rest = with_terms((PUBLISHED,), (soon, late))
    assert (first.title, first.figure, first.note) == ("Over tijd", "1", "en één zaak binnenkort")
    assert (first.page, first.part, first.records) == ("quickscan", "recommendation", 0)
    assert rest == [PUBLISHED]


def test_that_nothing_is_overdue_for_who_has_no_figures_or_no_terms() -> None:
    late = AttentionItem("Te laat", Urgency.OVERDUE, "quickscan")
    nowhere = AttentionItem("Te laat", Urgency.OVERDUE)
    assert with_terms((), (late,)) == ()
    assert with_terms((PUBLISHED,), ()) == (PUBLISHED,)
    assert with_terms((PUBLISHED,), (nowhere,)) == (PUBLISHED,)
