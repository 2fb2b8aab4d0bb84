"""One chapter: saving, leaving, and two people who write in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import DiskFull
from app.services.evaluation.texts import ChapterDraft, Chapters
from tests.ui.evaluation.hands import chapter, drawn, open_chapter, somebody_saves, type_text
from ui.dialogs import Answer
from ui.pages.evaluation.compare import CompareDialog, Keep, differing_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.evaluation.document import DocumentPage


def test_that_typing_is_saved_with_the_keyboard_and_drawn(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault
) -> None:
    open_chapter(document, "2.3")
    assert not document.editor.save_button.isEnabled()
    type_text(document, "Nieuw begin. ")
    assert document.editor.save_button.isEnabled()
    document.save()
    assert not document.editor.dirty
    stored = Chapters(vault).get(chapter(document, "2.3")).draft
    assert stored.text is not None
    assert stored.text.startswith("Nieuw begin. Om het LIP")
    assert document.message.text.text() == "‘2.3 iBase’ is opgeslagen."
    drawn(qtbot, document)


def test_that_the_author_note_is_part_of_the_chapter(document: DocumentPage, vault: UnlockedVault) -> None:
    open_chapter(document, "2.3")
    document.editor.note.setPlainText("Vraag naar de levering.")
    assert document.editor.dirty
    document.save()
    assert Chapters(vault).get(chapter(document, "2.3")).draft.author_note == "Vraag naar de levering."
    document.save()  # nothing changed: nothing stored
    assert Chapters(vault).get(chapter(document, "2.3")).version == 2


def test_that_revert_goes_back_to_what_was_stored(document: DocumentPage) -> None:
    open_chapter(document, "2.3")
    before = document.editor.draft()
    type_text(document, "weg ermee ")
    document.editor.revert_button.click()
    assert document.editor.draft() == before
    assert not document.editor.dirty


@pytest.mark.parametrize(("answer", "left"), [(Answer.SAVE, True), (Answer.DISCARD, True), (Answer.STAY, False)])
def test_that_leaving_a_changed_chapter_asks_first(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault, user: User, answer: Answer, left: bool
) -> None:
    open_chapter(document, "2.3")
    key = chapter(document, "2.3")
    type_text(document, "Ik blijf. ")
    user.will(answer)
    open_chapter(document, "2.4")
    assert user.asked == ["de tekst van het hoofdstuk gewijzigd"]
    assert (document.desk.open_id != key) is left
    stored = Chapters(vault).get(key).draft.text or ""
    assert stored.startswith("Ik blijf.") is (answer is Answer.SAVE)
    expected = "2.4" if left else "2.3"
    qtbot.waitUntil(lambda: document.list.lines[document.list.list.currentRow()].number == expected)


def test_that_somebody_elses_text_is_shown_beside_ones_own(
    document: DocumentPage, vault: UnlockedVault, user: User
) -> None:
    open_chapter(document, "2.3")
    key = chapter(document, "2.3")
    type_text(document, "Mijn zin. ")
    somebody_saves(vault, key, text="Hun tekst.")
    document.save()
    assert document.editor.dirty
    assert "staat er nog" in document.editor.message.text.text()

    def keep_mine(dialog: QDialog) -> bool:
        assert isinstance(dialog, CompareDialog)
        assert dialog.mine.startswith("Mijn zin.")
        assert dialog.theirs == "Hun tekst."
        dialog._choose(Keep.MINE)
        return True

    user.dialog = keep_mine
    document.editor.message.do()
    assert document.editor.draft().text is not None
    assert document.editor.dirty
    document.save()
    assert (Chapters(vault).get(key).draft.text or "").startswith("Mijn zin.")


def test_that_the_stored_text_can_be_taken_and_the_comparison_left(
    document: DocumentPage, vault: UnlockedVault, user: User
) -> None:
    open_chapter(document, "2.3")
    key = chapter(document, "2.3")
    type_text(document, "Mijn zin. ")
    somebody_saves(vault, key, text="Hun tekst.")
    document.save()
    user.dialog = lambda _dialog: False
    document.editor.message.do()
    assert document.editor.dirty
    assert document.editor.message.has_act

    def take_theirs(dialog: QDialog) -> bool:
        assert isinstance(dialog, CompareDialog)
        dialog._choose(Keep.THEIRS)
        return True

    user.dialog = take_theirs
    document.editor.message.do()
    assert document.editor.text.toPlainText() == "Hun tekst."
    assert not document.editor.dirty


def test_that_text_of_a_removed_chapter_can_be_stored_again(document: DocumentPage, vault: UnlockedVault) -> None:
    open_chapter(document, "2.3")
    key = chapter(document, "2.3")
    type_text(document, "Blijf bestaan. ")
    record = Chapters(vault).get(key)
    Chapters(vault).remove(key, record.version)
    document.save()
    assert "bestaat niet (meer)" in document.editor.message.text.text()
    document.editor.message.do()
    assert document.desk.open_id != key
    again = Chapters(vault).get(document.desk.open_id or 0).draft
    assert again.number == "2.3"
    assert (again.text or "").startswith("Blijf bestaan.")


def test_that_comparing_with_a_removed_chapter_offers_to_store_it_again(
    document: DocumentPage, vault: UnlockedVault
) -> None:
    open_chapter(document, "2.3")
    key = chapter(document, "2.3")
    type_text(document, "Mijn zin. ")
    somebody_saves(vault, key, text="Hun tekst.")
    document.save()
    Chapters(vault).remove(key, 2)
    document.editor.message.do()
    assert "bestaat niet (meer)" in document.editor.message.text.text()
    Chapters(vault).add(ChapterDraft(document.document.id if document.document else None, "2.3", "Bezet", "x"))
    document.editor.message.do()
    assert document.editor.message.text.text() == "Er is al een hoofdstuk met dit nummer."
    assert document.editor.dirty


def test_that_lines_are_compared_by_their_text() -> None:
    assert differing_lines("een\ntwee\ndrie", "een\nTWEE\ndrie") == (1,)
    assert differing_lines("een\ntwee", "een") == (1,)
    assert differing_lines("een", "een") == ()


def test_that_a_disk_that_refuses_is_told_and_the_text_stays(
    document: DocumentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_chapter(document, "2.3")
    type_text(document, "Blijf staan. ")

    def full(*_args: object) -> None:
        raise DiskFull("De schijf is vol; er is niets opgeslagen.")

    monkeypatch.setattr(document.desk._chapters, "change", full)
    document.save()
    assert document.editor.message.text.text() == "De schijf is vol; er is niets opgeslagen."
    assert document.editor.dirty
    monkeypatch.setattr(document._chapters, "ids", full)
    document.refresh()
    assert document.message.text.text() == "De schijf is vol; er is niets opgeslagen."
