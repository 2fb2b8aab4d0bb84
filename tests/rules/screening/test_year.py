"""The yearly overview: what counts in which year, and small counts put together so that no total tells them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.screening.year import LABELS, MERGED, NOT_JUDGED, Screened, figures_of, merged
from models.bibob.choices import Danger, FigureKind, Occasion, Outcome


def screened(**known: Any) -> Screened:
    given_facts = {
        "opened_on": date(2020, 3, 2),
        "application_on": date(2020, 3, 2),
        "ended_on": date(2020, 4, 27),
        "occasion": Occasion.ALCOHOL,
        "danger_a": Danger.NONE,
        "danger_b": Danger.NONE,
        "outcome": Outcome.GRANT,
    }
    return Screened(**(given_facts | known))  # type: ignore[arg-type]


def counts(*screenings: Screened, year: int = 2020, merge_below: int | None = None) -> dict[str, dict[str, int]]:
    found = figures_of(screenings, year, merge_below)
    return {kind.value: {each.label: each.count for each in found.figures if each.kind is kind} for kind in FigureKind}


def test_that_a_screening_counts_by_occasion_when_it_began_and_by_the_rest_when_it_ended() -> None:
    over = screened(opened_on=date(2019, 12, 30), application_on=date(2019, 12, 30), ended_on=date(2020, 2, 24))
    assert counts(over, year=2019) == {
        "occasion": {Occasion.ALCOHOL.label: 1},
        "danger": {},
        "outcome": {},
        "lead_time": {},
    }
    assert counts(over) == {
        "occasion": {},
        "danger": {"geen gevaar": 1},
        "outcome": {"verlenen": 1},
        "lead_time": {"tot en met 8 weken": 1},
    }
    assert (figures_of([over], 2019).started, figures_of([over], 2019).ended) == (1, 0)


def test_that_what_is_open_counts_by_occasion_only() -> None:
    assert counts(screened(ended_on=None, outcome=None))["outcome"] == {}


@pytest.mark.parametrize(
    ("a", "b", "outcome", "label"),
    [
        (Danger.SERIOUS, Danger.NONE, Outcome.REFUSE, "ernstig gevaar"),
        (Danger.NONE, Danger.SERIOUS, Outcome.REFUSE, "ernstig gevaar"),
        (Danger.LESSER, Danger.UNDETERMINED, Outcome.GRANT_WITH_CONDITIONS, "mindere mate van gevaar"),
        (Danger.UNDETERMINED, Danger.NONE, Outcome.GRANT, "niet vast te stellen"),
        (None, None, Outcome.GRANT, NOT_JUDGED),
        (Danger.SERIOUS, Danger.SERIOUS, Outcome.WITHDRAWN, NOT_JUDGED),
        (None, None, Outcome.NOT_PROCESSED, NOT_JUDGED),
        (None, None, None, NOT_JUDGED),
    ],
)
def test_that_danger_is_the_highest_conclusion(
    a: Danger | None, b: Danger | None, outcome: Outcome | None, label: str
) -> None:
    assert counts(screened(danger_a=a, danger_b=b, outcome=outcome))["danger"] == {label: 1}


@pytest.mark.parametrize(
    ("ended", "label"),
    [
        ("2020-04-27", "tot en met 8 weken"),
        ("2020-04-28", "meer dan 8 tot en met 12 weken"),
        ("2020-05-25", "meer dan 8 tot en met 12 weken"),
        ("2020-05-26", "meer dan 12 tot en met 26 weken"),
        ("2020-08-31", "meer dan 12 tot en met 26 weken"),
        ("2020-09-01", "meer dan 26 weken"),
    ],
)
def test_that_the_lead_time_runs_from_the_application(ended: str, label: str) -> None:
    found = counts(screened(ended_on=date.fromisoformat(ended), opened_on=date(2020, 3, 9)))
    assert found["lead_time"] == {label: 1}
    without = counts(screened(ended_on=date(2020, 5, 4), opened_on=date(2020, 3, 9), application_on=None))
    assert without["lead_time"] == {"tot en met 8 weken": 1}


@pytest.mark.parametrize(
    ("given_counts", "shown"),
    [
        ({}, {}),
        ({"a": 5, "b": 9}, {"a": 5, "b": 9}),
        ({"a": 5, "b": 1}, {MERGED: 6}),
        ({"a": 9, "b": 7, "c": 1}, {"a": 9, MERGED: 8}),
        ({"a": 9, "b": 2, "c": 3}, {"a": 9, MERGED: 5}),
        ({"a": 9, "b": 1, "c": 2}, {MERGED: 12}),
        ({"a": 2}, {MERGED: 2}),
    ],
)
def test_that_small_counts_are_put_together(given_counts: dict[str, int], shown: dict[str, int]) -> None:
    assert merged(given_counts, 5) == shown


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30)), st.integers(1, 10))
def test_that_merging_loses_nothing_and_leaves_nothing_small(given_counts: dict[str, int], limit: int) -> None:
    shown = merged(given_counts, limit)
    assert sum(shown.values()) == sum(given_counts.values())
    assert all(count >= limit for label, count in shown.items() if label != MERGED)
    if MERGED in shown:
        assert shown[MERGED] >= limit or set(shown) == {MERGED}


def test_that_merging_is_a_choice() -> None:
    two = [screened(), screened(occasion=Occasion.GAMBLING)]
    assert counts(*two)["occasion"] == {Occasion.ALCOHOL.label: 1, Occasion.GAMBLING.label: 1}
    assert counts(*two, merge_below=5)["occasion"] == {MERGED: 2}
    assert figures_of(two, 2020, 5).merged
    assert not figures_of(two, 2020).merged


def test_that_labels_come_from_the_value_lists_in_their_order() -> None:
    many = [screened(occasion=occasion) for occasion in reversed(Occasion)]
    assert tuple(counts(*many)["occasion"]) == LABELS[FigureKind.OCCASION]
