"""Writing the evaluation document of a year: gathered, drawn, and logged as an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.report.evaluation_pdf import Rendered, render
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.evaluation.gather import gather
from app.services.exports import Purpose, check_purpose, record_export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault


@requires(Act.EXPORT_EVALUATION, PROGRAMME)
def export_evaluation(
    vault: UnlockedVault,
    year: int,
    out: Path,
    purpose: Purpose,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Rendered:
    """Write the document of `year` to `out` and log it. NotFound, Invalid, ExportFailed or Cancelled leave `out` be."""
    check_purpose(purpose)
    document = gather(vault, year).document
    rendered = render(document, out, progress=progress, cancelled=cancelled)
    record_export(
        vault,
        what=f"Evaluatie {year} – {document.control.status.label}, {rendered.pages} pagina’s",
        classification=document.control.classification,
        purpose=purpose,
        sha256=rendered.sha256,
    )
    return rendered
