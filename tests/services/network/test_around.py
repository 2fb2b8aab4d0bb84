"""The network around a start: step by step, counted beforehand, sifted, and never more than one may see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied
from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import NodeKind
from app.rules.permissions import Act, Role
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from app.services.measures.properties import Properties, PropertyDraft
from app.services.network.around.steps import among, around, counts
from app.services.signals.links import link_case
from models.casework.choices import Certainty, LinkKind, MentionRole, Reliability
from models.measures.choices import PremisesKind
from tests.services.network.invented import firm, house, link, person
from tests.services.parents import case_type
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault


def labels(found: object) -> list[str]:
    return sorted(node.label for node in found.nodes.values())  # type: ignore[attr-defined]


def test_that_each_hop_goes_one_step_further(director: UnlockedVault) -> None:
    first, second, third = (person(director, name) for name in ("Eén", "Twee", "Drie"))
    link(director, first, second)
    link(director, third, second)
    one = around(director, [f"entity:{first}"])
    two = around(director, [f"entity:{first}"], hops=2)
    assert labels(one.network) == ["Eén", "Twee"]
    assert labels(two.network) == ["Drie", "Eén", "Twee"]
    assert two.steps == {f"entity:{first}": 0, f"entity:{second}": 1, f"entity:{third}": 2}
    assert [edge.label for edge in two.network.edges] == ["kent", "kent"]


def test_that_what_connects_the_last_that_were_found_is_shown_too(director: UnlockedVault) -> None:
    first, second, third = (person(director, name) for name in ("Eén", "Twee", "Drie"))
    for start, end in ((first, second), (first, third), (second, third)):
        link(director, start, end)
    assert len(around(director, [f"entity:{first}"]).network.edges) == 3


def test_that_a_signal_leads_over_who_it_names_to_the_case_that_names_them_too(director: UnlockedVault) -> None:
    case = Cases(director).add(CaseDraft(title="C", case_type_id=case_type(director), opened_on=date(2020, 1, 6))).id
    told = signal(director)
    house(director, 1, signal_id=told, role=MentionRole.PLACE)
    house(director, 1, case_id=case)
    person(director, "Huurder", case_id=case, role=MentionRole.TENANT)
    found = around(director, [f"signal:{told}"], hops=3).network
    said = {edge.label for edge in found.edges}
    assert said == {"plaats van de waarneming in", "genoemd in", "genoemd als huurder in"}
    assert f"case:{case}" in found.nodes
    assert [node.note for node in found.nodes.values() if node.kind is NodeKind.ADDRESS] == ["2 vermeldingen"]


def test_that_a_signal_that_feeds_a_case_is_connected_with_it(director: UnlockedVault) -> None:
    case = Cases(director).add(CaseDraft(title="C", case_type_id=case_type(director), opened_on=date(2020, 1, 6))).id
    told = signal(director)
    link_case(director, told, case, "Zelfde loods")
    (edge,) = around(director, [f"case:{case}"]).network.edges
    assert (edge.label, edge.origin, edge.start) == ("aanleiding voor", "Zelfde loods", f"signal:{told}")


def test_that_one_may_start_with_a_mention_and_that_what_is_gone_is_left_out(director: UnlockedVault) -> None:
    first, again = house(director, 1), house(director, 1)
    found = around(director, [f"mention:{again}", "mention:99", "entity:99", "case:99"])
    assert list(found.network.nodes) == [f"entity:{first}"]


def test_that_the_next_step_is_counted_by_kind_before_it_is_taken(director: UnlockedVault) -> None:
    told = signal(director)
    agency = firm(director, "Demo Verhuur BV", signal_id=told)
    for number in (1, 2, 3):
        link(director, agency, house(director, number), LinkKind.LETS)
    found = counts(director, [f"entity:{agency}"])
    assert found == {NodeKind.ADDRESS: 3, NodeKind.SIGNAL: 1}
    assert counts(director, [f"entity:{agency}"], without=[f"signal:{told}"]) == {NodeKind.ADDRESS: 3}
    only = around(director, [f"entity:{agency}"], kinds={NodeKind.SIGNAL})
    assert {node.kind for node in only.network.nodes.values()} == {NodeKind.ORGANISATION, NodeKind.SIGNAL}


@pytest.mark.parametrize(
    ("sieve", "expected"),
    [
        (Sieve(), 4),
        (Sieve(certainties=frozenset({Certainty.SUSPECTED})), 3),
        (Sieve(reliabilities=frozenset({Reliability.D})), 3),
        (Sieve(origins=frozenset({"Een buur"})), 3),
        (Sieve(labels=frozenset({"verhuurt"})), 1),
        (Sieve(kinds=frozenset({NodeKind.ADDRESS})), 0),
        (Sieve(since=date(2020, 1, 1), until=date(2020, 1, 1)), 3),
    ],
)
def test_that_no_way_leads_through_what_is_sifted_out(director: UnlockedVault, sieve: Sieve, expected: int) -> None:
    agency = firm(director, "Demo Verhuur BV")
    houses = [house(director, number) for number in (1, 2, 3, 4)]
    link(director, agency, houses[0], LinkKind.LETS, certainty=Certainty.SUSPECTED)
    link(director, agency, houses[1], LinkKind.LETS, reliability=Reliability.D)
    link(director, agency, houses[2], LinkKind.LETS, origin="Een buur")
    link(director, agency, houses[3], LinkKind.OWNS, valid_to=date(2019, 12, 31))
    found = around(director, [f"entity:{agency}"], sieve=sieve).network
    assert len(found.edges) == expected
    assert len([node for node in found.nodes.values() if node.kind is NodeKind.ADDRESS]) == expected


def test_that_what_may_not_be_kept_any_longer_is_not_shown(director: UnlockedVault) -> None:
    yesterday = today() - timedelta(days=1)
    first, second, third = (
        person(director, "Eén"),
        person(director, "Twee"),
        person(director, "Drie", keep_until=yesterday),
    )
    link(director, first, second, keep_until=yesterday)
    link(director, first, third)
    assert labels(around(director, [f"entity:{first}"], hops=2).network) == ["Eén"]


def test_that_a_hub_leads_no_further_unless_one_starts_there(director: UnlockedVault) -> None:
    hall, other = house(director, 1), person(director, "Ander")
    for number in range(55):
        link(director, person(director, f"P{number:02}"), hall, LinkKind.LIVES_AT)
    link(director, other, hall, LinkKind.LIVES_AT)
    found = around(director, [f"entity:{other}"], hops=3)
    assert len(found.network.nodes) == 2
    assert [node.key for node in found.hubs] == [f"entity:{hall}"]
    assert len(around(director, [f"entity:{hall}"]).network.nodes) == 57


def test_that_no_more_is_brought_than_asked_and_the_rest_is_counted(director: UnlockedVault) -> None:
    agency = firm(director, "Demo Verhuur BV")
    for number in range(1, 9):
        link(director, agency, house(director, number), LinkKind.LETS)
    found = around(director, [f"entity:{agency}"], most=5)
    assert (len(found.network.nodes), found.left_out) == (5, 4)


def test_that_an_address_leads_to_the_property_for_who_holds_that_key(
    unlock_as: Callable[[Role], UnlockedVault],
) -> None:
    jurist, director = unlock_as(Role.JURIST), unlock_as(Role.DIRECTOR)
    draft = PropertyDraft(
        street="Voorbeeldstraat",
        house_number=12,
        postcode="2671 AB",
        place="Proefdorp",
        kind=next(iter(PremisesKind)),
    )
    item = Properties(jurist).add(draft).id
    address = house(director, 12)
    found = around(director, [f"entity:{address}"]).network
    assert found.nodes[f"property:{item}"].kind is NodeKind.PROPERTY
    assert around(director, [f"property:{item}"]).network.nodes.keys() == found.nodes.keys()


def test_that_who_may_not_see_signals_sees_no_network(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    for role in (Role.KEEPER, Role.JURIST, Role.BIBOB, Role.INTEGRITY, Role.POLICY):
        with pytest.raises(AccessDenied):
            around(unlock_as(role), ["signal:1"])


def test_that_a_saved_chart_is_read_as_it_is_now(director: UnlockedVault) -> None:
    first, second, third = (person(director, name) for name in ("Eén", "Twee", "Drie"))
    link(director, first, second)
    link(director, second, third)
    found = among(director, [f"entity:{first}", f"entity:{second}", "entity:99", "signal:1"])
    assert labels(found) == ["Eén", "Twee"]
    assert len(found.edges) == 1


def test_that_records_of_a_kind_that_one_may_not_read_are_not_there(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = signal(director)
    case = Cases(director).add(CaseDraft(title="C", case_type_id=case_type(director), opened_on=date(2020, 1, 6))).id
    agency = firm(director, "Demo Verhuur BV", signal_id=told)
    firm_again = firm(director, "Demo Verhuur BV", case_id=case)
    link(director, agency, firm_again)
    monkeypatch.setattr("app.services.network.around.steps.allowed", lambda _vault, act, _name: act == Act.READ_SIGNALS)
    found = around(director, [f"entity:{agency}", f"case:{case}"], hops=2).network
    assert f"case:{case}" not in found.nodes
    assert f"signal:{told}" in found.nodes
