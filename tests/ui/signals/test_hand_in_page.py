"""The page of a participant: hand in, hear how it goes, and lose nothing that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.drafts import waiting_drafts
from app.services.post import carry_and_take_in
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.hand_in import HandedState, handed_in
from app.services.signals.signals import Signals
from app.services.signals.weighing import answer_step
from models.casework.choices import WeighingStepKind as W
from tests.services.signals.files import YES
from tests.ui.conftest import User, shown
from ui.dialogs import Answer
from ui.pages.signals.hand_in import KIND, TONES, HandInPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from ui.widgets.page import PageContext

    ContextOf = Callable[[UnlockedVault], PageContext]


@pytest.fixture
def page(participant: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User) -> HandInPage:
    made = HandInPage(context_of(participant))
    made.refresh()
    shown(qtbot, made)
    return made


def fill(page: HandInPage, title: str = "Loods", facts: str = "Zoemend geluid.") -> None:
    page.form.fields["title"].editor.show_value(title)
    page.form.fields["facts"].editor.show_value(facts)
    page.form.edited.emit()


def test_that_handing_in_empties_the_form_and_shows_in_the_own_list(
    page: HandInPage, participant: UnlockedVault, vault: UnlockedVault
) -> None:
    assert page.empty.isVisible()
    fill(page)
    page.save()
    assert not page.form.dirty
    assert "verzegeld" in page.message.text.text()
    key = handed_in(participant)[0].id
    assert [page.table.cell_text(key, column) for column in (0, 1)] == ["Loods", "onderweg"]
    carry_and_take_in(vault)
    signal = next(iter(Signals(vault).ids(Query())))
    answer_step(vault, signal, W.W1, YES, course_of(vault, signal).version)
    carry_and_take_in(vault)
    page.refresh()
    assert page.table.cell_text(key, 1) == "in behandeling"
    assert page.table.cell_text(key, 2)


def test_that_what_is_wrong_stands_beside_its_field_and_nothing_is_sent(
    page: HandInPage, participant: UnlockedVault
) -> None:
    fill(page, title="")
    page.form.fields["postcode"].editor.show_value("12")
    page.save()
    assert {name for name, each in page.form.fields.items() if each.problem} == {"title", "postcode"}
    assert handed_in(participant) == ()
    assert page.form.dirty


def test_that_what_was_typed_is_kept_by_who_typed_it(page: HandInPage, participant: UnlockedVault) -> None:
    assert page.unsaved() is None
    fill(page)
    found = page.unsaved()
    assert found is not None
    found.drafts.keep(found.input)
    draft = waiting_drafts(participant)[0]
    assert (draft.input.kind, draft.input.now["title"]) == (KIND, "Loods")
    page.form.show_draft(page.form.so_far())
    page.put_back(draft)
    assert page.form.draft().title == "Loods"
    assert page.form.dirty
    assert "nog niet ingebracht" in page.message.text.text()


def test_that_input_is_never_lost_without_asking(page: HandInPage, user: User, participant: UnlockedVault) -> None:
    assert page.may_leave()
    fill(page)
    user.will(Answer.STAY)
    assert not page.may_leave()
    user.will(Answer.DISCARD)
    page.new()
    assert not page.form.dirty
    fill(page)
    user.will(Answer.SAVE)
    assert page.may_leave()
    assert len(handed_in(participant)) == 1
    assert user.asked == ["een signaal ingevuld"] * 3


def test_that_a_line_leaves_the_own_list_when_its_owner_says_so(
    page: HandInPage, user: User, participant: UnlockedVault
) -> None:
    page.forget()
    fill(page)
    page.save()
    page.table.setCurrentCell(0, 0)
    user.will(False, True)
    page.forget()
    assert len(handed_in(participant)) == 1
    page.forget()
    assert handed_in(participant) == ()


def test_that_the_cursor_is_found_again(page: HandInPage) -> None:
    page.focus_field("facts")
    assert page.spot().field == "facts"
    assert set(TONES) == set(HandedState)


def test_that_a_lost_right_is_told(page: HandInPage, participant: UnlockedVault) -> None:
    fill(page)
    participant.lock()
    page.refresh()
    page.save()
    assert page.message.isVisible()
    assert page.form.dirty
