"""Layouts: finite places for everything, and what is fixed stays where it is to the last bit."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.network.chart import Chart, Placed
from app.rules.network.chart_drawing import drawing_of
from app.rules.network.layout import ACROSS, DOWN, IN_A_ROW, Layout, Outline, lay_out, outline_of
from tests.rules.network.webs import edge, web

KEYS = [f"n{number:02}" for number in range(24)]
PAIRS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=40)


@settings(max_examples=30, deadline=None)
@given(PAIRS, st.sampled_from(list(Layout)), st.integers(0, 24))
def test_that_every_free_node_gets_a_place_of_its_own_and_no_fixed_one_does(
    pairs: list[tuple[str, str]], how: Layout, stay: int
) -> None:
    fixed = {key: (at * 170.0 + 0.1, -at * 31.7) for at, key in enumerate(KEYS[:stay])}
    outline = Outline(KEYS, pairs, fixed)
    points = lay_out(outline, how)
    assert set(points) == set(KEYS[stay:])
    assert all(math.isfinite(value) for point in points.values() for value in point)
    assert len(set(points.values())) == len(points)
    assert set(points.values()).isdisjoint(fixed.values())
    assert lay_out(outline, how) == points


def test_that_a_layout_of_nothing_or_of_one_node_is_no_trouble() -> None:
    for how in Layout:
        assert lay_out(Outline([], []), how) == {}
        assert lay_out(Outline(["a"], [("a", "a")]), how) == {"a": (0.0, 0.0)}
        assert lay_out(Outline(["a"], [], {"a": (3.0, 4.0)}), how) == {}


def test_that_forces_leave_room_for_names_and_bring_neighbours_together() -> None:
    pairs = [(KEYS[0], key) for key in KEYS[1:8]] + [(KEYS[8], key) for key in KEYS[9:16]] + [(KEYS[0], KEYS[8])]
    points = lay_out(Outline(KEYS[:16], pairs), Layout.FORCES)
    apart = [
        math.hypot((points[a][0] - points[b][0]) / ACROSS, (points[a][1] - points[b][1]) / DOWN)
        for at, a in enumerate(KEYS[:16])
        for b in KEYS[:at]
    ]
    assert min(apart) > 0.8
    near = sum(math.dist(points[KEYS[0]], points[key]) for key in KEYS[1:8])
    far = sum(math.dist(points[KEYS[0]], points[key]) for key in KEYS[9:16])
    assert near < far


def test_that_a_new_node_comes_beside_the_neighbour_that_stays() -> None:
    fixed = {"a": (0.0, 0.0), "b": (5000.0, 0.0)}
    points = lay_out(Outline(["a", "b", "c", "d"], [("b", "c"), ("c", "d")], fixed), Layout.FORCES)
    assert math.dist(points["c"], fixed["b"]) < 600 < math.dist(points["c"], fixed["a"])
    assert math.dist(points["d"], points["c"]) < 600


def test_that_a_large_network_is_laid_out_by_its_communities() -> None:
    keys = [f"n{number:03}" for number in range(700)]
    pairs = [(keys[at], keys[at // 50 * 50]) for at in range(700)] + [
        (keys[at], keys[at - 50]) for at in range(50, 700, 50)
    ]
    points = lay_out(Outline(keys, pairs), Layout.FORCES)
    within = [math.dist(points[keys[0]], points[key]) for key in keys[1:50]]
    beyond = [math.dist(points[keys[0]], points[key]) for key in keys[600:650]]
    assert sum(within) / len(within) < sum(beyond) / len(beyond)


def test_that_layers_follow_the_steps_from_the_start_and_wide_ones_go_on_below() -> None:
    pairs = [("s", key) for key in KEYS] + [(KEYS[0], "t")]
    points = lay_out(Outline(["s", *KEYS, "t"], pairs, starts=["s"]), Layout.LAYERS)
    heights = sorted({points[key][1] for key in KEYS})
    assert points["s"][1] < heights[0]
    assert points["t"][1] > heights[-1]
    assert len(heights) == math.ceil(len(KEYS) / IN_A_ROW)


def test_that_what_is_laid_out_otherwise_comes_beside_what_stays() -> None:
    fixed = {"x": (1000.0, 500.0)}
    for how in (Layout.CIRCLE, Layout.GRID, Layout.LAYERS):
        points = lay_out(Outline(["x", *KEYS], [], fixed), how)
        assert min(x for x, _ in points.values()) == pytest.approx(1000.0 + ACROSS)


def test_that_the_outline_of_a_drawing_goes_by_kind_and_name() -> None:
    network = web(edge("p2", "a1"), edge("p1", "a1"))
    chart = Chart({key: Placed(1.0, 2.0) for key in network.nodes})
    outline = outline_of(drawing_of(network, chart), fixed=["p1", "p9"])
    assert outline.keys == ["a1", "p1", "p2"]
    assert outline.pairs == [("p2", "a1"), ("p1", "a1")]
    assert outline.fixed == {"p1": (1.0, 2.0)}
    assert outline.free == ["a1", "p2"]
