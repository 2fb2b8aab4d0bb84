"""What an author can insert: every part on offer exists, and what is being typed shows before it is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.demo.rows import load
from app.rules.markup import flowing, parse
from app.services.document import Callout, Paragraph, Table
from app.services.evaluation.gather import gather
from app.services.evaluation.texts import ChapterDraft, Chapters
from app.services.records import Query
from tests.demo_vault import copy_of, open_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault

YEAR = 2019


@pytest.fixture(scope="module")
def vault(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnlockedVault]:
    with open_as("beleid", copy_of(demo_folder, tmp_path_factory.mktemp("parts"))) as unlocked:
        yield unlocked


def test_that_every_part_on_offer_can_be_placed(vault: UnlockedVault) -> None:
    parts = gather(vault, YEAR).parts
    assert {part.directive.partition(":")[0] for part in parts} == {"tabel", "grafiek", "kader", "doel", "lijst"}
    chapter = Chapters(vault).ids(Query())[0]
    text = "\n\n".join(f"[[{part.directive}]]" for part in parts)
    gathered = gather(vault, YEAR, {chapter: ChapterDraft(text=text)})
    assert [note for note in gathered.notes if "onderdeel" in note.text] == []
    blocks = gathered.document.sections[0].blocks
    assert len(blocks) >= len(parts)
    assert any(isinstance(block, Table) for block in blocks)
    assert sum(isinstance(block, Callout) for block in blocks) == 5


def test_that_every_field_on_offer_has_a_text(vault: UnlockedVault) -> None:
    gathered = gather(vault, YEAR)
    chapter = Chapters(vault).ids(Query())[0]
    text = "\n\n".join(f"[[{field.name}]]" for field in gathered.fields)
    assert [note for note in gather(vault, YEAR, {chapter: ChapterDraft(text=text)}).notes if "veld" in note.text] == []


def test_that_input_is_shown_in_its_chapter_only_and_nothing_is_stored(vault: UnlockedVault) -> None:
    register = Chapters(vault)
    first, second = register.ids(Query())[:2]
    before = gather(vault, YEAR)
    typed = replace(register.get(first).draft, text="Nieuwe zin over [[bestaat niet]].", author_note="Nakijken")
    gathered = gather(vault, YEAR, {first: typed})
    (paragraph,) = gathered.document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text[0].text.startswith("Nieuwe zin over [onbekend veld")
    assert gathered.document.sections[1:] == before.document.sections[1:]
    assert {note.text for note in gathered.notes} >= {"Nakijken"}
    assert any("‘bestaat niet’" in note.text for note in gathered.notes)
    assert gather(vault, YEAR) == before
    assert register.get(second).version == 1


def test_that_a_chapter_emptied_while_typing_is_empty(vault: UnlockedVault) -> None:
    first = Chapters(vault).ids(Query())[0]
    assert gather(vault, YEAR, {first: ChapterDraft(text=None)}).document.sections[0].blocks == ()


def test_that_a_flowing_text_prints_the_same() -> None:
    for chapter in load("evaluation")["chapter"]:
        written = flowing(chapter["text"])
        assert parse(written, str) == parse(chapter["text"], str)
        assert flowing(written) == written
    assert flowing("een\ntwee\n- drie\nvier\n- vijf\n\n## Kop\nzes") == "een twee\n- drie vier\n- vijf\n\n## Kop\nzes"
