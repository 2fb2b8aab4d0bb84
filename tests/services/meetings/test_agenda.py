"""The agenda: built from what is open, changed by hand, and followed up from earlier meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid, NotFound
from app.rules.weighing import Given
from app.services.casework.cases import Cases
from app.services.meetings.agenda import AgendaItems, ItemDraft, add_items, move_item, proposals
from app.services.meetings.deciding import decide
from app.services.meetings.meetings import Meetings
from app.services.meetings.participation import participation, set_participation
from app.services.meetings.sitting import Deciding, sitting
from app.services.records import Query
from app.services.signals.weighing import answer_step
from models.casework.choices import Cluster, Verdict, WeighingStepKind
from models.casework.meeting_choices import Audience, Decision, ItemKind, ItemPart, MeetingStatus
from models.choices import CaseStatus, ClosingReason
from tests.services.meetings.offices import lip, meeting, member, running_case, signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def agenda(vault: UnlockedVault, meeting_id: int) -> list[tuple[ItemKind, str]]:
    return [(item.kind, item.title) for item in sitting(vault, meeting_id).items]


def weigh_to_w3(vault: UnlockedVault, key: int) -> None:
    version = 1
    for step in (WeighingStepKind.W1, WeighingStepKind.W2A, WeighingStepKind.W2B, WeighingStepKind.W3):
        given = Given(Verdict.YES, "art. 13b Opiumwet", "Zie de feiten.")
        version = answer_step(vault, key, step, given, version).version


def test_that_a_new_agenda_holds_what_is_open(director: UnlockedVault) -> None:
    kind = lip(director, standing=("Opening", "Vorig verslag"))
    signal(director, "Loods")
    weigh_to_w3(director, signal(director, "Garage"))
    running_case(director, "Pand")
    closed = running_case(director, "Oud pand")
    record = Cases(director).get(closed)
    done = replace(
        record.draft, status=CaseStatus.CLOSED, closed_on=date(2020, 3, 1), closing_reason=ClosingReason.NOT_FOUND
    )
    Cases(director).change(closed, done, record.version)
    held = meeting(director, kind)
    found = agenda(director, held)
    assert [title.partition(" ")[2] or title for _, title in found] == ["Opening", "verslag", "Garage", "Loods", "Pand"]
    assert [each for each, _ in found] == [
        ItemKind.STANDING,
        ItemKind.STANDING,
        ItemKind.SIGNAL,
        ItemKind.SIGNAL,
        ItemKind.CASE,
    ]
    assert proposals(director, held) == ()


def test_that_a_type_without_signals_or_cases_has_its_standing_item_only(director: UnlockedVault) -> None:
    signal(director)
    running_case(director)
    kind = lip(director, "Lokale driehoek", takes_signals=False, takes_cases=False, standing=("Ondermijning",))
    assert agenda(director, meeting(director, kind)) == [(ItemKind.STANDING, "Ondermijning")]


def test_that_what_came_later_is_proposed_and_added(director: UnlockedVault) -> None:
    kind = lip(director)
    held = meeting(director, kind)
    signal(director, "Loods")
    signal(director, "Garage")
    found = proposals(director, held)
    assert [each.title.partition(" ")[2] for each in found] == ["Loods", "Garage"]
    assert add_items(director, held, found[:1]) == 1
    assert add_items(director, held, found) == 1, "what is there already is passed over"
    assert [title.partition(" ")[2] for _, title in agenda(director, held)] == ["Loods", "Garage"]
    with pytest.raises(NotFound):
        proposals(director, 99)


def test_that_an_item_moves_up_and_down_and_stops_at_the_ends(director: UnlockedVault) -> None:
    held = meeting(director, lip(director, standing=("A", "B", "C")))
    keys = [item.id for item in sitting(director, held).items]

    def titles() -> str:
        return "".join(title for _, title in agenda(director, held))

    for key, places, expected in (
        (keys[2], -1, "ACB"),
        (keys[0], 5, "CBA"),
        (keys[1], -9, "BCA"),
        (keys[1], -1, "BCA"),
    ):
        move_item(director, key, places)
        assert titles() == expected
    with pytest.raises(NotFound):
        move_item(director, 99, 1)


def test_that_items_are_added_and_removed_by_hand(director: UnlockedVault) -> None:
    held = meeting(director, lip(director, standing=("Opening",)))
    made = AgendaItems(director).add(ItemDraft(held, "Mededeling van de politie"))
    assert agenda(director, held)[1] == (ItemKind.OTHER, "Mededeling van de politie")
    AgendaItems(director).remove(made.id, made.version)
    assert len(agenda(director, held)) == 1
    key = signal(director, "Loods")
    about = AgendaItems(director).add(ItemDraft(held, "De loods", f"signal {key}"))
    assert agenda(director, held)[1] == (ItemKind.SIGNAL, "De loods")
    assert about.draft.about == f"signal {key}"
    labels = {option.value: option.label for option in AgendaItems(director).options("about", about.draft)}
    assert labels[f"signal {key}"].endswith("Loods")
    assert AgendaItems(director).options("meeting_id")[0].value == held


@pytest.mark.parametrize("about", ["signal 99", "case 99", "rommel", "signal x"])
def test_that_an_item_about_nothing_is_refused(about: str, director: UnlockedVault) -> None:
    held = meeting(director, lip(director))
    with pytest.raises(Invalid) as refused:
        AgendaItems(director).add(ItemDraft(held, "Iets", about))
    assert refused.value.fields == {"about": "Dit signaal of deze casus bestaat niet (meer)."}


def test_that_an_item_stays_with_its_meeting_and_needs_one_that_is_planned(director: UnlockedVault) -> None:
    kind = lip(director)
    held, other = meeting(director, kind), meeting(director, kind, date(2020, 3, 18))
    item = AgendaItems(director).add(ItemDraft(held, "Iets"))
    with pytest.raises(Invalid, match="blijft bij zijn overleg"):
        AgendaItems(director).change(item.id, replace(item.draft, meeting_id=other), item.version)
    record = Meetings(director).get(other)
    cancelled = replace(record.draft, status=MeetingStatus.CANCELLED, reason="Te weinig signalen")
    Meetings(director).change(other, cancelled, record.version)
    for wrong, told in ((other, "Dit overleg is vervallen"), (99, "bestaat niet")):
        with pytest.raises(Invalid, match=told):
            AgendaItems(director).add(ItemDraft(wrong, "Iets"))


def test_that_open_actions_come_back_on_the_next_agenda_until_they_are_done(director: UnlockedVault) -> None:
    kind = lip(director, standing=("Opening",), takes_cases=False)
    first = meeting(director, kind)
    item = sitting(director, first).items[0]
    decide(director, item.id, Deciding(Decision.ACTION, "Bel de eigenaar", "A. Voorbeeld", date(2020, 4, 1)), 1)
    second = meeting(director, kind, date(2020, 4, 2))
    assert agenda(director, second) == [(ItemKind.STANDING, "Opening"), (ItemKind.ACTION, "Bel de eigenaar")]
    other = lip(director, "GSO", standing=("Opening",))
    assert agenda(director, meeting(director, other, date(2020, 4, 2))) == [(ItemKind.STANDING, "Opening")]


def test_that_what_was_decided_is_not_removed_or_turned_into_something_else(director: UnlockedVault) -> None:
    key = signal(director)
    held = meeting(director, lip(director))
    item = sitting(director, held).items[0]
    decide(director, item.id, Deciding(Decision.NO_ACTION), 1)
    record = AgendaItems(director).get(item.id)
    assert record.draft.about == f"signal {key}"
    with pytest.raises(Invalid, match="Over dit punt is besloten"):
        AgendaItems(director).remove(item.id, record.version)
    with pytest.raises(Invalid, match="Over dit punt is besloten"):
        AgendaItems(director).change(item.id, replace(record.draft, about=None), record.version)
    with pytest.raises(Invalid, match="al iets besloten"):
        Meetings(director).remove(held, Meetings(director).get(held).version)
    list_of = AgendaItems(director).rows(AgendaItems(director).ids(Query()))
    assert Decision.NO_ACTION in list_of[0].cells


def test_that_only_who_is_admitted_takes_part_in_an_item(director: UnlockedVault) -> None:
    kind = lip(director, standing=("Opening",))
    safe, social = member(director, kind, "A. Voorbeeld"), member(director, kind, "B. Voorbeeld", Cluster.SOCIAL)
    item = sitting(director, meeting(director, kind)).items[0]
    with pytest.raises(Invalid, match="ten minste één deelnemer"):
        set_participation(director, item.id, Audience.LISTED, {})
    with pytest.raises(Invalid, match="verschoont"):
        set_participation(director, item.id, Audience.EVERYONE, {social: (ItemPart.RECUSED, " ")})
    set_participation(
        director,
        item.id,
        Audience.LISTED,
        {safe: (ItemPart.ADMITTED, None), social: (ItemPart.RECUSED, "Familie van de huurder")},
    )
    found = {each.name: (each.part, each.reason) for each in participation(director, item.id)}
    assert found == {
        "A. Voorbeeld": (ItemPart.ADMITTED, None),
        "B. Voorbeeld": (ItemPart.RECUSED, "Familie van de huurder"),
    }
    set_participation(director, item.id, Audience.EVERYONE, {safe: (ItemPart.ADMITTED, None)})
    assert {each.part for each in participation(director, item.id)} == {None}
    for act in (lambda: participation(director, 99), lambda: set_participation(director, 99, Audience.EVERYONE, {})):
        with pytest.raises(NotFound):
            act()
