"""The screenings of a year in the evaluation document: counts only, and none that leads to a person in public."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.rules.permissions import Role
from app.rules.screening.year import MERGED
from app.services.bibob.overview import publish_screening_year
from app.services.bibob.screenings import Screenings
from app.services.document import EvaluationDocument, Paragraph, RowKind, Table
from app.services.evaluation.gather import gather
from app.services.evaluation.origins import origins_of_year
from app.services.evaluation.texts import ChapterDraft, Chapters, EvaluationDraft, Evaluations
from app.services.post import carry_and_take_in
from models.bibob.choices import Danger, Occasion, Outcome
from models.choices import Edition
from tests.services.bibob.files import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

TEXT = "Er begonnen [[bibob_begonnen]] toetsen en er eindigden er [[bibob_afgerond]].\n\n[[tabel: bibob]]"


@pytest.fixture
def policy(unlock_as: Callable[[Role], UnlockedVault]) -> UnlockedVault:
    """With a document over 2020 that asks for the screenings."""
    vault = unlock_as(Role.POLICY)
    key = Evaluations(vault).add(EvaluationDraft(year=2020, title="Evaluatie")).id
    Chapters(vault).add(ChapterDraft(evaluation_id=key, number="1", title="Bibob", text=TEXT))
    return vault


def refused(bibob: UnlockedVault, times: int, **other: Any) -> None:
    for _ in range(times):
        Screenings(bibob).add(replace(WHOLE, subject="Merknaam BV", **other))


def publish(bibob: UnlockedVault, policy: UnlockedVault, *, merge_small: bool = False) -> None:
    publish_screening_year(bibob, 2020, merge_small=merge_small)
    carry_and_take_in(policy)


def document(vault: UnlockedVault, edition: Edition = Edition.CONFIDENTIAL) -> EvaluationDocument:
    return gather(vault, 2020, edition=edition).document


def table_in(made: EvaluationDocument) -> Table:
    (found,) = (block for block in made.sections[0].blocks if isinstance(block, Table))
    return found


def printed(made: EvaluationDocument) -> list[tuple[str, ...]]:
    return [row.cells for row in table_in(made).rows]


def sentence(made: EvaluationDocument) -> str:
    first = made.sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    return "".join(span.text for span in first.text)


GRANTED = {"danger_a": Danger.NONE, "danger_b": Danger.NONE, "outcome": Outcome.GRANT, "occasion": Occasion.SUBSIDY}


def test_that_a_year_without_publication_says_so(policy: UnlockedVault) -> None:
    blocks = document(policy).sections[0].blocks
    assert "Over 2020 zijn geen Bibob-jaarcijfers gepubliceerd." in str(blocks)
    assert "onbekend" in sentence(document(policy))
    assert "tabel: bibob" not in {part.directive for part in gather(policy, 2020).parts}
    assert [each.records for each in origins_of_year(policy, 2020)] == ["onbekend", "onbekend"]


def test_that_the_whole_document_has_every_count(bibob: UnlockedVault, policy: UnlockedVault) -> None:
    refused(bibob, 6)
    refused(bibob, 1, **GRANTED)
    publish(bibob, policy)
    made = document(policy)
    assert sentence(made) == "Er begonnen 7 toetsen en er eindigden er 7."
    assert printed(made) == [
        ("Aanleiding", ""),
        ("Alcohol-/drank- en horecavergunning", "6"),
        ("Subsidie", "1"),
        ("Begonnen in 2020", "7"),
        ("Mate van gevaar", ""),
        ("Ernstig gevaar", "6"),
        ("Geen gevaar", "1"),
        ("Afgerond in 2020", "7"),
        ("Uitkomst", ""),
        ("Verlenen", "1"),
        ("Weigeren", "6"),
        ("Afgerond in 2020", "7"),
        ("Doorlooptijd", ""),
        ("Meer dan 12 tot en met 26 weken", "7"),
        ("Afgerond in 2020", "7"),
    ]
    assert [row.kind for row in table_in(made).rows][3] is RowKind.TOTAL
    assert len(table_in(made).notes) == 1
    assert "jaar van de intake" in table_in(made).notes[0]
    assert "Merknaam" not in str(made)
    assert "tabel: bibob" in {part.directive for part in gather(policy, 2020).parts}


def test_that_a_public_edition_puts_small_counts_together(bibob: UnlockedVault, policy: UnlockedVault) -> None:
    refused(bibob, 6)
    refused(bibob, 1, **GRANTED)
    publish(bibob, policy)
    made = document(policy, Edition.PUBLIC)
    together = MERGED.capitalize()
    assert {row for row in printed(made) if row[0] == together} == {(together, "7")}
    assert not [row for row in printed(made) if row[1] in {"1", "6"}]
    assert "samengevoegd, omdat zij" in " ".join(table_in(made).notes)


def test_that_a_public_edition_covers_a_year_with_few(bibob: UnlockedVault, policy: UnlockedVault) -> None:
    refused(bibob, 2)
    refused(bibob, 1, **GRANTED)
    publish(bibob, policy)
    made = document(policy, Edition.PUBLIC)
    assert sentence(made) == "Er begonnen < 5 toetsen en er eindigden er < 5."
    assert {row[1] for row in printed(made)} == {"", "< 5"}
    assert {row[0] for row in printed(made) if row[1]} == {
        MERGED.capitalize(),
        "Begonnen in 2020",
        "Afgerond in 2020",
    }
    assert "één tot en met vier" in table_in(made).notes[-1]


def test_that_what_was_merged_when_published_says_so(bibob: UnlockedVault, policy: UnlockedVault) -> None:
    refused(bibob, 6)
    refused(bibob, 1, **GRANTED)
    publish(bibob, policy, merge_small=True)
    assert table_in(document(policy)).notes[1].startswith("Kleine aantallen zijn samengevoegd")
    assert printed(document(policy)) == printed(document(policy, Edition.PUBLIC))


def test_that_each_count_tells_where_it_comes_from(bibob: UnlockedVault, policy: UnlockedVault) -> None:
    refused(bibob, 1)
    publish(bibob, policy)
    found = {each.figure: each for each in origins_of_year(policy, 2020)}
    assert {each.register for each in found.values()} == {"Bibob-jaarcijfers"}
    assert found["weigeren (uitkomst)"].value == found["bibob_afgerond"].value == "1"
    assert bibob.account.name in found["weigeren (uitkomst)"].records
    assert "jaar van de intake" in found["bibob_begonnen"].rule
