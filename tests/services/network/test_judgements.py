"""Joining by judgement: explained, refused where it contradicts, and taken back without a trace in the result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import CASEWORK, Role
from app.services.network.judgements import judge, judgements_of, take_apart, take_back
from app.services.network.links import neighbours_of
from app.services.signals.mentions import Mentions
from models.casework import Signal
from models.casework.choices import Likeness, MentionKind
from tests.services.network.people import ends_of, entities_of, link, mentioned, person
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

SAME, APART, UNSURE, GONE = Likeness.SAME, Likeness.NOT_SAME, Likeness.UNSURE, Likeness.WITHDRAWN
WHY = "Zelfde adres en zelfde telefoon."


def test_that_names_alone_join_nobody(director: UnlockedVault) -> None:
    one, other = person(director), person(director)
    assert entities_of(director) == {one: one, other: other}


def test_that_a_judgement_joins_and_its_links_come_together(director: UnlockedVault) -> None:
    one, other, house = (
        person(director),
        person(director, "Voorbeelt"),
        mentioned(director, kind=MentionKind.ADDRESS, street="Dorpsweg"),
    )
    made = link(director, other, house)
    judge(director, other, one, SAME, WHY)
    assert entities_of(director) == {one: one, other: one, house: house}
    (found,) = neighbours_of(director, one)
    assert (found.link, found.mine, found.other, found.reads) == (made, other, house, "eigenaar van")
    (back,) = neighbours_of(director, house)
    assert (back.other, back.reads) == (one, "eigendom van")


def test_that_taking_back_gives_exactly_what_was(director: UnlockedVault) -> None:
    people = [person(director) for _ in range(4)]
    houses = [mentioned(director, kind=MentionKind.ADDRESS, street="Dorpsweg", house_number=at + 1) for at in range(2)]
    for at, house in enumerate(houses):
        link(director, people[at], house)
    ends, states, given = ends_of(director), [entities_of(director)], list[int]()
    for one, other, likeness in ((0, 1, UNSURE), (0, 1, SAME), (2, 3, SAME), (1, 2, SAME), (0, 3, UNSURE)):
        judge(director, people[one], people[other], likeness, WHY)
        given.append(max(each.id for each in judgements_of(director, entities_of(director)[people[one]] or 0)))
        states.append(entities_of(director))
    assert {states[-1][key] for key in people} == {people[0]}
    for made, before in zip(reversed(given), reversed(states[:-1]), strict=True):
        take_back(director, made, "Toch niet zeker.")
        assert entities_of(director) == before
    assert ends_of(director) == ends


def test_that_one_plate_is_one_vehicle_until_somebody_judges_otherwise(director: UnlockedVault) -> None:
    one, other = (mentioned(director, kind=MentionKind.VEHICLE, plate="12-ABC-3") for _ in range(2))
    assert entities_of(director) == {one: one, other: one}
    judge(director, one, other, APART, "Valse platen: andere kleur en ander merk.")
    assert entities_of(director) == {one: one, other: other}


def test_that_a_number_that_was_mended_settles_anew(director: UnlockedVault) -> None:
    one, other = (mentioned(director, kind=MentionKind.VEHICLE, plate=plate) for plate in ("12-ABC-3", "12-ABC-4"))
    register = Mentions(director)
    record = register.get(other)
    register.change(other, replace(record.draft, plate="12-ABC-3"), record.version)
    assert entities_of(director) == {one: one, other: one}


def test_that_what_loses_its_bridge_falls_apart(director: UnlockedVault) -> None:
    home = signal(director)
    one, bridge, last = person(director), person(director, signal_id=home), person(director)
    judge(director, one, bridge, SAME, WHY)
    judge(director, bridge, last, SAME, WHY)
    with director.write(CASEWORK) as work:
        work.session.execute(delete(Signal).where(Signal.id == home))
        work.record("signal.removed", "signal", home)
    assert entities_of(director) == {one: one, last: last}


def test_that_a_contradiction_is_refused_and_names_the_pair(director: UnlockedVault) -> None:
    one, two, three = person(director, "Aap"), person(director, "Noot"), person(director, "Mies")
    judge(director, one, two, SAME, WHY)
    judge(director, one, three, APART, WHY)
    with pytest.raises(Invalid, match="Aap en Mies"):
        judge(director, two, three, SAME, WHY)
    assert entities_of(director) == {one: one, two: one, three: three}
    judge(director, one, three, UNSURE, "Opnieuw bekeken.")
    judge(director, two, three, SAME, WHY)
    assert set(entities_of(director).values()) == {one}


def test_that_a_later_difference_wins_and_shows_what_it_set_aside(director: UnlockedVault) -> None:
    one, two, three = person(director), person(director), person(director)
    judge(director, one, two, SAME, WHY)
    judge(director, two, three, SAME, WHY)
    judge(director, one, three, APART, "Andere geboortedatum.")
    assert entities_of(director) == {one: one, two: one, three: three}
    aside = [each for each in judgements_of(director, one) if each.set_aside]
    assert [(each.left, each.right, each.likeness) for each in aside] == [(two, three, SAME)]


@pytest.mark.parametrize(("reason", "field"), [("  ", "reason"), (None, "reason"), ("x" * 2001, "reason")])
def test_that_a_judgement_needs_a_reason(director: UnlockedVault, reason: str | None, field: str) -> None:
    one, other = person(director), person(director)
    with pytest.raises(Invalid) as refused:
        judge(director, one, other, SAME, reason)
    assert field in refused.value.fields


def test_that_it_is_about_two_that_exist_and_are_of_one_kind(director: UnlockedVault) -> None:
    one, house = person(director), mentioned(director, kind=MentionKind.ADDRESS, street="Dorpsweg")
    for other in (one, house, 999):
        with pytest.raises(Invalid):
            judge(director, one, other, SAME, WHY)
    assert judgements_of(director, one) == ()


def test_that_one_mention_is_taken_out_of_an_entity(director: UnlockedVault) -> None:
    plates = [mentioned(director, kind=MentionKind.VEHICLE, plate="12-ABC-3") for _ in range(3)]
    take_apart(director, plates[1], "Valse platen.")
    assert entities_of(director) == {plates[0]: plates[0], plates[1]: plates[1], plates[2]: plates[0]}
    one, bridge, last = (person(director) for _ in range(3))
    judge(director, one, bridge, SAME, WHY)
    judge(director, bridge, last, SAME, WHY)
    take_apart(director, one, "Andere geboortedatum.")
    found = entities_of(director)
    assert (found[one], found[bridge], found[last]) == (one, bridge, bridge)
    with pytest.raises(Invalid, match="al op zichzelf"):
        take_apart(director, one, "Nog eens.")
    with pytest.raises(NotFound):
        take_apart(director, 999, WHY)


def test_that_only_the_judgement_that_counts_is_taken_back(director: UnlockedVault) -> None:
    one, other = person(director), person(director)
    judge(director, one, other, SAME, WHY)
    judge(director, one, other, UNSURE, WHY)
    newest, oldest = judgements_of(director, one)
    assert (newest.counts, oldest.counts, oldest.by) == (True, False, director.account.name)
    with pytest.raises(NotFound):
        take_back(director, oldest.id, WHY)
    take_back(director, newest.id, WHY)
    assert entities_of(director) == {one: one, other: one}
    with pytest.raises(NotFound):
        take_back(director, 999, WHY)


def test_that_a_judgement_is_in_the_trail_of_both(director: UnlockedVault) -> None:
    one, other = person(director), person(director)
    judge(director, one, other, APART, WHY)
    for key in (one, other):
        assert Mentions(director).history(key)[0].action == "mention.judged"


def test_that_a_participant_judges_nothing(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    participant = unlock_as(Role.PARTICIPANT)
    assert CASEWORK not in participant.available
    with pytest.raises(AccessDenied):
        judge(participant, 1, 2, SAME, WHY)
