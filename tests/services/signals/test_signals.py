"""Registering a signal: three fields are enough, days stand in order, and what was recorded stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid
from app.rules.permissions import CASEWORK
from app.services.clock import today
from app.services.records import Query
from app.services.signals.signals import SignalDraft, Signals
from models.casework import NumberSeries
from models.casework.choices import InformationValue, Reliability, SignalSource, SignalStatus
from models.choices import Classification
from tests.services.signals.files import WHOLE, address, signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def test_that_three_fields_are_enough(director: UnlockedVault) -> None:
    signals = Signals(director)
    made = signals.add(SignalDraft(title="Loods", facts="Zoemend geluid.", source=SignalSource.RESIDENT))
    assert made.title == f"S-{today().year}-0001 Loods"
    assert made.draft.received_on == today()
    assert made.draft.classification is Classification.CONFIDENTIAL
    row = signals.rows([made.id])[0]
    assert dict(zip(signals.columns, row.cells, strict=True))["status"] is SignalStatus.RECEIVED


def test_that_each_year_has_its_own_numbers_and_none_is_given_twice(director: UnlockedVault) -> None:
    signals = Signals(director)
    keys = [signal(director, received_on=date(2020, 3, 4)) for _ in range(2)]
    assert [signals.get(key).draft.number for key in keys] == ["S-2020-0001", "S-2020-0002"]
    signals.remove(keys[1], 1)
    assert signals.get(signal(director, received_on=date(2020, 3, 4))).draft.number == "S-2020-0003"
    assert signals.get(signal(director, received_on=date(2019, 3, 4))).draft.number == "S-2019-0001"


def test_that_a_town_whose_cases_are_in_the_same_series_still_gives_each_number_once(director: UnlockedVault) -> None:
    with director.write(CASEWORK) as work:
        work.session.add(NumberSeries(name="S-2020", last=7))
        work.record("case.added", "case", 1)
    assert Signals(director).get(signal(director, received_on=date(2020, 3, 4))).draft.number == "S-2020-0008"


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"received_on": today() + timedelta(days=1)}, {"received_on"}),
        ({"observed_from": date(2020, 3, 5), "observed_to": None}, {"observed_from"}),
        ({"observed_from": date(2020, 3, 2), "observed_to": date(2020, 3, 1)}, {"observed_to"}),
        ({"observed_from": None}, {"observed_from"}),
        ({"observed_to": date(2020, 3, 6)}, {"observed_to"}),
        ({"source": SignalSource.INTERNAL_ANONYMOUS}, {"brought_in_by"}),
        ({"reliability": None}, {"reliability"}),
        ({"information_value": None}, {"information_value"}),
        ({"title": "x" * 401}, {"title"}),
        ({"facts": "  "}, {"facts"}),
    ],
)
def test_that_what_cannot_be_is_refused_beside_its_field(
    director: UnlockedVault, change: dict[str, Any], wrong: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        Signals(director).add(replace(WHOLE, **change))
    assert set(refused.value.fields) == wrong
    assert len(Signals(director).ids(Query())) == 0


def test_that_both_axes_may_stay_empty_and_an_anonymous_report_names_nobody(director: UnlockedVault) -> None:
    made = Signals(director).add(
        replace(
            WHOLE, reliability=None, information_value=None, source=SignalSource.INTERNAL_ANONYMOUS, brought_in_by=None
        )
    )
    assert made.draft.brought_in_by is None
    assert (Reliability.A.label[0], InformationValue.UNKNOWN.label[0]) == ("A", "5")


def test_that_a_number_does_not_change(director: UnlockedVault) -> None:
    made = Signals(director).add(WHOLE)
    with pytest.raises(Invalid, match="verandert niet"):
        Signals(director).change(made.id, replace(made.draft, number="S-2020-0900"), made.version)


def test_that_a_signal_with_anything_recorded_is_not_removed(director: UnlockedVault) -> None:
    key = signal(director)
    address(director, key)
    with pytest.raises(Invalid, match="zijn vermeldingen vastgelegd"):
        Signals(director).remove(key, Signals(director).get(key).version)


def test_that_who_brought_in_before_is_offered(director: UnlockedVault) -> None:
    for name in ("zwembad", "Afdeling belastingen", "zwembad"):
        signal(director, brought_in_by=name)
    assert [option.label for option in Signals(director).options("brought_in_by")] == [
        "Afdeling belastingen",
        "zwembad",
    ]
    assert Signals(director).options("title") == ()


def test_that_lists_filter_on_status_source_and_phenomenon(director: UnlockedVault) -> None:
    signals = Signals(director)
    made = signals.add(WHOLE)
    signal(director)
    for name in ("status", "source", "cluster", "phenomenon", "priority", "outcome"):
        value = dict(zip(signals.columns, signals.rows([made.id])[0].cells, strict=True))[name]
        assert made.id in signals.ids(Query(where=((name, value),)))
    assert list(signals.ids(Query(words="omwonende"))) == [made.id]


def test_that_a_list_is_in_the_order_that_was_asked_and_may_be_empty(director: UnlockedVault) -> None:
    signals = Signals(director)
    assert list(signals.ids(Query())) == []
    days = [date(2020, 3, 4), date(2019, 1, 2), date(2020, 3, 4)]
    first, second, third = (signal(director, title, received_on=day) for title, day in zip("bca", days, strict=True))
    assert list(signals.ids(Query())) == [third, first, second]
    assert list(signals.ids(Query(order="title"))) == [third, first, second]
    assert list(signals.ids(Query(order="title", descending=True))) == [second, first, third]
    assert list(signals.ids(Query(words="niets"))) == []
    for column in signals.columns:
        assert sorted(signals.ids(Query(order=column))) == [first, second, third]
