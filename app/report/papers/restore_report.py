"""The report of a restore test on paper, for the file that the yearly audit asks for (BIO 8.13.04).

It holds dates, sizes and names of users, and nothing of what is in the vault: so it asks for no reason as exports do.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportlab.platypus import Spacer

from app.formats import format_date, format_integer, format_number
from app.report import theme
from app.report.headings import Anchor, Heading
from app.report.paper import PaperHead, paper
from app.report.saving import save
from app.report.tables import table_block
from app.report.text import plain
from app.services.backups.words import moment_text
from app.services.document import Align, Column, Row, Table
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.backups.facts import RestoreLine, RestoreReport

TITLE = "Verslag van de hersteltest"
_TESTED = (
    Column("Onderdeel", 3),
    Column("Back-up van", 3),
    Column("Gemaakt door", 3),
    Column("Grootte (kB)", 2, Align.RIGHT),
    Column("Regels in het logboek", 2, Align.RIGHT),
    Column("Duur (s)", 1.6, Align.RIGHT),
    Column("Uitkomst", 3),
)
_UNTESTED = (Column("Onderdeel", 3), Column("Waarom niet", 4), Column("Laatste gecontroleerde back-up", 4))
_WHAT = (
    "Van elk onderdeel waarvan de uitvoerder de sleutel heeft, is de nieuwste back-up teruggezet in een tijdelijke "
    "map, geopend en nagerekend. Het logboek erin is regel voor regel gecontroleerd. Daarna is de map gewist. De kluis "
    "zelf is niet gewijzigd."
)


def restore_report_pdf(report: RestoreReport) -> bytes:
    """The report as a tagged PDF."""
    theme.prepare()
    outcome = "De hersteltest is geslaagd." if report.ok else "De hersteltest is NIET geslaagd."
    story = [
        Heading(Anchor("test", 1, str(report.day.year), TITLE)),
        plain(
            f"{outcome} Uitgevoerd op {format_date(report.day)} door {report.by}, op {report.workstation}.", theme.TEXT
        ),
        plain(f"De back-ups staan in {report.place}.", theme.TEXT),
        plain(_WHAT, theme.TEXT),
        table_block(Table(number=None, title="Beproefd", columns=_TESTED, rows=tuple(_tested(report)))),
    ]
    if report.untested:
        left = Table(number=None, title="Niet beproefd", columns=_UNTESTED, rows=tuple(_untested(report)))
        story += [Spacer(1, 14), table_block(left)]
    story += [
        Spacer(1, 20),
        plain("Gezien door: ..........................................   Datum: ....................", theme.TEXT),
    ]
    return paper(PaperHead(TITLE, report.municipality, report.day, Classification.INTERNAL), story)


def write_restore_report(report: RestoreReport, out: Path) -> None:
    """Write the report to a file; raises ExportFailed, and then what was there is left as it was."""
    save(restore_report_pdf(report), out)


def _tested(report: RestoreReport) -> Iterator[Row]:
    for line in report.tested:
        yield Row(
            (
                line.label,
                moment_text(line.made_at),
                line.made_by,
                format_integer(line.size // 1024),
                format_integer(line.entries),
                format_number(Decimal(f"{line.seconds:.1f}"), decimals=1),
                _outcome(line),
            )
        )


def _outcome(line: RestoreLine) -> str:
    return f"FOUT: {line.problem}" if line.problem else "goed"


def _untested(report: RestoreReport) -> Iterator[Row]:
    for line in report.untested:
        why = "er is geen back-up" if line.held else "de uitvoerder heeft er geen sleutel van"
        yield Row((line.label, why, moment_text(line.last) if line.last else "geen"))
