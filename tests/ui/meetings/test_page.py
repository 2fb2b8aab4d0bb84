"""The page Overleg: calendar, agenda and participation by its acts, input that survives a lock, and what fits."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.services.clock import today
from app.services.drafts import Draft, waiting_drafts
from app.services.meetings.agenda import AgendaItems
from app.services.meetings.deciding import decide
from app.services.meetings.meetings import Meetings, plan
from app.services.meetings.participation import participation
from app.services.meetings.sitting import Deciding, sitting
from models.casework.meeting_choices import Audience, Decision, ItemPart, MeetingStatus, Presence
from tests.services.meetings.offices import lip, signal
from tests.ui.conftest import shown
from ui.pages.meetings import acts
from ui.pages.meetings.attendance import AttendanceSheet
from ui.pages.meetings.calendar import CalendarPage
from ui.pages.meetings.descriptions import AGENDA, MEMBERS, REGISTERS
from ui.pages.meetings.mode import MeetingMode
from ui.pages.meetings.participation import ParticipationDialog
from ui.pages.meetings.proposals import ProposalsDialog
from ui.widgets.page import Spot
from ui.widgets.record.description import ActContext
from ui.widgets.record.file_page import FilePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User, Visits
    from ui.pages.meetings.page import MeetingsPage
    from ui.widgets.page import PageContext
    from ui.widgets.record.description import PageDescription


@pytest.mark.parametrize("description", [*REGISTERS, AGENDA, MEMBERS], ids=lambda each: each.title)
def test_that_a_description_fits_its_register(description: PageDescription, vault: UnlockedVault) -> None:
    register = description.register(vault)
    draft = {field.name for field in fields(register.draft)}
    assert {column.name for column in description.columns} <= set(register.columns)
    assert {field.name for field in description.fields} <= draft
    assert set(register.required) <= {field.name for field in description.fields if field.required}
    assert {filtered.name for filtered in description.filters} <= set(register.columns)


def calendar_of(page: MeetingsPage) -> CalendarPage:
    page.open_part("calendar")
    calendar = page.current
    assert isinstance(calendar, CalendarPage)
    return calendar


def file_of(page: MeetingsPage, key: int) -> FilePage:
    page.open_part("meeting")
    page.open_record(key)
    found = page.current
    assert isinstance(found, FilePage)
    return found


def test_that_the_calendar_opens_plans_and_holds(page: MeetingsPage, vault: UnlockedVault, visits: Visits) -> None:
    calendar = calendar_of(page)
    assert calendar.day is not None
    assert calendar.day.day >= today()
    assert (calendar.plan_it.isEnabled(), calendar.open_it.isEnabled()) == (True, False)
    calendar.plan_day()
    planned = visits[-1]
    assert (planned.page, planned.part) == ("meetings", "meeting")
    assert planned.record is not None
    assert Meetings(vault).get(planned.record).draft.status is MeetingStatus.PLANNED
    calendar.refresh()
    assert calendar.hold_it.isEnabled()
    calendar.open_day()
    assert visits[-1] == planned
    asked: list[int] = []
    calendar.hold_asked.disconnect(page.hold)
    calendar.hold_asked.connect(asked.append)
    calendar.hold()
    assert asked == [planned.record]
    calendar.plan_day()
    assert len(visits) == 2, "planned once"


def test_that_the_calendar_goes_back_a_year_and_says_why_a_day_moved(page: MeetingsPage, vault: UnlockedVault) -> None:
    kind = lip(vault, "Werkgroep", first_on=date(2020, 3, 16), cycle_weeks=6)
    plan(vault, kind, date(2020, 4, 27))
    calendar = calendar_of(page)
    calendar.start = date(2021, 3, 1)
    calendar.earlier()
    assert calendar.start == date(2021, 3, 1) - timedelta(days=364)
    rows = {calendar.table.item(row, 0).text(): row for row in range(calendar.table.rowCount())}  # type: ignore[union-attr]
    row = rows["dinsdag 28 april 2020"]
    assert calendar.table.item(row, 5).text() == "27 april 2020 is Koningsdag"  # type: ignore[union-attr]


def test_that_an_empty_calendar_says_where_to_begin(
    unlock_as: UnlockAs, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    calendar = CalendarPage(context_of(unlock_as("director")))
    shown(qtbot, calendar)
    calendar.refresh()
    calendar.focus_search()
    calendar.open_day()
    calendar.hold()
    assert calendar.none.isVisible()
    assert not calendar.plan_it.isEnabled()


def act_context(page: FilePage, record: Any, told: list[str], register: Any = None) -> ActContext:
    return ActContext(
        vault=page.context.vault,
        records=register or page.records,
        record=record,
        parent=page,
        tasks=page.context.tasks,
        refresh=page.refresh,
        tell=told.append,
    )


def test_that_the_agenda_is_completed_with_what_came_later(
    page: MeetingsPage, vault: UnlockedVault, held: int, user: User
) -> None:
    file = file_of(page, held)
    told: list[str] = []
    context = act_context(file, file.panel.record, told)
    acts.complete_agenda(context)
    assert told == ["De agenda is bij: alles wat open staat, staat erop."]
    signal(vault, "Garage")
    signal(vault, "Schuur")

    def only_one(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProposalsDialog)
        counts = [len(dialog.chosen)]
        dialog.choose_none()
        counts.append(len(dialog.chosen))
        assert counts == [2, 0]
        dialog.mark((1,), on=True)
        dialog.mark((9,), on=True)
        return True

    user.dialog = only_one
    acts.complete_agenda(context)
    assert [item.title.partition(" ")[2] for item in sitting(vault, held).items][-1] == "Schuur"
    assert told[-1] == "Op de agenda gezet: één punt."
    user.dialog = lambda _dialog: False
    acts.complete_agenda(context)
    assert len(sitting(vault, held).items) == 5


def test_that_items_move_and_say_where_they_are(
    page: MeetingsPage, vault: UnlockedVault, held: int, user: User
) -> None:
    file = file_of(page, held)
    told: list[str] = []
    register = AgendaItems(vault)
    item = register.get(sitting(vault, held).items[2].id)
    acts.move_up(act_context(file, item, told, register))
    acts.move_down(act_context(file, item, told, register))
    assert told == ["Dit is nu punt 2.", "Dit is nu punt 3."]
    register.remove(item.id, register.get(item.id).version)
    acts.move_up(act_context(file, item, told, register))
    acts.participate(act_context(file, item, told, register))
    assert [each.partition(":")[0] for each in user.told] == ["Het punt is niet verplaatst", "Deelname"]


def test_that_participation_is_set_from_the_agenda(
    page: MeetingsPage, vault: UnlockedVault, held: int, user: User
) -> None:
    file = file_of(page, held)
    told: list[str] = []
    register = AgendaItems(vault)
    item = register.get(sitting(vault, held).items[0].id)

    def limit(dialog: QDialog) -> bool:
        assert isinstance(dialog, ParticipationDialog)
        dialog.limited.setChecked(True)
        dialog.go.click()
        assert "ten minste één deelnemer" in dialog.message.text.text()
        dialog.lines["A. Voorbeeld"].admitted.setChecked(True)
        dialog.go.click()
        return True

    user.dialog = limit
    acts.participate(act_context(file, item, told, register))
    assert told == ["De deelname aan dit punt is vastgelegd."]
    assert register.get(item.id).draft.audience is Audience.LISTED
    assert [each.part for each in participation(vault, item.id)] == [ItemPart.ADMITTED, None]


def test_that_an_act_without_a_record_does_nothing(page: MeetingsPage, held: int) -> None:
    context = act_context(file_of(page, held), None, [])
    for act in (acts.hold, acts.complete_agenda, acts.export, acts.move_up, acts.participate):
        act(context)
    assert page.mode is None


def test_that_the_types_are_offered_as_a_filter(vault: UnlockedVault, held: int) -> None:
    assert [option.label for option in acts.types(vault)] == ["LIP"]


def test_that_attendance_is_a_tab_of_the_meeting(
    vault: UnlockedVault, held: int, context_of: Callable[[UnlockedVault], PageContext], qtbot: QtBot
) -> None:
    sheet = AttendanceSheet(context_of(vault))
    qtbot.addWidget(sheet)
    sheet.show_record(held)
    first = next(iter(sheet.choices))
    sheet.choices[first].choose(Presence.ABSENT)
    assert sheet.told.text() == "1 van 2 aanwezig."
    sheet.show_record(99)
    assert "bestaat niet" in sheet.message.text.text()
    assert held


def test_that_meeting_mode_opens_from_the_page_and_the_list_is_read_again(
    page: MeetingsPage, vault: UnlockedVault, held: int, user: User
) -> None:
    file = file_of(page, held)

    def use(dialog: QDialog) -> bool:
        assert isinstance(dialog, MeetingMode)
        assert page.mode is dialog
        page.hold(held)  # a second one is not opened
        dialog.go(1)
        decide(vault, dialog.sitting.items[0].id, Deciding(Decision.NO_ACTION), 1)
        dialog.reject()
        return False

    user.dialog = use
    acts.hold(act_context(file, file.panel.record, []))
    assert page.mode is None
    page.hold(99)
    assert user.told == ["De vergadermodus kan niet worden geopend: Het overleg bestaat niet (meer)."]


def test_that_what_was_typed_in_meeting_mode_survives_a_lock(
    page: MeetingsPage, vault: UnlockedVault, held: int, user: User, qtbot: QtBot
) -> None:
    kept: list[Draft] = []

    def type_and_lock(dialog: QDialog) -> bool:
        assert isinstance(dialog, MeetingMode)
        assert page.unsaved() is None
        dialog.go(1)
        dialog.decision.form.fields["conclusion"].editor.show_value("Half besluit")
        dialog.decision.form.edited.emit()
        unsaved = page.unsaved()
        assert unsaved is not None
        unsaved.drafts.keep(unsaved.input)
        assert page.spot() == Spot("sitting", dialog.sitting.items[0].id)
        dialog.pause.end()
        return False

    user.dialog = type_and_lock
    page.hold(held)
    kept.extend(waiting_drafts(vault))
    assert [draft.input.kind for draft in kept] == ["sitting"]
    found: list[str | None] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, MeetingMode)
        found.append(dialog.decision.deciding().conclusion)
        dialog.pause.end()
        return False

    user.dialog = look
    page.open_part("sitting")
    page.open_record(kept[0].input.record or 0)
    page.put_back(kept[0])
    qtbot.waitUntil(lambda: bool(found))
    assert found[0] == "Half besluit"
    page.open_part("sitting")
    page.open_record(99)
    qtbot.wait(0)
    assert page.mode is None


def test_that_minutes_are_asked_for_from_the_list(page: MeetingsPage, held: int, user: User) -> None:
    file = file_of(page, held)
    told: list[str] = []

    def made(dialog: QDialog) -> bool:
        dialog.made = "verslag.pdf"  # type: ignore[attr-defined]
        return True

    user.dialog = made
    acts.export(act_context(file, file.panel.record, told))
    assert told == ["Het verslag staat in verslag.pdf."]
