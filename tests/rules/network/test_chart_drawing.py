"""What is drawn of a chart: what may be seen, what is left out, what is folded, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.network import chart_acts as acts
from app.rules.network.chart import Chart, Placed
from app.rules.network.chart_drawing import drawing_of
from app.rules.network.chart_sieve import NO_ORIGIN, Sieve, offered
from app.rules.network.graph import NodeKind
from app.rules.network.grouping import leaves, name_of, told
from models.casework.choices import Certainty, Reliability
from tests.rules.network.webs import edge, node, web

STREET = web(
    edge("o1", "a1", "verhuurt"),
    edge("o1", "a2", "verhuurt"),
    edge("o1", "a3", "verhuurt", suspected=True),
    edge("p1", "o1", "bestuurder van"),
    edge("p1", "o1", "financiert", suspected=True, origin="tip"),
    edge("p2", "p1", "kent", suspected=True),
)


def placed(*keys: str, sieve: Sieve | None = None) -> Chart:
    chart = Chart({key: Placed(float(at), 0.0) for at, key in enumerate(keys)})
    return replace(chart, sieve=sieve) if sieve else chart


def test_that_everything_between_two_nodes_is_one_line_that_says_what_is_suspected() -> None:
    drawing = drawing_of(STREET, placed("p1", "p2", "o1"))
    of_office, of_friend = drawing.beside["o1"][0], drawing.beside["p2"][0]
    assert of_office.label == "bestuurder van, financiert (vermoed)"
    assert not of_office.suspected
    assert of_friend.label == "kent (vermoed)"
    assert of_friend.suspected
    assert drawing.neighbours("p1") == ("o1", "p2")
    assert drawing.neighbours("a1") == ()


def test_that_both_directions_are_one_line() -> None:
    drawing = drawing_of(web(edge("p1", "p2"), edge("p2", "p1", "leent van")), placed("p1", "p2"))
    assert [line.label for line in drawing.edges] == ["kent, leent van"]
    assert (drawing.edges[0].forward, drawing.edges[0].backward) == (True, True)
    one_way = drawing_of(web(edge("p1", "p2")), placed("p1", "p2")).edges[0]
    assert (one_way.forward, one_way.backward) == (True, False)


def test_that_what_is_not_in_the_network_is_not_drawn_but_told() -> None:
    drawing = drawing_of(STREET, placed("p1", "entity:999"))
    assert [each.key for each in drawing.nodes] == ["p1"]
    assert drawing.missing == ("entity:999",)


def test_that_hidden_and_sifted_nodes_are_counted_and_take_their_lines_along() -> None:
    chart = placed("p1", "o1", "a1", sieve=Sieve(kinds=frozenset({NodeKind.ADDRESS})))
    chart = acts.hide(chart, ["p1"]).done_on(chart)
    drawing = drawing_of(STREET, chart)
    assert [each.key for each in drawing.nodes] == ["o1"]
    assert (drawing.hidden, drawing.sifted, drawing.edges) == (1, 1, ())


def test_that_a_folded_group_is_one_node_with_the_lines_of_its_members() -> None:
    chart = placed("o1", "a1", "a2", "a3", "p1")
    bundles = leaves(STREET, chart.placed)
    assert bundles == (("a1", "a2", "a3"),)
    folded = acts.group_each(chart, bundles, "eindpunten groeperen").done_on(chart)
    drawing = drawing_of(STREET, folded)
    group = drawing.by_key["group:1"]
    assert (group.label, group.kind, group.members, group.x) == ("3 adressen", NodeKind.ADDRESS, ("a1", "a2", "a3"), 2)
    assert drawing.neighbours("group:1") == ("o1",)
    assert drawing.beside["group:1"][0].label == "verhuurt"
    unfolded = acts.fold(folded, "group:1", folded=False).done_on(folded)
    assert len(drawing_of(STREET, unfolded).nodes) == 5
    named = acts.rename(folded, "group:1", "Voorbeeldstraat").done_on(folded)
    assert drawing_of(STREET, named).by_key["group:1"].label == "Voorbeeldstraat"


def test_that_a_group_of_which_nothing_may_be_seen_is_not_drawn() -> None:
    chart = placed("entity:8", "entity:9")
    folded = acts.group(chart, ["entity:8", "entity:9"]).done_on(chart)
    assert drawing_of(STREET, folded).nodes == ()


def test_that_two_nodes_with_only_each_other_are_no_leaves() -> None:
    network = web(edge("p1", "p2"), edge("p3", "p3"))
    assert leaves(network, network.nodes, fewest=1) == ()


@pytest.mark.parametrize(
    ("sieve", "left"),
    [
        (Sieve(), {"kent", "huurt", "leent"}),
        (Sieve(certainties=frozenset({Certainty.SUSPECTED})), {"huurt", "leent"}),
        (Sieve(reliabilities=frozenset({None})), {"huurt"}),
        (Sieve(origins=frozenset({"tip"})), {"huurt", "leent"}),
        (Sieve(origins=frozenset({NO_ORIGIN})), {"kent"}),
        (Sieve(labels=frozenset({"huurt"})), {"kent", "leent"}),
        (Sieve(since=date(2021, 1, 1)), {"kent", "leent"}),
        (Sieve(since=date(2020, 12, 31), until=date(2019, 1, 1)), {"kent", "huurt", "leent"}),
        (Sieve(until=date(2018, 12, 31)), {"kent", "leent"}),
    ],
)
def test_that_a_sieve_leaves_out_what_was_chosen_and_nothing_that_is_not_known(sieve: Sieve, left: set[str]) -> None:
    rented = replace(
        edge("p1", "a1", "huurt"),
        reliability=Reliability.B,
        valid_from=date(2019, 1, 1),
        valid_to=date(2020, 12, 31),
    )
    network = web(edge("p1", "p2", "kent", suspected=True, origin="tip"), rented, edge("p2", "a1", "leent"))
    drawing = drawing_of(network, placed("p1", "p2", "a1", sieve=sieve))
    assert {line.label.removesuffix(" (vermoed)") for line in drawing.edges} == left


def test_that_there_is_to_choose_what_the_placed_nodes_have() -> None:
    offer = offered(STREET, ["p1", "o1", "a3", "entity:999"])
    assert offer.kinds == {NodeKind.PERSON: 1, NodeKind.ORGANISATION: 1, NodeKind.ADDRESS: 1}
    assert offer.certainties == {Certainty.ESTABLISHED: 1, Certainty.SUSPECTED: 2}
    assert offer.origins == {NO_ORIGIN: 2, "tip": 1}
    assert offer.labels == {"verhuurt": 1, "bestuurder van": 1, "financiert": 1}


def test_that_counts_are_told_in_words() -> None:
    assert name_of([node("a1"), node("a2"), node("p1"), node("o1")]) == "2 adressen, 1 persoon en 1 organisatie"
    assert told({}) == "niets"
