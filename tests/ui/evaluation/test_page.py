"""The document: what is shown, what can be inserted, who may only read, and the registers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.services.evaluation.texts import (
    Callouts,
    Chapters,
    EvaluationDraft,
    Evaluations,
    OverviewItems,
    StatedFacts,
)
from app.services.records import Query
from tests.demo_vault import copy_of, open_as
from tests.ui.evaluation.hands import (
    ContextOf,
    chapter,
    document_of,
    drawn,
    open_chapter,
    opened,
    register_in,
    type_text,
)
from ui.dialogs import Answer
from ui.widgets.dialogs.pick_dialog import PickDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.evaluation.document import DocumentPage
    from ui.pages.evaluation.page import EvaluationPage


def test_that_the_document_opens_with_its_chapters_pages_and_notes(qtbot: QtBot, document: DocumentPage) -> None:
    drawn(qtbot, document)
    assert [each.number for each in document.list.lines][:4] == ["1", "2", "2.1", "2.2"]
    assert document.editor.record is not None
    assert document.editor.record.draft.number == "1"
    assert document.preview.view.count > 10
    assert document.preview.view.page == 1
    assert document.points > 5
    assert document.head.facts.text().startswith("versie 2 · 29 april 2020")
    assert document.head.status.text() == "Concept"


def test_that_what_is_typed_is_drawn_before_it_is_saved(qtbot: QtBot, document: DocumentPage) -> None:
    open_chapter(document, "2.3")
    type_text(document, "[[bestaat niet]] ")
    qtbot.waitUntil(lambda: document.preview.busy)
    drawn(qtbot, document)
    assert document.editor.dirty
    assert any("bestaat niet" in note.text for note in document.notes._notes or ())
    assert document.points > 12


def test_that_a_tab_with_changed_text_is_not_left_without_asking(
    page: EvaluationPage, document: DocumentPage, user: User
) -> None:
    type_text(document, "x")
    user.will(Answer.STAY)
    page.open_part("callout")
    assert page.bar.currentIndex() == 0
    user.will(Answer.DISCARD)
    page.open_part("callout")
    assert register_in(page).description.title == "Kaders"


def test_that_a_field_and_a_part_are_inserted_from_a_list(qtbot: QtBot, document: DocumentPage, user: User) -> None:
    drawn(qtbot, document)
    open_chapter(document, "2.3")
    user.dialog = lambda dialog: pick(dialog, "casussen_tot")
    document.editor.field_button.click()
    assert document.editor.text.toPlainText().startswith("[[casussen_totaal]]Om het LIP")
    user.dialog = lambda dialog: pick(dialog, "kader drugslab")
    document.editor.part_button.click()
    assert "[[casussen_totaal]]\n\n[[kader: Drugslab]]\n\nOm het LIP" in document.editor.text.toPlainText()
    before = document.editor.text.toPlainText()
    user.dialog = lambda _dialog: False
    document.editor.field_button.click()
    document.editor.part_button.click()
    assert document.editor.text.toPlainText() == before


def pick(dialog: QDialog, words: str) -> bool:
    assert isinstance(dialog, PickDialog)
    QTest.keyClicks(dialog.search, words)
    assert dialog.chosen is not None
    return True


def test_that_a_note_leads_to_its_chapter(qtbot: QtBot, document: DocumentPage) -> None:
    drawn(qtbot, document)
    links = [each for each in document.notes.findChildren(QPushButton) if "2.1" in each.accessibleName()]
    links[0].click()
    assert document.desk.open_id == chapter(document, "2.1")


def test_that_a_reader_sees_everything_and_changes_nothing(
    qtbot: QtBot, demo: Path, tmp_path: Path, context_of: ContextOf, user: User
) -> None:
    with open_as("controller", copy_of(demo, tmp_path)) as vault:
        document = document_of(opened(qtbot, context_of(vault)))
        drawn(qtbot, document)
        open_chapter(document, "2.3")
        type_text(document, "mag niet")
        document.save()
        document.new()
        QTest.keyClick(document.list.list, Qt.Key.Key_F2)
        assert document.editor.text.isReadOnly()
        document.editor.text.bold()
        assert not document.editor.dirty
        assert not document.editor.save_button.isVisible()
        assert document.head.export.isVisible()
        assert document.preview.view.count > 10


def test_that_without_a_document_the_page_says_what_to_do(
    qtbot: QtBot, page: EvaluationPage, document: DocumentPage, vault: UnlockedVault
) -> None:
    remove_everything(vault)
    document.refresh()
    assert document.preview.view.count == 0
    document.new()
    assert page.bar.tabText(page.bar.currentIndex()) == "Documentgegevens"
    assert register_in(page).panel.creating
    page.save()
    page.open_part("document")
    assert document.head.status.text() == "Concept"
    assert document.list.lines == ()
    assert document.desk.open_id is None


def remove_everything(vault: UnlockedVault) -> None:
    for kind in (Chapters, Callouts, OverviewItems, StatedFacts, Evaluations):
        register = kind(vault)
        for key in register.ids(Query()):
            register.remove(key, register.get(key).version)


def test_that_a_document_just_made_comes_in_front_and_another_can_be_chosen(
    qtbot: QtBot, document: DocumentPage, vault: UnlockedVault
) -> None:
    made = Evaluations(vault).add(EvaluationDraft(year=2021, title="Evaluatie 2021"))
    document.refresh()
    assert document.document is not None
    assert document.document.id == made.id
    assert document.desk.open_id is None
    document.head.choice.choose(1)
    assert document.document.draft.year == 2019
    assert document.list.lines
    drawn(qtbot, document)


def test_that_another_document_is_not_opened_over_unsaved_text(
    document: DocumentPage, vault: UnlockedVault, user: User
) -> None:
    made = Evaluations(vault).add(EvaluationDraft(year=2021, title="Evaluatie 2021"))
    type_text(document, "x")
    document.refresh()
    assert document.document is not None
    assert document.document.draft.year == 2019
    user.will(Answer.STAY)
    document.head.choice.choose(made.id)
    assert document.document.draft.year == 2019
    assert document.head.choice.value == document.document.id


def test_that_control_data_are_one_click_away(page: EvaluationPage, document: DocumentPage) -> None:
    document.head.control.click()
    record = register_in(page).panel.record
    assert record is not None
    assert record.draft.year == 2019


def test_that_control_data_wait_while_text_is_unsaved(page: EvaluationPage, document: DocumentPage, user: User) -> None:
    type_text(document, "x")
    user.will(Answer.STAY)
    document.head.control.click()
    assert page.current is document


def test_that_every_register_behind_the_document_opens(page: EvaluationPage) -> None:
    for kind in ("evaluation", "callout", "overview_item", "stated_fact"):
        page.open_part(kind)
        register_in(page).open_record(1)
        assert register_in(page).panel.record is not None


def test_that_counts_of_a_callout_are_read_and_stored(page: EvaluationPage, vault: UnlockedVault) -> None:
    page.open_part("callout")
    callouts = register_in(page)
    callouts.open_record(1)
    field = callouts.panel.form.fields["claims"]
    text = field.editor.inner
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == "Hennep/drugs sluiting gemeente: 2"
    text.setPlainText("zonder aantal")
    callouts.save()
    assert "dubbele punt" in field.problem
    text.setPlainText("APV, art. 2:80: 3\nIllegale gokhal: 1")
    callouts.save()
    assert callouts.records.get(1).draft.claims == (("APV, art. 2:80", 3), ("Illegale gokhal", 1))
