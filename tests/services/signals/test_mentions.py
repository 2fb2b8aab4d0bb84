"""Mentions: one parent, one kind, identifiers that can be ones; and hints that other records mention it too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid
from app.rules.permissions import Role
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from app.services.measures.properties import Properties, PropertyDraft
from app.services.records import Query
from app.services.signals.hints import Found, hint_for, hints_of
from app.services.signals.mentions import MentionDraft, Mentions
from models.casework.choices import Certainty, MentionKind
from models.measures.choices import PremisesKind
from tests.services.parents import case_type
from tests.services.signals.files import address, signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

K = MentionKind
BORN = date(1980, 2, 1)


def case(vault: UnlockedVault, title: str = "Casus") -> int:
    kind = case_type(vault, f"Type van {title}")
    return Cases(vault).add(CaseDraft(title=title, case_type_id=kind, opened_on=date(2020, 1, 6))).id


def test_that_a_mention_is_stored_tidily_and_reads_as_people_say_it(director: UnlockedVault) -> None:
    record = Mentions(director).get(address(director, signal(director), addition="a", town="Proefdorp"))
    assert record.title == "Voorbeeldstraat 12a, 2671 AB Proefdorp"
    assert record.draft.postcode == "2671AB"
    assert record.draft.certainty is Certainty.SUSPECTED


def test_that_fields_of_another_kind_are_dropped(director: UnlockedVault) -> None:
    draft = MentionDraft(signal_id=signal(director), kind=K.VEHICLE, plate="12-abc-3", surname="Voorbeeld", town="x")
    stored = Mentions(director).add(draft).draft
    assert (stored.plate, stored.surname, stored.town) == ("12ABC3", None, None)


@pytest.mark.parametrize(
    ("known", "wrong"),
    [
        ({"kind": None}, {"kind"}),
        ({"kind": K.PERSON}, {"surname"}),
        ({"kind": K.PERSON, "surname": "V", "born_on": today() + timedelta(days=1)}, {"born_on"}),
        ({"kind": K.ORGANISATION}, {"organisation"}),
        ({"kind": K.ORGANISATION, "trade_register_number": "1234567"}, {"trade_register_number"}),
        ({"kind": K.ADDRESS, "town": "Proefdorp"}, {"street"}),
        ({"kind": K.ADDRESS, "postcode": "12345"}, {"postcode"}),
        ({"kind": K.ADDRESS, "street": "V", "house_number": 0}, {"house_number"}),
        ({"kind": K.VEHICLE}, {"plate"}),
        ({"kind": K.VEHICLE, "plate": "??"}, {"plate"}),
        ({"kind": K.VEHICLE, "plate": "ABCDEF"}, {"plate"}),
        ({"kind": K.VEHICLE, "plate": "12ABC3", "certainty": None}, {"certainty"}),
        ({"kind": K.PERSON, "surname": "x" * 500}, {"surname"}),
    ],
)
def test_that_what_can_be_no_mention_is_refused(
    director: UnlockedVault, known: dict[str, Any], wrong: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        Mentions(director).add(MentionDraft(signal_id=signal(director), **known))
    assert set(refused.value.fields) == wrong


def test_that_a_mention_hangs_on_exactly_one_record_that_exists(director: UnlockedVault) -> None:
    vehicle = MentionDraft(kind=K.VEHICLE, plate="12ABC3")
    wrong: tuple[dict[str, Any], ...] = (
        {},
        {"signal_id": signal(director), "case_id": case(director)},
        {"signal_id": 999},
    )
    for parents in wrong:
        with pytest.raises(Invalid):
            Mentions(director).add(replace(vehicle, **parents))
    assert Mentions(director).add(replace(vehicle, case_id=case(director, "Ander"))).draft.signal_id is None


def test_that_a_person_is_known_by_a_name_or_a_first_name_only(director: UnlockedVault) -> None:
    made = Mentions(director).add(MentionDraft(signal_id=signal(director), kind=K.PERSON, given_names="Kees"))
    assert made.title == "Kees"
    assert hints_of(director, 1) == ()


def test_that_an_address_in_two_signals_and_a_case_gives_a_hint(director: UnlockedVault) -> None:
    first, second, third = (signal(director, f"Signaal {number}") for number in range(3))
    address(director, first)
    address(director, second, street=None, postcode="2671ab")
    Mentions(director).add(
        MentionDraft(
            case_id=case(director), kind=K.ADDRESS, street="VOORBEELDSTRAAT", house_number=12, town="Proefdorp"
        )
    )
    typed = MentionDraft(
        signal_id=third, kind=K.ADDRESS, street="Voorbeeldstraat", house_number=12, postcode="2671 AB", town="Proefdorp"
    )
    hint = hint_for(director, typed)
    assert hint is not None
    assert hint.sentence == "Dit adres komt ook voor in 2 signalen en één casus."
    assert {(each.found, each.title) for each in hint.elsewhere} == {
        (Found.SIGNAL, "Signaal 0"),
        (Found.SIGNAL, "Signaal 1"),
        (Found.CASE, "Casus"),
    }
    Mentions(director).add(typed)
    assert [each.sentence for each in hints_of(director, third)] == [hint.sentence]
    assert [each.label for each in hints_of(director, third)] == ["Voorbeeldstraat 12, 2671 AB Proefdorp"]


def test_that_a_record_is_no_hint_to_itself_and_counts_once(director: UnlockedVault) -> None:
    first, second = signal(director), signal(director)
    address(director, first)
    address(director, first, addition="b")
    assert hints_of(director, first) == ()
    hint = hint_for(director, MentionDraft(signal_id=second, kind=K.ADDRESS, house_number=12, postcode="2671AB"))
    assert hint is not None
    assert hint.sentence == "Dit adres komt ook voor in één signaal."


def test_that_a_name_alone_is_a_weak_hint_and_another_birth_date_is_none(director: UnlockedVault) -> None:
    person = MentionDraft(signal_id=signal(director), kind=K.PERSON, given_names="Jan", surname="van der Meer")
    Mentions(director).add(replace(person, born_on=BORN))
    elsewhere = replace(person, signal_id=signal(director), given_names="J.", surname="Meer, v.d.")
    weak = hint_for(director, elsewhere)
    assert weak is not None
    assert weak.sentence == "Deze persoon komt ook voor in één signaal. Alleen de naam of straat komt overeen."
    strong = hint_for(director, replace(elsewhere, born_on=BORN))
    assert strong is not None
    assert [each.strong for each in strong.elsewhere] == [True]
    other = hint_for(director, replace(elsewhere, born_on=date(1990, 1, 1)))
    assert other is not None
    assert other.sentence == ""


def test_that_premises_with_a_measure_are_a_hint_for_who_holds_that_key(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    known: dict[str, Any] = {"street": "Voorbeeldstraat", "house_number": 12, "place": "Proefdorp"}
    jurist = Properties(unlock_as(Role.JURIST))
    jurist.add(PropertyDraft(**known, postcode="2671 AB", kind=PremisesKind.HOME))
    jurist.add(PropertyDraft(**{**known, "place": "Elders"}, kind=PremisesKind.HOME))
    key = signal(director)
    address(director, key, town="Proefdorp")
    assert [hint.sentence for hint in hints_of(director, key)] == [
        "Dit adres komt ook voor in één pand bij Maatregelen."
    ]
    by_street = MentionDraft(kind=K.ADDRESS, street="VOORBEELDSTRAAT", house_number=12, town="elders")
    hint = hint_for(director, by_street)
    assert hint is not None
    assert [(each.found, each.written) for each in hint.elsewhere] == [(Found.PROPERTY, "Voorbeeldstraat 12, Elders")]


def test_that_too_little_is_not_looked_for(director: UnlockedVault) -> None:
    assert hint_for(director, MentionDraft(signal_id=1)) is None
    assert hint_for(director, MentionDraft(signal_id=1, kind=K.ADDRESS, street="Voorbeeldstraat")) is None


def test_that_a_form_without_a_record_looks_everywhere(director: UnlockedVault) -> None:
    address(director, signal(director))
    hint = hint_for(director, MentionDraft(kind=K.ADDRESS, house_number=12, postcode="2671AB"))
    assert hint is not None
    assert len(hint.elsewhere) == 1


def test_that_mentions_offer_signals_and_towns(director: UnlockedVault) -> None:
    key = signal(director, "Loods", received_on=date(2020, 3, 4))
    address(director, key, town="Proefdorp")
    mentions = Mentions(director)
    assert [option.label for option in mentions.options("signal_id")] == ["S-2020-0001 Loods"]
    assert [option.value for option in mentions.options("town")] == ["Proefdorp"]
    assert mentions.options("note") == ()
    row = mentions.rows(mentions.ids(Query(where=(("signal_id", key),))))[0]
    assert dict(zip(mentions.columns, row.cells, strict=True))["record"] == "S-2020-0001"
