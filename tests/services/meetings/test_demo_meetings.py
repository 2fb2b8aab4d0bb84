"""The meetings of the demo vault: held ones with decisions, one that a holiday moved, and the next LIP."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.services.casework.checklists import answers_of
from app.services.casework.findings import Findings
from app.services.casework.inspections import Inspections
from app.services.clock import today
from app.services.meetings.calendar import calendar, next_days
from app.services.meetings.meetings import Meetings
from app.services.meetings.minutes import minutes_of
from app.services.meetings.own_work import own_actions
from app.services.meetings.sitting import sitting
from app.services.records import Query
from models.casework.meeting_choices import ItemKind, MeetingStatus

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def test_that_meetings_of_2020_were_held_moved_and_cancelled(demo_reader: UnlockedVault) -> None:
    found = {day.day: day for day in calendar(demo_reader, date(2020, 1, 1), date(2020, 4, 30)) if day.meeting_id}
    assert {day: each.status for day, each in found.items()} == {
        date(2020, 1, 9): MeetingStatus.HELD,
        date(2020, 1, 30): MeetingStatus.HELD,
        date(2020, 2, 20): MeetingStatus.CANCELLED,
        date(2020, 4, 28): MeetingStatus.HELD,
    }
    assert found[date(2020, 4, 28)].reason == "27 april 2020 is Koningsdag"
    first = found[date(2020, 1, 9)].meeting_id
    assert first is not None
    items = minutes_of(demo_reader, first).items
    assert [item.title for item in items][-1] == "Rondvraag"
    assert all(item.decision is not None for item in items)


def test_that_the_next_lip_is_prepared_with_what_is_open(demo_reader: UnlockedVault) -> None:
    coming = next(day for day in next_days(demo_reader) if day.type_name == "LIP")
    assert today() <= coming.day <= today() + timedelta(weeks=3, days=4)
    assert coming.meeting_id is not None
    items = sitting(demo_reader, coming.meeting_id).items
    assert {item.kind for item in items} >= {ItemKind.STANDING, ItemKind.ACTION, ItemKind.SIGNAL, ItemKind.CASE}
    assert (items[0].title, items[-1].title) == ("Opening en mededelingen", "Rondvraag")
    assert len(Meetings(demo_reader).ids(Query())) == 5


def test_that_inspections_have_findings_and_answers(demo_reader: UnlockedVault) -> None:
    held = Inspections(demo_reader).ids(Query(words="Verzonnen Kade"))[0]
    assert sum(each.answer is not None for each in answers_of(demo_reader, held)) == 8
    assert len(Findings(demo_reader).ids(Query(where=(("inspection_id", held),)))) == 3
    assert len(own_actions(demo_reader)) >= 2
