"""Types of meeting, their members, and the calendar that follows from the cycle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import Role
from app.services.meetings.calendar import CalendarDay, calendar, next_days
from app.services.meetings.meetings import MeetingDraft, Meetings, plan
from app.services.meetings.types import MeetingTypeDraft, MeetingTypes, MemberDraft, Members
from app.services.records import Query
from models.casework.choices import Cluster
from models.casework.meeting_choices import MeetingStatus
from tests.services.meetings.offices import FIRST, lip, meeting, member

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


def days(found: tuple[CalendarDay, ...]) -> list[date]:
    return [day.day for day in found]


@pytest.mark.parametrize("weeks", [0, -3, 53])
def test_that_a_cycle_of_no_weeks_is_refused(weeks: int, director: UnlockedVault) -> None:
    with pytest.raises(Invalid) as refused:
        lip(director, cycle_weeks=weeks)
    assert refused.value.fields == {"cycle_weeks": "Een cyclus duurt ten minste 1 en ten hoogste 52 weken."}
    assert list(MeetingTypes(director).ids(Query())) == []


@pytest.mark.parametrize("time", ["9:30", "25:00", "tien", "09.30"])
def test_that_a_time_that_is_none_is_refused(time: str, director: UnlockedVault) -> None:
    with pytest.raises(Invalid) as refused:
        lip(director, starts_at=time)
    assert refused.value.fields == {"starts_at": "Schrijf de tijd als 09:30."}


def test_that_a_type_ends_after_it_began(director: UnlockedVault) -> None:
    with pytest.raises(Invalid) as refused:
        lip(director, last_on=date(2019, 7, 3))
    assert refused.value.fields == {"last_on": "De laatste dag ligt vóór de eerste dag."}


def test_that_a_type_with_members_or_meetings_stays(director: UnlockedVault) -> None:
    kind = lip(director)
    member(director, kind, "A. Voorbeeld")
    with pytest.raises(Invalid, match="deelnemers vastgelegd"):
        MeetingTypes(director).remove(kind, 1)
    meeting(director, kind)
    with pytest.raises(Invalid, match="overleggen vastgelegd"):
        MeetingTypes(director).remove(kind, 1)


def test_that_a_member_with_an_account_goes_by_its_name(director: UnlockedVault) -> None:
    kind = lip(director)
    options = {option.label: option.value for option in Members(director).options("account")}
    account = options["Jurist (jurist)"]
    made = Members(director).add(MemberDraft(meeting_type_id=kind, account=account, cluster=Cluster.PERMITS))
    assert made.draft.name == "Jurist"
    with pytest.raises(Invalid, match="al een deelnemer met deze naam"):
        member(director, kind, "Jurist")


def test_that_who_was_at_a_meeting_is_not_removed(director: UnlockedVault) -> None:
    kind = lip(director)
    who, other = member(director, kind, "A. Voorbeeld"), member(director, kind, "B. Voorbeeld", left_on=FIRST)
    meeting(director, kind)
    with pytest.raises(Invalid, match="staat bij overleggen"):
        Members(director).remove(who, 1)
    Members(director).remove(other, 1)


def test_that_the_calendar_shows_the_rhythm_and_what_was_planned(director: UnlockedVault) -> None:
    kind = lip(director, starts_at="09:30", place="Kamer 1")
    made = plan(director, kind, date(2020, 3, 12))
    found = calendar(director, date(2020, 3, 1), date(2020, 4, 30))
    assert days(found) == [date(2020, 3, 12), date(2020, 4, 2), date(2020, 4, 23)]
    assert [day.meeting_id for day in found] == [made.id, None, None]
    assert found[0].status is MeetingStatus.PLANNED
    assert {(day.starts_at, day.place) for day in found} == {("09:30", "Kamer 1")}


def test_that_a_holiday_moves_a_meeting_and_shows_the_reason(director: UnlockedVault) -> None:
    kind = lip(director, first_on=date(2020, 4, 6), cycle_weeks=3)
    expected = calendar(director, date(2020, 4, 20), date(2020, 5, 5))
    assert [(day.rhythm_on, day.day, day.reason, day.moved) for day in expected] == [
        (date(2020, 4, 27), date(2020, 4, 28), "27 april 2020 is Koningsdag", True)
    ]
    made = plan(director, kind, date(2020, 4, 27))
    assert (made.draft.held_on, made.draft.reason) == (date(2020, 4, 28), "27 april 2020 is Koningsdag")


def test_that_moved_and_cancelled_meetings_keep_the_rhythm(director: UnlockedVault) -> None:
    kind = lip(director)
    moved, gone = plan(director, kind, date(2020, 3, 12)), plan(director, kind, date(2020, 4, 2))
    Meetings(director).change(
        moved.id, replace(moved.draft, held_on=date(2020, 3, 17), reason="Voorzitter verhinderd"), moved.version
    )
    Meetings(director).change(
        gone.id, replace(gone.draft, status=MeetingStatus.CANCELLED, reason="Te weinig signalen"), gone.version
    )
    found = calendar(director, date(2020, 3, 10), date(2020, 4, 30))
    assert days(found) == [date(2020, 3, 17), date(2020, 4, 2), date(2020, 4, 23)]
    assert [day.reason for day in found] == ["Voorzitter verhinderd", "Te weinig signalen", None]
    assert days(next_days(director, date(2020, 3, 18))) == [date(2020, 4, 23)]


def test_that_a_moved_or_cancelled_meeting_needs_its_reason(director: UnlockedVault) -> None:
    made = plan(director, lip(director), date(2020, 3, 12))
    for change, field in (
        ({"held_on": date(2020, 3, 17)}, "reason"),
        ({"status": MeetingStatus.CANCELLED}, "reason"),
        ({"rhythm_on": date(2020, 3, 13)}, "rhythm_on"),
        ({"meeting_type_id": 99}, "meeting_type_id"),
    ):
        with pytest.raises(Invalid) as refused:
            Meetings(director).change(made.id, replace(made.draft, **change), made.version)
        assert list(refused.value.fields) == [field]


def test_that_a_meeting_on_a_holiday_is_refused(director: UnlockedVault) -> None:
    kind = lip(director)
    with pytest.raises(Invalid) as refused:
        meeting(director, kind, date(2020, 4, 27))
    assert refused.value.fields == {
        "held_on": "27 april 2020 is Koningsdag. Kies een andere dag, bijvoorbeeld 28 april 2020."
    }


def test_that_an_extra_meeting_stands_between_the_others(director: UnlockedVault) -> None:
    kind = lip(director)
    meeting(director, kind, date(2020, 3, 18))
    found = calendar(director, date(2020, 3, 12), date(2020, 4, 2))
    assert [(day.day, day.rhythm_on) for day in found] == [
        (date(2020, 3, 12), date(2020, 3, 12)),
        (date(2020, 3, 18), None),
        (date(2020, 4, 2), date(2020, 4, 2)),
    ]
    assert found[1].reason == "extra overleg, buiten de cyclus"


def test_that_a_day_of_the_rhythm_has_one_meeting(director: UnlockedVault) -> None:
    kind = lip(director)
    plan(director, kind, date(2020, 3, 12))
    with pytest.raises(Invalid, match="al een overleg vastgelegd"):
        plan(director, kind, date(2020, 3, 12))
    with pytest.raises(Invalid, match="geen dag in de cyclus"):
        plan(director, kind, date(2020, 3, 13))
    with pytest.raises(NotFound):
        plan(director, 99, date(2020, 3, 12))


def test_that_a_type_that_ended_has_no_more_days(director: UnlockedVault) -> None:
    lip(director, last_on=date(2019, 8, 1))
    assert days(calendar(director, FIRST, date(2020, 1, 1))) == [FIRST, date(2019, 7, 25)]
    assert next_days(director, date(2020, 1, 1)) == ()


def test_that_types_with_their_own_cycle_stand_together(director: UnlockedVault) -> None:
    lip(director, "LIP")
    lip(director, "Lokale driehoek", cycle_weeks=4, first_on=date(2019, 7, 9), standing=("Ondermijning",))
    found = calendar(director, date(2019, 7, 1), date(2019, 8, 10))
    assert [(day.type_name, day.day) for day in found] == [
        ("LIP", date(2019, 7, 4)),
        ("Lokale driehoek", date(2019, 7, 9)),
        ("LIP", date(2019, 7, 25)),
        ("Lokale driehoek", date(2019, 8, 6)),
    ]
    assert [day.type_name for day in next_days(director, date(2019, 7, 5))] == ["Lokale driehoek", "LIP"]


def test_that_a_new_meeting_follows_its_type(director: UnlockedVault) -> None:
    kind = lip(director, starts_at="09:30", place="Kamer 1", chair="A. Voorbeeld", secretary="B. Voorbeeld")
    made = Meetings(director).add(MeetingDraft(kind, None, date(2020, 3, 12), place="Kamer 2"))
    assert (made.draft.starts_at, made.draft.place, made.draft.chair) == ("09:30", "Kamer 2", "A. Voorbeeld")
    assert made.title == "LIP 12 maart 2020"


def test_that_the_privacy_officer_reads_and_does_not_plan(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    kind = lip(director)
    privacy = unlock_as(Role.PRIVACY)
    assert len(MeetingTypes(privacy).ids(Query())) == 1
    with pytest.raises(AccessDenied):
        plan(privacy, kind, FIRST)
    with pytest.raises(AccessDenied):
        MeetingTypes(unlock_as(Role.PARTICIPANT)).add(MeetingTypeDraft())
