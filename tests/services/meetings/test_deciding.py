"""Meeting mode without a screen: what is known, decisions with owner and term, recusal, and the end of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Conflict, Invalid, NotFound
from app.rules.weighing import Given
from app.services.casework.cases import Cases
from app.services.meetings.actions import Actions, action_items
from app.services.meetings.agenda import AgendaItems, ItemDraft
from app.services.meetings.deciding import decide, finish_action
from app.services.meetings.meetings import Meetings
from app.services.meetings.own_work import own_actions
from app.services.meetings.participation import set_participation
from app.services.meetings.sitting import (
    Deciding,
    ItemView,
    close_meeting,
    item_view,
    reopen_meeting,
    set_presence,
    sitting,
)
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.weighing import answer_step
from models.casework.choices import Cluster, SignalOutcome, Verdict, WeighingStepKind
from models.casework.meeting_choices import Audience, Decision, ItemPart, MeetingStatus, Presence
from tests.services.meetings.offices import lip, meeting, member, running_case, signal
from tests.services.parents import case_type

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

DUE = date(2020, 4, 1)


@pytest.fixture
def kind(director: UnlockedVault) -> int:
    return lip(director, takes_cases=False)


def only_item(vault: UnlockedVault, meeting_id: int) -> ItemView:
    return item_view(vault, sitting(vault, meeting_id).items[0].id)


def weigh(vault: UnlockedVault, key: int, *steps: WeighingStepKind) -> None:
    version = course_of(vault, key).version
    for step in steps:
        given = Given(Verdict.YES, "art. 13b Opiumwet", "Zie de feiten.")
        version = answer_step(vault, key, step, given, version).version


TO_W3 = (WeighingStepKind.W1, WeighingStepKind.W2A, WeighingStepKind.W2B, WeighingStepKind.W3)


@pytest.mark.parametrize(
    ("deciding", "fields"),
    [
        (Deciding(), ["decision"]),
        (Deciding(Decision.ACTION), ["owner", "due_on"]),
        (Deciding(Decision.ACTION, owner="  ", due_on=DUE), ["owner"]),
        (Deciding(Decision.HOLD, owner="A. Voorbeeld"), ["due_on"]),
        (Deciding(Decision.ACTION, owner="A. Voorbeeld", due_on=date(2020, 3, 11)), ["due_on"]),
        (Deciding(Decision.LIP_CASE, owner="A. Voorbeeld", due_on=DUE), ["case_type_id"]),
        (Deciding(Decision.LIP_CASE, owner="A. Voorbeeld", due_on=DUE, case_type_id=99), ["case_type_id"]),
        (Deciding(Decision.LIP_CASE, owner="A. Voorbeeld", due_on=DUE, case_id=99), ["case_id"]),
    ],
)
def test_that_a_decision_without_owner_or_term_is_refused(
    deciding: Deciding, fields: list[str], director: UnlockedVault, kind: int
) -> None:
    signal(director)
    held = meeting(director, kind)
    with pytest.raises(Invalid) as refused:
        decide(director, only_item(director, held).id, deciding, 1)
    assert list(refused.value.fields) == fields
    assert only_item(director, held).deciding.decision is None
    assert list(Actions(director).ids(Query())) == []


def test_that_no_action_needs_neither_and_leaves_no_action(director: UnlockedVault, kind: int) -> None:
    signal(director)
    item = only_item(director, meeting(director, kind))
    made = decide(director, item.id, Deciding(Decision.ACTION, None, "A. Voorbeeld", DUE), item.version)
    assert len(Actions(director).ids(Query())) == 1
    again = decide(director, item.id, Deciding(Decision.NO_ACTION, owner="x", due_on=DUE), made.view.version)
    assert again.view.deciding == Deciding(Decision.NO_ACTION)
    assert list(Actions(director).ids(Query())) == []


def test_that_a_decision_gives_its_owner_an_action_that_keeps_in_step(director: UnlockedVault, kind: int) -> None:
    signal(director)
    item = only_item(director, meeting(director, kind))
    first = decide(director, item.id, Deciding(Decision.ACTION, None, director.account.name, DUE), item.version)
    (action,) = own_actions(director)
    assert action.text.startswith("Actie: ")
    assert (action.due_on, action.source) == (DUE, "LIP 12 maart 2020")
    decide(director, item.id, Deciding(Decision.ACTION, "Bel de buren", "B. Voorbeeld", DUE), first.view.version)
    assert own_actions(director) == ()
    (key,) = Actions(director).ids(Query())
    assert Actions(director).get(key).draft.text == "Bel de buren"
    (late,) = action_items(director)
    assert late.text == "Een actie van B. Voorbeeld had klaar moeten zijn op 1 april 2020."


def test_that_two_who_decide_at_once_are_told_and_lose_nothing(director: UnlockedVault, kind: int) -> None:
    signal(director)
    item = only_item(director, meeting(director, kind))
    decide(director, item.id, Deciding(Decision.NO_ACTION, "Te mager"), item.version)
    with pytest.raises(Conflict, match="intussen iets vastgelegd"):
        decide(director, item.id, Deciding(Decision.NO_ACTION, "Anders"), item.version)
    assert item_view(director, item.id).deciding.conclusion == "Te mager"


def test_that_a_lip_case_is_made_when_the_weighing_allows_it(director: UnlockedVault, kind: int) -> None:
    key = signal(director, "Loods")
    item = only_item(director, meeting(director, kind))
    lip_case = Deciding(Decision.LIP_CASE, "Oppakken", "A. Voorbeeld", DUE, case_type(director))
    early = decide(director, item.id, lip_case, item.version)
    assert "eerst is W1 Ondermijning aan de beurt" in early.told[0]
    assert early.view.deciding.decision is Decision.LIP_CASE
    assert early.view.made_case is None
    assert list(Cases(director).ids(Query())) == []
    assert course_of(director, key).outcome is None


def test_that_a_decision_follows_the_weighing(director: UnlockedVault, kind: int) -> None:
    key = signal(director, "Loods")
    weigh(director, key, *TO_W3)
    item = only_item(director, meeting(director, kind))
    no_ground = Deciding(Decision.DEPARTMENT, "Naar Handhaving", "A. Voorbeeld", DUE)
    told = decide(director, item.id, no_ground, item.version)
    assert "grondslag" in told.told[0]
    whole = replace(no_ground, ground="art. 5:11 Awb", what="Adres en waarneming")
    done = decide(director, item.id, whole, told.view.version)
    assert done.told == ()
    course = course_of(director, key)
    assert course.outcome is SignalOutcome.DEPARTMENT
    assert [(line.recipient, line.ground) for line in course.hand_overs] == [("A. Voorbeeld", "art. 5:11 Awb")]
    other = decide(director, item.id, Deciding(Decision.ENRICH, None, "A. Voorbeeld", DUE), done.view.version)
    assert other.told == ("Over het signaal was al anders besloten (‘naar een afdeling’); dat is zo gebleven.",)


def test_that_an_action_that_is_followed_up_goes_on_or_is_done(director: UnlockedVault) -> None:
    kind = lip(director, standing=("Opening",), takes_cases=False)
    first = only_item(director, meeting(director, kind))
    decide(director, first.id, Deciding(Decision.ACTION, "Bel de eigenaar", "A. Voorbeeld", DUE), first.version)
    (key,) = Actions(director).ids(Query())
    held = meeting(director, kind, date(2020, 4, 2))
    follow = item_view(director, sitting(director, held).items[1].id)
    assert ("Actiehouder", "A. Voorbeeld") in [(fact.label, fact.text) for fact in follow.known]
    later = decide(
        director, follow.id, Deciding(Decision.ACTION, "Nog eens", "B. Voorbeeld", date(2020, 5, 1)), follow.version
    )
    action = Actions(director).get(key).draft
    assert (action.text, action.owner, action.due_on) == ("Bel de eigenaar", "B. Voorbeeld", date(2020, 5, 1))
    done = finish_action(director, follow.id, later.view.version)
    assert done.view.deciding.decision is Decision.NO_ACTION
    assert Actions(director).get(key).draft.done_on == date(2020, 4, 2)
    with pytest.raises(Invalid, match="niet over een openstaande actie"):
        finish_action(director, first.id, item_view(director, first.id).version)


def test_that_what_is_known_of_a_signal_waits_for_privacy_test_2a(director: UnlockedVault, kind: int) -> None:
    signal(director, interpretation="Mogelijk een kwekerij.", cluster=Cluster.SAFETY)
    view = only_item(director, meeting(director, kind))
    assert not view.cleared
    facts = {fact.label: fact.text for fact in view.known}
    assert facts["Wat is gezien"] == "Er rijden ’s nachts bestelbussen af en aan."
    assert facts["Duiding"] == "Mogelijk een kwekerij."
    assert facts["Weging"] == "nog niet begonnen"


def test_that_what_is_known_of_a_case_holds_its_actions_and_earlier_decisions(director: UnlockedVault) -> None:
    running_case(director, "Pand")
    kind = lip(director)
    first = only_item(director, meeting(director, kind))
    decide(director, first.id, Deciding(Decision.ACTION, "Controle plannen", "A. Voorbeeld", DUE), first.version)
    second = meeting(director, kind, date(2020, 4, 2))
    view = next(
        view
        for view in (item_view(director, item.id) for item in sitting(director, second).items)
        if view.title.endswith("Pand")
    )
    assert view.earlier == ("LIP 12 maart 2020: actie. Controle plannen",)
    assert ("Open actie", "Controle plannen (A. Voorbeeld, 1 april 2020)") in [
        (fact.label, fact.text) for fact in view.known
    ]
    assert view.cleared


def test_that_who_is_recused_or_not_admitted_is_named(director: UnlockedVault) -> None:
    kind = lip(director, standing=("Opening",))
    safe = member(director, kind, "A. Voorbeeld")
    social = member(director, kind, "B. Voorbeeld", Cluster.SOCIAL)
    away = member(director, kind, "C. Voorbeeld", Cluster.TAXES)
    held = meeting(director, kind)
    set_presence(director, held, {away: Presence.EXCUSED})
    item = only_item(director, held)
    set_participation(director, item.id, Audience.EVERYONE, {social: (ItemPart.RECUSED, "Familie")})
    assert item_view(director, item.id).recused == (("B. Voorbeeld", "Familie"),)
    set_participation(director, item.id, Audience.LISTED, {safe: (ItemPart.ADMITTED, None)})
    view = item_view(director, item.id)
    assert (view.kept_out, view.recused) == (("B. Voorbeeld",), ())


def test_that_attendance_is_per_cluster(director: UnlockedVault, kind: int) -> None:
    first = member(director, kind, "B. Voorbeeld", Cluster.SOCIAL)
    member(director, kind, "A. Voorbeeld", Cluster.SAFETY)
    held = meeting(director, kind)
    later = member(director, kind, "C. Voorbeeld", Cluster.SAFETY)
    set_presence(director, held, {first: Presence.ABSENT})
    found = [(each.name, each.presence) for each in sitting(director, held).attendants]
    assert found == [("A. Voorbeeld", Presence.PRESENT), ("C. Voorbeeld", None), ("B. Voorbeeld", Presence.ABSENT)]
    set_presence(director, held, {later: Presence.PRESENT})
    assert sitting(director, held).attendants[1].presence is Presence.PRESENT


def test_that_a_meeting_closes_when_every_item_has_a_decision(director: UnlockedVault) -> None:
    held = meeting(director, lip(director, standing=("Opening", "Sluiting")))
    items = sitting(director, held).items
    with pytest.raises(Invalid, match="Over 2 agendapunten is nog niet besloten"):
        close_meeting(director, held)
    decide(director, items[0].id, Deciding(Decision.NO_ACTION), 1)
    with pytest.raises(Invalid, match="Over één agendapunt is nog niet besloten"):
        close_meeting(director, held)
    record = Meetings(director).get(held)
    with pytest.raises(Invalid, match="vergadermodus"):
        Meetings(director).change(held, replace(record.draft, status=MeetingStatus.HELD), record.version)
    decide(director, items[1].id, Deciding(Decision.NO_ACTION), 1)
    close_meeting(director, held)
    assert sitting(director, held).status is MeetingStatus.HELD
    with pytest.raises(Invalid, match="komt niets meer op de agenda"):
        AgendaItems(director).add(ItemDraft(held, "Nagekomen"))
    reopen_meeting(director, held)
    assert sitting(director, held).undecided == 0
    for act in (close_meeting, reopen_meeting, sitting, item_view):
        with pytest.raises(NotFound):
            act(director, 99)


def test_that_nothing_is_decided_in_a_meeting_that_was_cancelled(director: UnlockedVault) -> None:
    held = meeting(director, lip(director, standing=("Opening",)))
    record = Meetings(director).get(held)
    cancelled = replace(record.draft, status=MeetingStatus.CANCELLED, reason="Te weinig signalen")
    Meetings(director).change(held, cancelled, record.version)
    with pytest.raises(Invalid, match="vervallen"):
        decide(director, only_item(director, held).id, Deciding(Decision.NO_ACTION), 1)
