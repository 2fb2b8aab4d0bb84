"""The list of chapters: adding, numbering, removing with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.evaluation.texts import ChapterDraft, Chapters
from tests.ui.evaluation.hands import chapter, open_chapter, somebody_saves, type_text
from ui.pages.evaluation.chapters import ChapterDialog, next_number

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.evaluation.document import DocumentPage


def test_that_the_list_follows_what_others_do_without_touching_input(
    document: DocumentPage, vault: UnlockedVault
) -> None:
    open_chapter(document, "2.3")
    somebody_saves(vault, chapter(document, "2.3"), title="Programma iBase")
    document.refresh()
    assert document.editor.record is not None
    assert document.editor.record.title == "2.3 Programma iBase"
    type_text(document, "bezig ")
    somebody_saves(vault, chapter(document, "2.3"), title="Nog anders")
    document.refresh()
    assert document.editor.record.title == "2.3 Programma iBase"
    assert document.editor.dirty
    document.desk.revert()
    record = Chapters(vault).get(chapter(document, "2.3"))
    Chapters(vault).remove(record.id, record.version)
    document.refresh()
    assert "2.3" not in [each.number for each in document.list.lines]
    assert document.editor.record.draft.number == "1"


def test_that_a_chapter_is_added_with_a_number_that_is_free(
    document: DocumentPage, vault: UnlockedVault, user: User
) -> None:
    open_chapter(document, "2.3")

    def fill_in(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChapterDialog)
        assert dialog.form.fields["number"].editor.value() == "2.5"
        dialog.accept()
        assert dialog.form.fields["title"].problem == "Vul de titel in."
        dialog.form.fields["number"].editor.show_value("2.1")
        dialog.form.fields["title"].editor.show_value("Meldpunt")
        dialog.accept()
        assert dialog.form.fields["number"].problem == "Er is al een hoofdstuk met dit nummer."
        dialog.form.fields["number"].editor.show_value("2.5")
        dialog.accept()
        return dialog.stored is not None

    user.dialog = fill_in
    document.new()
    assert document.editor.record is not None
    assert document.editor.record.title == "2.5 Meldpunt"
    numbers = [each.number for each in document.list.lines]
    assert numbers[numbers.index("2.4") + 1] == "2.5"


def test_that_a_chapter_gets_another_number_and_title(document: DocumentPage, user: User) -> None:
    open_chapter(document, "2.3")

    def fill_in(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChapterDialog)
        dialog.form.fields["number"].editor.show_value("2.9")
        dialog.form.fields["title"].editor.show_value("Analyse")
        dialog.accept()
        return True

    user.dialog = fill_in
    QTest.keyClick(document.list.list, Qt.Key.Key_F2)
    assert [each.title for each in document.list.lines if each.number == "2.9"] == ["Analyse"]
    assert document.editor.record is not None
    assert document.editor.record.title == "2.9 Analyse"


def test_that_a_change_of_number_that_comes_second_says_so(
    document: DocumentPage, vault: UnlockedVault, user: User
) -> None:
    open_chapter(document, "2.3")

    def too_late(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChapterDialog)
        somebody_saves(vault, chapter(document, "2.3"), title="Eerder")
        dialog.form.fields["title"].editor.show_value("Later")
        dialog.accept()
        assert "intussen gewijzigd" in dialog.message.text.text()
        return False

    user.dialog = too_late
    document.rename()
    assert Chapters(vault).get(chapter(document, "2.3")).draft.title == "Eerder"


def test_that_a_removed_chapter_comes_back(document: DocumentPage, vault: UnlockedVault) -> None:
    open_chapter(document, "2.3")
    text = document.editor.draft().text
    QTest.keyClick(document.list.list, Qt.Key.Key_Delete)
    assert "2.3" not in [each.number for each in document.list.lines]
    assert document.message.text.text() == "‘2.3 iBase’ is verwijderd."
    document.message.do()
    assert document.editor.record is not None
    assert document.editor.record.draft.number == "2.3"
    assert document.editor.draft().text == text


def test_that_a_removal_that_comes_second_is_refused(document: DocumentPage, vault: UnlockedVault) -> None:
    open_chapter(document, "2.3")
    somebody_saves(vault, chapter(document, "2.3"), title="Eerder")
    document.remove()
    assert "intussen gewijzigd" in document.editor.message.text.text()
    assert Chapters(vault).get(chapter(document, "2.3")).draft.title == "Eerder"


def test_that_putting_back_onto_a_taken_number_says_why_not(document: DocumentPage, vault: UnlockedVault) -> None:
    open_chapter(document, "2.3")
    document.remove()
    assert document.document is not None
    Chapters(vault).add(ChapterDraft(document.document.id, "2.3", "Bezet", "x"))
    document.message.do()
    assert document.message.text.text() == "Terugzetten lukt niet: Er is al een hoofdstuk met dit nummer."


def test_that_a_chapter_that_is_gone_is_told_when_opened(document: DocumentPage, vault: UnlockedVault) -> None:
    key = chapter(document, "2.4")
    Chapters(vault).remove(key, 1)
    open_chapter(document, "2.4")
    assert document.message.text.text() == "Het hoofdstuk bestaat niet (meer)."
    document._on_chapter(chapter(document, "2.3"))
    Chapters(vault).remove(chapter(document, "2.3"), 1)
    document.rename()
    assert document.message.text.text() == "Het hoofdstuk bestaat niet (meer)."


@pytest.mark.parametrize(
    ("numbers", "after", "proposal"),
    [
        ([], None, "1"),
        (["1", "2", "2.1", "2.2"], None, "3"),
        (["1", "2", "2.1", "2.10"], "2", "2.11"),
        (["1", "2", "2.1"], "2.1", "2.2"),
        (["1", "2", "2.1"], "1", "3"),
    ],
)
def test_that_the_proposed_number_is_free(numbers: list[str], after: str | None, proposal: str) -> None:
    assert next_number(numbers, after) == proposal


def test_that_the_keyboard_reaches_the_list(document: DocumentPage) -> None:
    document.editor.text.setFocus()
    document.escape()
    assert document.list.list.hasFocus()
