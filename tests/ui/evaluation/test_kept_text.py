"""The text of a chapter that was kept, and comes back after the vault locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import NotFound
from app.services.drafts import waiting_drafts
from app.services.evaluation.texts import Chapters
from tests.ui.evaluation.hands import chapter, open_chapter, somebody_saves, type_text

if TYPE_CHECKING:
    from app.services.drafts import Draft
    from app.vault.session import UnlockedVault
    from ui.pages.evaluation.document import DocumentPage


@pytest.fixture
def kept(document: DocumentPage, vault: UnlockedVault) -> Draft:
    """A chapter that was being written; what was typed is not on screen any more."""
    open_chapter(document, "2.3")
    assert document.unsaved() is None
    type_text(document, "Bewaard begin. ")
    unsaved = document.unsaved()
    assert unsaved is not None
    unsaved.drafts.keep(unsaved.input)
    document.desk.revert()
    open_chapter(document, "2.4")
    (draft,) = waiting_drafts(vault)
    return draft


def test_that_the_text_is_back_in_its_chapter(document: DocumentPage, kept: Draft) -> None:
    document.put_back(kept)

    assert document.desk.open_id == chapter(document, "2.3")
    assert document.editor.dirty
    assert (document.editor.draft().text or "").startswith("Bewaard begin.")
    assert "staat klaar" in document.editor.message.text.text()
    assert document.spot().record == (document.document.id if document.document else None)
    document.editor.message.act_button.click()
    assert not document.editor.dirty


def test_that_saving_over_the_text_of_another_is_a_conflict(
    document: DocumentPage, kept: Draft, vault: UnlockedVault
) -> None:
    somebody_saves(vault, chapter(document, "2.3"), text="Van een ander.")

    document.put_back(kept)
    document.save()

    assert "Iemand anders heeft dit hoofdstuk" in document.editor.message.text.text()
    assert Chapters(vault).get(chapter(document, "2.3")).draft.text == "Van een ander."


def test_that_a_chapter_that_is_gone_is_said(document: DocumentPage, kept: Draft, vault: UnlockedVault) -> None:
    record = Chapters(vault).get(chapter(document, "2.3"))
    Chapters(vault).remove(record.id, record.version)

    with pytest.raises(NotFound):
        document.put_back(kept)


def test_that_who_may_only_read_gets_nothing_back(document: DocumentPage, kept: Draft) -> None:
    document.may_edit = False
    document.put_back(kept)

    assert not document.editor.dirty
