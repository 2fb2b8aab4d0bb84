"""Entities and links: found under every name, with all that is known of them by source and time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid, NotFound
from app.services.network.entities import Entities, entity_of, known_of, together_with
from app.services.network.judgements import judge
from app.services.network.links import LinkDraft, Links
from app.services.records import Query
from models.casework.choices import Likeness, LinkKind, MentionKind
from tests.services.network.people import link, mentioned, person
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def test_that_an_entity_is_one_line_and_is_found_under_every_name(director: UnlockedVault) -> None:
    one, other, third = person(director, "Aap"), person(director, "Noot"), person(director, "Mies")
    judge(director, one, other, Likeness.SAME, "Zelfde telefoon.")
    link(director, other, third, LinkKind.KNOWS)
    register = Entities(director)
    assert list(register.ids(Query())) == [one, third]
    assert list(register.ids(Query(words="noot"))) == [one]
    (row,) = register.rows([one])
    assert row.cells == (MentionKind.PERSON, "Aap", row.cells[2], 2, 1)
    assert entity_of(director, other) == one
    with pytest.raises(NotFound):
        entity_of(director, 99)


def test_that_what_is_known_says_where_it_comes_from_newest_first(director: UnlockedVault) -> None:
    old, new = (signal(director, received_on=day) for day in (date(2019, 5, 1), date(2020, 2, 1)))
    plate = {"kind": MentionKind.VEHICLE, "plate": "12-ABC-3"}
    first, last = mentioned(director, signal_id=old, **plate), mentioned(director, signal_id=new, **plate)
    loose = mentioned(director, origin="Rijdende controle", **plate)
    found = known_of(director, first)
    assert [each.mention for each in found] == [last, first, loose]
    assert [(each.record, each.record_id) for each in found] == [("signal", new), ("signal", old), (None, None)]
    assert found[2].origin == "Rijdende controle"


def test_that_others_in_the_same_record_are_told(director: UnlockedVault) -> None:
    home = signal(director)
    one, house = (
        person(director, signal_id=home),
        mentioned(director, kind=MentionKind.ADDRESS, street="Dorpsweg", signal_id=home),
    )
    person(director, "Elders")
    assert [(each.entity, each.kind) for each in together_with(director, one)] == [(house, MentionKind.ADDRESS)]


def test_that_something_without_a_record_needs_an_origin(director: UnlockedVault) -> None:
    with pytest.raises(Invalid) as refused:
        mentioned(director, kind=MentionKind.ACCOUNT, iban="NL91ABNA0417164300", origin=None)
    assert "origin" in refused.value.fields


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"to_id": None}, "to_id"),
        ({"to_id": 999}, "to_id"),
        ({"kind": None}, "kind"),
        ({"origin": " "}, "origin"),
        ({"valid_from": date(2020, 2, 1), "valid_to": date(2020, 1, 1)}, "valid_to"),
        ({"case_id": 999}, "case_id"),
        ({"case_id": 1, "signal_id": 1}, "case_id"),
    ],
)
def test_that_a_link_that_says_too_little_is_refused(director: UnlockedVault, said: dict[str, Any], field: str) -> None:
    one, other = person(director), person(director)
    draft: dict[str, Any] = {"from_id": one, "to_id": other, "kind": LinkKind.KNOWS, "origin": "Gesprek"} | said
    with pytest.raises(Invalid) as refused:
        Links(director).add(LinkDraft(**draft))
    assert field in refused.value.fields


def test_that_nothing_is_linked_with_itself(director: UnlockedVault) -> None:
    one, other = person(director), person(director)
    judge(director, one, other, Likeness.SAME, "Zelfde man.")
    for end in (one, other):
        with pytest.raises(Invalid, match="zichzelf"):
            link(director, one, end)


def test_that_a_link_goes_with_its_end(director: UnlockedVault) -> None:
    one, other = person(director), person(director)
    made = link(director, one, other)
    register = Links(director)
    assert register.get(made).title == "eigenaar van"
    assert [each.label for each in register.options("to_id", register.get(made).draft)] == ["Voorbeeld"]
    assert register.options("kind") == ()
    entities = Entities(director)
    entities.remove(one, entities.get(one).version)
    assert list(register.ids(Query())) == []
