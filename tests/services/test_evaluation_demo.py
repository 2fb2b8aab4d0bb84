"""The document that the demo vault gives is the report of 2019: every cell, every note, every figure in the text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.errors import NotFound
from app.services.document import Callout, Chart, GoalBox, Paragraph, Table
from app.services.evaluation.gather import Gathered, gather
from app.services.programme.money import money_of
from app.services.programme.years import PlanYears, year_view
from app.services.records import Query
from models.choices import Classification, DocumentStatus
from tests.demo_vault import copy_of, open_as
from tests.services import expected_2019 as expected
from tests.services.reading import blocks_of, pieces

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault


@pytest.fixture(scope="module")
def gathered(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """As the policy adviser, who has no key of casework, gets it."""
    with open_as("beleid", copy_of(demo_folder, tmp_path_factory.mktemp("beleid"))) as vault:
        return gather(vault, 2019)


def tables(gathered: Gathered) -> dict[str, Table]:
    return {section: found[0] for section, found in blocks_of(gathered.document, Table).items()}


def test_that_table_1_has_every_cell_and_empty_ones_stay_empty(gathered: Gathered) -> None:
    table = tables(gathered)["2.1"]
    assert (table.number, table.title) == (1, "Ondermijningscasuïstiek 2019")
    assert tuple(column.title for column in table.columns) == ("Casuïstiek", "2016", "2017", "2018", "2019")
    assert tuple(row.cells for row in table.rows) == expected.TABLE_1
    assert any("Een lege cel betekent" in note for note in table.notes)


def test_that_table_2_has_every_group_line_and_total(gathered: Gathered) -> None:
    table = tables(gathered)["9"]
    assert (table.number, table.title) == (2, "Begroting")
    assert tuple((row.kind.value, *row.cells) for row in table.rows) == expected.TABLE_2
    assert table.notes == (
        "Bedragen in euro’s; het budget is incidenteel. Een lege cel is niet begroot of onbekend.",
        "Niet opgenomen: één verplichting voor latere jaren waarvan het bedrag nog onbekend is.",
    )


def test_that_the_instruments_have_their_dates(gathered: Gathered) -> None:
    assert tuple(row.cells for row in tables(gathered)["3"].rows) == expected.INSTRUMENTS


def test_that_the_charts_say_what_the_tables_say(gathered: Gathered) -> None:
    charts = blocks_of(gathered.document, Chart)
    (cases,), (spending,) = charts["2.1"], charts["9"]
    assert cases.title == "Het aantal geregistreerde casussen steeg van 4 in 2016 naar 29 in 2019"
    assert {series.name: series.values for series in cases.series} == {
        "lokaal": (3.0, 9.0, 10.0, 25.0),
        "regionaal": (1.0, 1.0, 2.0, 4.0),
    }
    assert "2016: 4, 2017: 10, 2018: 12, 2019: 29." in cases.alternative
    assert spending.title == "87 procent van de uitgaven ging naar ‘Basis op orde’"
    assert spending.series[0].labels == ("€ 27.632", "€ 195.140", "€ 428")
    assert (cases.number, spending.number) == (1, 2)


def test_that_the_chapters_are_those_of_the_report(gathered: Gathered) -> None:
    assert [section.number for section in gathered.document.sections] == expected.SECTIONS
    assert all(section.blocks and section.title for section in gathered.document.sections)


def test_that_callouts_and_goals_stand_where_they_belong(gathered: Gathered) -> None:
    callouts = blocks_of(gathered.document, Callout)
    assert {box.title: section for section, boxes in callouts.items() for box in boxes} == expected.CALLOUTS
    (goals,) = blocks_of(gathered.document, GoalBox).values()
    assert {goal.title: goal.source for goal in goals} == expected.GOALS


def test_that_the_overview_has_four_blocks_with_the_figures_of_the_year(gathered: Gathered) -> None:
    cases, foundation, information, resilience = gathered.document.overview
    assert cases.figures == tuple((row[0], row[4]) for row in expected.TABLE_1[:-1] if row[4])
    assert cases.total == ("casussen in 2019", "29")
    assert [len(part.items) for part in (foundation, information, resilience)] == [5, 9, 4]


def test_that_the_annex_has_the_thirteen_recommendations_by_theme(gathered: Gathered) -> None:
    (annex,) = gathered.document.annexes
    assert {theme.title: len(theme.recommendations) for theme in annex.themes} == expected.ANNEX
    assert (annex.carried_out_by, len(annex.methods), len(annex.introduction)) == ("RIEC", 3, 2)
    assert all(text and status for theme in annex.themes for text, status in theme.recommendations)


def test_that_document_control_is_that_of_the_report(gathered: Gathered) -> None:
    control = gathered.document.control
    assert (control.title, control.subtitle) == (
        "Aanpak ondermijning gemeente Westland 2019",
        "Evaluatie/voortgangsrapportage",
    )
    assert (control.author, control.dated, control.version) == ("C.R.H. van Ruler", date(2020, 4, 29), "2")
    assert (control.status, control.classification) == (DocumentStatus.DRAFT, Classification.INTERNAL)


@pytest.mark.parametrize("conflict", expected.CONFLICTS)
def test_that_a_known_conflict_of_the_source_is_a_note_and_not_repaired(conflict: str, gathered: Gathered) -> None:
    place, words = expected.CONFLICTS[conflict]
    assert [note for note in gathered.notes if note.place == place and all(word in note.text for word in words)]


def test_that_there_are_no_other_notes_than_conflicts_and_remarks_of_the_author(gathered: Gathered) -> None:
    by_author = [note.place for note in gathered.notes if note.place[0].isdigit()]
    assert by_author == ["2.1 Casuïstiek 2019", "3.5 Digitaal Opkopers Register (DOR)", "9 Financiën", "10 Conclusie"]
    small = [note for note in gathered.notes if note.text.startswith("Kleine aantallen")]
    assert len(small) == 1
    assert len(gathered.notes) == len(expected.CONFLICTS) + len(by_author) + len(small)


def test_that_no_note_is_printed(gathered: Gathered) -> None:
    printed = " ".join(str(piece) for piece in pieces(gathered.document).values())
    assert [note.text for note in gathered.notes if note.text in printed] == []
    assert "onbekend veld" not in printed
    assert "onbekend onderdeel" not in printed
    assert "[[" not in printed


@pytest.mark.parametrize("name", expected.FIELDS)
def test_that_a_field_says_its_figure(name: str, gathered: Gathered) -> None:
    assert {field.name: field.text for field in gathered.fields}[name] == expected.FIELDS[name]


def test_that_the_text_of_a_chapter_has_its_figures_filled_in(gathered: Gathered) -> None:
    money = next(section for section in gathered.document.sections if section.number == "9")
    first = money.blocks[0]
    assert isinstance(first, Paragraph)
    text = "".join(span.text for span in first.text)
    assert text.startswith("Voor de aanpak was in 2019 eenmalig € 520.000 beschikbaar. Uitgegeven is € 223.200.")


def test_that_a_year_without_an_evaluation_says_how_to_begin(demo_reader: UnlockedVault) -> None:
    with pytest.raises(NotFound, match="Er is nog geen evaluatie over 2018"):
        gather(demo_reader, 2018)


def test_that_2020_began_from_2019_with_what_the_report_takes_along(demo_folder: Path, tmp_path: Path) -> None:
    with open_as("beleid", copy_of(demo_folder, tmp_path)) as demo:
        _assert_began(demo)


def _assert_began(demo: UnlockedVault) -> None:
    (year,) = PlanYears(demo).ids(Query())
    found = year_view(demo, year)
    assert (found.year, found.started_from, found.moved_in) == (2020, 2019, 1)
    assert found.goals == ("Ambitie Westland", "Doelstelling 2022")
    structural, waiting = sorted(found.budgets, key=lambda budget: budget.nature.value, reverse=True)
    assert (structural.budgeted, structural.allotted.amount) == (Decimal(151000), Decimal(151000))
    assert [line.budgeted for line in structural.lines] == [Decimal(111000), Decimal(40000)]
    assert (waiting.budgeted, [line.name for line in waiting.lines]) == (
        None,
        ["Onderzoek arbeidsuitbuiting", "Strategisch adviseur Veiligheid"],
    )
    (spent,) = money_of(demo, 2019).budgets
    assert [line.name for line in spent.structural_costs] == ["Waaksamen app"]
