"""The form with which a signal is handed over to the RIEC, on paper: facts apart from interpretation, with grounds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reportlab.platypus import Spacer
from reportlab.platypus import Table as Grid

from app.formats import format_date
from app.report import theme
from app.report.headings import Anchor, Heading
from app.report.paper import PaperHead, paper
from app.report.saving import staged
from app.report.tables import table_block
from app.report.text import plain
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.document import Column, Row, Table
from app.services.exports import check_purpose
from app.services.signals.riec import record_form_export, riec_form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reportlab.platypus.flowables import Flowable

    from app.services.exports import Purpose
    from app.services.signals.riec import RiecForm
    from app.vault.session import UnlockedVault

TITLE = "Signaalformulier RIEC"
_MENTIONS = (Column("Wat of wie", 5), Column("Soort", 2), Column("Rol", 3), Column("Zekerheid", 2))
_WEIGHING = (Column("Stap", 3.2), Column("Antwoord", 1.4), Column("Grondslag en motivering", 7))
_HITS = (Column("Bron", 3), Column("Wat de hit zegt", 7))


@requires(Act.EDIT_SIGNALS, CASEWORK)
def export_riec_form(
    vault: UnlockedVault, signal_id: int, out: Path, purpose: Purpose, *, with_suspected: bool = True
) -> None:
    """Write the form to `out` and log it. Raises Invalid without a reason or hand-over, or ExportFailed."""
    check_purpose(purpose)
    form = riec_form(vault, signal_id, with_suspected=with_suspected)
    content = form_pdf(form)
    with staged(content, out):
        sha256 = hashlib.sha256(content).hexdigest()
        record_form_export(vault, signal_id, form=form, purpose=purpose, sha256=sha256)


def form_pdf(form: RiecForm) -> bytes:
    """The form as a tagged PDF; the same form gives the same bytes."""
    theme.prepare()
    title = f"{TITLE} {form.number}"
    over = form.hand_over
    story: list[Flowable] = [
        Heading(Anchor("form", 1, form.number, TITLE)),
        _pairs(
            (
                ("Van", f"Gemeente {form.municipality}"),
                ("Aan", over.recipient),
                ("Overgedragen op", format_date(over.handed_on)),
                ("Grondslag", over.ground),
                ("Welke gegevens", over.what),
                *form.about,
            )
        ),
        *_part("Feiten: wat is gezien of gehoord", form.facts),
        *_part("Interpretatie: wat het kan betekenen", form.interpretation),
    ]
    for table in _tables(form):
        story += [Spacer(1, 14), table_block(table)]
    return paper(PaperHead(title, form.municipality, form.day, form.classification), story)


def _tables(form: RiecForm) -> Iterable[Table]:
    if form.mentions:
        yield Table(title="Wat het signaal vermeldt", columns=_MENTIONS, rows=tuple(map(Row, form.mentions)))
    if form.hits:
        yield Table(title="Bronnen met een hit", columns=_HITS, rows=tuple(map(Row, form.hits)))
    if form.weighing:
        yield Table(title="Weging", columns=_WEIGHING, rows=tuple(map(Row, form.weighing)))


def _part(title: str, text: str | None) -> list[Flowable]:
    if not text:
        return []
    paragraphs = [plain(each, theme.TEXT) for each in text.splitlines() if each.strip()]
    return [Spacer(1, 14), plain(title, theme.HEAD_CELL), Spacer(1, 4), *paragraphs]


def _pairs(pairs: Iterable[tuple[str, str]]) -> Grid:
    cells = [[plain(name, theme.HEAD_CELL), plain(text, theme.CELL)] for name, text in pairs]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return Grid(cells, colWidths=[theme.TEXT_X, theme.MEASURE], style=style, hAlign="LEFT")
