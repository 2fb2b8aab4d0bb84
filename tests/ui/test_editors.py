"""The inputs one by one: choosing, suggestions, lines, the calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.records import Option
from models.choices import Level
from ui.widgets.forms import calendar, editors
from ui.widgets.forms.editors import ChoiceEditor, SuggestionEditor, TextEditor
from ui.widgets.forms.form import Form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


from tests.ui.hands import line, type_in
from tests.ui.sample_form import GROUPS, Draft, Offer


def test_that_a_choice_can_be_made_unknown_with_delete(form: Form) -> None:
    form.show_draft(Draft(level=Level.LOCAL))
    editor = form.fields["level"].editor
    assert isinstance(editor, ChoiceEditor)

    QTest.keyClick(editor.input, Qt.Key.Key_Delete)

    assert form.draft().level is None
    assert form.dirty


def test_that_a_required_choice_offers_unknown_only_until_something_is_chosen(form: Form, offer: Offer) -> None:
    editor = form.fields["kind_id"].editor
    assert isinstance(editor, ChoiceEditor)
    assert editor.input.count() == 3

    editor.input.choose(2)
    editor.gather()
    QTest.keyClick(editor.input, Qt.Key.Key_Delete)

    assert form.draft().kind_id == 2
    assert editor.input.count() == 2


def test_that_a_stored_value_that_is_no_longer_offered_stays(form: Form, offer: Offer) -> None:
    form.show_draft(Draft(kind_id=7))

    editor = form.fields["kind_id"].editor
    assert isinstance(editor, ChoiceEditor)
    assert form.draft().kind_id == 7
    assert "niet meer in de lijst" in editor.input.currentText()


def test_that_what_is_offered_depends_on_the_draft_of_now(form: Form, offer: Offer) -> None:
    type_in(form, "year", "2018")
    offer.kinds = [Option(9, "Oud type")]

    editor = form.fields["kind_id"].editor
    assert isinstance(editor, ChoiceEditor)
    editor.input.showPopup()

    assert offer.asked[-1][0] == "kind_id"
    assert offer.asked[-1][1].year == 2018
    assert [editor.input.itemText(at) for at in range(editor.input.count())] == ["Kies…", "Oud type"]
    editor.input.hidePopup()


def test_that_nothing_is_asked_with_a_half_shown_draft(qtbot: QtBot, offer: Offer) -> None:
    made = Form(GROUPS, offer)
    qtbot.addWidget(made)
    editor = made.fields["kind_id"].editor
    assert isinstance(editor, ChoiceEditor)

    editor.gather()

    assert offer.asked == [("kind_id", None)]


def test_that_suggestions_are_offered_without_touching_the_text(form: Form) -> None:
    editor = form.fields["handler"].editor
    assert isinstance(editor, SuggestionEditor)
    editor.input.setEditText("N. Nieuw")

    editor.gather()

    assert form.draft().handler == "N. Nieuw"
    assert [editor.input.itemText(at) for at in range(editor.input.count())] == ["T. Fictief"]


def test_that_the_wheel_does_not_change_a_choice(form: Form) -> None:
    form.show_draft(Draft(level=Level.LOCAL))
    editor = form.fields["level"].editor
    assert isinstance(editor, ChoiceEditor)
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(editor.input, turn)

    assert form.draft().level is Level.LOCAL


def test_that_a_text_that_is_too_long_is_refused_with_its_limit(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editors, "CHARACTERS_AT_MOST", 10)

    type_in(form, "text", "elf tekens!")

    assert "ten hoogste 10 tekens" in form.fields["text"].problem


def test_that_lines_become_items_and_empty_lines_nothing(form: Form) -> None:
    form.show_draft(Draft(partners=("Politie",)))
    editor = form.fields["partners"].editor
    assert isinstance(editor, TextEditor)

    editor.input.setPlainText("Politie\n\n  OM  \n")

    assert form.draft().partners == ("Politie", "OM")


def test_that_a_screen_reader_hears_name_and_duty_of_a_field(form: Form) -> None:
    assert line(form, "title").input.accessibleName() == "Titel, verplicht"
    assert line(form, "amount").input.accessibleName() == "Bedrag"


@pytest.mark.parametrize(("typed", "opens_at"), [("5-6-2019", QDate(2019, 6, 5)), ("", None), ("ooit", None)])
def test_that_the_calendar_opens_at_the_day_of_the_field(
    form: Form, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, typed: str, opens_at: QDate | None
) -> None:
    monkeypatch.setattr(calendar, "today", lambda: date(2020, 1, 15))
    line(form, "day").input.setText(typed)

    popup = line(form, "day").calendar.open()

    assert popup.calendar.selectedDate() == (opens_at or QDate(2020, 1, 15))
    popup.close()


def test_that_a_day_from_the_calendar_counts_as_typed(form: Form, qtbot: QtBot) -> None:
    popup = line(form, "day").calendar.open()

    with qtbot.waitSignal(form.edited):
        popup.take(QDate(2019, 10, 29))

    assert form.draft().day == date(2019, 10, 29)
    assert form.dirty
