"""A LIP from signal to case: handed in without a key, weighed, on the agenda, decided on the beamer; its minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.formats import format_date
from app.rules.weighing import Given
from app.services.casework.cases import Cases
from app.services.clock import today
from app.services.meetings.meetings import Meetings, plan
from app.services.meetings.own_work import own_actions
from app.services.meetings.types import MeetingTypeDraft, MeetingTypes, MemberDraft, Members
from app.services.post import carry_and_take_in
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.hand_in import handed_in
from app.services.signals.hints import hints_of
from app.services.signals.mentions import MentionDraft, Mentions
from app.services.signals.signals import SignalDraft, Signals
from app.services.signals.sources import SourceChecks, SourceDraft, record_result
from app.services.signals.weighing import answer_step, decide_privacy_test
from models.casework.choices import (
    CheckedSource,
    Cluster,
    HitResult,
    MentionKind,
    SignalOutcome,
    SignalSource,
    Verdict,
    WeighingStepKind,
)
from models.casework.meeting_choices import Decision, MeetingStatus
from tests.ui.hands import type_in
from ui.pages.meetings.calendar import CalendarPage
from ui.pages.meetings.minutes import MinutesDialog
from ui.pages.meetings.mode import MeetingMode
from ui.pages.meetings.page import MeetingsPage
from ui.pages.meetings.proposals import ProposalsDialog
from ui.pages.signals.hand_in import HandInPage
from ui.widgets.page import Place
from ui.widgets.record.file_page import FilePage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.main_window import MainWindow

    LogIn = Callable[[str], UnlockedVault]
    WindowOf = Callable[[UnlockedVault], MainWindow]

ITEMS = tuple(f"Onderwerp {number}" for number in range(1, 13))
ADDRESS = {"street": "Proefkade", "house_number": 77, "postcode": "2671 AB", "town": "Voorbeelddorp"}
YES = Given(Verdict.YES, "art. 13b Opiumwet", "Zie de feiten.", "In verhouding.", "Niet met minder.")
Step = WeighingStepKind


def printed(file: Path) -> str:
    document = pypdfium2.PdfDocument(file.read_bytes())
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return text


def in_front(dialog: QDialog, qtbot: QtBot) -> MeetingMode:
    """On screen, so that it hears the keys."""
    assert isinstance(dialog, MeetingMode)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def decide(mode: MeetingMode, decision: Decision, **entered: str) -> None:
    """Choose, type, and go on by keyboard."""
    editor = mode.decision.form.fields["decision"].editor
    editor.show_value(decision)
    editor.edited.emit()
    for name, text in entered.items():
        if name == "owner":
            mode.decision.form.fields[name].editor.show_value(text)
        else:
            type_in(mode.decision.form, name, text)
    QTest.keyClick(mode, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def meetings_page(window: MainWindow, place: Place) -> MeetingsPage:
    window.go(place)
    page = window.page
    assert isinstance(page, MeetingsPage)
    return page


def test_that_a_lip_of_twelve_items_ends_with_minutes_that_name_each_decision(
    work: LogIn, window_of: WindowOf, user: User, qtbot: QtBot, tmp_path: Path
) -> None:
    vault = work("regisseur")
    draft = MeetingTypeDraft(
        name="GSO", cycle_weeks=2, first_on=today(), takes_signals=False, takes_cases=False, standing=ITEMS
    )
    kind = MeetingTypes(vault).add(draft).id
    Members(vault).add(MemberDraft(meeting_type_id=kind, name="A. Contact", cluster=Cluster.SOCIAL))
    held = plan(vault, kind, today())
    out, due = tmp_path / "verslag.pdf", held.draft.held_on or today()

    def hold(shown: QDialog) -> bool:
        dialog = in_front(shown, qtbot)
        QTest.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        for number, _ in enumerate(ITEMS, start=1):
            assert dialog.where.text() == f"Punt {number} van 12"
            if number % 4 == 0:
                decide(dialog, Decision.NO_ACTION, conclusion=f"Besproken {number}")
            else:
                last = due + timedelta(days=number)
                decide(
                    dialog,
                    Decision.ACTION,
                    conclusion=f"Afspraak {number}",
                    owner="A. Contact" if number % 2 else vault.account.name,
                    due_on=f"{last:%d-%m-%Y}",
                )
        assert dialog.where.text() == "Afsluiten"
        dialog.closing.close_it.click()
        dialog.reject()
        return False

    page = meetings_page(window_of(vault), Place("meetings", "calendar"))
    calendar = page.current
    assert isinstance(calendar, CalendarPage)
    user.dialog = hold
    calendar.hold_asked.emit(held.id)
    assert Meetings(vault).get(held.id).draft.status is MeetingStatus.HELD

    def export(dialog: QDialog) -> bool:
        assert isinstance(dialog, MinutesDialog)
        user.will(out)
        dialog.start()
        qtbot.waitUntil(lambda: dialog.made is not None)
        return True

    user.dialog = export
    page.open_part("meeting")
    page.open_record(held.id)
    act = next(each for each in page.current.findChildren(type(calendar.open_it)) if "Verslag" in each.text())
    act.click()
    text = printed(out)
    for number, title in enumerate(ITEMS, start=1):
        assert title in text
        if number % 4 == 0:
            assert f"Geen actie. Besproken {number}" in text
        else:
            assert f"Actie. Afspraak {number}" in text
            assert format_date(due + timedelta(days=number)) in text
    assert "A. Contact" in text
    assert vault.account.name in text
    mine = [each.text for each in own_actions(vault) if each.source and each.source.startswith("GSO")]
    assert mine == ["Afspraak 2", "Afspraak 6", "Afspraak 10"]


def hand_in_at_the_window(window: MainWindow) -> None:
    window.go(Place("hand_in"))
    page = window.page
    assert isinstance(page, HandInPage)
    for name, value in {"title": "Loods aan de kade", "facts": "Zoemend geluid.", **ADDRESS}.items():
        page.form.fields[name].editor.show_value(value)
    page.form.edited.emit()
    page.save()
    assert "verzegeld" in page.message.text.text()


def weigh(director: UnlockedVault, privacy: UnlockedVault, key: int) -> None:
    """Every step up to privacy test 2A; the privacy officer decides test 1."""

    def version() -> int:
        return course_of(director, key).version

    for step in (Step.W1, Step.W2A, Step.W2B, Step.W3):
        answer_step(director, key, step, YES, version())
    SourceChecks(privacy).add(SourceDraft(key, CheckedSource.POPULATION_REGISTER, "art. 6 lid 1 onder e AVG"))
    decide_privacy_test(privacy, key, YES, version())
    source = course_of(director, key).sources[0]
    record_result(director, source.id, HitResult.HIT, "Niemand ingeschreven.", source.version)
    for step in (Step.W4, Step.P2A):
        answer_step(director, key, step, YES, version())


def test_that_two_signals_about_one_address_become_a_case(
    work: LogIn, window_of: WindowOf, user: User, qtbot: QtBot
) -> None:
    participant, director, privacy = work("deelnemer"), work("regisseur"), work("privacy")
    hand_in_at_the_window(window_of(participant))
    carry_and_take_in(director)
    signals = Signals(director)
    handed = signals.ids(Query(words="Loods aan de kade"))[0]
    own = signals.add(SignalDraft(title="Nachtelijk laden", facts="Busjes.", source=SignalSource.RESIDENT)).id
    Mentions(director).add(MentionDraft(signal_id=own, kind=MentionKind.ADDRESS, **ADDRESS))  # type: ignore[arg-type]
    (hint,) = hints_of(director, own)
    assert hint.sentence == "Dit adres komt ook voor in één signaal."
    weigh(director, privacy, handed)
    window = window_of(director)
    lip = Meetings(director).ids(Query(where=(("status", MeetingStatus.PLANNED),)))[0]
    page = meetings_page(window, Place("meetings", "meeting", lip))
    seen: list[str] = []

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, ProposalsDialog):
            assert {each.title.partition(" ")[2] for each in dialog.chosen} >= {"Loods aan de kade", "Nachtelijk laden"}
            return True
        dialog = in_front(dialog, qtbot)
        while dialog.view is None or dialog.view.record != handed:
            QTest.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert not dialog.item.shielded, "privacytoets 2A was answered with yes"
        seen.extend(dialog.item.texts)
        types = Cases(director).options("case_type_id")
        dialog.decision.form.fields["case_type_id"].editor.show_value(types[0].value)
        due = dialog.sitting.held_on + timedelta(days=21)
        decide(dialog, Decision.LIP_CASE, conclusion="Oppakken", owner="M. Voorbeeld", due_on=f"{due:%d-%m-%Y}")
        seen.append(dialog.decision.message.text.text())
        dialog.reject()
        return False

    user.dialog = answer
    file = page.current
    assert isinstance(file, FilePage)
    for title in ("Agenda aanvullen…", "Vergadermodus"):
        file._act_buttons[[act.title for act, _ in file._act_buttons].index(title)][1].click()
    assert any("Dit adres komt ook voor in één signaal" in text for text in seen)
    assert seen[-1].startswith("Casus W-")
    course = course_of(director, handed)
    assert course.outcome is SignalOutcome.LIP_CASE
    (case,) = course.cases
    assert Cases(director).get(case.id).draft.title == "Loods aan de kade"
    carry_and_take_in(director)
    carry_and_take_in(participant)
    states = {each.title: each.state.label for each in handed_in(participant)}
    assert states["Loods aan de kade"] == "in behandeling"
