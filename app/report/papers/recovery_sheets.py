"""Recovery sheets on paper: one share a page, its words numbered, and what to do with it.

The document exists in memory, to be sent to a printer. It is written to a file only when the user chose to, because a
file, and the spooler of a printer too, keeps what is on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import PageBreak, Spacer
from reportlab.platypus import Table as Grid

from app.formats import format_date
from app.report import theme
from app.report.headings import Anchor, Heading
from app.report.paper import PaperHead, paper
from app.report.saving import save
from app.report.text import plain
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reportlab.platypus.flowables import Flowable

    from app.services.keys.sheets import RecoverySheet

SPOOLER_WARNING = (
    "De afdrukwachtrij van deze computer en het geheugen van de printer bewaren wat is afgedrukt. Gebruik een printer "
    "die met een kabel aan deze werkplek zit, of schrijf de woorden over."
)

_COLUMNS = 3
_WORD = theme.style("share word", theme.LEAD, 24.0, theme.STRONG)
_ADVICE = (
    "Bewaar dit blad in een gesloten envelop op een andere plaats dan de andere bladen, en nooit bij de computer.",
    "Maak geen kopie, foto of scan van dit blad en typ de woorden alleen in Bolwerk, bij ‘Herstellen’.",
    "Vergelijk, voordat u typt, de vingerafdruk van wie toegang krijgt met het scherm van die persoon zelf.",
    "Eén blad alleen opent niets. Wie genoeg bladen van deze set bij elkaar heeft, opent alles wat de set beschermt.",
    "Bent u dit blad kwijt, of heeft een ander het gezien? Meld het meteen, zodat de set wordt vervangen.",
)


def sheets_pdf(sheets: Sequence[RecoverySheet]) -> bytes:
    """All sheets as one PDF, a page each."""
    first = sheets[0]
    head = PaperHead("Herstelblad", first.municipality, first.day, Classification.CONFIDENTIAL)
    theme.prepare()
    story = [part for sheet in sheets for part in _page(sheet)]
    return paper(head, story[:-1])


def write_sheets(sheets: Sequence[RecoverySheet], out: Path) -> None:
    """Write the sheets to a file, for who has no printer here and chose to; raises ExportFailed."""
    save(sheets_pdf(sheets), out)


def _page(sheet: RecoverySheet) -> Iterator[Flowable]:
    title = f"Herstelblad {sheet.number} van {sheet.shares}, set {sheet.label}"
    yield Heading(Anchor(f"{sheet.set}-{sheet.number}", 1, str(sheet.number), title))
    yield _facts(sheet)
    yield Spacer(1, 14)
    yield _words(sheet.words)
    yield Spacer(1, 14)
    for line in _ADVICE:
        yield plain(line, theme.TEXT)
    yield PageBreak()


def _facts(sheet: RecoverySheet) -> Grid:
    rows = [
        ("Gemeente", sheet.municipality),
        ("Gemaakt op", format_date(sheet.day)),
        ("Beschermt", ", ".join(sheet.protects)),
        ("Nodig", f"{sheet.threshold} van de {sheet.shares} bladen van deze set samen"),
        ("Vingerafdruk van de kluis", sheet.fingerprint),
    ]
    rows += [("Voor", sheet.shareholder)] if sheet.shareholder else []
    cells = [[plain(name, theme.HEAD_CELL), plain(value, theme.CELL)] for name, value in rows]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return Grid(cells, colWidths=[theme.TEXT_X, theme.MEASURE], style=style, hAlign="LEFT")


def _words(words: Sequence[str]) -> Grid:
    """Down the columns, as people read words aloud; so they are read to who listens, too."""
    height = -(-len(words) // _COLUMNS)
    numbered = [plain(f"{number}. {word}", _WORD) for number, word in enumerate(words, start=1)]
    columns = [numbered[at : at + height] for at in range(0, len(numbered), height)]
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), theme.TINT),
        ("LEFTPADDING", (0, 0), (-1, -1), 16),
        ("TOPPADDING", (0, 0), (-1, -1), 10),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 12),
    ]
    return Grid([columns], colWidths=[theme.WIDTH / _COLUMNS] * _COLUMNS, style=style, hAlign="LEFT")
