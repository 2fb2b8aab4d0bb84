"""Letting all norms out as one document for the lawyer of the municipality: logged with its reason and hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.exports import check_purpose
from models.choices import Classification
from models.register import RegisterExport

if TYPE_CHECKING:
    from app.services.exports import Purpose
    from app.vault.session import UnlockedVault


@requires(Act.READ_NORMS, REGISTER)
def record_norms_export(vault: UnlockedVault, *, what: str, purpose: Purpose, sha256: str) -> None:
    """Log that the norms were written outside the vault."""
    check_purpose(purpose)
    with vault.write(REGISTER) as work:
        export = RegisterExport(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=what,
            classification=Classification.INTERNAL,
            reason=purpose.reason.strip(),
            recipient=(purpose.recipient or "").strip() or None,
            sha256=sha256,
        )
        work.session.add(export)
        work.session.flush()
        work.record("norms.exported", "export", export.id)
