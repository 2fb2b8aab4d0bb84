"""One change in the store changes exactly the figures that follow from it, and nothing else in the document."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.services.casework.cases import Cases
from app.services.evaluation.gather import gather
from app.services.programme.figures import publish
from app.services.programme.quickscan import Recommendations
from app.services.programme.registers import Instruments
from app.services.programme.spending import Bookings
from app.services.records import Query
from models.choices import RecommendationStatus
from tests.demo_vault import open_as
from tests.services.reading import changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.document import EvaluationDocument
    from app.vault.session import UnlockedVault


@pytest.fixture
def vault(demo_copy: Path) -> Iterator[UnlockedVault]:
    with open_as("regisseur", demo_copy) as unlocked:
        yield unlocked


def document(vault: UnlockedVault) -> EvaluationDocument:
    return gather(vault, 2019).document


def sentences(before: EvaluationDocument, after: EvaluationDocument) -> list[tuple[str, str]]:
    return [(str(was), str(now)) for was, now in changes(before, after) if len(str(was)) >= 20]


def test_that_gathering_twice_gives_the_same(vault: UnlockedVault) -> None:
    assert document(vault) == document(vault)


def test_that_a_case_of_another_type_changes_its_two_cells_and_what_says_them(vault: UnlockedVault) -> None:
    cases = Cases(vault)
    (key,) = cases.ids(Query(where=(("counted_year", 2019), ("case_type", "Witwassen"))))
    fraud = next(o.value for o in cases.options("case_type_id") if o.label == "Belastingfraude")
    before = document(vault)
    record = cases.get(key)
    cases.change(key, replace(record.draft, case_type_id=fraud), record.version)
    assert document(vault) == before, "not published yet"
    publish(vault, 2019)
    assert changes(before, document(vault)) == [
        ("1", "2"),  # the overview
        ("1", "0"),
        ("1", "2"),  # Table 1
        ("1", "0"),
        ("belastingfraude: 1;", "belastingfraude: 2;"),
        ("witwassen: 1.", "witwassen: 0."),
    ]


def test_that_one_case_more_changes_its_cell_and_the_totals(vault: UnlockedVault) -> None:
    cases = Cases(vault)
    before = document(vault)
    record = cases.get(cases.ids(Query(where=(("counted_year", 2019), ("case_type", "Belastingfraude"))))[0])
    cases.add(replace(record.draft, number=None))
    publish(vault, 2019)
    found = changes(before, document(vault))
    figures = [(was, now) for was, now in found if len(str(was)) < 20]
    assert figures == [
        ("1", "2"),
        ("29", "30"),
        ("1", "2"),
        ("29", "30"),
        (25.0, 26.0),
        ("25", "26"),
        ("belastingfraude: 1;", "belastingfraude: 2;"),
    ]
    told = sentences(before, document(vault))
    assert len(told) == 4  # the introduction, section 2.1, the title and the words of the chart
    assert all(was.replace(" 29", " 30") == now for was, now in told)


def test_that_one_booking_changes_its_line_the_totals_and_the_text(vault: UnlockedVault) -> None:
    bookings = Bookings(vault)
    (key,) = bookings.ids(Query(words="signaalboekjes nabestelling"))
    before = document(vault)
    record = bookings.get(key)
    bookings.change(key, replace(record.draft, amount=Decimal("108.50")), record.version)
    figures = [(was, now) for was, now in changes(before, document(vault)) if len(str(was)) < 20]
    assert figures == [
        ("428", "429,50"),
        ("223.200", "223.201,50"),
        ("296.800", "296.798,50"),
        (428.0, 429.5),
        ("€ 428", "€ 429,50"),
    ]
    (was, now), (chart_was, chart_now) = sentences(before, document(vault))
    assert "Uitgegeven is € 223.201,50. Er blijft € 296.798,50 over. Voor € 296.800 is gevraagd" in now
    assert now.replace("223.201,50", "223.200").replace("blijft € 296.798,50", "blijft € 296.800") == was
    assert chart_was.replace("€ 428", "€ 429,50") == chart_now
    told = [note.text for note in gather(vault, 2019).notes if note.place == "Tabel 2"]
    assert "Het opgegeven totaal van uitgaven is € 223.200; berekend is € 223.201,50." in told
    assert "Het opgegeven totaal van restant is € 296.800; berekend is € 296.798,50." in told
    assert "Er is € 296.800 aan overheveling gevraagd, maar er resteert € 296.798,50." in told


def test_that_an_instrument_and_a_recommendation_change_only_where_they_stand(vault: UnlockedVault) -> None:
    before = document(vault)
    instruments, advice = Instruments(vault), Recommendations(vault)
    (key,) = instruments.ids(Query(words="Damoclesbeleid"))
    record = instruments.get(key)
    instruments.change(key, replace(record.draft, legal_basis="Opiumwet"), record.version)
    new = advice.get(advice.ids(Query(where=(("status", RecommendationStatus.NEW),)))[0])
    advice.change(new.id, replace(new.draft, status=RecommendationStatus.ADOPTED), new.version)
    assert changes(before, document(vault)) == [("art. 13b Opiumwet", "Opiumwet"), ("nieuw", "overgenomen")]
