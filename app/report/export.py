"""Writing the evaluation document of a year: gathered, drawn, and logged as an export."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Cancelled
from app.report.evaluation_pdf import Rendered, render
from app.report.house.kept import house_of
from app.report.saving import staged
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.evaluation.gather import gather
from app.services.exports import Purpose, check_purpose, record_export
from app.services.publishing.versions import final_version, frozen_document, frozen_pdf
from models.choices import Edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.report.house.style import HouseStyle
    from app.services.document import Control, EvaluationDocument
    from app.vault.session import UnlockedVault


class OfficeForm(Enum):
    """A copy to work with: its file extension and what it is called in the export log."""

    WORD = ".docx", "Word-bestand"
    TABLES = ".xlsx", "tabellen in Excel"

    def __init__(self, extension: str, label: str) -> None:
        self.extension, self.label = extension, label


@dataclass(frozen=True, slots=True)
class Copied:
    """A written copy: where, and the SHA-256 of its bytes in hexadecimal."""

    path: Path
    sha256: str


@requires(Act.EXPORT_EVALUATION, PROGRAMME)
def export_evaluation(
    vault: UnlockedVault,
    year: int,
    out: Path,
    purpose: Purpose,
    *,
    edition: Edition = Edition.CONFIDENTIAL,
    house: HouseStyle | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Rendered:
    """Write the document of `year` to `out` and log it. NotFound, Invalid, ExportFailed or Cancelled leave `out` be.

    A final document is written as it was frozen, byte for byte. `house` is the one that was kept unless given.
    """
    check_purpose(purpose)
    final = final_version(vault, year)

    def log(rendered: Rendered) -> None:
        _log(vault, document.control, f"{edition.label}, {rendered.pages} pagina’s", purpose, rendered.sha256)

    if final is None:
        document = gather(vault, year, edition=edition).document
        return render(document, out, house=house or house_of(vault), progress=progress, cancelled=cancelled, log=log)
    document = frozen_document(vault, final.id, edition)
    content = frozen_pdf(vault, final.id, edition)
    rendered = Rendered(out, final.of(edition).pages, final.of(edition).pdf_sha256)
    with staged(content, out):
        log(rendered)
    return rendered


@requires(Act.EXPORT_EVALUATION, PROGRAMME)
def export_copy(
    vault: UnlockedVault,
    year: int,
    out: Path,
    purpose: Purpose,
    form: OfficeForm,
    *,
    edition: Edition = Edition.CONFIDENTIAL,
    house: HouseStyle | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Copied:
    """Write the document of `year` for Word, or its tables for Excel, and log it; errors as of `export_evaluation`."""
    check_purpose(purpose)
    final = final_version(vault, year)
    document = (
        gather(vault, year, edition=edition).document if final is None else frozen_document(vault, final.id, edition)
    )
    content = _office_bytes(document, form, house or house_of(vault))
    if cancelled is not None and cancelled():
        raise Cancelled
    copied = Copied(out, hashlib.sha256(content).hexdigest())
    with staged(content, out):
        _log(vault, document.control, f"{edition.label}, {form.label}", purpose, copied.sha256)
    return copied


def _office_bytes(document: EvaluationDocument, form: OfficeForm, house: HouseStyle) -> bytes:
    if form is OfficeForm.WORD:
        from app.report.office.evaluation_docx import word_bytes  # noqa: PLC0415  # its library is slow to load

        return word_bytes(document, house=house)
    from app.report.office.tables_xlsx import tables_bytes  # noqa: PLC0415  # likewise

    return tables_bytes(document, house=house)


def _log(vault: UnlockedVault, control: Control, what: str, purpose: Purpose, sha256: str) -> None:
    record_export(
        vault,
        what=f"Evaluatie {control.year} – {control.status.label}, {what}",
        classification=control.classification,
        purpose=purpose,
        sha256=sha256,
    )
