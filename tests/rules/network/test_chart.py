"""A chart and its acts: what each does, and that five hundred of them are undone and done again exactly."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BugError
from app.rules.network import chart_acts as acts
from app.rules.network.chart import Act, Chart, Course, Group, Placed
from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import NodeKind

KEYS = [f"entity:{number}" for number in range(1, 40)]
GROUPS = ["group:1", "group:2", "group:3", "group:9"]


def drawn(chance: Random) -> tuple[str, object]:
    """What to do next, and with what; often it is nothing that can be done."""
    points = {
        key: (chance.uniform(-1e6, 1e6), chance.gauss(0, 0.1)) for key in chance.sample(KEYS, chance.randrange(9))
    }
    some = chance.sample([*KEYS, *GROUPS], chance.randrange(8))
    key = chance.choice(GROUPS)
    offered: dict[str, object] = {
        "add": points,
        "move": points,
        "remove": some,
        "hide": some,
        "show": None,
        "group": some,
        "bundle": [some[::2], some[1::2], KEYS[:5]],
        "ungroup": key,
        "fold": key,
        "drag": (key, chance.uniform(-1e6, 1e6), 0.1),
        "rename": (key, chance.choice([None, "Straat"])),
        "sift": frozenset(chance.sample(list(NodeKind), 2)),
    }
    return chance.choice(list(offered.items()))


def act_of(chart: Chart, what: str, operand: object) -> Act:
    """The act that a drawn example stands for."""
    makers = {
        "add": lambda points: acts.add(chart, points),
        "move": lambda points: acts.move(chart, points),
        "remove": lambda keys: acts.remove(chart, keys),
        "hide": lambda keys: acts.hide(chart, keys),
        "show": lambda _: acts.show(chart),
        "group": lambda keys: acts.group(chart, keys),
        "bundle": lambda bundles: acts.group_each(chart, bundles, "eindpunten groeperen"),
        "ungroup": lambda key: acts.ungroup(chart, key),
        "fold": lambda key: acts.fold(chart, key, folded=not chart.groups.get(key, Group()).folded),
        "drag": lambda dragged: acts.move(chart, {dragged[0]: dragged[1:]}),
        "rename": lambda named: acts.rename(chart, *named),
        "sift": lambda kinds: acts.sift(chart, Sieve(kinds=kinds)),
    }
    return makers[what](operand)  # type: ignore[no-untyped-call]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1 << 32))
def test_that_five_hundred_acts_are_undone_and_done_again_exactly(seed: int) -> None:
    course, seen = Course(), [Chart()]
    chance = Random(seed)  # noqa: S311 (it chooses what to try)
    while len(course.done) < 500:
        course = course.do(act_of(course.chart, *drawn(chance)))
        if course.chart != seen[-1]:
            seen.append(course.chart)
        assert {placed.group for placed in course.chart.placed.values()} - {None} == set(course.chart.groups)
    end = course
    for chart in reversed(seen[:-1]):
        course = course.undo()
        assert course.chart == chart
    assert course.undo() is course
    for chart in seen[1:]:
        course = course.redo()
        assert course.chart == chart
    assert course == end
    assert course.redo() is course


def on(*keys: str) -> Chart:
    return acts.add(Chart(), {key: (float(at), 0.0) for at, key in enumerate(keys)}).done_on(Chart())


def test_that_what_is_placed_stays_where_it_is_when_it_is_added_again() -> None:
    chart = on("entity:1")
    hidden = acts.hide(chart, ["entity:1"]).done_on(chart)
    shown = acts.add(hidden, {"entity:1": (99.0, 99.0), "entity:2": (1.0, 1.0)}).done_on(hidden)
    assert shown.placed == {"entity:1": Placed(0.0, 0.0), "entity:2": Placed(1.0, 1.0)}


def test_that_an_act_that_changes_nothing_is_no_act() -> None:
    course = Course(on("entity:1"))
    assert course.do(acts.show(course.chart)) is course
    assert course.do(acts.group(course.chart, ["entity:1"])) is course
    assert course.do(acts.remove(course.chart, ["entity:7"])) is course


def test_that_a_new_act_ends_what_could_be_done_again() -> None:
    course = Course(on("entity:1"))
    course = course.do(acts.hide(course.chart, ["entity:1"])).undo()
    assert [act.title for act in course.undone] == ["1 knoop verbergen"]
    assert course.do(acts.remove(course.chart, ["entity:1"])).undone == ()


def test_that_an_act_for_another_chart_is_refused() -> None:
    act = acts.remove(on("entity:1"), ["entity:1"])
    with pytest.raises(BugError, match="another chart"):
        act.done_on(Chart())
    with pytest.raises(BugError, match="another filter"):
        acts.sift(Chart(), Sieve(kinds=frozenset({NodeKind.CASE}))).done_on(
            Chart(sieve=Sieve(kinds=frozenset({NodeKind.SIGNAL})))
        )


def test_that_a_group_moves_as_one_and_goes_with_its_last_member() -> None:
    chart = on("entity:1", "entity:2")
    grouped = acts.group(chart, ["entity:2", "entity:1"], "Straat").done_on(chart)
    assert grouped.groups == {"group:1": Group("Straat")}
    assert grouped.point_of("group:1") == (0.5, 0.0)
    moved = acts.move(grouped, {"group:1": (10.5, 5.0)}).done_on(grouped)
    assert [moved.placed[key].point for key in ("entity:1", "entity:2")] == [(10.0, 5.0), (11.0, 5.0)]
    assert acts.remove(moved, ["group:1"]).done_on(moved) == Chart()
    assert acts.remove(moved, ["entity:1"]).done_on(moved).groups == grouped.groups
    apart = acts.ungroup(moved, "group:1").done_on(moved)
    assert apart.groups == {}
    assert apart.point_of("entity:1") == (10.0, 5.0)


def test_that_a_node_leaves_its_group_for_a_new_one_and_keeps_it_when_bundled() -> None:
    chart = on("entity:1", "entity:2", "entity:3", "entity:4")
    grouped = acts.group(chart, ["entity:1", "entity:2"]).done_on(chart)
    again = acts.group(grouped, ["entity:1", "entity:2", "entity:3"]).done_on(grouped)
    assert again.members == {"group:2": ("entity:1", "entity:2", "entity:3")}
    assert set(again.groups) == {"group:2"}
    bundled = acts.group_each(again, [["entity:1", "entity:4"], ["entity:3", "entity:4"]], "bundelen")
    assert not bundled.changes
