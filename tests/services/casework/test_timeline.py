"""The timeline of a case fills itself: from its own acts, from those of its parts, and from what was merged into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.formats import format_date
from app.rules.permissions import CASEWORK, Role
from app.services.attachments.reading import checked
from app.services.attachments.store import Parent
from app.services.casework.attachments import CaseworkAttachments
from app.services.casework.cases import Cases
from app.services.casework.closing import CaseActs, Closing
from app.services.casework.handovers import HandoverDraft, Handovers
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.casework.timeline import Happening, Topic, by_day, timeline_of
from app.services.clock import today
from models.casework import AgendaItem, Meeting, MeetingType
from models.casework.case_choices import Effect, HandoverTarget
from models.casework.meeting_choices import Audience, Decision, ItemKind, MeetingStatus
from models.choices import CaseStatus, ClosingReason
from tests.services.casework.case_samples import case
from tests.services.casework.test_merging import merge, signal_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


@pytest.fixture
def key(director: UnlockedVault) -> int:
    return case(director)


def told(vault: UnlockedVault, key: int) -> list[str]:
    return [f"{each.what}: {each.title}".rstrip(": ") for each in timeline_of(vault, key)]


def test_that_every_part_tells_what_was_done(director: UnlockedVault, key: int) -> None:
    CaseNotes(director).add(CaseNoteDraft(key, "Gebeld met de eigenaar"))
    tasks = CaseTasks(director)
    task = tasks.add(CaseTaskDraft(key, "Kadaster raadplegen"))
    tasks.change(task.id, replace(task.draft, title="Kadaster en KvK"), task.version)
    CaseworkAttachments(director).add(Parent("case_id", key), checked("foto.txt", b"x"))
    Handovers(director).add(HandoverDraft(key, today(), HandoverTarget.RIEC, "RIEC", "Alles", "convenant"))
    assert set(told(director, key)) == {
        "Casus toegevoegd",
        "Notitie toegevoegd: Gebeld met de eigenaar",
        "Taak toegevoegd: Kadaster en KvK",
        "Taak gewijzigd: Kadaster en KvK",
        "Bijlage toegevoegd: foto.txt",
        "Overdracht toegevoegd: RIEC",
    }
    changed = next(each for each in timeline_of(director, key) if each.what == "Taak gewijzigd")
    assert (changed.fields, changed.kind, changed.topic) == (("title",), "case_task", Topic.TASK)
    assert {each.who for each in timeline_of(director, key)} == {"Casusregisseur"}


def test_that_what_was_removed_stays_in_the_timeline(director: UnlockedVault, key: int) -> None:
    tasks = CaseTasks(director)
    task = tasks.add(CaseTaskDraft(key, "Kadaster raadplegen"))
    tasks.remove(task.id, task.version)
    assert {"Taak toegevoegd", "Taak verwijderd"} <= set(told(director, key))


def test_that_the_course_tells_its_reasons_once(director: UnlockedVault, key: int) -> None:
    acts = CaseActs(director)
    record = acts.get(key)
    record = acts.change(key, replace(record.draft, status=CaseStatus.PLAN, title="Kas"), record.version)
    closing = Closing(today(), ClosingReason.WARNING, "Gewaarschuwd", Effect.ENDED)
    record = acts.close(key, record.version, closing)
    acts.reopen(key, record.version, CaseStatus.PLAN, "Nieuwe melding")
    events = timeline_of(director, key)
    steps = {each.what: each.detail for each in events if each.what.startswith("Van ‘")}
    assert steps == {
        "Van ‘nieuw’ naar ‘plan van aanpak’": "",
        "Van ‘plan van aanpak’ naar ‘afgesloten’": "",
        "Van ‘afgesloten’ naar ‘plan van aanpak’": "Nieuwe melding Was afgesloten op "
        f"{format_date(today())}: waarschuwing gegeven.",
    }
    assert [each.fields for each in events if each.what == "Casus gewijzigd"] == [("title",)]
    assert any(each.title == "beëindigd" for each in events)


def test_that_a_status_that_changed_alone_is_told_as_a_step_only(director: UnlockedVault, key: int) -> None:
    cases = Cases(director)
    record = cases.get(key)
    cases.change(key, replace(record.draft, status=CaseStatus.INVESTIGATION), record.version)
    assert "Casus gewijzigd" not in told(director, key)


def test_that_a_merge_brings_its_past(director: UnlockedVault, key: int) -> None:
    other = case(director, "Schuur")
    CaseNotes(director).add(CaseNoteDraft(other, "In de schuur gekeken"))
    signal = signal_in(director, other)
    merge(director, key, other, "Zelfde eigenaar")
    events = timeline_of(director, key)
    merged = next(each for each in events if each.what == "Een andere casus ging hierin op")
    assert (merged.title.split()[-1], merged.detail) == ("Schuur", "Zelfde eigenaar")
    linked = next(each for each in events if each.what == "Signaal gekoppeld")
    assert (linked.day, linked.at, linked.title, linked.detail) == (date(2020, 1, 7), None, "S-1 Stank", "Zelfde pand")
    assert told(director, key).count("Casus toegevoegd") == 2
    assert "Notitie toegevoegd: In de schuur gekeken" in told(director, key)
    assert signal == 1


def test_that_a_meeting_that_was_held_tells_what_it_decided(director: UnlockedVault, key: int) -> None:
    kind = MeetingType(name="LIP", cycle_weeks=3, first_on=date(2020, 1, 6), takes_signals=True, takes_cases=True)
    with director.write(CASEWORK) as work:
        work.session.add(kind)
        work.session.flush()
        for held_on, status in ((date(2020, 2, 3), MeetingStatus.HELD), (date(2020, 2, 24), MeetingStatus.PLANNED)):
            meeting = Meeting(meeting_type_id=kind.id, held_on=held_on, status=status, chair="M. Voorbeeld")
            work.session.add(meeting)
            work.session.flush()
            item = AgendaItem(
                meeting_id=meeting.id,
                position=1,
                kind=ItemKind.CASE,
                title="Loods",
                case_id=key,
                audience=Audience.EVERYONE,
                decision=Decision.HOLD,
                conclusion="Wachten op de politie",
                owner="M. Voorbeeld",
                due_on=date(2020, 3, 1),
            )
            work.session.add(item)
        work.record("meeting.changed", "meeting", meeting.id)
    met = [each for each in timeline_of(director, key) if each.topic is Topic.MEETING]
    assert [(each.day, each.title, each.detail, each.who) for each in met] == [
        (date(2020, 2, 3), "LIP", "Aanhouden. Wachten op de politie", "M. Voorbeeld")
    ]


def test_that_who_may_read_cases_reads_the_timeline(
    director: UnlockedVault, key: int, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    assert told(unlock_as(Role.PRIVACY), key) == ["Casus toegevoegd"]
    assert timeline_of(director, 10**6) == ()


def test_that_days_are_groups_with_the_newest_first() -> None:
    def on(day: int, what: str) -> Happening:
        return Happening(date(2020, 1, day), None, "A", Topic.CASE, what)

    grouped = by_day([on(3, "c"), on(2, "b"), on(2, "a")])
    assert [(day.day, [each.what for each in group]) for day, group in grouped] == [(3, ["c"]), (2, ["b", "a"])]
