"""The menu above the chapters: small counts, origins, last year, the next year; and the list of exports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.evaluation.next_year import start_next_year
from app.services.evaluation.small import small_counts
from app.services.evaluation.texts import Evaluations
from models.choices import DocumentStatus, SmallChoice
from tests.ui.evaluation.hands import ContextOf, document_of, drawn, opened
from ui.pages.evaluation.export_log import ExportLogPage
from ui.pages.evaluation.last_year import LastYearDialog
from ui.pages.evaluation.origins import OriginsDialog
from ui.pages.evaluation.small import SmallDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.evaluation.document import DocumentPage
    from ui.pages.evaluation.page import EvaluationPage


def act(document: DocumentPage, text: str) -> None:
    next(each for each in document.head.menu.actions() if each.text().startswith(text)).trigger()


# The menu


def test_that_small_counts_are_chosen(document: DocumentPage, vault: UnlockedVault, user: User) -> None:
    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, SmallDialog)
        dialog.choose_all(SmallChoice.PUBLISH)
        next(iter(dialog.choices.values())).choose(SmallChoice.MERGE)
        dialog.start()
        return True

    user.dialog = choose
    act(document, "Kleine aantallen")
    choices = [cell.choice for cell in small_counts(vault, 1)]
    assert choices[0] is SmallChoice.MERGE
    assert set(choices[1:]) == {SmallChoice.PUBLISH}
    assert "opgeslagen" in document.message.text.text()


def test_that_a_year_without_small_counts_says_so(qtbot: QtBot, vault: UnlockedVault) -> None:
    made = Evaluations(vault).add(replace(Evaluations(vault).blank(), year=2009, title="Leeg"))
    dialog = SmallDialog(vault, made.id, may_edit=True)
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    assert dialog.choices == {}


def test_that_the_origin_of_a_figure_is_found_and_told(document: DocumentPage, user: User) -> None:
    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, OriginsDialog)
        whole = dialog.table.rowCount()
        dialog.search.setText("totaal 2019")
        assert 0 < dialog.table.rowCount() < whole
        dialog.table.selectRow(0)
        assert "Jaarcijfers" in dialog.told.text()
        dialog.search.setText("bestaat niet")
        assert dialog.told.text() == "Geen cijfer gevonden."
        return True

    user.dialog = look
    act(document, "Herkomst")


def test_that_a_chapter_stands_beside_that_of_last_year(
    document: DocumentPage, vault: UnlockedVault, user: User
) -> None:
    act(document, "Vergelijken")
    assert document.message.text.text() == "In de evaluatie over 2018 staat dit hoofdstuk niet."
    key = start_next_year(vault, 1)
    document.open_record(key)
    shown: list[QDialog] = []

    def look(dialog: QDialog) -> bool:
        shown.append(dialog)
        return True

    user.dialog = look
    act(document, "Vergelijken")
    assert isinstance(shown[0], LastYearDialog)


def test_that_the_next_year_begins_in_one_act(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, user: User
) -> None:
    user.will(False)
    act(document, "Nieuw jaar")
    user.will(True)
    act(document, "Nieuw jaar")
    assert document.document is not None
    assert (document.document.draft.year, document.document.draft.status) == (2020, DocumentStatus.DRAFT)
    drawn(qtbot, document)
    assert document.preview.view.count > 5
    document.open_record(1)
    user.will(True)
    act(document, "Nieuw jaar")
    assert document.message.text.text() == "Er is al een evaluatie over 2020."


def test_that_who_only_reads_gets_no_acts(qtbot: QtBot, reader: UnlockedVault, context_of: ContextOf) -> None:
    document = document_of(opened(qtbot, context_of(reader)))
    assert not document.head.final.isVisible()
    assert not any(each.text().startswith("Nieuw jaar") for each in document.head.menu.actions())
    document.preview.clear()


def test_that_exports_are_listed(page: EvaluationPage) -> None:
    page.open_part("export")
    log = page.current
    assert isinstance(log, ExportLogPage)
    assert log.table.rowCount() == 1
    assert log.table.cell_text("1", 3) == "Voorbeeld bij de demokluis"
    log.focus_search()
