"""Others work on the same register: conflicts, removals and undoing them, with the input kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.errors import DiskFull
from app.services.programme.registers import GoalDraft, Goals
from tests.ui.hands import key_of, names, retype, theirs
from ui.dialogs import Answer
from ui.widgets.record.conflict import ConflictDialog

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.services.records import Query
    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.widgets.page import PageContext
    from ui.widgets.record.page import RecordPage

ContextOf = Callable[["UnlockedVault"], "PageContext"]


def test_that_a_removal_can_be_undone(page: RecordPage, goals: Goals, qtbot: QtBot) -> None:
    page.open_record(key_of(goals, "panden"))
    before = goals.get(key_of(goals, "panden")).draft

    page.panel.remove_button.click()
    assert names(page) == ["Weerbaar bestuur"]
    assert page.message.text.text() == "‘Zicht op panden’ is verwijderd."
    assert not page.panel.is_open

    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert goals.get(key_of(goals, "panden")).draft == before
    assert page.panel.record is not None
    assert page.panel.record.title == "Zicht op panden"


def test_that_an_undo_that_fails_says_so(page: RecordPage, goals: Goals) -> None:
    page.open_record(key_of(goals, "panden"))
    page.remove()
    goals.add(GoalDraft("Zicht op panden", text="Iemand was eerder"))

    page.message.do()

    assert page.message.text.text().startswith("Terugzetten lukt niet: Er is al een doel")


def test_that_undo_keeps_input_that_was_typed_meanwhile(page: RecordPage, goals: Goals, user: User) -> None:
    page.open_record(key_of(goals, "panden"))
    page.remove()
    page.open_record(key_of(goals, "bestuur"))
    retype(page, "name", "Half getypt")
    page.message.say(
        "‘Zicht op panden’ is verwijderd.", act="x", do=lambda: page._undo_removal(GoalDraft("T", text="t"))
    )
    user.will(Answer.STAY)

    page.message.act_button.click()

    assert page.panel.form.fields["name"].editor.value() == "Half getypt"
    assert "T" in names(page)


def test_that_what_cannot_be_removed_says_why(page: RecordPage, goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Goals, "hindrance", lambda *_: "Dit doel is in gebruik.")
    page.open_record(key_of(goals, "panden"))

    page.remove()

    assert page.panel.message.text.text() == "Dit doel is in gebruik."
    assert page.panel.is_open


def test_that_without_an_open_record_nothing_is_removed(page: RecordPage) -> None:
    page.remove()

    assert len(names(page)) == 2


def test_that_a_conflict_keeps_the_input_and_offers_to_compare(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    retype(page, "name", "Mijn naam")
    theirs(goals, key, horizon=2030)

    page.save()

    assert "Iemand anders heeft het doel intussen gewijzigd" in page.panel.message.text.text()
    assert page.panel.form.fields["name"].editor.value() == "Mijn naam"
    assert goals.get(key).draft.name == "Zicht op panden"


def test_that_two_versions_are_merged_field_by_field(page: RecordPage, goals: Goals, user: User) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    retype(page, "name", "Mijn naam")
    retype(page, "source", "Mijn bron")
    theirs(goals, key, horizon=2030, source="Hun bron")
    proposed: dict[str, bool] = {}

    def decide(dialog: QDialog) -> bool:
        assert isinstance(dialog, ConflictDialog)
        proposed.update({name: mine.isChecked() for name, (_, mine, _) in dialog.choices.items()})
        dialog.choices["source"][2].setChecked(True)
        return True

    user.dialog = decide
    page.save()
    page.panel.message.do()

    assert proposed == {"name": True, "horizon": False, "source": True}
    assert page.panel.dirty
    assert page.panel.form.draft() == GoalDraft("Mijn naam", "Hun bron", 2030, "Wat zicht op panden is.")

    page.save()
    assert goals.get(key).draft == GoalDraft("Mijn naam", "Hun bron", 2030, "Wat zicht op panden is.")


def test_that_closing_the_comparison_leaves_everything_as_it_was(page: RecordPage, goals: Goals, user: User) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    retype(page, "name", "Mijn naam")
    theirs(goals, key, horizon=2030)
    user.dialog = lambda _: False
    page.save()

    page.panel.message.do()

    assert page.panel.form.fields["name"].editor.value() == "Mijn naam"
    assert page.panel.message.has_act


def test_that_unreadable_input_is_put_right_before_comparing(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    retype(page, "name", "Mijn naam")
    theirs(goals, key, horizon=2030)
    page.save()
    retype(page, "horizon", "ooit")

    page.panel.message.do()

    assert "vier cijfers" in page.panel.form.fields["horizon"].problem


def test_that_a_removal_by_somebody_else_keeps_the_input(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    retype(page, "name", "Toch bewaard")
    goals.remove(key, goals.get(key).version)

    page.save()
    assert "Uw invoer staat er nog" in page.panel.message.text.text()
    page.panel.message.do()

    assert goals.get(key_of(goals, "Toch")).draft.name == "Toch bewaard"


def test_that_comparing_with_what_was_removed_offers_to_store_it_anew(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    retype(page, "name", "Mijn naam")
    theirs(goals, key, horizon=2030)
    page.save()
    goals.remove(key, goals.get(key).version)

    page.panel.message.do()

    assert page.panel.message.act_button.text() == "Als nieuw opslaan"


def test_that_comparing_after_closing_does_nothing(page: RecordPage) -> None:
    page._compare()

    assert not page.panel.is_open


def test_that_removing_what_somebody_changed_is_a_conflict(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    theirs(goals, key, horizon=2030)

    page.remove()

    assert "intussen gewijzigd" in page.panel.message.text.text()
    assert goals.get(key).draft.horizon == 2030


def test_that_refreshing_shows_what_others_did(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    theirs(goals, key, horizon=2030)

    page.refresh()

    assert page.panel.form.draft().horizon == 2030


def test_that_refreshing_leaves_input_alone(page: RecordPage, goals: Goals) -> None:
    page.open_record(key_of(goals, "panden"))
    retype(page, "name", "Half getypt")

    page.refresh()

    assert page.panel.form.fields["name"].editor.value() == "Half getypt"


def test_that_refreshing_a_record_that_is_gone_closes_it(page: RecordPage, goals: Goals) -> None:
    key = key_of(goals, "panden")
    page.open_record(key)
    goals.remove(key, goals.get(key).version)

    page.refresh()

    assert not page.panel.is_open
    assert "bestaat niet" in page.message.text.text()


def test_that_opening_a_record_that_is_gone_says_so(page: RecordPage, goals: Goals) -> None:
    page.open_record(999)

    assert not page.panel.is_open
    assert "bestaat niet" in page.message.text.text()


def test_that_a_storage_failure_while_refreshing_is_told(page: RecordPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Query) -> None:
        raise DiskFull("De schijf weigert.")

    monkeypatch.setattr(page.records, "places", full)

    page.refresh()

    assert page.message.text.text() == "De schijf weigert."
