"""The certificate of a destruction on paper: which numbers, on what ground, who proposed and agreed; never content."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reportlab.platypus import Spacer

from app.formats import format_date
from app.report import theme
from app.report.headings import Anchor, Heading
from app.report.paper import PaperHead, paper
from app.report.saving import staged
from app.report.tables import table_block
from app.report.text import plain
from app.rules.permissions import REGISTER, Act
from app.services.access import demand, requires
from app.services.document import Column, Row, Table
from app.services.exports import check_purpose
from app.services.retention.certificates import certificate, record_certificate_export
from app.services.retention.places import CASES, Keeping
from models.choices import Classification

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportlab.platypus.flowables import Flowable

    from app.services.exports import Purpose
    from app.services.retention.certificates import Certificate
    from app.vault.session import UnlockedVault

TITLE = "Verklaring van vernietiging"
_COLUMNS = (Column("Gegeven", 1.2), Column("Zoals vastgelegd", 2.6))
_TOLD = (
    "Hierbij wordt verklaard dat de hieronder genoemde gegevens uit de kluis zijn vernietigd, met alles wat daarbij "
    "hoorde. Zij zijn gewist uit de tabellen, uit de zoekindex en uit het schrijflogboek van de database. Deze "
    "verklaring bevat geen inhoud van wat is vernietigd."
)
_BACKUPS = (
    "Back-ups van vóór de vernietiging bevatten de gegevens nog, versleuteld, tot zij volgens hun eigen bewaarschema "
    "vervallen. Wat eerder is geëxporteerd of bezorgd, is hiermee niet vernietigd."
)


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def export_certificate(vault: UnlockedVault, key: int, out: Path, purpose: Purpose, at: Keeping = CASES) -> None:
    """Write a certificate to `out` and log it. Invalid without a reason, or ExportFailed; then `out` is as it was."""
    demand(vault, at.propose, at.compartment)
    check_purpose(purpose)
    content = certificate_pdf(vault.municipality, certificate(vault, key, at))
    with staged(content, out):
        record_certificate_export(vault, key, at, purpose=purpose, sha256=hashlib.sha256(content).hexdigest())


def certificate_pdf(municipality: str, told: Certificate) -> bytes:
    """The document, tagged; equal content gives equal bytes."""
    theme.prepare()
    head = PaperHead(TITLE, municipality, told.destroyed_on, Classification.INTERNAL)
    return paper(head, list(_story(told)))


def _story(told: Certificate) -> Iterator[Flowable]:
    yield Heading(Anchor("verklaring", 1, "", f"{TITLE} {told.id}"))
    yield plain(_TOLD, theme.TEXT)
    yield table_block(Table("Wat is vernietigd", _COLUMNS, tuple(_rows(told))))
    yield Spacer(1, 8)
    yield plain(_BACKUPS, theme.TEXT)
    yield Spacer(1, 16)
    yield plain("Voor gezien: ................................................", theme.TEXT)


def _rows(told: Certificate) -> Iterator[Row]:
    along = "; ".join(f"{noun}: {count}" for noun, count in told.along) or "niets"
    yield Row(("Soort", told.noun))
    yield Row(("Nummer", told.number))
    yield Row(("Ging mee (soort en aantal)", along))
    yield Row(("Grondslag", told.ground))
    yield Row(("Te bewaren tot en met", format_date(told.due_on)))
    yield Row(("Voorgesteld door", told.proposed_by))
    yield Row(("Goedgekeurd door", told.approved_by))
    yield Row(("Vernietigd op", format_date(told.destroyed_on)))
