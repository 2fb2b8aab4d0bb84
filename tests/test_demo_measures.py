"""The measures of the demo: of every kind one, the running ones near a term, and 2019 as its source has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.demo.rows import load
from app.services.measures.calendar import closures
from app.services.measures.matrices import Matrices
from app.services.measures.measures import Measures
from app.services.measures.past import property_past
from app.services.measures.properties import Properties
from app.services.measures.proposal import proposal
from app.services.measures.warnings import measure_items
from app.services.programme.figures import publications, table_one
from app.services.programme.measure_figures import published_measures
from app.services.records import Query
from models.measures.choices import Phase, Sanction, WithoutIntention
from tests.demo_vault import build_demo, open_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.measures.measures import MeasureDraft
    from app.vault.session import UnlockedVault


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def jurist(demo: Path) -> Iterator[UnlockedVault]:
    with open_as("jurist", demo) as vault:
        yield vault


@pytest.fixture(scope="module")
def files(jurist: UnlockedVault) -> list[MeasureDraft]:
    register = Measures(jurist)
    return [register.get(key).draft for key in register.ids(Query())]


def test_that_there_is_a_measure_of_every_kind(files: list[MeasureDraft]) -> None:
    assert len(files) == len(load("measures")["measure"]) == 7
    assert {draft.sanction for draft in files} == {Sanction.WARNING, Sanction.PENALTY, Sanction.CLOSURE, None}
    assert {draft.phase for draft in files} >= {Phase.SCREENING, Phase.INTENTION, Phase.EXECUTION, Phase.CLOSED}
    assert WithoutIntention.VERY_URGENT in {draft.without_intention for draft in files}


def test_that_nothing_was_decided_in_2019_and_its_table_is_that_of_the_source(
    files: list[MeasureDraft], demo: Path
) -> None:
    assert not [draft for draft in files if draft.decided_on is not None and draft.decided_on.year == 2019]
    with open_as("beleid", demo) as vault:
        rows = {row.type_name: row.counts[0] for row in table_one(vault, [2019]).rows}
        assert rows["Hennep/drugs sluiting gemeente"] == 8
        assert [each.beside for each in publications(vault, [2019])] == [()]
        assert published_measures(vault, 2019) is None
        found = published_measures(vault, 2020)
        assert found is not None
        assert (found.closed_homes, found.closed_premises, found.evictions, found.in_table) == (1, 1, 1, False)


def test_that_the_ladder_is_the_example_and_counts_the_second_finding(
    jurist: UnlockedVault, files: list[MeasureDraft]
) -> None:
    register = Matrices(jurist)
    assert [register.get(key).draft.example for key in register.ids(Query())] == [True]
    second = Measures(jurist).ids(Query(words="Z-DEMO-13B-4"))[0]
    found = proposal(jurist, second)
    assert (found.nth, found.example, found.binds) == (2, True, False)


def test_that_whoever_opens_a_new_demo_finds_something_to_do(jurist: UnlockedVault) -> None:
    told = "\n".join(item.text for item in measure_items(jurist))
    for words in (
        "zienswijzetermijn eindigt",
        "de sluiting loopt af",
        "worden gescreend",
        "vergunning zijn aangevraagd",
    ):
        assert words in told
    assert not [row["street"] for row in load("measures")["property"] if row["street"] in told]


def test_that_a_property_has_a_history_and_closures_stand_on_the_calendar(jurist: UnlockedVault) -> None:
    home = Properties(jurist).ids(Query(words="Voorbeeldstraat 12"))[0]
    kinds = [event.what for event in property_past(jurist, home).events]
    assert kinds.count("Constatering") == 2
    assert "Eerdere constatering" in kinds
    assert len(closures(jurist)) == 4
