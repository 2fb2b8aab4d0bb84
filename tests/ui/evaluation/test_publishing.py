"""Making a document final from the window: second reader, versions, small counts, origins, and the next year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.errors import ExportFailed
from app.report.freezing import make_final
from app.services.evaluation.texts import Chapters
from app.services.publishing.approvals import approve
from app.services.publishing.comments import add_comment, comments
from app.services.publishing.freezing import start_correction
from app.services.publishing.versions import versions
from models.choices import Edition
from tests.services.logbook import meddle
from tests.ui.evaluation.hands import ContextOf, document_of, drawn, open_chapter, opened, type_text
from ui import errors
from ui.dialogs import Answer
from ui.pages.evaluation.final import FinalDialog
from ui.pages.evaluation.origins import OriginsDialog
from ui.pages.evaluation.versions import VersionsPage

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.evaluation.document import DocumentPage
    from ui.pages.evaluation.page import EvaluationPage


def versions_in(page: EvaluationPage) -> VersionsPage:
    page.open_part("document_version")
    assert isinstance(page.current, VersionsPage)
    return page.current


# The outline


def test_that_a_chapter_moves_by_button_and_key_and_back(document: DocumentPage) -> None:
    open_chapter(document, "2.1")
    title = document.list.lines[2].title
    document.list.down.click()
    assert [(each.number, each.title) for each in document.list.lines if each.title == title] == [("2.2", title)]
    assert document.message.text.text() == "Verplaatst naar 2.2."
    document.message.do()
    assert document.list.lines[2].title == title
    QTest.keyClick(document.list.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert document.list.lines[3].title == title
    QTest.keyClick(document.list.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert document.list.lines[2].title == title
    document.list.up.click()
    assert "staat al bovenaan" in document.message.text.text()


def test_that_a_move_waits_for_what_was_typed(document: DocumentPage, user: User) -> None:
    before = document.list.lines
    type_text(document, "x")
    user.will(Answer.STAY)
    document.move_open_chapter(True)
    assert document.list.lines == before


def test_that_paragraphs_are_marked_as_confidential_and_left_out(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault
) -> None:
    open_chapter(document, "2.3")
    document.editor.text.selectAll()
    document.editor.mark_confidential()
    text = document.editor.text.toPlainText()
    assert text.startswith("[[vertrouwelijk: begin]]\n")
    assert text.endswith("\n[[vertrouwelijk: einde]]")
    document.save()
    assert Chapters(vault).get(document.editor.record.id).draft.text == text  # type: ignore[union-attr]
    drawn(qtbot, document)
    whole = document.preview._pdf
    document.preview.edition.choose(Edition.PUBLIC)
    drawn(qtbot, document)
    assert document.preview._pdf != whole
    document.preview.clear()
    document.preview.edition.choose(Edition.CONFIDENTIAL)


def test_that_a_confidential_chapter_shows_so(document: DocumentPage, vault: UnlockedVault) -> None:
    record = Chapters(vault).get(1)
    Chapters(vault).change(1, replace(record.draft, confidential=True), record.version)
    document.refresh()
    item = document.list.list.item(0)
    assert not item.icon().isNull()
    assert item.toolTip().endswith(", vertrouwelijk")


# Comments and the second reader


def test_that_a_reader_comments_and_approves(
    qtbot: QtBot, reader: UnlockedVault, context_of: ContextOf, user: User
) -> None:
    document = document_of(opened(qtbot, context_of(reader)))
    panel = document.comments
    qtbot.waitUntil(lambda: bool(panel.reading.texts), timeout=20_000)
    assert panel.reading.texts == ("Nog niet door een tweede lezer goedgekeurd.",)
    assert document._tabs.tabText(2) == "Opmerkingen"
    panel.add()
    assert panel.message.text.text() == "Schrijf eerst uw opmerking."
    panel.text.setPlainText("Welke bron?")
    panel.place.click()
    assert panel.entries[0].place == "1 Inleiding"
    assert document._tabs.tabText(2) == "Opmerkingen (1)"
    panel.resolve(panel.entries[0])
    assert not panel.entries[0].open
    user.will(False)
    panel.ask_approval()
    user.will(True)
    qtbot.waitUntil(panel.approve.isEnabled, timeout=20_000)
    panel.approve.click()
    qtbot.waitUntil(lambda: panel.reading.texts[0].startswith("Goedgekeurd door C."), timeout=20_000)
    qtbot.waitUntil(lambda: not panel.approve.isEnabled(), timeout=20_000)
    assert panel.approve.toolTip() == "Deze inhoud is al goedgekeurd."
    document.preview.clear()


def test_that_an_author_cannot_approve_and_sees_why(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, reader: UnlockedVault, user: User
) -> None:
    panel = document.comments
    qtbot.waitUntil(lambda: "geschreven" in panel.approve.toolTip(), timeout=20_000)
    assert not panel.approve.isEnabled()
    user.will(True)
    panel.ask_approval()
    assert "geschreven" in panel.message.text.text()
    approve(reader, 1)
    record = Chapters(vault).get(1)
    Chapters(vault).change(1, replace(record.draft, text="Anders."), record.version)
    add_comment(reader, 1, "Over hoofdstuk 2", chapter_id=2)
    panel.refresh()
    qtbot.waitUntil(lambda: panel.reading.texts[0].startswith("Gewijzigd na de goedkeuring"), timeout=20_000)
    panel.chapter_asked.emit(2)
    assert document.desk.open_id == 2
    (stale,) = comments(vault, 1)
    panel.resolve(stale)
    panel.resolve(stale)
    assert "intussen" in panel.message.text.text()


def test_that_a_mistake_of_ours_is_reported(document: DocumentPage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show", lambda _parent, error: shown.append(error))
    for part in (document.comments, VersionsPage(document._context)):
        part._on_failed(ExportFailed("Kan niet."))
        assert part.message.text.text() == "Kan niet."
        part._on_failed(ZeroDivisionError())
    assert len(shown) == 2


# Final, and corrected


def test_that_making_final_says_what_is_in_the_way(document: DocumentPage, user: User, reader: UnlockedVault) -> None:
    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, FinalDialog)
        assert dialog.told.texts == ("Laat een tweede lezer het document goedkeuren.",)
        assert not dialog.go.isEnabled()
        dialog.start()
        assert dialog.made is None
        return False

    user.dialog = look
    document.head.final.click()
    assert document.head.final.isVisible()


def test_that_a_document_is_made_final_and_corrected(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, reader: UnlockedVault, user: User
) -> None:
    approve(reader, 1)

    def go(dialog: QDialog) -> bool:
        assert isinstance(dialog, FinalDialog)
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=60_000)
        return True

    user.dialog = go
    document.head.final.click()
    assert document.head.status.text() == "Definitief"
    assert document.editor.text.isReadOnly()
    assert not document.list.add.isEnabled()
    assert document.head.correct.isVisible()
    drawn(qtbot, document)
    assert document.preview.view.count == versions(vault, 1)[0].of(Edition.CONFIDENTIAL).pages
    user.will(False)
    document.head.correct.click()
    user.will(True)
    document.head.correct.click()
    assert document.head.status.text() == "Concept"
    assert document.message.text.text() == "U werkt nu aan versie 3."
    assert not document.editor.text.isReadOnly()


def test_that_a_correction_asks_its_reason(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, reader: UnlockedVault, user: User, frozen: int
) -> None:
    start_correction(vault, 1)
    approve(reader, 1)
    document.refresh()

    def go(dialog: QDialog) -> bool:
        assert isinstance(dialog, FinalDialog)
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=60_000)
        assert dialog.form.fields["reason"].problem.startswith("Schrijf wat er is gecorrigeerd")
        dialog.form.fields["reason"].editor.show_value("Telling hersteld.")
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=60_000)
        return True

    user.dialog = go
    document.head.final.click()
    assert [each.reason for each in versions(vault, 1)] == ["Telling hersteld.", None]


def test_that_somebody_else_who_began_the_correction_is_told(
    document: DocumentPage, vault: UnlockedVault, user: User, frozen: int
) -> None:
    document.refresh()
    start_correction(vault, 1)
    user.will(True)
    document.acts.correct()
    assert "nog een concept" in document.message.text.text()


# Versions


def test_that_no_version_says_how_one_comes_about(page: EvaluationPage, vault: UnlockedVault) -> None:
    made = versions_in(page)
    assert made._stack.currentIndex() == 0
    made.check()
    made.show_origins()
    assert made.version is None


def test_that_versions_are_listed_compared_and_checked(
    qtbot: QtBot, page: EvaluationPage, vault: UnlockedVault, reader: UnlockedVault, user: User, frozen: int
) -> None:
    start_correction(vault, 1)
    record = Chapters(vault).get(1)
    Chapters(vault).change(1, replace(record.draft, text="Geheel herzien."), record.version)
    made = versions_in(page)
    qtbot.waitUntil(lambda: made.state.text().endswith("verschillen"), timeout=30_000)
    assert made.changes.rowCount() > 1
    assert "SHA-256" in made.facts.text()
    approve(reader, 1)
    second = make_final(vault, 1, reason="Inleiding herzien.")
    page.refresh()
    made.table.mark(str(second))
    made._show_version()
    assert made.other.value == frozen
    qtbot.waitUntil(lambda: made.state.text().endswith("verschillen"), timeout=30_000)
    assert any("Geheel herzien." in made.changes.cell_text(str(at), 1) for at in range(made.changes.rowCount()))
    made.edition.choose(Edition.PUBLIC)
    qtbot.waitUntil(lambda: made.state.text().endswith("verschillen"), timeout=30_000)
    made.check()
    qtbot.waitUntil(made.message.isVisible, timeout=30_000)
    assert made.message.text.text() == "Versie 3 is precies zoals die is vastgelegd."
    user.dialog = lambda dialog: isinstance(dialog, OriginsDialog)
    made.show_origins()
    made.focus_search()


def test_that_a_version_that_was_meddled_with_is_told(
    qtbot: QtBot, page: EvaluationPage, vault: UnlockedVault, frozen: int
) -> None:
    meddle(
        vault, "programme", "DROP TRIGGER frozen_edition_refuses_update", "UPDATE frozen_edition SET pdf = zeroblob(1)"
    )
    made = versions_in(page)
    made.check()
    qtbot.waitUntil(lambda: "niet meer zoals" in made.message.text.text(), timeout=30_000)
