"""Gathering the document of a year: every text with its fields filled, every table and chart made from the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from app.services.evaluation.facts import Facts, facts_of
from app.services.evaluation.fields import FieldName, Fields, lines_of
from app.services.evaluation.notes import notes_on
from models.choices import OverviewBlock, QuickscanTheme

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class Gathered:
    """The document, what its author should look at, and the fields that can be inserted."""

    document: EvaluationDocument
    notes: tuple[AuthorNote, ...]
    fields: tuple[FieldName, ...]


@requires(Act.READ_PROGRAMME, PROGRAMME)
def gather(vault: UnlockedVault, year: int) -> Gathered:
    """The document of a year as it stands in the store now; NotFound when there is none."""
    facts = facts_of(vault, year)
    fields = Fields(facts)
    blocks = Blocks(facts, fields)
    sections = tuple(Section(item.number, item.title, blocks.of_text(item.text)) for item in facts.chapters)
    document = EvaluationDocument(
        control=_control(facts),
        overview=_overview(facts),
        sections=sections,
        annexes=_annexes(facts),
    )
    return Gathered(document, notes_on(facts, fields, blocks), fields.names())


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
        classification=item.classification,
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
    return tuple((row.type_name, str(row.counts[-1])) for row in facts.table.rows if row.counts[-1] is not None)


def _case_total(facts: Facts) -> tuple[str, str]:
    total = facts.table.totals[-1]
    return ("Totaal", "onbekend" if total is None else str(total))


def _annexes(facts: Facts) -> tuple[QuickscanAnnex, ...]:
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
    introduction = Blocks(facts, Fields(facts)).prose(scan.introduction or "")
    return (
        QuickscanAnnex(
            title="Quickscan bestuurlijke weerbaarheid",
            introduction=introduction,
            carried_out_by=scan.carried_out_by or "onbekend",
            methods=lines_of(scan.methods),
            themes=tuple(theme for theme in themes if theme.recommendations),
        ),
    )
