"""The one way out: every export has a reason, and a log entry with the hash of what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from models.choices import Classification
from models.programme import Export

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why something leaves the vault, and for whom."""

    reason: str
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """One line of the export log."""

    made_at: str
    made_by: str
    what: str
    classification: Classification
    reason: str
    recipient: str | None
    sha256: str


def check_purpose(purpose: Purpose) -> None:
    """Invalid when there is no reason; asked before anything is written."""
    if not purpose.reason.strip():
        raise Invalid({"reason": "Vul in waarvoor u dit document exporteert."})


@requires(Act.EXPORT_EVALUATION, PROGRAMME)
def record_export(
    vault: UnlockedVault, *, what: str, classification: Classification, purpose: Purpose, sha256: str
) -> None:
    """Log that a document was written outside the vault."""
    check_purpose(purpose)
    with vault.write(PROGRAMME) as work:
        export = Export(
            made_at=vault.author.at(),
            made_by=vault.account.name,
            what=what,
            classification=classification,
            reason=purpose.reason.strip(),
            recipient=(purpose.recipient or "").strip() or None,
            sha256=sha256,
        )
        work.session.add(export)
        work.session.flush()
        work.record("document.exported", "export", export.id)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def exports(vault: UnlockedVault) -> tuple[ExportFacts, ...]:
    """What left the vault, newest first."""
    with vault.read(PROGRAMME) as session:
        return tuple(
            ExportFacts(
                made_at=item.made_at,
                made_by=item.made_by,
                what=item.what,
                classification=item.classification,
                reason=item.reason,
                recipient=item.recipient,
                sha256=item.sha256,
            )
            for item in session.scalars(select(Export).order_by(Export.id.desc()))
        )
