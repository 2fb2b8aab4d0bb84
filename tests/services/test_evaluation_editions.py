"""Two editions of one document: what the public one leaves out and covers, everywhere it could be printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.rules.counting import Counted
from app.services.document import Chart, Paragraph, Table
from app.services.evaluation.gather import gather
from app.services.evaluation.small import choose_small, small_counts
from app.services.evaluation.texts import (
    CalloutDraft,
    Callouts,
    ChapterDraft,
    Chapters,
    EvaluationDraft,
    Evaluations,
)
from app.services.programme.figures import enter_historic
from app.services.publishing.frozen_form import written
from models.choices import Classification, CountingUnit, Edition, Level, SmallChoice

if TYPE_CHECKING:
    from app.services.document import EvaluationDocument
    from app.vault.session import UnlockedVault

SECRET = "Wat alleen binnen de gemeente blijft."
BLOCK = f"[[vertrouwelijk: begin]]\n{SECRET}\n\n[[tabel: instrumenten]]\n[[vertrouwelijk: einde]]"
MARKED = f"Voor iedereen.\n\n{BLOCK}\n\nSlot."


@pytest.fixture
def vault(director: UnlockedVault) -> UnlockedVault:
    """With an evaluation over 2019 and figures of two years."""
    Evaluations(director).add(EvaluationDraft(year=2019, title="Evaluatie"))
    for year, counts in ((2018, (7, 3, 9)), (2019, (8, 2, 3))):
        figures = [
            Counted(name, at, Level.LOCAL, CountingUnit.CASE, count)
            for at, (name, count) in enumerate(zip(("Hennep", "Heling", "Gokken"), counts, strict=True))
        ]
        enter_historic(director, year=year, rule="Regel", figures=figures)
    return director


def chapter(vault: UnlockedVault, text: str, number: str = "1", *, confidential: bool = False) -> None:
    Chapters(vault).add(
        ChapterDraft(evaluation_id=1, number=number, title="Hoofdstuk", text=text, confidential=confidential)
    )


def public(vault: UnlockedVault) -> EvaluationDocument:
    return gather(vault, 2019, edition=Edition.PUBLIC).document


def test_that_a_marked_part_is_in_the_whole_edition_only(vault: UnlockedVault) -> None:
    chapter(vault, MARKED)
    whole, open_one = gather(vault, 2019).document, public(vault)
    assert SECRET in str(whole)
    assert "vertrouwelijk:" not in str(whole)
    assert SECRET not in str(open_one)
    assert [str(block) for block in open_one.sections[0].blocks] == [
        str(whole.sections[0].blocks[0]),
        str(whole.sections[0].blocks[-1]),
    ]


def test_that_a_confidential_chapter_takes_its_sections_along(vault: UnlockedVault) -> None:
    chapter(vault, "x", "1")
    chapter(vault, SECRET, "2", confidential=True)
    chapter(vault, SECRET, "2.1")
    chapter(vault, "x", "3")
    chapter(vault, SECRET, "3.1", confidential=True)
    assert [section.number for section in public(vault).sections] == ["1", "3"]
    assert len(gather(vault, 2019).document.sections) == 5


@pytest.mark.parametrize(
    ("text", "confidential", "label"),
    [
        ("Open.", False, Classification.INTERNAL),
        (MARKED, False, Classification.CONFIDENTIAL),
        ("Open.", True, Classification.CONFIDENTIAL),
        ("Het woord vertrouwelijk alleen.", False, Classification.INTERNAL),
    ],
)
def test_that_the_label_follows_the_content(
    vault: UnlockedVault, text: str, confidential: bool, label: Classification
) -> None:
    chapter(vault, text, confidential=confidential)
    assert gather(vault, 2019).document.control.classification is label
    assert public(vault).control.classification is Classification.PUBLIC


def test_that_a_part_without_an_end_is_confidential_to_the_end_and_noted(vault: UnlockedVault) -> None:
    chapter(vault, f"Open.\n\n[[vertrouwelijk: begin]]\n\n{SECRET}")
    gathered = gather(vault, 2019, edition=Edition.PUBLIC)
    assert SECRET not in str(gathered.document)
    assert ("1 Hoofdstuk", "Een vertrouwelijk deel heeft geen einde") in [
        (note.place, note.text.partition(";")[0]) for note in gathered.notes
    ]


def test_that_a_mark_that_is_misspelled_hides_nothing_and_says_so(vault: UnlockedVault) -> None:
    chapter(vault, f"[[vertrouwelijk: start]]\n{SECRET}")
    gathered = gather(vault, 2019)
    assert "onbekend onderdeel – vertrouwelijk: start" in str(gathered.document)
    assert any("‘vertrouwelijk: start’ bestaat niet" in note.text for note in gathered.notes)


def test_that_what_is_typed_stays_confidential_before_it_is_saved(vault: UnlockedVault) -> None:
    chapter(vault, "x", confidential=True)
    typed = {1: ChapterDraft(evaluation_id=1, number="1", title="Hoofdstuk", text=SECRET)}
    assert SECRET not in str(gather(vault, 2019, typed, edition=Edition.PUBLIC).document)


def test_that_no_covered_count_is_printed_anywhere(vault: UnlockedVault) -> None:
    Callouts(vault).add(CalloutDraft(1, "Kader", "Er waren er [[claim Kader | Heling]].", (("Heling", 2),)))
    chapter(
        vault,
        "Heling [[aantal Heling]], totaal [[casussen_totaal]].\n\n[[tabel: casuistiek]]\n\n[[grafiek: casuistiek]]\n\n"
        "[[kader: Kader]]",
    )
    document = public(vault)
    text, table, chart, callout = document.sections[0].blocks
    assert isinstance(text, Paragraph)
    assert text.text[0].text == "Heling < 5, totaal 13."
    assert isinstance(table, Table)
    assert [row.cells[-2:] for row in table.rows] == [("7", "8"), ("< 5", "< 5"), ("9", "< 5"), ("ten minste 17", "13")]
    assert table.notes[-1].startswith("In deze openbare editie zijn kleine aantallen afgeschermd")
    assert isinstance(chart, Chart)
    assert chart.title == "Geregistreerde casussen in 2019"
    assert [series.labels for series in chart.series] == [("", "", "ten minste 17", "13")]
    assert "Er waren er < 5." in str(callout)
    assert document.overview[0].figures == (("Hennep", "8"), ("Heling", "< 5"), ("Gokken", "< 5"))
    assert document.overview[0].total == ("casussen in 2019", "13")


def test_that_a_choice_is_kept_and_followed(vault: UnlockedVault) -> None:
    chapter(vault, "[[aantal Heling]], [[aantal Gokken]]\n\n[[tabel: casuistiek]]")
    cells = [(cell.type_name, cell.year) for cell in small_counts(vault, 1)]
    assert cells == [("Heling", 2018), ("Heling", 2019), ("Gokken", 2019)]
    choose_small(vault, 1, {("Heling", 2018): SmallChoice.PUBLISH, ("Heling", 2019): SmallChoice.PUBLISH})
    choose_small(vault, 1, {("Gokken", 2019): SmallChoice.PUBLISH, ("Heling", 2019): SmallChoice.BELOW})
    assert [cell.choice for cell in small_counts(vault, 1)] == [
        SmallChoice.PUBLISH,
        SmallChoice.BELOW,
        SmallChoice.PUBLISH,
    ]
    text, table = public(vault).sections[0].blocks
    assert "< 5, 3" in str(text)
    assert isinstance(table, Table)
    assert [row.cells[-2:] for row in table.rows] == [("7", "8"), ("3", "< 5"), ("9", "3"), ("19", "ten minste 12")]
    assert not any(note.text.startswith("Kleine aantallen") for note in gather(vault, 2019).notes)


def test_that_merged_types_are_one_row_and_their_field_stays_covered(vault: UnlockedVault) -> None:
    chapter(vault, "[[aantal Heling]] [[aantal Gokken]]\n\n[[tabel: casuistiek]]")
    choose_small(vault, 1, {("Heling", 2019): SmallChoice.MERGE, ("Gokken", 2019): SmallChoice.MERGE})
    text, table = public(vault).sections[0].blocks
    assert "< 5 < 5" in str(text)
    assert isinstance(table, Table)
    assert [row.cells[-2:] for row in table.rows] == [("7", "8"), ("12", "5"), ("19", "13")]
    assert table.rows[1].cells[0] == "overige typen"


def test_that_the_whole_edition_is_the_same_whatever_was_chosen(vault: UnlockedVault) -> None:
    chapter(vault, "[[tabel: casuistiek]]")
    before = written(gather(vault, 2019).document)
    choose_small(vault, 1, {("Heling", 2019): SmallChoice.MERGE})
    assert written(gather(vault, 2019).document) == before


def test_that_a_chapter_keeps_its_mark_when_its_text_changes(vault: UnlockedVault) -> None:
    chapter(vault, "x", confidential=True)
    record = Chapters(vault).get(1)
    assert record.draft.confidential
    assert Chapters(vault).change(1, replace(record.draft, text="y"), record.version).draft.confidential
