"""Gathering the document of a year: every text with its fields filled, every table and chart made from the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.formats import UNKNOWN
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.document import (
    AnnexTheme,
    AuthorNote,
    Control,
    EvaluationDocument,
    OverviewPart,
    QuickscanAnnex,
    Section,
)
from app.services.evaluation.blocks import Blocks
from app.services.evaluation.editions import classification_of, public_facts
from app.services.evaluation.facts import Facts, facts_of
from app.services.evaluation.fields import FieldName, Fields, lines_of
from app.services.evaluation.notes import notes_on
from app.services.evaluation.parts import PartName, parts_of
from models.choices import Edition, OverviewBlock, QuickscanTheme
from models.programme import Chapter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.evaluation.texts import ChapterDraft
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class Gathered:
    """The document, what its author should look at, and the fields and parts that can be inserted."""

    document: EvaluationDocument
    notes: tuple[AuthorNote, ...]
    fields: tuple[FieldName, ...]
    parts: tuple[PartName, ...]


@requires(Act.READ_PROGRAMME, PROGRAMME)
def gather(
    vault: UnlockedVault,
    year: int,
    unsaved: Mapping[int, ChapterDraft] | None = None,
    *,
    edition: Edition = Edition.CONFIDENTIAL,
) -> Gathered:
    """The document of a year as it stands in the store now; NotFound when there is none.

    `unsaved` holds what an author is typing, by the id of the chapter, and is shown in place of what is stored. Notes,
    fields and parts are those of the whole document, whichever the edition.
    """
    whole = _with_input(facts_of(vault, year), unsaved or {})
    fields = Fields(whole)
    blocks = Blocks(whole, fields)
    document = document_of(whole, blocks)
    notes = notes_on(whole, fields, blocks)
    if edition is Edition.PUBLIC:
        public = public_facts(whole)
        document = document_of(public, Blocks(public, Fields(public)))
    return Gathered(document, notes, fields.names(), parts_of(whole))


def document_of(facts: Facts, blocks: Blocks) -> EvaluationDocument:
    """The document that these facts make."""
    return EvaluationDocument(
        control=_control(facts),
        overview=_overview(facts),
        sections=tuple(
            Section(item.number, item.title, blocks.of_text(f"{item.number} {item.title}", item.text))
            for item in facts.chapters
        ),
        annexes=_annexes(facts, blocks),
    )


def _with_input(facts: Facts, unsaved: Mapping[int, ChapterDraft]) -> Facts:
    chapters = [
        Chapter(
            id=chapter.id,
            number=chapter.number,
            title=chapter.title,
            text=unsaved[chapter.id].text or "",
            author_note=unsaved[chapter.id].author_note,
            confidential=chapter.confidential,
        )
        if chapter.id in unsaved
        else chapter
        for chapter in facts.chapters
    ]
    return replace(facts, chapters=chapters)


def _control(facts: Facts) -> Control:
    item = facts.evaluation
    return Control(
        municipality=facts.municipality,
        title=item.title,
        subtitle=item.subtitle or "",
        year=item.year,
        author=item.author or "",
        dated=item.dated,
        version=item.edition or "",
        status=item.status,
        classification=classification_of(facts),
    )


def _overview(facts: Facts) -> tuple[OverviewPart, ...]:
    return tuple(
        OverviewPart(
            title=block.label,
            figures=_case_figures(facts) if block is OverviewBlock.CASES else (),
            items=tuple(item.text for item in facts.overview if item.block is block),
            total=_case_total(facts) if block is OverviewBlock.CASES else None,
        )
        for block in OverviewBlock
    )


def _case_figures(facts: Facts) -> tuple[tuple[str, str], ...]:
    printed = (
        (row.type_name, facts.cover.count(row.type_name, facts.year, row.counts[-1])) for row in facts.table.rows
    )
    return tuple((type_name, count) for type_name, count in printed if count)


def _case_total(facts: Facts) -> tuple[str, str]:
    total = facts.table.totals[-1]
    return (f"casussen in {facts.year}", facts.cover.total(facts.year, total, UNKNOWN))


def _annexes(facts: Facts, blocks: Blocks) -> tuple[QuickscanAnnex, ...]:
    scan = facts.scan
    if scan is None:
        return ()
    themes = (
        AnnexTheme(
            theme.label,
            tuple((item.text, item.status.label) for item in facts.recommendations if item.theme is theme),
        )
        for theme in QuickscanTheme
    )
    return (
        QuickscanAnnex(
            title="Quickscan bestuurlijke weerbaarheid",
            introduction=blocks.prose("Bijlage quickscan", scan.introduction or ""),
            carried_out_by=scan.carried_out_by or UNKNOWN,
            methods=lines_of(scan.methods),
            themes=tuple(theme for theme in themes if theme.recommendations),
        ),
    )
