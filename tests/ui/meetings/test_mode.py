"""Meeting mode: one item at a time by keyboard, decisions refused beside their field, content shielded, the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from app.services.meetings.deciding import decide
from app.services.meetings.meetings import Meetings
from app.services.meetings.participation import set_participation
from app.services.meetings.sitting import Deciding, item_view, sitting
from models.casework.meeting_choices import Audience, Decision, ItemKind, ItemPart, MeetingStatus, Presence
from tests.ui.hands import type_in
from ui.dialogs import Answer
from ui.pages.meetings.item_card import NOT_CLEARED
from ui.pages.meetings.minutes import MinutesDialog
from ui.pages.meetings.mode import MeetingMode
from ui.pages.meetings.participation import ParticipationDialog
from ui.pages.meetings.pausing import LockPause
from ui.widgets.lock_controls import LockWarning, MeetingButton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.widgets.page import PageContext

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
OPENING, SIGNAL, CASE, LAST, END = 1, 2, 3, 4, 5


def choose(mode: MeetingMode, decision: Decision) -> None:
    editor = mode.decision.form.fields["decision"].editor
    editor.show_value(decision)
    editor.edited.emit()


def shielded(mode: MeetingMode) -> bool:
    return mode.item.shielded


def dirty(mode: MeetingMode) -> bool:
    return mode.dirty


def visible_fields(mode: MeetingMode) -> set[str]:
    return {name for name, each in mode.decision.form.fields.items() if not each.isHidden()}


def test_that_one_goes_through_a_meeting_by_keyboard(mode: MeetingMode) -> None:
    seen = [mode.where.text()]
    for _ in range(END + 1):
        QTest.keyClick(mode, Qt.Key.Key_Right, ALT)
        seen.append(mode.where.text())
    assert seen == [
        "Aanwezigheid",
        "Punt 1 van 4",
        "Punt 2 van 4",
        "Punt 3 van 4",
        "Punt 4 van 4",
        "Afsluiten",
        "Afsluiten",
    ]
    QTest.keyClick(mode, Qt.Key.Key_Left, ALT)
    assert mode.where.text() == "Punt 4 van 4"
    mode.go(0)
    QTest.keyClick(mode, Qt.Key.Key_Left, ALT)
    assert mode.place == 0


def test_that_the_next_item_is_read_before_it_is_asked_for(mode: MeetingMode, qtbot: QtBot) -> None:
    mode.go(OPENING)
    key = mode.sitting.items[SIGNAL - 1].id
    qtbot.waitUntil(lambda: key in mode.fetched)
    fetched = mode.fetched[key]
    mode.next()
    assert mode.view is fetched


def test_that_a_decision_without_owner_or_term_is_refused_beside_its_field(mode: MeetingMode) -> None:
    mode.go(CASE)
    choose(mode, Decision.ACTION)
    QTest.keyClick(mode, Qt.Key.Key_Right, ALT)
    assert mode.place == CASE, "what cannot be recorded stays in front"
    fields = mode.decision.form.fields
    assert fields["owner"].problem.startswith("Vul in wie dit doet")
    assert fields["due_on"].problem.startswith("Vul in wanneer het klaar is")
    type_in(mode.decision.form, "due_on", "1-4-2020")
    fields["owner"].editor.show_value("A. Voorbeeld")
    QTest.keyClick(mode, Qt.Key.Key_Return, CONTROL)
    assert mode.place == LAST
    assert mode.sitting.items[CASE - 1].decision is Decision.ACTION


def test_that_no_action_asks_for_nobody(mode: MeetingMode) -> None:
    mode.go(OPENING)
    assert {"owner", "due_on"} <= visible_fields(mode)
    choose(mode, Decision.NO_ACTION)
    assert visible_fields(mode) == {"decision", "conclusion"}
    QTest.keyClick(mode, Qt.Key.Key_S, CONTROL)
    assert mode.place == OPENING
    assert not dirty(mode)
    assert mode.sitting.items[0].decision is Decision.NO_ACTION


def test_that_a_case_and_a_hand_over_ask_for_more(mode: MeetingMode) -> None:
    mode.go(SIGNAL)
    choose(mode, Decision.LIP_CASE)
    assert {"case_type_id", "case_id"} <= visible_fields(mode)
    choose(mode, Decision.RIEC)
    assert {"ground", "what"} <= visible_fields(mode)
    assert {"case_type_id", "case_id"}.isdisjoint(visible_fields(mode))
    mode.decision.form.fields["owner"].editor.show_value("A. Voorbeeld")
    type_in(mode.decision.form, "due_on", "1-4-2020")
    mode.store_and_next()
    assert mode.place == SIGNAL, "what could not be done yet keeps the item in front"
    assert "de uitkomst van het signaal nog niet" in mode.decision.message.text.text()


def test_that_the_content_of_a_signal_waits_for_privacy_test_2a(mode: MeetingMode) -> None:
    mode.go(SIGNAL)
    assert shielded(mode)
    assert mode.item.texts == (NOT_CLEARED,)
    QTest.keyClick(mode, Qt.Key.Key_T, CONTROL)
    assert not shielded(mode)
    assert any("bestelbussen" in text for text in mode.item.texts)
    mode.next()
    mode.previous()
    assert shielded(mode), "each time anew"


def test_that_who_is_not_admitted_has_to_leave_and_who_is_recused_is_named(
    mode: MeetingMode, vault: UnlockedVault, user: User
) -> None:
    mode.go(CASE)

    def limit(dialog: QDialog) -> bool:
        assert isinstance(dialog, ParticipationDialog)
        dialog.limited.setChecked(True)
        dialog.lines["A. Voorbeeld"].admitted.setChecked(True)
        dialog.go.click()
        return dialog.result() == QDialog.DialogCode.Accepted

    user.dialog = limit
    mode.participate()
    assert shielded(mode)
    assert any("Niet toegelaten bij dit punt: B. Voorbeeld." in text for text in mode.item.texts)

    def recuse(dialog: QDialog) -> bool:
        assert isinstance(dialog, ParticipationDialog)
        dialog.limited.setChecked(False)
        line = dialog.lines["B. Voorbeeld"]
        line.recusal.choose(ItemPart.RECUSED)
        dialog.go.click()
        assert not dialog.message.isHidden(), "a recusal has a reason"
        line.reason.setText("Familie")
        dialog.go.click()
        return dialog.result() == QDialog.DialogCode.Accepted

    user.dialog = recuse
    mode.participate()
    assert not shielded(mode)
    assert mode.item.texts[0] == "Verschoond bij dit punt: B. Voorbeeld (Familie)."
    assert item_view(vault, mode.sitting.items[CASE - 1].id).recused == (("B. Voorbeeld", "Familie"),)


def test_that_who_leaves_the_room_is_noted_per_member(mode: MeetingMode, vault: UnlockedVault, held: int) -> None:
    first, second = mode.attendance.choices
    mode.attendance.choices[second].choose(Presence.EXCUSED)
    assert [each.presence for each in sitting(vault, held).attendants] == [Presence.PRESENT, Presence.EXCUSED]
    assert mode.attendance.told.text() == "1 van 2 aanwezig."
    mode.attendance.all_present()
    assert {choice.value for choice in mode.attendance.choices.values()} == {Presence.PRESENT}
    assert first in mode.attendance.choices


def test_that_somebody_who_was_first_is_told_and_nothing_is_lost(mode: MeetingMode, vault: UnlockedVault) -> None:
    mode.go(CASE)
    choose(mode, Decision.NO_ACTION)
    item = mode.sitting.items[CASE - 1]
    decide(vault, item.id, Deciding(Decision.NO_ACTION, "Van een ander"), 1)
    assert not mode.store()
    assert "intussen iets vastgelegd" in mode.decision.message.text.text()
    assert dirty(mode)
    mode.decision.message.do()
    assert not dirty(mode)
    assert mode.decision.deciding().conclusion == "Van een ander"


def test_that_a_meeting_is_closed_when_all_is_decided_and_opened_again(
    mode: MeetingMode, vault: UnlockedVault, held: int
) -> None:
    mode.go(END)
    assert mode.closing.told.text().startswith("Zonder besluit: punt 1 t/m 4.")
    mode.closing.end()
    assert "nog niet besloten" in mode.closing.message.text.text()
    for item in mode.sitting.items:
        decide(vault, item.id, Deciding(Decision.NO_ACTION), 1)
    mode.read_again()
    mode.closing.end()
    assert Meetings(vault).get(held).draft.status is MeetingStatus.HELD
    assert mode.closing.title.text() == "Het overleg is afgesloten"
    mode.go(CASE)
    assert mode.decision.keep.isHidden()
    assert not dirty(mode)
    mode.go(END)
    mode.closing.reopen()
    assert mode.editable


def test_that_minutes_are_written_from_the_last_screen(
    mode: MeetingMode, user: User, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "verslag"

    def export(dialog: QDialog) -> bool:
        assert isinstance(dialog, MinutesDialog)
        dialog.form.fields["reason"].editor.show_value(None)
        dialog.start()
        assert dialog.form.fields["reason"].problem
        dialog.form.fields["reason"].editor.show_value("Voor de deelnemers")
        user.will(None)
        dialog.start()
        assert "geen bestand gekozen" in dialog.message.text.text()
        user.will(out)
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = export
    mode.go(END)
    mode.closing.export()
    assert (tmp_path / "verslag.pdf").read_bytes().startswith(b"%PDF")
    assert "verslag.pdf" in mode.closing.message.text.text()


def test_that_an_action_that_was_done_is_said_to_be_so(mode: MeetingMode, vault: UnlockedVault, held: int) -> None:
    item = mode.sitting.items[CASE - 1]
    decide(vault, item.id, Deciding(Decision.ACTION, "Bel de buren", "A. Voorbeeld", sitting(vault, held).held_on), 1)
    mode.read_again()
    mode.go(CASE)
    assert mode.decision.finish.isHidden()
    mode.finish_action()
    assert "niet over een openstaande actie" in mode.decision.message.text.text()


def test_that_leaving_asks_about_what_was_typed(mode: MeetingMode, user: User) -> None:
    mode.go(OPENING)
    choose(mode, Decision.NO_ACTION)
    user.will(Answer.STAY)
    mode.reject()
    assert mode.isVisible()
    user.will(Answer.SAVE)
    mode.reject()
    assert mode.ended
    assert mode.sitting.items[0].decision is Decision.NO_ACTION
    assert user.asked == ["een besluit ingevuld", "een besluit ingevuld"]


def test_that_one_jumps_to_an_item_by_its_number_and_sees_no_titles(mode: MeetingMode) -> None:
    jump = next(each for each in mode.findChildren(QPushButton) if each.text().strip() == "Ga naar…")
    menu = jump.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Aanwezigheid", "Punt 1", "Punt 2", "Punt 3", "Punt 4", "Afsluiten"]
    menu.actions()[CASE].trigger()
    assert mode.place == CASE
    assert mode.view is not None
    assert mode.view.kind is ItemKind.CASE


def test_that_it_goes_over_the_whole_screen_and_back(mode: MeetingMode) -> None:
    mode.turn_full_screen()
    assert mode.isFullScreen()
    QTest.keyClick(mode, Qt.Key.Key_F11)
    assert not mode.isFullScreen()


def test_that_the_privacy_officer_reads_along_and_decides_nothing(
    held: int, unlock_as: UnlockAs, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot, user: User
) -> None:
    mode = MeetingMode(context_of(unlock_as("privacy")), held)
    qtbot.addWidget(mode, before_close_func=lambda widget: widget.done(0))
    mode.go(CASE)
    assert mode.decision.keep.isHidden()
    assert mode.store()
    assert mode.taking_part.isHidden()
    mode.participate()
    assert not any(choice.isEnabled() for choice in mode.attendance.choices.values())


def test_that_the_lock_is_put_off_in_sight_and_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    meeting, warning = MeetingButton(), LockWarning()
    for part in (meeting, warning):
        part.setParent(window)
    meeting.show()
    asked: list[int] = []
    meeting.asked.connect(asked.append)
    meeting.asked.connect(lambda minutes: meeting.show_left(60 * minutes))
    pause = LockPause(window)
    qtbot.addWidget(pause)
    assert pause.pill.text() == "Vergrendelt zonder invoer"
    pause.begin()
    assert asked == [90]
    assert "vergrendelt niet tot" in pause.pill.text()
    warning.count(20)
    pause.look()
    assert "vergrendelt over 20 seconden" in pause.pill.text()
    pause.end()
    assert asked == [90, 0]
    alone = LockPause(None)
    qtbot.addWidget(alone)
    alone.begin()
    assert "niet worden uitgesteld" in alone.pill.text()
    alone.end()


def test_that_a_limited_item_says_for_whom_it_is(mode: MeetingMode, vault: UnlockedVault) -> None:
    item = mode.sitting.items[OPENING - 1]
    member = next(iter(mode.attendance.choices))
    set_participation(vault, item.id, Audience.LISTED, {member: (ItemPart.ADMITTED, None)})
    mode.read_again()
    mode.go(OPENING)
    assert mode.item.texts[0] == "Beperkte deelname (privacytoets 2A): A. Voorbeeld."
