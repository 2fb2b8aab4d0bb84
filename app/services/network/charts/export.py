"""Logging that a picture of a chart left the vault: what, why, for whom, and the hash of what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.exports import check_purpose
from models.casework import CaseworkExport
from models.choices import Classification

if TYPE_CHECKING:
    from app.services.exports import Purpose
    from app.vault.session import UnlockedVault

CLASSIFICATION = Classification.CONFIDENTIAL


@requires(Act.EDIT_SIGNALS, CASEWORK)
def record_chart_export(
    vault: UnlockedVault, *, what: str, purpose: Purpose, sha256: str, chart_id: int | None
) -> None:
    """Log it; `chart_id` is None for a chart that was not saved. Invalid without a reason."""
    check_purpose(purpose)
    with vault.write(CASEWORK) as work:
        export = CaseworkExport(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=what[:300],
            classification=CLASSIFICATION,
            reason=purpose.reason.strip(),
            recipient=(purpose.recipient or "").strip() or None,
            sha256=sha256,
        )
        work.session.add(export)
        work.session.flush()
        if chart_id is None:
            work.record("chart.exported", "export", export.id)
        else:
            work.record("chart.exported", "chart", chart_id)
