"""A LIP from signal to case: handed in without a key, weighed, on the agenda, decided on the beamer; its minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

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
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.services.meetings.meetings import MeetingDraft
    from app.services.records import Record
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


def twelve_items(vault: UnlockedVault) -> Record[MeetingDraft]:
    """A meeting of twelve items today, or on the first working day."""
    draft = MeetingTypeDraft(
        name="GSO", cycle_weeks=2, first_on=today(), takes_signals=False, takes_cases=False, standing=ITEMS
    )
    kind = MeetingTypes(vault).add(draft).id
    Members(vault).add(MemberDraft(meeting_type_id=kind, name="A. Contact", cluster=Cluster.SOCIAL))
    return plan(vault, kind, today())


def decide_all(mode: MeetingMode, names: tuple[str, str]) -> bool:
    """Each fourth item needs nothing; the others go to one of two people in turn, each a day later."""
    QTest.keyClick(mode, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    for number, _ in enumerate(ITEMS, start=1):
        assert mode.where.text() == f"Punt {number} van 12"
        if number % 4 == 0:
            decide(mode, Decision.NO_ACTION, conclusion=f"Besproken {number}")
        else:
            last = mode.sitting.held_on + timedelta(days=number)
            told = {"conclusion": f"Afspraak {number}", "due_on": f"{last:%d-%m-%Y}"}
            decide(mode, Decision.ACTION, owner=names[number % 2], **told)
    assert mode.where.text() == "Afsluiten"
    mode.closing.close_it.click()
    mode.reject()
    return False


def test_that_a_lip_of_twelve_items_ends_with_minutes_that_name_each_decision(
    work: LogIn, window_of: WindowOf, user: User, qtbot: QtBot, tmp_path: Path
) -> None:
    vault, out = work("regisseur"), tmp_path / "verslag.pdf"
    held = twelve_items(vault)
    page = meetings_page(window_of(vault), Place("meetings", "calendar"))
    calendar = page.current
    assert isinstance(calendar, CalendarPage)
    names = (vault.account.name, "A. Contact")
    user.dialog = lambda dialog: decide_all(in_front(dialog, qtbot), names)
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
    press(page.current, "Verslag als PDF…")
    assert_named(printed(out), held.draft.held_on or today(), names)
    mine = [each.text for each in own_actions(vault) if each.source and each.source.startswith("GSO")]
    assert mine == ["Afspraak 2", "Afspraak 6", "Afspraak 10"]


def assert_named(text: str, day: date, names: tuple[str, str]) -> None:
    """Each item with its decision, who does it, and before when."""
    for number, title in enumerate(ITEMS, start=1):
        assert title in text
        if number % 4 == 0:
            assert f"Geen actie. Besproken {number}" in text
        else:
            assert f"Actie. Afspraak {number}" in text
            assert format_date(day + timedelta(days=number)) in text
    assert all(name in text for name in names)


def press(page: object, title: str) -> None:
    """A button above the list."""
    assert isinstance(page, FilePage)
    next(each for each in page.findChildren(QPushButton) if each.text().strip() == title).click()


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


def two_signals(director: UnlockedVault) -> tuple[int, int]:
    """The one that was handed in, and one of the director's own about the same address."""
    carry_and_take_in(director)
    signals = Signals(director)
    handed = signals.ids(Query(words="Loods aan de kade"))[0]
    own = signals.add(SignalDraft(title="Nachtelijk laden", facts="Busjes.", source=SignalSource.RESIDENT)).id
    Mentions(director).add(MentionDraft(signal_id=own, kind=MentionKind.ADDRESS, **ADDRESS))  # type: ignore[arg-type]
    return handed, own


def decide_on(mode: MeetingMode, signal: int, case_type: int) -> list[str]:
    """Go to the item about a signal and make it a LIP case; gives what was read on the way."""
    while mode.view is None or mode.view.record != signal:
        QTest.keyClick(mode, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not mode.item.shielded, "privacytoets 2A was answered with yes"
    seen = list(mode.item.texts)
    mode.decision.form.fields["case_type_id"].editor.show_value(case_type)
    due = mode.sitting.held_on + timedelta(days=21)
    decide(mode, Decision.LIP_CASE, conclusion="Oppakken", owner="M. Voorbeeld", due_on=f"{due:%d-%m-%Y}")
    seen.append(mode.decision.message.text.text())
    mode.reject()
    return seen


def test_that_two_signals_about_one_address_become_a_case(
    work: LogIn, window_of: WindowOf, user: User, qtbot: QtBot
) -> None:
    participant, director, privacy = work("deelnemer"), work("regisseur"), work("privacy")
    hand_in_at_the_window(window_of(participant))
    handed, own = two_signals(director)
    assert [hint.sentence for hint in hints_of(director, own)] == ["Dit adres komt ook voor in één signaal."]
    weigh(director, privacy, handed)
    lip = Meetings(director).ids(Query(where=(("status", MeetingStatus.PLANNED),)))[0]
    page = meetings_page(window_of(director), Place("meetings", "meeting", lip))
    seen: list[str] = []

    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, ProposalsDialog):
            offered = {each.title.partition(" ")[2] for each in dialog.chosen}
            return offered >= {"Loods aan de kade", "Nachtelijk laden"}
        case_type = Cases(director).options("case_type_id")[0].value
        seen.extend(decide_on(in_front(dialog, qtbot), handed, case_type))
        return False

    user.dialog = answer
    for title in ("Agenda aanvullen…", "Vergadermodus"):
        press(page.current, title)
    assert any("Dit adres komt ook voor in één signaal" in text for text in seen)
    assert seen[-1].startswith("Casus W-")
    course = course_of(director, handed)
    assert course.outcome is SignalOutcome.LIP_CASE
    assert [Cases(director).get(case.id).draft.title for case in course.cases] == ["Loods aan de kade"]
    for vault in (director, participant):
        carry_and_take_in(vault)
    states = {each.title: each.state.label for each in handed_in(participant)}
    assert states["Loods aan de kade"] == "in behandeling"
