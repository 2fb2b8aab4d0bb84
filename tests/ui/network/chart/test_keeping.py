"""Keeping a chart: versions, what was erased since, what was not saved, and what leaves the vault."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtPrintSupport import QPrinter
from sqlalchemy import text

from app.rules.network.graph import NodeKind
from app.rules.permissions import CASEWORK
from app.services.network.charts.saving import charts
from models.casework import CaseworkExport
from tests.ui.network.chart.acting import begun, entity, names, settle
from ui import dialogs
from ui.dialogs import Answer
from ui.pages.network.chart.export import ExportChartDialog, ExportInput, Way
from ui.pages.network.chart.saving import OpenChartDialog, SaveChartDialog, SaveInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.network.chart.page import ChartPage


def saving(name: str, remark: str = "") -> Callable[[QDialog], bool]:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, SaveChartDialog)
        dialog.form.show_draft(SaveInput(name, remark))
        dialog.start()
        return dialog.made is not None

    return answer


def test_that_a_chart_is_saved_reopened_and_compared_with_the_last_meeting(
    page: ChartPage, office: dict[str, int], qtbot: QtBot, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    user.dialog = saving("Verhuur", "voor het LIP")
    page.save()
    assert page.bench.title.text().startswith("Verhuur, versie 1 – ")
    assert not page.desk.dirty
    page.commands.compare()
    settle(page, qtbot)
    assert "nog geen overleg gehouden" in page.bench.message.text.text()
    monkeypatch.setattr("ui.pages.network.chart.reading.last_meeting", lambda _vault: date(2000, 1, 1))
    page.commands.compare()
    qtbot.waitUntil(lambda: "vastgelegd, en aangewezen op het schema: 5 verbanden" in page.analysis.answer.text())
    assert len(page.canvas.marks.marked_edges) == 5
    page.canvas.choose([entity(office["house1"])])
    page.commands.go_further(frozenset({NodeKind.PERSON}))
    settle(page, qtbot)
    assert "(gewijzigd)" in page.bench.title.text()
    page.save()
    monkeypatch.setattr("ui.pages.network.chart.reading.last_meeting", lambda _vault: date(2100, 1, 1))
    page.commands.open_saved(page.desk.saved_id or 0, 1)
    settle(page, qtbot)
    assert len(names(page)) == 6
    page.commands.compare()
    qtbot.waitUntil(lambda: "Niet meer op het schema: 4 knopen, 4 verbanden" in page.analysis.answer.text())


def test_that_the_newest_version_opens_and_a_chart_is_removed_after_a_question(
    page: ChartPage, office: dict[str, int], vault: UnlockedVault, qtbot: QtBot, user: User
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    user.dialog = saving("Verhuur")
    page.save()
    page.save()

    def newest(dialog: QDialog) -> bool:
        assert isinstance(dialog, OpenChartDialog)
        assert dialog.chosen == (page.desk.saved_id, 2)
        return True

    page.commands.open_saved(page.desk.saved_id or 0, 1)
    settle(page, qtbot)
    user.dialog = newest
    page.commands.open()
    settle(page, qtbot)
    assert page.desk.number == 2

    def removing(dialog: QDialog) -> bool:
        assert isinstance(dialog, OpenChartDialog)
        user.will(True)
        dialog.remove()
        assert dialog.chosen is None
        return False

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


def test_that_a_print_is_logged_too(
    page: ChartPage,
    office: dict[str, int],
    vault: UnlockedVault,
    qtbot: QtBot,
    user: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun(page, qtbot, "entity", office["demo"])
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "afdruk.pdf"))
    offered: list[QPrinter | None] = [None, printer]
    monkeypatch.setattr(dialogs, "choose_printer", lambda _parent: offered.pop(0))

    def printing(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportChartDialog)
        dialog.form.show_draft(ExportInput("Voor het LIP", form=Way.PRINT))
        dialog.start()
        assert "niets afgedrukt" in dialog.message.text.text()
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = printing
    page.commands.export()
    assert "naar de printer gestuurd" in page.bench.message.text.text()
    assert (tmp_path / "afdruk.pdf").read_bytes().startswith(b"%PDF")
    with vault.read(CASEWORK) as session:
        assert [row.what for row in session.query(CaseworkExport)] == ["Verbandenschema ‘Naamloos schema’, afdruk"]
