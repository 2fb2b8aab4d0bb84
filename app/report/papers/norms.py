"""All norms on paper, for the lawyer of the municipality: what the program reckons with, on what ground, and who stands
for it.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.platypus import Spacer

from app.formats import format_count, format_date, format_short_date
from app.report import theme
from app.report.headings import Anchor, Heading
from app.report.paper import PaperHead, paper
from app.report.saving import staged
from app.report.tables import table_block
from app.report.text import plain
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.document import Column, Row, Table
from app.services.exports import check_purpose
from app.services.norms import norm_sheet
from app.services.norms_export import record_norms_export
from models.choices import Classification
from models.norm_choices import NormUnit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportlab.platypus.flowables import Flowable

    from app.services.exports import Purpose
    from app.services.norms import NormLine, NormSheet
    from app.vault.session import UnlockedVault

TITLE = "Normen"
_COLUMNS = (
    Column("Norm", 2.6),
    Column("Waarde", 2.0),
    Column("Grondslag en bron", 3.2),
    Column("Geldig", 1.6),
    Column("Stand", 1.6),
)
_GROUPS = {
    "bibob": "Wet Bibob",
    "awb": "Algemene wet bestuursrecht",
    "termijnenwet": "Algemene termijnenwet",
    "retention": "Bewaren en vernietigen",
    "publication": "Publiceren",
    "wbk": "Wet bescherming klokkenluiders",
    "damocles": "Damoclesbeleid",
    "measures": "Maatregelen",
    "lip": "Overleg",
    "casework": "Casussen",
}


@requires(Act.READ_NORMS, REGISTER)
def export_norms(vault: UnlockedVault, out: Path, purpose: Purpose) -> None:
    """Write all norms to `out` and log it. Invalid without a reason, or ExportFailed; then `out` is as it was."""
    check_purpose(purpose)
    sheet = norm_sheet(vault)
    content = norms_pdf(sheet)
    what = f"{TITLE}, {len(sheet.lines)} versies"
    with staged(content, out):
        record_norms_export(vault, what=what, purpose=purpose, sha256=hashlib.sha256(content).hexdigest())


def norms_pdf(sheet: NormSheet) -> bytes:
    """The document, tagged; equal content gives equal bytes."""
    theme.prepare()
    head = PaperHead(TITLE, sheet.municipality, sheet.day, Classification.INTERNAL)
    return paper(head, list(_story(sheet)))


def _story(sheet: NormSheet) -> Iterator[Flowable]:
    waiting = sum(1 for line in sheet.lines if not _holds(line))
    yield Heading(Anchor("normen", 1, "", f"Normen op {format_date(sheet.day)}"))
    yield plain(_INTRO, theme.TEXT)
    versions = format_count(len(sheet.lines), "versie van een norm", "versies van normen")
    yield plain(f"Hieronder: {versions}. Te bevestigen: {waiting}.", theme.TEXT)
    for title, lines in groupby(sheet.lines, key=_group):
        yield table_block(Table(title, _COLUMNS, tuple(_row(line) for line in lines)))
    yield Spacer(1, 16)
    yield plain("Beoordeeld door: ............................................", theme.TEXT)
    yield plain("Functie en datum: .........................................", theme.TEXT)


_INTRO = (
    "Met deze termijnen en getallen rekent Bolwerk. Zij zijn niet door een jurist nagegaan zolang er ‘te "
    "bevestigen’ bij staat: leg elke norm naast de geldende tekst. Bevestigen gebeurt in het programma, bij Normen. "
    "Een wijziging laat de oude norm gelden voor wat daaronder begon."
)


def _group(line: NormLine) -> str:
    return _GROUPS.get(line.norm.id.partition(".")[0], "Overige normen")


def _row(line: NormLine) -> Row:
    norm = line.norm
    until = f"tot en met {format_short_date(norm.valid_to)}" if norm.valid_to else "nog steeds"
    return Row(
        (
            norm.label,
            _value(line),
            f"{norm.ground}. Bron: {norm.source} ({norm.evidence.label}).",
            f"van {format_short_date(norm.valid_from)}, {until}",
            line.state,
        )
    )


def _value(line: NormLine) -> str:
    """The length with how it is counted, and whether a weekend moves its end."""
    norm = line.norm
    if norm.unit in (NormUnit.COUNTING, NormUnit.NUMBER):
        return norm.length
    moved = "Termijnenwet geldt" if norm.applies_termijnenwet else "zonder Termijnenwet"
    return f"{norm.length}; {norm.counting.label}; {moved}"


def _holds(line: NormLine) -> bool:
    return line.confirmation is not None and line.confirmation.holds
