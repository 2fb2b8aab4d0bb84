"""The tab Weging: the strip says where it is and who decides, and two who weigh at once lose nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from app.rules.weighing import StepState
from app.services.signals.course import course_of
from app.services.signals.sources import SourceChecks, SourceDraft
from app.services.signals.weighing import Ending, answer_step, decide
from models.casework.choices import CheckedSource, HitResult, SignalOutcome, SignalStatus, Verdict
from models.casework.choices import WeighingStepKind as W
from tests.services.signals.files import GROUND, NO, answered, past_privacy_test, signal
from tests.ui.signals.conftest import filling
from ui.pages.signals.dialogs import AnswerDialog, EndingDialog, newest_in
from ui.pages.signals.strip import ICONS, SHORT, TONES, short_name
from ui.pages.signals.weighing import WeighingSheet
from ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.signals.page import SignalsPage

    PageOf = Callable[[UnlockedVault], SignalsPage]


def sheet_of(page: SignalsPage, key: int) -> WeighingSheet:
    page.open_record(key)
    page.panel.tabs.open("weighing")
    sheet = page.panel.tabs.part
    assert isinstance(sheet, WeighingSheet)
    return sheet


def texts(sheet: WeighingSheet) -> list[str]:
    QApplication.processEvents()  # what was added to a layout is shown when the event loop turns
    return [each.text() for each in sheet.findChildren(QLabel) if each.isVisibleTo(sheet)]


def test_that_every_state_has_a_word_an_icon_and_a_tone() -> None:
    assert set(SHORT) == set(ICONS) == set(TONES) == set(StepState)
    assert len(set(SHORT.values())) == len(StepState), "colour never says it alone"
    assert [short_name(step) for step in W] == ["W1", "W2A", "W2B", "W3", "Toets 1", "W4", "Toets 2A", "Toets 2B"]


def test_that_the_strip_begins_with_what_is_next_and_who_decides(vault: UnlockedVault, page_of: PageOf) -> None:
    sheet = sheet_of(page_of(vault), signal(vault))
    assert sheet.lead.text() == "Nu aan de beurt: W1 Ondermijning. Beslist: casusregisseur."
    assert sheet.strip.step is W.W1
    button = sheet.strip.buttons[W.P1]
    assert button.text() == "Toets 1\nlater"
    assert button.accessibleName() == "Privacytoets 1: volgt later. Beslist: privacyfunctionaris."
    assert sheet.answer_button.isVisible()
    assert sheet.decide_button.isEnabled(), "the police can always be told"


def test_that_the_strip_is_walked_with_the_keyboard(vault: UnlockedVault, page_of: PageOf) -> None:
    sheet = sheet_of(page_of(vault), signal(vault))
    sheet.strip.buttons[W.W1].setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        QTest.keyClick(sheet.strip.buttons[sheet.strip.step or W.W1], Qt.Key.Key_Right)
    assert sheet.strip.step is W.P1
    assert any(text.startswith("Privacytoets 1:") for text in texts(sheet))
    assert not sheet.answer_button.isVisible(), "not his to answer, and not yet"


def test_that_an_answer_goes_on_to_the_next_step_and_shows_in_the_list(
    vault: UnlockedVault, page_of: PageOf, user: User
) -> None:
    page = page_of(vault)
    key = signal(vault)
    sheet = sheet_of(page, key)
    user.dialog = filling()
    sheet.answer()
    assert course_of(vault, key).next is W.W1, "nothing was filled in"
    user.dialog = filling(verdict=Verdict.YES, reason="Rode vlaggen.")
    sheet.answer()
    assert sheet.strip.step is W.W2A
    assert sheet.message.text.text() == "W1 Ondermijning is vastgelegd."
    sheet.strip.show_front(W.W1)
    sheet.strip.chosen.emit(W.W1)
    assert "Rode vlaggen." in texts(sheet)
    assert sheet.answer_button.accessibleName() == "W1 Ondermijning opnieuw beantwoorden"
    assert page.records.rows([key])[0].cells[3] is SignalStatus.WEIGHING


def test_that_two_who_weigh_at_once_are_told_what_stands_there_and_keep_their_input(
    vault: UnlockedVault, page_of: PageOf, user: User
) -> None:
    key = signal(vault)
    sheet = sheet_of(page_of(vault), key)
    answer_step(vault, key, W.W1, NO, course_of(vault, key).version)

    def insist(dialog: QDialog) -> bool:
        assert isinstance(dialog, AnswerDialog)
        assert not filling(verdict=Verdict.YES, reason="Toch wel.")(dialog)
        assert "Nu staat er: W1 Ondermijning, nee, door" in dialog.message.text.text()
        assert dialog.form.draft().reason == "Toch wel."
        dialog.start()
        return dialog.result() == QDialog.DialogCode.Accepted

    user.dialog = insist
    sheet.answer()
    course = course_of(vault, key)
    assert course.steps[0].state is StepState.YES
    assert [each.verdict for each in course.earlier] == [Verdict.NO]
    assert any("Eerdere antwoorden" in text for text in texts(sheet))


def test_that_what_stands_there_is_told_in_each_case(vault: UnlockedVault) -> None:
    key = signal(vault)
    assert newest_in(course_of(vault, key)) == "Er is nog geen stap beantwoord."
    decide(vault, key, Ending(SignalOutcome.POLICE, "Haast.", "politie", GROUND, "Alles"), 1)
    assert newest_in(course_of(vault, key)) == "Nu staat er het besluit: naar politie of OM."


def test_that_the_privacy_officer_answers_test_one_and_nothing_else(
    vault: UnlockedVault, privacy: UnlockedVault, page_of: PageOf, user: User
) -> None:
    key = signal(vault)
    answered(vault, key, W.W1, W.W2A, W.W2B, W.W3)
    SourceChecks(privacy).add(SourceDraft(key, CheckedSource.PERMITS, GROUND))
    sheet = sheet_of(page_of(privacy), key)
    assert sheet.strip.step is W.P1
    assert sheet.answer_button.isVisible()
    assert not sheet.decide_button.isVisible()
    assert not sheet.result_button.isVisible()
    user.dialog = filling(
        verdict=Verdict.YES, ground=GROUND, reason="Nodig.", proportionality="Ja.", subsidiarity="Ja."
    )
    sheet.answer()
    assert course_of(privacy, key).next is W.W4
    assert any(text == "Proportionaliteit" for text in texts(sheet)) is False, "the next step is in front"


def test_that_the_result_of_a_source_is_written_down_from_its_row(
    vault: UnlockedVault, privacy: UnlockedVault, page_of: PageOf, user: User
) -> None:
    course = past_privacy_test(vault, privacy, None)
    sheet = sheet_of(page_of(vault), course.signal)
    assert sheet.sources.cell_text(str(course.sources[0].id), 2) == "nog open"
    assert not sheet.result_button.isEnabled()
    sheet.sources.setCurrentCell(0, 0)
    assert sheet.result_button.isEnabled()
    user.dialog = filling(result=HitResult.NO_HIT, finding="Toch iets")
    sheet.record_result()
    assert course_of(vault, course.signal).sources[0].result is None
    user.dialog = filling(result=HitResult.HIT, finding="Vergunning ingetrokken.")
    sheet.record_result()
    assert sheet.sources.cell_text(str(course.sources[0].id), 2) == "hit"


def test_that_a_decision_asks_for_a_hand_over_only_where_data_go_over(
    vault: UnlockedVault, page_of: PageOf, user: User
) -> None:
    key = signal(vault)
    sheet = sheet_of(page_of(vault), key)

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, EndingDialog)
        shown = dialog.form.fields
        assert not shown["recipient"].isVisibleTo(dialog)
        dialog.start()
        assert shown["outcome"].problem
        shown["outcome"].editor.show_value(SignalOutcome.POLICE)
        dialog.form.edited.emit()
        assert all(shown[name].isVisibleTo(dialog) for name in ("recipient", "ground", "what"))
        assert {option.value for option in dialog.offer("outcome", None)} == {SignalOutcome.POLICE}
        assert dialog.offer("recipient", None)
        return filling(reason="Haast.", recipient="politie", ground=GROUND, what="Alles")(dialog)

    user.dialog = look
    sheet.decide()
    assert sheet.lead.text().startswith("Besloten op ")
    assert not sheet.decide_button.isEnabled()
    assert sheet.message.text.text() == "Het besluit is vastgelegd."


def test_that_a_weighing_that_stopped_or_is_complete_says_so(
    vault: UnlockedVault, privacy: UnlockedVault, page_of: PageOf
) -> None:
    page = page_of(vault)
    key = signal(vault)
    answer_step(vault, key, W.W1, NO, 1)
    sheet = sheet_of(page, key)
    assert sheet.lead.text() == "De weging is klaar; leg vast wat er met het signaal gebeurt."
    assert sheet.strip.step is W.W1
    assert sheet.strip.buttons[W.W4].property("tone") == Tone.NEUTRAL.value
    decide(vault, key, Ending(SignalOutcome.NONE, "Niets."), course_of(vault, key).version)
    sheet.show_record(key)
    assert "niet in behandeling" in sheet.lead.text()
    sheet.show_record(999)
    assert "bestaat niet" in sheet.message.text.text()


def test_that_a_new_round_is_told(vault: UnlockedVault, page_of: PageOf) -> None:
    key = signal(vault)
    answered(vault, key, W.W1, W.W2A, W.W2B)
    version = answer_step(vault, key, W.W3, NO, course_of(vault, key).version).version
    decide(vault, key, Ending(SignalOutcome.ENRICH, "Meer kijken."), version)
    sheet = sheet_of(page_of(vault), key)
    assert sheet.lead.text().endswith("Beslist: casusregisseur. Dit is weging 2.")
