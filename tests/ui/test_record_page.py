"""The one record page on a real register: making, changing, leaving, and never losing what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.errors import DiskFull
from app.formats import format_date
from app.services.clock import today
from app.services.programme.registers import GoalDraft, Goals
from tests.ui.conftest import User, Visits, focused, shown
from tests.ui.hands import key_of, names, retype
from ui.dialogs import Answer
from ui.pages.programme.registers import GOALS
from ui.widgets.record.description import ActContext, PageAct
from ui.widgets.record.page import RecordPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from ui.widgets.page import PageContext

ContextOf = Callable[["UnlockedVault"], "PageContext"]


def test_that_the_list_shows_the_register_and_how_many(page: RecordPage) -> None:
    assert names(page) == ["Zicht op panden", "Weerbaar bestuur"]
    assert page.list.count.text() == "2 doelen"
    assert page.panel.isHidden()


def test_that_choosing_a_row_opens_the_record(page: RecordPage, qtbot: QtBot) -> None:
    page.list.table.selectRow(1)

    assert page.panel.record is not None
    assert page.panel.form.draft().name == "Weerbaar bestuur"
    assert not page.panel.dirty
    assert not page.panel.save_button.isEnabled()


def test_that_the_arrow_keys_go_through_the_list_row_by_row(page: RecordPage, qtbot: QtBot) -> None:
    page.list.table.setFocus()
    page.list.table.selectRow(0)
    qtbot.waitUntil(page.list.table.hasFocus)

    QTest.keyClick(page.list.table, Qt.Key.Key_Down)
    assert page.list.table.currentIndex().row() == 1
    QTest.keyClick(page.list.table, Qt.Key.Key_Up)
    assert page.list.table.currentIndex().row() == 0


def test_that_a_record_is_made_by_keyboard_alone(page: RecordPage, goals: Goals, qtbot: QtBot) -> None:
    page.new()
    first = page.panel.form.fields["name"].editor.inner
    qtbot.waitUntil(first.hasFocus)
    for text in ("Veilig buitengebied", "Nota 2019", "2023", "Minder leegstand"):
        QTest.keyClicks(focused(), text)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)

    page.save()

    stored = goals.get(key_of(goals, "buitengebied"))
    assert stored.draft == GoalDraft("Veilig buitengebied", "Nota 2019", 2023, "Minder leegstand")
    assert "Veilig buitengebied" in names(page)
    assert page.panel.record == stored
    assert page.list.table.currentIndex().data() == "Veilig buitengebied"
    assert page.message.text.text() == "‘Veilig buitengebied’ is opgeslagen."


def test_that_a_change_is_stored_and_shown(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)

    retype(page, "horizon", "2025")
    assert page.panel.save_button.isEnabled()
    page.panel.save_button.click()

    assert goals.get(key).draft.horizon == 2025
    assert not page.panel.dirty


def test_that_refused_input_stays_with_the_reason_beside_the_field(page: RecordPage, goals: Goals) -> None:
    page.open_record(key_of(goals, "panden"))
    retype(page, "name", "Nieuw")
    page.panel.form.fields["text"].editor.show_value("")

    page.save()

    assert page.panel.form.fields["text"].problem == "Omschrijf het doel."
    assert page.panel.form.fields["name"].editor.value() == "Nieuw"
    assert "gemarkeerde velden" in page.panel.message.text.text()
    assert page.panel.dirty


def test_that_a_rule_about_the_whole_form_is_told_above_it(
    page: RecordPage, goals: Goals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Goals, "check", lambda *_: {"": "Past niet bij de andere gegevens."})
    page.open_record(key_of(goals, "panden"))
    retype(page, "name", "Anders")

    page.save()

    assert page.panel.message.text.text() == "Past niet bij de andere gegevens."


def test_that_a_name_that_exists_is_refused_with_the_input_kept(page: RecordPage) -> None:
    page.new()
    retype(page, "name", "Zicht op panden")
    page.panel.form.fields["text"].editor.show_value("Nog eens")

    page.save()

    told = f"{page.panel.message.text.text()} {page.panel.form.fields['name'].problem}"
    assert "Er is al een doel" in told
    assert page.panel.dirty


def test_that_a_full_disk_loses_no_input(page: RecordPage, goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    page.open_record(key_of(goals, "panden"))
    retype(page, "name", "Anders")

    def full(*_: object) -> None:
        raise DiskFull("De schijf is vol; er is niets opgeslagen.")

    monkeypatch.setattr(page.records, "change", full)
    page.save()

    assert page.panel.message.text.text() == "De schijf is vol; er is niets opgeslagen."
    assert page.panel.form.fields["name"].editor.value() == "Anders"


def test_that_saving_without_a_change_does_nothing(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)

    page.save()

    assert len(goals.history(key)) == 1


@pytest.mark.parametrize("answer", [Answer.SAVE, Answer.DISCARD, Answer.STAY])
def test_that_leaving_changed_input_is_asked_first(page: RecordPage, goals: Goals, user: User, answer: Answer) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    retype(page, "name", "Anders")
    user.will(answer)

    may_leave = page.may_leave()

    assert user.asked == ["‘Zicht op panden’ gewijzigd"]
    assert may_leave is (answer is not Answer.STAY)
    assert goals.get(key).draft.name == ("Anders" if answer is Answer.SAVE else "Zicht op panden")
    assert page.panel.dirty is (answer is Answer.STAY)


def test_that_a_refused_save_keeps_the_user_on_the_page(page: RecordPage, user: User) -> None:
    page.new()
    retype(page, "name", "Zonder omschrijving")
    user.will(Answer.SAVE)

    assert not page.may_leave()
    assert user.asked == ["een nieuw doel ingevuld"]
    assert page.panel.form.fields["text"].problem == "Omschrijf het doel."


def test_that_dropping_a_new_form_closes_it(page: RecordPage, user: User) -> None:
    page.new()
    retype(page, "name", "x")
    user.will(Answer.DISCARD)

    assert page.may_leave()
    assert not page.panel.is_open


def test_that_staying_puts_the_mark_in_the_list_back(page: RecordPage, goals: Goals, user: User, qtbot: QtBot) -> None:
    page.open_record(key_of(goals, "panden"))
    retype(page, "name", "Anders")
    user.will(Answer.STAY)

    page.list.table.selectRow(1)

    qtbot.waitUntil(lambda: page.list.table.currentIndex().row() == 0)
    assert page.panel.form.fields["name"].editor.value() == "Anders"


def test_that_choosing_the_open_record_again_changes_nothing(page: RecordPage, goals: Goals) -> None:
    page.open_record(key_of(goals, "panden"))
    retype(page, "name", "Anders")

    page.list.chosen.emit(key_of(goals, "panden"))

    assert page.panel.dirty


def test_that_a_record_outside_the_filter_is_shown_by_dropping_the_filter(page: RecordPage, goals: Goals) -> None:
    page.list.filters.search.setText("bestuur")
    page.list.filters.search.returnPressed.emit()
    assert names(page) == ["Weerbaar bestuur"]

    page.open_record(key_of(goals, "panden"))

    assert page.panel.record is not None
    assert page.list.table.currentIndex().data() == "Zicht op panden"


def test_that_an_empty_register_says_how_to_begin(
    vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    page = RecordPage(GOALS, context_of(vault))
    page.refresh()
    shown(qtbot, page)

    assert page.list.stack.currentWidget() is page.list.none
    assert page.list.none.title.text() == "Nog geen doelen"
    page.list.none.findChildren(QPushButton)[0].click()
    assert page.panel.creating


def test_that_a_search_without_result_offers_everything_again(page: RecordPage) -> None:
    page.list.filters.search.setText("niets hiervan")
    page.list.filters.search.returnPressed.emit()
    assert page.list.stack.currentWidget() is page.list.no_match

    page.list.no_match.findChildren(QPushButton)[0].click()

    assert page.list.stack.currentWidget() is page.list.table


def test_that_ctrl_f_goes_to_the_search_field(page: RecordPage, qtbot: QtBot) -> None:
    page.focus_search()

    qtbot.waitUntil(page.list.filters.search.hasFocus)


def test_that_esc_closes_the_form_then_the_filter(page: RecordPage, goals: Goals) -> None:
    page.list.filters.search.setText("panden")
    page.list.filters.search.returnPressed.emit()
    page.open_record(key_of(goals, "panden"))

    page.escape()
    assert not page.panel.is_open
    assert names(page) == ["Zicht op panden"]

    page.escape()
    assert len(names(page)) == 2
    page.escape()


def test_that_esc_does_not_drop_input_without_asking(page: RecordPage, goals: Goals, user: User) -> None:
    page.open_record(key_of(goals, "panden"))
    retype(page, "name", "Half getypt")
    user.will(Answer.STAY)

    page.escape()

    assert page.panel.dirty


def test_that_the_history_says_who_did_what(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    retype(page, "horizon", "2030")
    page.save()

    page.panel.tabs.bar.buttons[-1].click()

    told = [label.text() for label in page.panel.past.findChildren(type(page.list.count))]
    assert told[:3] == [format_date(today()), "gewijzigd", "Gebruiker beleidsadviseur"]
    assert "Tot en met" in told
    assert "toegevoegd" in told


def test_that_a_new_form_has_no_history_yet(page: RecordPage) -> None:
    page.new()

    assert not page.panel.tabs.bar.buttons[-1].isEnabled()
    assert page.panel.remove_button.isHidden()


def test_that_a_role_without_the_right_can_look_and_not_touch(
    goals: Goals, unlock_as: UnlockAs, context_of: ContextOf, qtbot: QtBot, user: User
) -> None:
    page = RecordPage(GOALS, context_of(unlock_as("portfolio")))
    page.refresh()
    shown(qtbot, page)

    page.new()
    assert not page.panel.is_open
    page.open_record(key_of(goals, "panden"))
    retype(page, "name", "x")
    page.save()

    assert page.panel.form.draft().name == "Zicht op panden"
    assert page.panel.save_button.isHidden() or not page.panel.save_button.isVisible()
    assert not any("Nieuw doel" in button.text() for button in page.findChildren(QPushButton))


def test_that_acts_get_the_open_record_and_hide_from_who_may_not(
    goals: Goals, vault: UnlockedVault, context_of: ContextOf, qtbot: QtBot, user: User, visits: Visits
) -> None:
    seen: list[ActContext] = []
    acts = (
        PageAct("Kopie", "copy", seen.append, needs_record=True),
        PageAct("Verboden", "lock", seen.append, allowed=lambda _: False),
    )
    description = type(GOALS)(**{name: getattr(GOALS, name) for name in GOALS.__slots__} | {"acts": acts})
    page = RecordPage(description, context_of(vault), heading=False)
    page.refresh()
    shown(qtbot, page)
    (act, made), *others = page._act_buttons
    assert not others
    assert not made.isEnabled()

    page.open_record(key_of(goals, "panden"))
    made.click()

    assert act.title == "Kopie"
    assert seen[0].record == page.panel.record
    seen[0].tell("Gedaan.")
    assert page.message.text.text() == "Gedaan."


def test_that_fields_outside_the_form_are_called_by_their_name() -> None:
    assert GOALS.title_of("horizon") == "Tot en met"
    assert GOALS.title_of("version") == "version"


def test_that_the_keyboard_goes_from_search_to_list_to_form_and_back(page: RecordPage, qtbot: QtBot) -> None:
    page.focus_search()
    qtbot.waitUntil(page.list.filters.search.hasFocus)
    QTest.keyClick(page.list.filters.search, Qt.Key.Key_Down)
    qtbot.waitUntil(page.list.table.hasFocus)
    assert page.panel.record is not None

    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.panel.form.fields["name"].editor.inner.hasFocus)

    page.escape()
    qtbot.waitUntil(page.list.table.hasFocus)


def test_that_from_search_to_an_empty_list_goes_nowhere(page: RecordPage) -> None:
    page.list.filters.search.setText("niets hiervan")
    page.list.filters.search.returnPressed.emit()

    page.list.enter()

    assert not page.panel.is_open


def test_that_saving_leaves_the_form_where_it_was_scrolled(page: RecordPage, goals: Goals, qtbot: QtBot) -> None:
    page.resize(1000, 460)
    page.open_record(key_of(goals, "panden"))
    bar = page.panel.form.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QApplication.processEvents()
    bar.setValue(bar.maximum())
    page.panel.form.fields["horizon"].editor.show_value(2031)
    place = bar.value()

    page.save()

    assert goals.get(key_of(goals, "panden")).draft.horizon == 2031
    assert bar.value() == place


def test_that_the_list_says_how_it_is_classified(page: RecordPage) -> None:
    texts = [label.text() for label in page.list.findChildren(type(page.list.count))]

    assert "Intern" in texts
