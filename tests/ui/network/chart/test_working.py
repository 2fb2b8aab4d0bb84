"""Working on a chart: begin, expand, group, filter, analyse, what does not fit, and where a node leads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import Network, Node, NodeKind
from app.services.network.around.steps import Around
from models.casework.choices import Certainty, LinkKind
from tests.services.network.invented import house, link, person
from tests.services.signals.files import signal
from tests.ui.conftest import shown
from tests.ui.network.chart.acting import begun, entity, names, settle
from ui.pages.network.chart.begin import BeginDialog
from ui.pages.network.chart.bench import EXPAND
from ui.pages.network.chart.places import chart_from, place_of
from ui.pages.network.chart.sheet import ChartSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User, Visits
    from ui.pages.network.chart.page import ChartPage
    from ui.widgets.page import PageContext


def test_that_a_chart_begins_around_a_record_and_is_expanded_by_what_was_counted(
    page: ChartPage, office: dict[str, int], qtbot: QtBot
) -> None:
    assert page.bench.front.currentIndex() == 1
    begun(page, qtbot, "entity", office["demo"])
    assert len(names(page)) == 6
    assert page.canvas.marks.chosen == {entity(office["demo"])}
    places = {key: placed.point for key, placed in page.desk.chart.placed.items()}
    page.canvas.choose([entity(office["house1"])])
    page.bench.tabs.buttons[1].click()
    qtbot.waitUntil(lambda: page.bench.expand.count.text() == "4 personen meer")
    assert page.bench.expand.of.text() == "Vanaf Voorbeeldstraat 1, 2671 AB"
    page.bench.expand.add.click()
    settle(page, qtbot)
    assert len(names(page)) == 10
    assert {key: page.desk.chart.placed[key].point for key in places} == places
    page.canvas.undo_wanted.emit()
    assert len(names(page)) == 6
    page.canvas.redo_wanted.emit()
    assert len(names(page)) == 10
    qtbot.waitUntil(lambda: page.bench.expand.count.text().startswith("Er is niets meer"))


def test_that_leaves_are_folded_and_unfolded_and_members_come_back(
    page: ChartPage, office: dict[str, int], qtbot: QtBot
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    page.commands.go_further(frozenset(NodeKind))
    settle(page, qtbot)
    page.canvas.choose([entity(office["house1"])])
    page.commands.go_further(frozenset({NodeKind.PERSON}))
    settle(page, qtbot)
    page.commands.run("leaves")
    assert "4 personen" in names(page)
    group = next(node.key for node in page.desk.drawing.nodes if node.members)
    page.canvas.opened.emit(group)
    assert "Drie" in names(page)
    page.canvas.choose([group, *page.desk.chart.members[group]][1:2])
    page.commands.run("fold")
    assert "Drie" not in names(page)
    page.canvas.choose([group])
    before = page.desk.chart.point_of(group)
    page.canvas.moved.emit(10.0, 5.0)
    assert page.desk.chart.point_of(group) == pytest.approx((before[0] + 10, before[1] + 5))
    page.commands.run("ungroup")
    assert page.desk.chart.groups == {}
    page.commands.run("leaves")
    page.commands.run("undo")
    assert page.desk.chart.groups == {}


def test_that_nodes_are_hidden_shown_grouped_removed_and_laid_out(
    page: ChartPage, office: dict[str, int], qtbot: QtBot
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    first = page.desk.chart
    page.canvas.choose([entity(office["house1"]), entity(office["house3"])])
    lines = page.bench.tools.lines
    assert lines["hide"].isEnabled()
    assert "alleen de 2 gekozen" in lines["layout.circle"].text()
    stay = page.desk.chart.placed[entity(office["demo"])]
    page.commands.run("layout.circle")
    assert page.desk.chart.placed[entity(office["demo"])] == stay
    page.commands.run("hide")
    assert "2 verborgen" in page.bench.title.text()
    page.commands.run("show")
    page.canvas.choose([entity(office["house1"]), entity(office["house3"])])
    page.commands.run("group")
    assert "2 adressen" in names(page)
    page.canvas.choose([entity(office["bart"])])
    page.canvas.removal_wanted.emit()
    assert "Voorbeeld" not in names(page)
    for code in ("fit", "nearer", "farther", "focus", "layout.layers", "layout.grid", "layout.forces", "lasso"):
        page.commands.run(code)
    while page.desk.course.done:
        page.commands.run("undo")
    assert page.desk.chart == first


def test_that_a_filter_leaves_out_what_is_not_ticked(page: ChartPage, office: dict[str, int], qtbot: QtBot) -> None:
    begun(page, qtbot, "entity", office["demo"])
    boxes = page.bench.filter.boxes
    boxes["kinds", NodeKind.ADDRESS].click()
    assert "Voorbeeldstraat 1, 2671 AB" not in names(page)
    assert "3 weggefilterd" in page.bench.title.text()
    boxes["certainties", Certainty.SUSPECTED].click()
    assert all(not line.suspected for line in page.desk.drawing.edges)
    page.bench.filter.since.line.setText("31-31-2020")
    page.bench.filter.since.line.editingFinished.emit()
    assert page.bench.filter.since.problem
    page.bench.filter.since.line.setText("1-1-2020")
    page.bench.filter.until.line.setText("1-1-2019")
    page.bench.filter.until.line.editingFinished.emit()
    assert "niet voor de eerste" in page.bench.filter.until.problem
    page.bench.filter.until.line.setText("1-1-2021")
    page.bench.filter.until.line.editingFinished.emit()
    assert (page.desk.chart.sieve.since, page.desk.chart.sieve.until) == (date(2020, 1, 1), date(2021, 1, 1))
    page.bench.filter.all.click()
    assert page.desk.chart.sieve == Sieve()


def test_that_analyses_answer_in_sentences_and_bring_what_they_found(
    page: ChartPage, office: dict[str, int], qtbot: QtBot
) -> None:
    begun(page, qtbot, "entity", office["house1"])
    page.canvas.choose([entity(office["house1"])])
    by_title = {act.title: made for act, made in page.analysis.buttons}
    assert not by_title["Wegen tussen twee"].isEnabled()
    begun_keys = [key for key in page.desk.drawing.by_key if key != entity(office["demo"])]
    for title, least in (("Wegen tussen twee", 2), ("Wat verbindt deze?", 3), ("Wat hebben zij gemeen?", 2)):
        page.canvas.choose(begun_keys[:least])
        page.analysis.say("")
        by_title[title].click()
        qtbot.waitUntil(lambda: page.analysis.answer.text() not in ("", "Wordt gezocht…"))
    for title in ("Groepen", "Wie verbindt groepen?"):
        page.analysis.say("")
        by_title[title].click()
        qtbot.waitUntil(lambda: page.analysis.answer.text() not in ("", "Wordt gezocht…"))
    page.escape()
    assert page.analysis.answer.text() == ""
    assert page.canvas.marks.marked == frozenset()


def test_that_a_search_begins_a_chart_and_an_agenda_stands_for_what_is_on_it(
    page: ChartPage, office: dict[str, int], vault: UnlockedVault, qtbot: QtBot, user: User
) -> None:
    def chosen(dialog: QDialog) -> bool:
        assert isinstance(dialog, BeginDialog)
        assert not dialog.take.isEnabled()
        dialog.search.setText("Demo Verhuur")
        dialog.look()
        assert dialog.starts == (f"mention:{office['demo']}",)
        dialog.search.setText("nergens te vinden")
        dialog.look()
        assert dialog.note.text() == "Niets gevonden dat op een schema kan staan."
        dialog.search.setText("Demo Verhuur")
        dialog.look()
        dialog.steps.choose(2)
        return True

    user.dialog = chosen
    page.new()
    settle(page, qtbot)
    assert len(names(page)) == 10
    assert page.canvas.marks.chosen == {entity(office["demo"])}


def test_that_what_does_not_fit_and_what_is_gone_is_told(page: ChartPage, qtbot: QtBot) -> None:
    begun(page, qtbot, "signal", 404)
    assert "of u mag het niet inzien" in page.bench.message.text.text()
    page.commands.begin_with(())
    assert "niets om het schema mee te beginnen" in page.bench.message.text.text()
    page.commands._tell_limits(Around(page.desk.network, left_out=97_000))
    assert "97.000 knopen meer dan op een schema passen" in page.bench.message.text.text()
    page.bench.expand.show_counts("Vanaf X", {NodeKind.PERSON: 90_000, NodeKind.ADDRESS: 1}, 100)
    assert page.bench.expand.count.text() == "90.001 meer, waarvan 90.000 personen en 1 adres"
    assert "De eerste 100 toevoegen" in page.bench.expand.add.text()
    page.bench.expand.boxes[NodeKind.PERSON].click()
    assert "1 toevoegen" in page.bench.expand.add.text()


def test_that_a_node_leads_to_its_record_without_a_question(
    page: ChartPage, office: dict[str, int], vault: UnlockedVault, qtbot: QtBot, visits: Visits
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    page.canvas.opened.emit(entity(office["demo"]))
    assert [place.record for place in visits] == [office["demo"]]
    assert place_of("group:1") is None
    assert chart_from("case", 4).part == "chart.case"
    assert page.has_part("chart.case")
    assert not page.has_part("case")


def test_that_a_file_has_a_tab_with_what_is_one_step_away(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User, visits: Visits
) -> None:
    told = signal(vault)
    sheet = ChartSheet("signal", context_of(vault))
    shown(qtbot, sheet)
    sheet.show_record(told)
    qtbot.waitUntil(lambda: sheet.front.currentIndex() == 1)
    house(vault, 1, signal_id=told)
    sheet.show_record(told)
    qtbot.waitUntil(lambda: sheet.state.text() == "Eén stap rond dit dossier: 2 knopen, 1 verband.")
    sheet.whole.click()
    sheet.canvas.opened.emit(f"signal:{told}")
    assert [place.part for place in visits] == ["chart.signal", ""]


def test_that_the_menu_of_a_node_offers_what_can_be_done_with_it(
    page: ChartPage, office: dict[str, int], qtbot: QtBot, visits: Visits
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    key = entity(office["house1"])
    page.canvas.choose([key])
    page.canvas.menu_wanted.emit(key, QPoint(10, 10))
    menu = page.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert menu is not None
    offered = {act.text(): act for act in menu.actions() if act.text()}
    offered["Uitbreiden"].trigger()
    assert page.bench.panels.currentIndex() == EXPAND
    offered["Openen"].trigger()
    assert [place.record for place in visits] == [office["house1"]]
    offered["Gekozen knopen verbergen"].trigger()
    assert "Voorbeeldstraat 1, 2671 AB" not in names(page)
    menu.close()
    page.canvas.menu_wanted.emit("", QPoint(10, 10))
    page.focus_search()
    assert page.bench.lists.search.hasFocus()


def test_that_a_step_from_nothing_or_from_very_much_is_not_counted(
    page: ChartPage, office: dict[str, int], qtbot: QtBot
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    page.bench.tabs.buttons[EXPAND].click()
    page.canvas.choose(())
    qtbot.waitUntil(lambda: page.bench.expand.count.text().startswith("Kies een of meer knopen"))
    many = {f"entity:{key}": (0.0, float(key)) for key in range(1000, 1300)}
    network = Network({key: Node(key, NodeKind.PERSON, key) for key in many})
    page.desk.bring(network, network)
    page.canvas.choose_all()
    qtbot.waitUntil(lambda: page.bench.expand.count.text().startswith("Kies ten hoogste 200"))


def test_that_groups_and_who_connects_them_are_pointed_out(
    page: ChartPage, office: dict[str, int], vault: UnlockedVault, qtbot: QtBot
) -> None:
    for at in range(4):
        link(vault, person(vault, f"Huurder {at}"), office["house3"], LinkKind.LIVES_AT)
    page.commands.begin_with([entity(office["demo"])], hops=2)
    settle(page, qtbot)
    by_title = {act.title: made for act, made in page.analysis.buttons}
    for title in ("Groepen", "Wie verbindt groepen?"):
        by_title[title].click()
        qtbot.waitUntil(lambda: bool(page.canvas.marks.marked))
        assert "niets over een persoon" in page.analysis.answer.text()
        page.escape()
    page.canvas.choose([entity(office["house1"]), entity(office["house3"])])
    by_title["Wat hebben zij gemeen?"].click()
    qtbot.waitUntil(lambda: "Demo Verhuur BV" in page.analysis.answer.text())
    assert page.canvas.marks.marked == {entity(office["demo"])}
