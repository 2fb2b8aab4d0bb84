"""The timeline and the origin of a case, and a form that follows what its parts change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.errors import AppError
from app.rules.permissions import CASEWORK
from app.services.casework.cases import Cases
from app.services.casework.handovers import HandoverDraft, Handovers
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.casework.timeline import Happening, Topic
from app.services.clock import today
from models.casework import CaseReference
from models.casework.case_choices import HandoverTarget
from models.choices import Level
from tests.services.casework.test_merging import signal_in
from tests.ui.conftest import shown
from ui.widgets.page import Place
from ui.widgets.timeline import AT_ONCE, TimelineView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.cases.conftest import Desk
    from tests.ui.conftest import User, Visits


def texts(widget: object) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]  # type: ignore[attr-defined]


def test_that_the_timeline_tells_what_was_done_in_the_words_of_the_forms(desk: Desk) -> None:
    cases = Cases(desk.vault)
    cases.change(desk.key, replace(desk.record.draft, location="Voorbeeldstraat 1"), desk.record.version)
    CaseNotes(desk.vault).add(CaseNoteDraft(desk.key, "Gebeld"))
    sheet = desk.sheet("timeline")
    told = texts(sheet.sheet.widget())
    assert "Notitie toegevoegd: ‘Gebeld’" in told
    assert "Gewijzigd: Locatie" in told
    assert sheet.count.text() == "3 gebeurtenissen"
    sheet.topics.choose(Topic.NOTE)
    assert [each.topic for each in sheet.shown] == [Topic.NOTE]
    assert sheet.count.text() == "1 gebeurtenis"
    sheet.show_record(desk.key)
    assert sheet.topics.value is Topic.NOTE


def test_that_a_long_timeline_is_drawn_in_steps(qtbot: QtBot) -> None:
    start = datetime(2020, 1, 1, 12).astimezone()
    events = [
        Happening(date(2020, 1, 1), start - timedelta(minutes=at), "A", Topic.CASE, f"Gebeurtenis {at}")
        for at in range(AT_ONCE + 5)
    ]
    view = TimelineView(lambda _key: events, lambda _kind, name: name)
    shown(qtbot, view)
    view.show_record(1)
    assert f"Gebeurtenis {AT_ONCE + 1}" not in texts(view.sheet.widget())
    view.sheet.findChildren(QPushButton)[0].click()
    assert f"Gebeurtenis {AT_ONCE + 1}" in texts(view.sheet.widget())


def test_that_a_timeline_without_anything_or_that_cannot_be_read_says_so(qtbot: QtBot) -> None:
    view = TimelineView(lambda _key: (), lambda _kind, name: name)
    shown(qtbot, view)
    view.show_record(1)
    assert "Er is nog niets gebeurd." in texts(view.sheet.widget())

    def refuse(_key: int) -> tuple[Happening, ...]:
        raise AppError("Dat kan niet worden gelezen.")

    refusing = TimelineView(refuse, lambda _kind, name: name)
    shown(qtbot, refusing)
    refusing.show_record(1)
    assert refusing.message.text.text() == "Dat kan niet worden gelezen."


def test_that_a_task_is_reported_done_with_one_button(desk: Desk, user: User) -> None:
    tasks = CaseTasks(desk.vault)
    key = tasks.add(CaseTaskDraft(desk.key, "Bellen")).id
    part = desk.sheet("case_task")
    part.open_record(key)
    done = next(each for each in part.findChildren(QPushButton) if each.accessibleName() == "Gereed melden")
    done.click()
    assert tasks.get(key).draft.done_on == today()
    assert part.message.text.text() == "‘Bellen’ is gereed gemeld."
    done.click()
    assert part.message.text.text() == "Deze taak was al gereed."
    tasks.remove(key, tasks.get(key).version)
    done.click()
    assert user.told == ["Taak gereed melden: De taak bestaat niet (meer)."]


def test_that_the_origin_shows_signals_and_references(desk: Desk, visits: Visits) -> None:
    signal_in(desk.vault, desk.key)
    with desk.vault.write(CASEWORK) as work:
        reference = CaseReference(
            case_id=desk.key, number="BIB-2020-001", text="Zie toets", received_on=date(2020, 2, 1)
        )
        work.session.add(reference)
        work.record("case.referred", "case", desk.key)
    sheet = desk.sheet("origin")
    told = texts(sheet.sheet.widget())
    next(each for each in sheet.findChildren(QPushButton) if each.accessibleName() == "Openen").click()
    assert visits == [Place("signals", "signal", 1)]
    assert "S-1 Stank" in told
    assert "Gekoppeld op 7 januari 2020: Zelfde pand" in told
    assert "BIB-2020-001" in told
    assert "Zie toets (ontvangen op 1 februari 2020)" in told
    assert "Er is geen andere casus in deze opgegaan." in told


def test_that_the_form_follows_a_hand_over_that_scaled_the_case_up(desk: Desk) -> None:
    part = desk.sheet("case_handover")
    part.new()
    draft = HandoverDraft(desk.key, today(), HandoverTarget.RIEC, "RIEC", "Samenvatting", "convenant", Level.REGIONAL)
    part.panel.form.show_input(draft)
    part.save()
    assert len(Handovers(desk.vault).rows([1])) == 1
    assert desk.page.panel.record is not None
    assert desk.page.panel.record.draft.level is Level.REGIONAL
    desk.page.panel.form.fields["title"].editor.inner.setText("Loods en kade")  # type: ignore[attr-defined]
    assert desk.page.panel.dirty
    desk.page._read_again()
    assert desk.page.panel.dirty, "what is being typed is not overwritten"


def test_that_a_case_that_went_meanwhile_is_told(desk: Desk) -> None:
    Cases(desk.vault).remove(desk.key, desk.record.version)
    desk.page._read_again()
    assert desk.page.message.text.text() == "De casus bestaat niet (meer)."
    desk.page.escape()
    desk.page._read_again()


@pytest.mark.parametrize("part", ["work.case_task", "work.intervention", "case_template", "case_type"])
def test_that_the_work_of_all_cases_and_the_lists_are_tabs(desk: Desk, part: str) -> None:
    desk.whole.open_part(part)
    desk.whole.current.refresh()
    assert desk.whole.current is not desk.page
    assert desk.whole.spot().part == part


def test_that_a_task_is_opened_in_its_case(desk: Desk, user: User) -> None:
    assert Place("cases", "case_task", 1).record == 1
    part = desk.sheet("case_task")
    part.new()
    part.panel.form.fields["title"].editor.inner.setText("Bellen")
    part.save()
    desk.page.escape()
    desk.whole.open_part("case_task")
    desk.whole.open_record(1)
    assert desk.page.part is not None
    assert desk.page.part.panel.heading == "Bellen"
