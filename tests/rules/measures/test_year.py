"""How a year counts: one measure, one property, one count; and what the eight or ten of 2019 come to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.measures.year import MeasureType, Taken, figures_of
from models.measures.choices import CountingChoice, PremisesKind, Sanction

HOME, PUBLIC = PremisesKind.HOME, PremisesKind.PRIVATE
DAY = date(2019, 3, 1)


def taken(number: int, sanction: Sanction | None = Sanction.CLOSURE, **known: Any) -> Taken:
    values = {"premises": HOME, "months": 3 if sanction is Sanction.CLOSURE else None, "decided_on": DAY} | known
    return Taken(number, sanction=sanction, **values)


def test_that_eight_homes_and_two_labs_come_to_ten_properties() -> None:
    """The text of 2019 says eight homes and two labs, its table says eight: counted by property it would be ten."""
    year = figures_of(
        [*(taken(number) for number in range(8)), taken(8, premises=PUBLIC), taken(9, premises=PUBLIC)],
        2019,
        CountingChoice.HEAVIEST,
    )
    assert (year.closed_homes, year.closed_premises, year.closures, year.decisions) == (8, 2, 10, 10)
    assert year.count_of(MeasureType.CLOSURE) == 10


@pytest.mark.parametrize(
    ("counting", "warnings", "closures", "behind"),
    [(CountingChoice.HEAVIEST, 0, 1, 1), (CountingChoice.LAST, 1, 0, 0)],
)
def test_that_of_a_closure_and_a_later_warning_the_heaviest_or_the_last_counts(
    counting: CountingChoice, warnings: int, closures: int, behind: int
) -> None:
    year = figures_of([taken(1), taken(1, Sanction.WARNING, decided_on=date(2019, 9, 1))], 2019, counting)
    assert (year.warnings, year.closures, year.behind, year.decisions) == (warnings, closures, behind, 1)
    assert counting.label in year.rule


def test_that_other_years_undecided_measures_and_none_count_nowhere() -> None:
    year = figures_of(
        [
            taken(1, decided_on=date(2018, 12, 31)),
            taken(2, None),
            taken(3, decided_on=None),
            taken(4, Sanction.NONE),
            taken(5, Sanction.PENALTY),
        ],
        2019,
        CountingChoice.HEAVIEST,
    )
    assert (year.warnings, year.closures, year.penalties, year.decisions) == (0, 0, 1, 0)


def test_that_an_eviction_counts_once_a_property_in_its_own_year() -> None:
    moved = date(2019, 6, 1)
    year = figures_of(
        [taken(1, evicted_on=moved), taken(1, evicted_on=moved), taken(2, evicted_on=date(2020, 1, 1))],
        2019,
        CountingChoice.HEAVIEST,
    )
    assert year.count_of(MeasureType.EVICTION) == 1
    assert year.count_of(MeasureType.WARNING) == 0


@given(
    st.lists(
        st.builds(
            Taken,
            st.integers(1, 5),
            st.sampled_from(PremisesKind),
            st.sampled_from([*Sanction, None]),
            st.one_of(st.none(), st.integers(1, 12)),
            st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2021, 1, 1))),
        ),
        max_size=12,
    ),
    st.sampled_from(CountingChoice),
)
def test_that_no_property_counts_twice_and_nothing_is_lost(measures: list[Taken], counting: CountingChoice) -> None:
    year = figures_of(measures, 2019, counting)
    decided = [each for each in measures if each.decided_on and each.decided_on.year == 2019 and each.sanction]
    properties = {each.property_id for each in decided}
    assert year.warnings + year.closures + year.penalties <= len(properties)
    assert year.closures <= year.decisions
    assert year.behind >= 0
    more = figures_of([*measures, taken(99, Sanction.CLOSURE, premises=HOME)], 2019, counting)
    assert more.closures == year.closures + 1


def test_that_a_row_is_known_under_the_names_of_both_tables() -> None:
    assert MeasureType.WARNING.names == (
        "Hennep/drugs bestuurlijke waarschuwing gemeente",
        "Hennep/drugs bestuurlijke waarschuwing",
    )
