"""The page of charts on a real vault: begin, expand, filter, group, save, reopen, compare, export; what is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from sqlalchemy import text

from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import NodeKind
from app.rules.permissions import CASEWORK, Role
from app.services.network.around import Around
from app.services.network.charts import charts
from models.casework import CaseworkExport
from models.casework.choices import Certainty, LinkKind
from tests.services.network.invented import firm, house, link, person
from tests.services.signals.files import signal
from tests.ui.conftest import shown
from ui.dialogs import Answer
from ui.pages.network.chart_begin import BeginDialog
from ui.pages.network.chart_export import ExportChartDialog, ExportInput
from ui.pages.network.chart_page import ChartPage
from ui.pages.network.chart_places import chart_from, place_of
from ui.pages.network.chart_saving import OpenChartDialog, SaveChartDialog, SaveInput
from ui.pages.network.chart_sheet import ChartSheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User, Visits
    from ui.widgets.page import PageContext


@pytest.fixture
def vault(unlock_as: UnlockAs) -> UnlockedVault:
    """The director, who holds signals and cases."""
    return unlock_as(Role.DIRECTOR)


@pytest.fixture
def office(vault: UnlockedVault) -> dict[str, int]:
    """An office that lets three houses, its director, its financier, and who lives in one of the houses."""
    ids = {"demo": firm(vault, "Demo Verhuur BV"), "bart": person(vault, "Voorbeeld"), "fund": firm(vault, "Fonds BV")}
    for number in (1, 3, 5):
        ids[f"house{number}"] = house(vault, number)
        link(vault, ids["demo"], ids[f"house{number}"], LinkKind.LETS)
    link(vault, ids["bart"], ids["demo"], LinkKind.DIRECTS)
    link(vault, ids["fund"], ids["demo"], LinkKind.FINANCES, certainty=Certainty.SUSPECTED)
    for name in ("Eén", "Twee", "Drie", "Vier"):
        link(vault, person(vault, name), ids["house1"], LinkKind.LIVES_AT)
    return ids


@pytest.fixture
def page(
    vault: UnlockedVault, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> ChartPage:
    """The page, with nothing on it."""
    made = ChartPage(context_of(vault))
    shown(qtbot, made)
    return made


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


def saving(name: str, remark: str = "") -> Callable[[QDialog], bool]:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, SaveChartDialog)
        dialog.form.show_draft(SaveInput(name, remark))
        dialog.start()
        return dialog.made is not None

    return answer


def test_that_a_chart_is_saved_reopened_compared_and_removed(
    page: ChartPage,
    office: dict[str, int],
    vault: UnlockedVault,
    qtbot: QtBot,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    user.dialog = saving("Verhuur", "voor het LIP")
    page.save()
    assert page.bench.title.text().startswith("Verhuur, versie 1 – ")
    assert not page.desk.dirty
    page.commands.compare()
    settle(page, qtbot)
    assert "geen versie" in page.bench.message.text.text()
    page.canvas.choose([entity(office["house1"])])
    page.commands.go_further(frozenset({NodeKind.PERSON}))
    settle(page, qtbot)
    assert "(gewijzigd)" in page.bench.title.text()
    page.save()
    monkeypatch.setattr("ui.pages.network.chart_reading.last_meeting", lambda _vault: date(2100, 1, 1))
    page.commands.open_saved(page.desk.saved_id or 0, 1)
    settle(page, qtbot)
    assert len(names(page)) == 6
    page.commands.compare()
    qtbot.waitUntil(lambda: "Niet meer op het schema: 4 knopen, 4 verbanden" in page.analysis.answer.text())

    def first(dialog: QDialog) -> bool:
        assert isinstance(dialog, OpenChartDialog)
        assert dialog.chosen == (page.desk.saved_id, 2)
        user.will(True)
        dialog.accept()
        return True

    user.dialog = first
    page.commands.open()
    settle(page, qtbot)
    assert len(names(page)) == 10

    def removing(dialog: QDialog) -> bool:
        assert isinstance(dialog, OpenChartDialog)
        user.will(True)
        dialog.remove()
        assert dialog.chosen is None
        return False

    user.answers.clear()
    user.dialog = removing
    page.commands.open()
    assert charts(vault) == ()


def test_that_what_was_erased_since_is_told_when_a_version_is_opened(
    page: ChartPage, office: dict[str, int], vault: UnlockedVault, qtbot: QtBot, user: User
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    user.dialog = saving("Verhuur")
    page.save()
    with vault.write(CASEWORK) as work:
        work.session.execute(text("DELETE FROM mention WHERE id = :id"), {"id": office["fund"]})
        work.record("mention.removed", "mention", office["fund"])
    page.refresh()
    qtbot.waitUntil(lambda: "Fonds BV" not in names(page))
    assert "1 niet te tonen" in page.bench.title.text()
    page.commands.open_saved(page.desk.saved_id or 0)
    settle(page, qtbot)
    assert "gewist, verlopen of voor u niet in te zien" in page.bench.message.text.text()
    page.commands.open_saved(99)
    settle(page, qtbot)
    assert "bestaat niet" in page.bench.message.text.text()


def test_that_a_chart_that_was_not_saved_is_asked_about_once_and_kept_through_a_lock(
    page: ChartPage, office: dict[str, int], qtbot: QtBot, user: User
) -> None:
    assert page.may_leave()
    assert page.unsaved() is None
    begun(page, qtbot, "entity", office["demo"])
    kept = page.unsaved()
    assert kept is not None
    assert "Demo" not in str(kept.input)
    user.will(Answer.STAY, Answer.DISCARD)
    assert not page.may_leave()
    assert page.may_leave()
    assert page.may_leave()
    assert len(user.asked) == 2
    kept.drafts.keep(kept.input)
    chart = page.desk.chart
    page.desk.clear()
    from app.services.drafts import waiting_drafts  # noqa: PLC0415 (only here)

    (draft,) = waiting_drafts(kept.drafts.vault)
    page.put_back(draft)
    assert page.desk.chart == chart
    assert page.desk.dirty


def test_that_an_export_asks_why_and_leaves_a_line_in_the_log(
    page: ChartPage, office: dict[str, int], vault: UnlockedVault, qtbot: QtBot, user: User, tmp_path: Path
) -> None:
    begun(page, qtbot, "entity", office["demo"])

    def exporting(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportChartDialog)
        dialog.start()
        assert dialog.made is None, "without a reason nothing leaves"
        dialog.form.show_draft(ExportInput("Voor het LIP"))
        user.will(None)
        dialog.start()
        assert "niets geëxporteerd" in dialog.message.text.text()
        user.will(tmp_path / "schema")
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = exporting
    page.commands.export()
    written = tmp_path / "schema.pdf"
    assert "Demo Verhuur BV" in pypdfium2.PdfDocument(written.read_bytes())[0].get_textpage().get_text_range()
    with vault.read(CASEWORK) as session:
        (row,) = session.query(CaseworkExport).all()
        assert row.reason == "Voor het LIP"
        assert row.what == "Verbandenschema ‘Naamloos schema’, PDF"


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
