"""Writing a chapter, having it read, making the document final, correcting it, and seeing what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from app.services.publishing.versions import broken, frozen_pdf, versions
from models.choices import Edition
from tests.ui.evaluation.hands import document_of, open_chapter
from ui.pages.evaluation.final import FinalDialog
from ui.pages.evaluation.page import EvaluationPage
from ui.pages.evaluation.versions import VersionsPage
from ui.widgets.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow

SENTENCE = "De raad kan hierop rekenen. "


def evaluation_in(window: MainWindow) -> EvaluationPage:
    window.go(Place("evaluation"))
    assert isinstance(window.page, EvaluationPage)
    return window.page


def test_that_a_document_is_written_read_made_final_and_corrected(
    work: Callable[[str], UnlockedVault], window_of: Callable[[UnlockedVault], MainWindow], qtbot: QtBot, user: User
) -> None:
    author, reader = work("beleid"), work("controller")
    page = evaluation_in(window_of(author))
    document = document_of(page)

    write(page, "10")
    read(qtbot, evaluation_in(window_of(reader)), user)
    make_final(qtbot, page, user, reason=None)
    (first,) = versions(author, 1)
    before = frozen_pdf(author, first.id, Edition.PUBLIC)

    user.will(True)
    document.head.correct.click()
    write(page, "1")
    read(qtbot, evaluation_in(window_of(reader)), user)
    make_final(qtbot, page, user, reason="Een zin aan de inleiding toegevoegd.")

    page.open_part("document_version")
    listed = page.current
    assert isinstance(listed, VersionsPage)
    assert [each.label for each in listed.versions] == ["3", "2"]
    qtbot.waitUntil(lambda: listed.state.text().endswith("verschillen"), timeout=30_000)
    told = [(listed.changes.cell_text(str(at), 0), listed.changes.cell_text(str(at), 1)) for at in range(2)]
    assert told[0] == ("Titelpagina", "Versie gewijzigd: ‘2’ werd ‘3’")
    assert told[1][0] == "1 Inleiding"
    assert SENTENCE.strip() in told[1][1]
    assert frozen_pdf(author, first.id, Edition.PUBLIC) == before
    assert [broken(author, each.id) for each in listed.versions] == [(), ()]
    document.preview.clear()


def write(page: EvaluationPage, chapter: str) -> None:
    """A sentence at the beginning of a chapter."""
    document = document_of(page)
    open_chapter(document, chapter)
    QTest.keyClicks(document.editor.text, SENTENCE)
    document.save()
    assert not document.editor.dirty


def read(qtbot: QtBot, page: EvaluationPage, user: User) -> None:
    """The second reader approves what is there now."""
    document = document_of(page)
    document.refresh()
    qtbot.waitUntil(document.comments.approve.isEnabled, timeout=30_000)
    user.will(True)
    document.comments.approve.click()
    qtbot.waitUntil(lambda: document.comments.reading.texts[0].startswith("Goedgekeurd"), timeout=30_000)
    document.preview.clear()


def make_final(qtbot: QtBot, page: EvaluationPage, user: User, *, reason: str | None) -> None:
    """The author makes it final."""

    def go(dialog: QDialog) -> bool:
        assert isinstance(dialog, FinalDialog)
        assert dialog.go.isEnabled()
        dialog.form.fields["reason"].editor.show_value(reason)
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=60_000)
        return True

    user.dialog = go
    document_of(page).head.final.click()
    assert document_of(page).head.status.text() == "Definitief"
