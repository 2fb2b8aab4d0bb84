"""Which backups stay: 7 days, 8 weeks, 12 months, as a table of histories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.retention import Retention, kept

NOON = datetime(2026, 6, 28, 12, tzinfo=UTC)  # a Sunday
BARE = NOON.replace(tzinfo=None)
MOMENTS = st.lists(st.datetimes(BARE.replace(year=2020), BARE.replace(year=2030), timezones=st.just(UTC)), max_size=60)


def days_ago(*days: int) -> list[datetime]:
    return [NOON - timedelta(days=count) for count in days]


@pytest.mark.parametrize(
    ("made", "stay"),
    [
        ([], []),
        (days_ago(400), days_ago(400)),
        (days_ago(0, 1, 2, 3, 4, 5, 6), days_ago(0, 1, 2, 3, 4, 5, 6)),
        # the eighth day back is a Saturday of the week before, of which the Sunday stays
        (days_ago(*range(9)), days_ago(*range(8))),
        # two on one day: the later
        ([NOON, NOON - timedelta(hours=3)], [NOON]),
        # days without a backup do not count
        (days_ago(0, 10, 20, 30, 40, 50, 60), days_ago(0, 10, 20, 30, 40, 50, 60)),
        # of daily backups over a hundred days: 7 days, 8 weeks (every Sunday), and the last of each earlier month
        (days_ago(*range(100)), days_ago(*range(7), *range(7, 56, 7), 28, 59, 89)),
    ],
)
def test_that_the_rule_keeps_these_and_no_others(made: list[datetime], stay: list[datetime]) -> None:
    assert sorted(kept(made)) == sorted(set(stay))


def test_that_daily_backups_over_ten_years_leave_at_most_27() -> None:
    stay = kept(days_ago(*range(3650)))
    assert 20 <= len(stay) <= 27
    assert min(stay) > NOON - timedelta(days=366)


def test_that_thinning_day_by_day_keeps_what_thinning_at_once_keeps() -> None:
    made = sorted(days_ago(*range(500)))
    left: list[datetime] = []
    for moment in made:
        left = sorted(kept([*left, moment]))
    assert left == sorted(kept(made))


def test_that_other_numbers_are_obeyed() -> None:
    assert kept(days_ago(*range(50)), Retention(daily=1, weekly=1, monthly=1)) == {NOON}
    assert kept(days_ago(0, 7, 14), Retention(daily=1, weekly=2, monthly=1)) == set(days_ago(0, 7))


@given(MOMENTS)
def test_that_the_newest_always_stays_and_thinning_again_changes_nothing(made: list[datetime]) -> None:
    stay = kept(made)
    assert stay <= set(made)
    assert not made or max(made) in stay
    assert kept(stay) == stay
