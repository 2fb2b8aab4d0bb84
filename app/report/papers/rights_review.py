"""The yearly review of rights as a list to print and sign."""

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
from app.services.access import requires
from app.services.clock import today
from app.services.document import Column, Row, RowKind, Table
from app.services.exports import check_purpose
from app.services.keys.accounts import AccountState
from app.services.keys.rights_review import due_on, record_review_export, reviews, rows
from models.choices import Classification, ReviewVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.services.exports import Purpose
    from app.services.keys.rights_review import ReviewRow
    from app.vault.session import UnlockedVault

TITLE = "Autorisatiereview"
_COLUMNS = (
    Column("Onderdeel", 3),
    Column("Laatst beoordeeld", 2),
    Column("Aandacht", 3),
    Column("Behouden / intrekken", 3),
)


@requires(Act.READ_REVIEW, REGISTER)
def export_review(vault: UnlockedVault, out: Path, purpose: Purpose) -> None:
    """Write the list to `out` and log it. Raises Invalid without a reason, or ExportFailed; then `out` is as it was."""
    check_purpose(purpose)
    listed = rows(vault)
    content = _drawn(vault, listed)
    what = f"{TITLE}, {len(listed)} regels"
    with staged(content, out):
        record_review_export(vault, what=what, purpose=purpose, sha256=hashlib.sha256(content).hexdigest())


def _drawn(vault: UnlockedVault, listed: Sequence[ReviewRow]) -> bytes:
    day, past = today(), reviews(vault)
    before = f"De vorige is van {format_date(past[0].signed_on)}, door {past[0].signed_by}." if past else ""
    theme.prepare()
    table = Table(
        number=None,
        title=f"Wie kan wat openen op {format_date(day)}",
        columns=_COLUMNS,
        rows=tuple(_lines(listed)),
        notes=("Intrekken doet wie het onderdeel zelf kan openen; daarna is een nieuwe sleutel nodig.",),
    )
    story = [
        Heading(Anchor("review", 1, str(day.year), TITLE)),
        plain(
            "De rechten in de kluis worden minstens elk jaar beoordeeld (BIO 5.18.03). "
            f"Deze beoordeling moet zijn afgetekend op {format_date(due_on(vault))}. {before}",
            theme.TEXT,
        ),
        table_block(table),
        Spacer(1, 20),
        plain("Afgetekend door: ..........................................   Datum: ....................", theme.TEXT),
        plain("Teken ook af in Bolwerk, bij Beheer; pas dan telt de beoordeling.", theme.TEXT),
    ]
    return paper(PaperHead(TITLE, vault.municipality, day, Classification.CONFIDENTIAL), story)


def _lines(listed: Sequence[ReviewRow]) -> Iterator[Row]:
    person = ""
    for row in listed:
        if row.held.account != person:
            person = row.held.account
            state = "" if row.state is AccountState.ACTIVE else f", {row.state.label}"
            yield Row((f"{row.name} ({row.login}), {row.role.label}{state}",), RowKind.GROUP)
        seen = format_date(row.reviewed_on) if row.reviewed_on else "nog niet"
        yield Row((row.label, seen, _attention(row), ""))


def _attention(row: ReviewRow) -> str:
    if row.verdict is ReviewVerdict.END:
        return "zou worden ingetrokken"
    return "hoort niet bij de rol" if row.outside_role else ""
