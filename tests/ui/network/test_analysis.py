"""The analyses of a chart: what is found is brought on it, pointed out and told; what is not found is told too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.rules.network.graph import Network
from models.casework.choices import LinkKind
from tests.services.network.invented import firm, house, link, person
from tests.ui.conftest import User, shown
from tests.ui.network.desk import Board
from ui.pages.network.analysis import ANALYSES, find_connection, find_groups, find_remarks, find_shared, find_ways
from ui.pages.network.analysis_found import Finding, FoundDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


@pytest.fixture
def board(vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User) -> Board:
    return Board(context_of(vault), shown(qtbot, QWidget()))


def keys(*mentions: int) -> list[str]:
    return [f"entity:{each}" for each in mentions]


def pointed_out(board: Board, qtbot: QtBot) -> str:
    """The sentence, once there is one."""
    qtbot.waitUntil(lambda: board.marked is not None)
    assert board.marked is not None
    return board.marked[2]


def test_that_the_only_way_is_brought_and_pointed_out_without_a_question(
    board: Board, vault: UnlockedVault, qtbot: QtBot
) -> None:
    tenant, one, agency = person(vault, "Huurder"), house(vault, 1), firm(vault, "Demo Verhuur BV")
    link(vault, tenant, one, LinkKind.RENTS)
    link(vault, agency, one, LinkKind.LETS)
    find_ways(board.context(*keys(tenant, agency)))
    qtbot.waitUntil(lambda: board.marked is not None)
    assert board.marked is not None
    nodes, edges, sentence = board.marked
    assert nodes == set(keys(tenant, one, agency))
    assert len(edges) == 2
    assert "Huurder: huurt Voorbeeldstraat 1" in sentence
    assert "Zwakste schakel" in sentence
    assert len(board.brought) == 1


def test_that_one_of_several_ways_is_chosen_from_a_list(
    board: Board, vault: UnlockedVault, qtbot: QtBot, user: User
) -> None:
    one, other = person(vault, "Eén"), person(vault, "Ander")
    for number in (1, 2):
        for each in (one, other):
            link(vault, each, house(vault, number), LinkKind.RENTS)
    offered: list[str] = []

    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, FoundDialog)
        offered.extend(dialog.list.item(at).text() for at in range(dialog.list.count()))
        dialog.list.setCurrentRow(1)
        return True

    user.dialog = choose
    find_ways(board.context(*keys(one, other)))
    qtbot.waitUntil(lambda: board.marked is not None)
    assert len(offered) == 2
    assert board.marked is not None
    assert offered[1] in board.marked[2]


def test_that_no_way_is_told_and_a_node_that_is_gone_refused(
    board: Board, vault: UnlockedVault, qtbot: QtBot, user: User
) -> None:
    one, other = person(vault, "Eén"), person(vault, "Ander")
    find_ways(board.context(*keys(one, other)))
    qtbot.waitUntil(lambda: board.marked is not None)
    assert board.marked == (frozenset(keys(one, other)), frozenset(), "Tussen Eén en Ander is geen verband vastgelegd.")
    find_ways(board.context(keys(one)[0], "entity:99"))
    qtbot.waitUntil(lambda: bool(user.told))
    assert "is er niet (meer)" in user.told[0]


def test_that_several_are_connected_and_what_they_share_is_listed(
    board: Board, vault: UnlockedVault, qtbot: QtBot
) -> None:
    houses, agency = [house(vault, number) for number in (1, 2, 3)], firm(vault, "Demo Verhuur BV")
    for each in houses:
        link(vault, agency, each, LinkKind.LETS)
    find_connection(board.context(*keys(*houses)))
    qtbot.waitUntil(lambda: board.marked is not None)
    assert board.marked is not None
    assert board.marked[2] == "Alle 3 hangen samen, met één tussenliggend item."
    board.marked = None
    find_shared(board.context(*keys(*houses)))
    assert pointed_out(board, qtbot).startswith("Demo Verhuur BV: verbonden met Voorbeeldstraat 1")


def test_that_groups_and_what_stands_out_are_pointed_out_one_at_a_time(
    board: Board, vault: UnlockedVault, user: User
) -> None:
    people = [person(vault, f"P{number}") for number in range(7)]
    for start, end in ((0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (4, 6)):
        link(vault, people[start], people[end])
    user.dialog = lambda _dialog: True
    context = board.context(*keys(people[3]))
    find_groups(context)
    assert board.marked is not None
    assert len(board.marked[0]) >= 3
    find_remarks(context)
    assert "verbindt twee groepen die elkaar verder niet raken" in board.marked[2]
    user.dialog = lambda _dialog: False
    board.marked = None
    find_remarks(context)
    assert board.marked is None


def test_that_an_empty_chart_is_told_to_have_nothing(board: Board) -> None:
    for act in (find_groups, find_remarks):
        act(board.context(network=Network()))
    assert board.told == [
        "Groepen: niets gevonden.",
        "Er valt niets op: daarvoor staat er te weinig op het schema, of alles hangt gelijkmatig samen.",
    ]


def test_that_the_list_is_used_with_the_keyboard(qtbot: QtBot) -> None:
    dialog = FoundDialog("Kortste wegen", "Twee wegen.", [Finding("Eén", ("a",)), Finding("Twee", ("b",))])
    shown(qtbot, dialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.chosen == Finding("Twee", ("b",))
    assert dialog.result() == 1


def test_that_every_analysis_has_words_and_an_icon() -> None:
    assert all(act.title and act.hint and act.icon for act in ANALYSES)
