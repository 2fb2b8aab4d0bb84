"""Proposals: who may be the same, why, and what becomes of them once somebody judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, func, select

from app.errors import NotFound
from app.rules.identity.evidence import Strength
from app.rules.permissions import CASEWORK
from app.services.network.judgements import judge, judgements_of, take_back
from app.services.network.recognising.keys import made_later
from app.services.network.recognising.proposals import open_proposals, proposals_for, proposals_in, proposals_of
from app.services.signals.hints import hint_for, hints_among
from app.services.signals.mentions import MentionDraft, Mentions
from models.casework import MentionKey
from models.casework.choices import Likeness, MentionKind
from tests.services.network.people import entities_of, mentioned, person
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

BORN = date(1980, 2, 1)


def test_that_one_man_who_is_spelled_in_two_ways_is_proposed_and_explained(director: UnlockedVault) -> None:
    one = person(director, "Meer", given_names="Jan", prefix="van der", born_on=BORN)
    other = person(director, "Meer, v.d.", given_names="J.", born_on=BORN)
    person(director, "Ander", given_names="Piet", born_on=date(1971, 5, 6))
    (proposal,) = proposals_of(director, one)
    assert (proposal.own and proposal.own.mention, proposal.other.entity) == (one, other)
    assert proposal.strength is Strength.STRONG
    assert "De geboortedatum is gelijk: 1 februari 1980." in proposal.supporting
    assert "De voorletter past: Jan en J." in proposal.supporting
    assert [each.other.entity for each in proposals_of(director, other)] == [one]
    assert len(open_proposals(director)) == 1


@pytest.mark.parametrize("likeness", [Likeness.SAME, Likeness.NOT_SAME, Likeness.UNSURE])
def test_that_what_was_judged_is_not_proposed_again_until_that_is_taken_back(
    director: UnlockedVault, likeness: Likeness
) -> None:
    one = person(director, "Voorbeeld", given_names="Jan", born_on=BORN)
    other = person(director, "Voorbeeldt", given_names="Jan", born_on=BORN)
    judge(director, one, other, likeness, "Zelfde adres en foto bekeken.")
    assert proposals_of(director, one) == ()
    assert open_proposals(director) == ()
    (line,) = judgements_of(director, one)
    take_back(director, line.id, "Te snel.")
    assert [each.other.entity for each in proposals_of(director, one)] == [other]
    assert len(open_proposals(director)) == 1


def test_that_an_entity_is_proposed_once_by_its_best_mention(director: UnlockedVault) -> None:
    one = person(director, "Voorbeeld", given_names="Jan", born_on=BORN)
    bare = person(director, "Voorbeeld", given_names="J.")
    full = person(director, "Voorbeeld", given_names="Jan Piet", born_on=BORN)
    judge(director, bare, full, Likeness.SAME, "Volgens de melder dezelfde.")
    (proposal,) = proposals_of(director, one)
    assert (proposal.other.mention, proposal.other.entity) == (full, entities_of(director)[bare])


def test_that_a_name_alone_is_proposed_weakly(director: UnlockedVault) -> None:
    one = person(director, "Voorbeeldman", given_names="Jan")
    person(director, "Voorbeeldman", given_names="Jan")
    (proposal,) = proposals_of(director, one)
    assert proposal.strength is Strength.WEAK
    assert "De geboortedatum is niet van beide bekend." in proposal.unknown


def test_that_an_address_in_the_same_signal_counts(director: UnlockedVault) -> None:
    for name in ("Voorbeeldman", "Voorbeeldmann"):
        home = signal(director)
        mentioned(director, kind=MentionKind.PERSON, surname=name, given_names="Jan", signal_id=home)
        mentioned(director, kind=MentionKind.ADDRESS, postcode="2671 AB", house_number=12, signal_id=home)
    person_one = next(key for key in entities_of(director))
    (proposal,) = proposals_of(director, person_one)
    assert "Beide horen bij hetzelfde adres." in proposal.supporting
    assert proposal.strength is Strength.REASONABLE


def test_that_a_form_that_is_being_typed_gets_proposals(director: UnlockedVault) -> None:
    known = person(director, "Yıldız", given_names="Şahin", born_on=BORN, bsn="123456782")
    typed = MentionDraft(kind=MentionKind.PERSON, given_names="Sjahin", surname="Jildiz", born_on=date(1980, 1, 2))
    (proposal,) = proposals_for(director, typed)
    assert (proposal.own, proposal.other.mention) == (None, known)
    assert any("omgewisseld" in sentence for sentence in proposal.supporting)
    assert proposals_for(director, MentionDraft()) == ()
    assert proposals_for(director, MentionDraft(kind=MentionKind.PERSON)) == ()
    shown = Mentions(director).get(known).draft
    assert shown.bsn == "••••••782"
    (again,) = proposals_for(director, shown)
    assert not again.opposing


@pytest.mark.parametrize(
    "said",
    [
        {"kind": MentionKind.PERSON, "given_names": "Jan", "born_on": BORN},
        {"kind": MentionKind.PERSON, "surname": "ע" * 200, "born_on": BORN},
        {"kind": MentionKind.PERSON, "surname": "Lang" * 50, "given_names": "Naam " * 40, "born_on": BORN},
        {"kind": MentionKind.ORGANISATION, "organisation": "…"},
        {"kind": MentionKind.EVENT, "title": "Controle"},
    ],
)
def test_that_odd_mentions_are_compared_too(director: UnlockedVault, said: dict[str, Any]) -> None:
    one, other = mentioned(director, **said), mentioned(director, **said)
    found = proposals_of(director, one)
    assert {each.other.entity for each in found} <= {other}
    assert {each.strength for each in found} <= {Strength.STRONG, Strength.REASONABLE, Strength.WEAK}


def test_that_mentions_from_before_there_were_keys_get_them_when_first_looked_for(director: UnlockedVault) -> None:
    one = person(director, "Voorbeeld", given_names="Jan", born_on=BORN)
    person(director, "Voorbeeld", given_names="Jan", born_on=BORN)
    with director.compartment(CASEWORK).write() as session:
        session.execute(delete(MentionKey))
    told: list[str] = []
    made_later(director.compartment(CASEWORK))
    assert len(open_proposals(director, lambda text, _done: told.append(text))) == 1
    assert "Vergelijkbaar maken van wat er al staat" in told
    assert len(proposals_of(director, one)) == 1


def test_that_mentions_that_were_stored_in_one_act_are_found(director: UnlockedVault) -> None:
    one = person(director, "Voorbeeld", given_names="Jan", born_on=BORN)
    assert proposals_of(director, one) == ()
    drafts = [
        MentionDraft(kind=MentionKind.PERSON, surname="Voorbeeld", given_names="J.", born_on=BORN, origin="Lijst")
    ]
    with director.write(CASEWORK) as work:
        Mentions(director).add_many(work, drafts)
    assert len(proposals_of(director, one)) == 1


def test_that_keys_follow_a_mention_and_go_with_it(director: UnlockedVault) -> None:
    one = person(director, "Voorbeeld", given_names="Jan", born_on=BORN)
    other = person(director, "Heelanders", given_names="Piet", born_on=date(1970, 3, 4))
    mentions = Mentions(director)
    record = mentions.get(other)
    changed = replace(record.draft, surname="Voorbeeld", given_names="J.", born_on=BORN)
    mentions.change(other, changed, record.version)
    assert [each.other.mention for each in proposals_of(director, one)] == [other]
    mentions.remove(other, mentions.get(other).version)
    assert proposals_of(director, one) == ()
    with director.read(CASEWORK) as session:
        assert session.scalar(select(func.count()).select_from(MentionKey).where(MentionKey.mention_id == other)) == 0


def test_that_an_entity_that_is_gone_has_no_proposals(director: UnlockedVault) -> None:
    with pytest.raises(NotFound):
        proposals_of(director, 99)


def test_that_a_hint_tells_of_other_spellings_too(director: UnlockedVault) -> None:
    known = person(director, "Yıldız", given_names="Şahin", born_on=BORN)
    beside = signal(director)
    mentioned(director, kind=MentionKind.PERSON, surname="Jildiz", given_names="Sjahin", signal_id=beside)
    typed = MentionDraft(
        signal_id=beside, kind=MentionKind.PERSON, given_names="Sjahin", surname="Jildiz", born_on=BORN
    )
    hint = hint_for(director, typed)
    assert hint is not None
    assert [each.other.mention for each in hint.alike] == [known]
    assert hint.alike[0].other.record is not None
    assert hint.sentence == ""
    exact = hint_for(director, replace(typed, surname="Yildiz", given_names="Sahin"))
    assert exact is not None
    assert [each.mention for each in exact.elsewhere] == [known]
    assert exact.alike == ()


def test_that_a_signal_tells_what_elsewhere_may_be_the_same(director: UnlockedVault) -> None:
    known = person(director, "Yıldız", given_names="Şahin", born_on=BORN)
    beside = signal(director)
    own = mentioned(
        director, kind=MentionKind.PERSON, surname="Jildiz", given_names="Sjahin", born_on=BORN, signal_id=beside
    )
    mentioned(director, kind=MentionKind.PERSON, surname="Yildiz", given_names="Sahin", born_on=BORN, signal_id=beside)
    person(director, "Jildiz", given_names="S.")
    (proposal,) = [each for each in proposals_in(director, beside) if each.own and each.own.mention == own]
    assert proposal.other.entity == known
    judge(director, own, known, Likeness.NOT_SAME, "Twee neven.")
    assert all(each.own and each.own.mention != own for each in proposals_in(director, beside))
    assert proposals_in(director, 99) == ()


def test_that_many_drafts_are_looked_up_before_they_are_stored(director: UnlockedVault) -> None:
    plate = mentioned(director, kind=MentionKind.VEHICLE, plate="12-ABC-3")
    man = person(director, "Meijering", given_names="Jan", born_on=BORN)
    drafts = [
        MentionDraft(kind=MentionKind.VEHICLE, plate="12abc3", origin="Lijst"),
        MentionDraft(kind=MentionKind.PERSON, surname="Meyering", given_names="J.", born_on=BORN, origin="Lijst"),
        MentionDraft(kind=MentionKind.PERSON, surname="Meijering", given_names="Jan", born_on=date(1950, 6, 7)),
        MentionDraft(kind=MentionKind.ORGANISATION, organisation="Nergens BV"),
        MentionDraft(),
    ]
    hints = hints_among(director, drafts)
    assert [each.mention for each in hints[0].elsewhere] == [plate]
    assert [each.other.mention for each in hints[1].alike] == [man]
    assert set(hints) <= {0, 1, 2}
    assert all(each.strength is not Strength.STRONG for each in (hints[2].alike if 2 in hints else ()))
