"""The year of measures: counted, delivered, and in Table 1 only when it was published so; eight or ten both told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AccessDenied, Invalid
from app.rules.counting import Counted
from app.rules.permissions import MEASURES, PROGRAMME, Role
from app.services.evaluation.gather import gather
from app.services.measures.year import measure_year, publish_measure_year
from app.services.post import carry_and_take_in
from app.services.programme.figures import enter_historic, publications, table_one
from app.services.programme.measure_figures import NOTE_KIND, published_measures, take_in_measure_figures
from app.vault.post.notes import Giver
from models.choices import CountingUnit, Level
from models.measures.choices import CountingChoice, PremisesKind
from tests.services.measures.files import DECIDED, WARNED, measure, premises
from tests.services.parents import evaluation

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

CLOSURE = "Hennep/drugs sluiting gemeente"
WARNING = "Hennep/drugs bestuurlijke waarschuwing"
HEAVIEST = CountingChoice.HEAVIEST
IN_2019: dict[str, Any] = {
    "found_on": date(2019, 2, 1),
    "report_received_on": None,
    "intention_sent_on": date(2019, 3, 1),
    "decided_on": date(2019, 4, 1),
    "closed_from": date(2019, 4, 8),
    "closed_until": None,
}


def eight_homes_and_two_labs(vault: UnlockedVault) -> None:
    """What the text of 2019 says, as measures."""
    for number in range(1, 11):
        kind = PremisesKind.HOME if number <= 8 else PremisesKind.PRIVATE
        premises(vault, number, kind=kind)
        measure(vault, replace(DECIDED, **IN_2019), number)


def published_2019(policy: UnlockedVault) -> None:
    """What the table of 2019 says, as published from cases."""
    figures = [
        Counted(WARNING, 3, Level.LOCAL, CountingUnit.DECISION, 1),
        Counted(CLOSURE, 4, Level.LOCAL, CountingUnit.DECISION, 8),
    ]
    enter_historic(policy, year=2019, rule="Per besluit.", figures=figures, stated_total=9)


@pytest.fixture
def adviser(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    return unlock_as(Role.POLICY)


def rows_of(vault: UnlockedVault, year: int = 2019) -> dict[str, int | None]:
    carry_and_take_in(vault)
    return {row.type_name: row.counts[0] for row in table_one(vault, [year]).rows}


def test_that_measures_beside_the_table_leave_it_and_tell_eight_and_ten(
    jurist: UnlockedVault, adviser: UnlockedVault
) -> None:
    published_2019(adviser)
    eight_homes_and_two_labs(jurist)
    assert publish_measure_year(jurist, 2019, HEAVIEST, in_table=False).closures == 10
    assert rows_of(adviser) == {WARNING: 1, CLOSURE: 8}
    facts = publications(adviser, [2019])[0]
    assert facts.rule == "Per besluit."
    assert facts.beside == (
        (
            "Hennep/drugs bestuurlijke waarschuwing gemeente: volgens de maatregelen 0, volgens de casussen 1. "
            "Tabel 1 volgt de casussen."
        ),
        (
            "Hennep/drugs sluiting gemeente: volgens de maatregelen 10 (8 woningen en 2 andere panden), volgens de "
            "casussen 8. Tabel 1 volgt de casussen."
        ),
    )
    evaluation(adviser, 2019)
    assert any("10 (8 woningen en 2 andere panden)" in note.text for note in gather(adviser, 2019).notes)


def test_that_measures_fill_their_rows_when_published_so_and_leave_them_again(
    jurist: UnlockedVault, adviser: UnlockedVault
) -> None:
    published_2019(adviser)
    eight_homes_and_two_labs(jurist)
    publish_measure_year(jurist, 2019, HEAVIEST, in_table=True)
    assert rows_of(adviser) == {WARNING: 0, CLOSURE: 10}
    facts = publications(adviser, [2019])[0]
    assert (facts.total, facts.stated_total) == (10, 9)
    assert "Eén maatregel is één pand is één telling" in facts.rule
    assert "Tabel 1 volgt de maatregelen" in facts.beside[1]
    table = table_one(adviser, [2019])
    assert {row.counting_unit for row in table.rows} == {CountingUnit.PREMISES}
    publish_measure_year(jurist, 2019, HEAVIEST, in_table=False)
    assert rows_of(adviser) == {WARNING: 1, CLOSURE: 8}


def test_that_a_row_that_cases_never_had_is_added_and_a_year_without_cases_waits(
    jurist: UnlockedVault, adviser: UnlockedVault
) -> None:
    measure(jurist, replace(DECIDED, evicted_on=date(2020, 7, 1), corporation="Voorbeeldwonen"))
    measure(jurist, WARNED, 14)
    publish_measure_year(jurist, 2020, HEAVIEST, in_table=True)
    assert rows_of(adviser, 2020) == {}
    other = Counted("Witwassen", 1, Level.LOCAL, CountingUnit.CASE, 3)
    enter_historic(adviser, year=2020, rule="x", figures=[other])
    assert rows_of(adviser, 2020) == {
        "Witwassen": 3,
        "Hennep/drugs bestuurlijke waarschuwing gemeente": 1,
        CLOSURE: 1,
        "Hennep/drugs huisuitzetting corporatie": 1,
    }


def test_that_the_newest_publication_counts_and_tells_its_rule(jurist: UnlockedVault, adviser: UnlockedVault) -> None:
    measure(jurist, DECIDED)
    measure(jurist, replace(WARNED, found_on=date(2020, 9, 1), decided_on=date(2020, 9, 20)))
    assert measure_year(jurist, 2020, HEAVIEST).closures == 1
    assert published_measures(adviser, 2020) is None
    publish_measure_year(jurist, 2020, HEAVIEST, in_table=False)
    publish_measure_year(jurist, 2020, CountingChoice.LAST, in_table=False)
    carry_and_take_in(adviser)
    found = published_measures(adviser, 2020)
    assert found is not None
    assert (found.warnings, found.closed_homes, found.decisions) == (1, 0, 1)
    assert "de laatste telt" in found.rule


def test_that_a_closure_given_in_days_weighs_less_than_one_without_end(jurist: UnlockedVault) -> None:
    place = premises(jurist, kind=PremisesKind.HOME)
    measure(jurist, replace(DECIDED, months=None, closed_until=date(2020, 6, 1)), property_id=place)
    measure(jurist, replace(DECIDED, months=None, closed_until=None, found_on=date(2020, 3, 3)), property_id=place)
    figures = measure_year(jurist, 2020, HEAVIEST)
    assert (figures.closures, figures.decisions) == (1, 2)


def test_that_nothing_to_count_and_no_year_are_refused(jurist: UnlockedVault) -> None:
    with pytest.raises(Invalid, match="geen maatregelen die in 2020 tellen"):
        publish_measure_year(jurist, 2020, HEAVIEST, in_table=True)
    with pytest.raises(Invalid, match="tussen 1990"):
        publish_measure_year(jurist, 19, HEAVIEST, in_table=True)


GOOD: dict[str, Any] = {
    "year": 2020,
    "published_on": "2021-01-04",
    "published_by": "J. Wetsteen",
    "rule": "Per pand.",
    "in_table": True,
    "counts": {"warnings": 1, "closed_homes": 1, "closed_premises": 0, "evictions": 0, "decisions": 1},
}


@pytest.mark.parametrize(
    ("giver", "payload", "error"),
    [
        (Giver("a", Role.DIRECTOR, "casework"), GOOD, AccessDenied),
        (Giver("a", Role.DIRECTOR, MEASURES), GOOD, AccessDenied),
        (Giver("a", None, MEASURES), GOOD, AccessDenied),
        (Giver("a", Role.JURIST, MEASURES), {}, Invalid),
        (Giver("a", Role.JURIST, MEASURES), GOOD | {"more": 1}, Invalid),
        (Giver("a", Role.JURIST, MEASURES), GOOD | {"year": 19}, Invalid),
        (Giver("a", Role.JURIST, MEASURES), GOOD | {"rule": " "}, Invalid),
        (Giver("a", Role.JURIST, MEASURES), GOOD | {"counts": GOOD["counts"] | {"warnings": -1}}, Invalid),
        (Giver("a", Role.JURIST, MEASURES), GOOD | {"counts": GOOD["counts"] | {"warnings": True}}, Invalid),
        (Giver("a", Role.JURIST, MEASURES), GOOD | {"counts": {"warnings": 1}}, Invalid),
    ],
)
def test_that_what_does_not_come_from_the_jurist_or_is_malformed_is_refused(
    adviser: UnlockedVault, giver: Giver, payload: Any, error: type[Exception]
) -> None:
    with pytest.raises(error), adviser.write(PROGRAMME) as work:
        take_in_measure_figures(work, payload, giver)
    assert NOTE_KIND == "measure_figures"
    assert published_measures(adviser, 2020) is None
