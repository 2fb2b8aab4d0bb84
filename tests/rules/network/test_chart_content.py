"""A chart as text: the same chart comes back, the same text for the same chart, and damage is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.errors import Invalid
from app.rules.network.chart import Chart, Group, Placed
from app.rules.network.chart_content import Compared, Content, compared, read, remapped, written
from app.rules.network.chart_sieve import Sieve
from app.rules.network.graph import NodeKind
from models.casework.choices import Certainty, Reliability

CHART = Chart(
    {
        "signal:3": Placed(0.1 + 0.2, -1e-300),
        "entity:12": Placed(-12.5, 7.0, hidden=True, group="group:1"),
        "entity:9": Placed(1e6, 3.0, group="group:1"),
    },
    {"group:1": Group("Straat", folded=False)},
    Sieve(
        kinds=frozenset({NodeKind.VEHICLE}),
        certainties=frozenset({Certainty.SUSPECTED}),
        reliabilities=frozenset({None, Reliability.D}),
        since=date(2020, 1, 2),
    ),
)
CONTENT = Content(CHART, frozenset({"link:4", "mention:9"}))


def test_that_a_chart_comes_back_to_the_last_bit() -> None:
    text = written(CONTENT)
    assert read(text) == CONTENT
    assert written(read(text)) == text
    turned = Content(Chart(dict(reversed(list(CHART.placed.items()))), CHART.groups, CHART.sieve), CONTENT.edges)
    assert written(turned) == text
    assert read(written(Content())) == Content()


def test_that_sources_do_not_outlive_what_was_erased() -> None:
    sieve = Sieve(origins=frozenset({"melding van J. Voorbeeld"}), labels=frozenset({"kent"}))
    text = written(Content(Chart(sieve=sieve)))
    assert "Voorbeeld" not in text
    assert read(text).chart.sieve.is_open


DAMAGE = {
    "no json": "{",
    "nothing": "null",
    "a list": "[]",
    "another form": {"form": 2},
    "a place that is no number": {"placed": [["entity:1", "1", 0, False, None]]},
    "a place that is not finite": '{"form":1,"placed":[["entity:1",NaN,0,false,null]]}',
    "a place as large as none": {"placed": [["entity:1", 10**400, 0, False, None]]},
    "a key without number": {"placed": [["entity:", 1, 0, False, None]]},
    "a key with another number": {"placed": [["entity:١", 1, 0, False, None]]},
    "a key twice": {"placed": [["entity:1", 1, 0, False, None]] * 2},
    "a group that is placed": {"placed": [["group:1", 1, 0, False, None]]},
    "a group that is not there": {"placed": [["entity:1", 1, 0, False, "group:1"]]},
    "a group without members": {"groups": [["group:1", None, True]]},
    "hidden is no flag": {"placed": [["entity:1", 1, 0, 1, None]]},
    "a label that is no text": {"groups": [["group:1", 5, True]], "placed": [["entity:1", 1, 0, False, "group:1"]]},
    "an unknown kind": {"sieve": {"kinds": ["ufo"], "certainties": [], "reliabilities": []}},
    "no sieve": {"sieve": None},
    "a day that is none": {
        "sieve": {"kinds": [], "certainties": [], "reliabilities": [], "since": "2020-02-30", "until": None}
    },
    "too deep": "[" * 100_000,
}


@pytest.mark.parametrize("name", list(DAMAGE))
def test_that_damaged_content_is_refused_with_a_sentence(name: str) -> None:
    damage = DAMAGE[name]
    text = damage if isinstance(damage, str) else json.dumps(json.loads(written(Content())) | damage)
    with pytest.raises(Invalid, match="beschadigd"):
        read(text)


def test_that_entities_that_became_one_are_placed_once() -> None:
    chart, joined = remapped(CHART, {"entity:12": "entity:9"})
    assert set(chart.placed) == {"signal:3", "entity:9"}
    assert chart.placed["entity:9"] == CHART.placed["entity:12"]
    assert joined == ("entity:9",)
    parted, none = remapped(CHART, {"entity:12": "entity:5"})
    assert set(parted.placed) == {"signal:3", "entity:9", "entity:5"}
    assert none == ()


def test_that_two_states_are_compared_by_their_keys() -> None:
    found = compared(CONTENT, ["entity:9", "entity:12", "entity:77"], ["link:4", "link:5"])
    assert found == Compared(
        frozenset({"entity:77"}), frozenset({"signal:3"}), frozenset({"link:5"}), frozenset({"mention:9"})
    )
    assert not found.nothing
    assert compared(CONTENT, CHART.placed, CONTENT.edges).nothing
