"""Letting a certificate of destruction out as a PDF: why and for whom is asked first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.papers.destruction import export_certificate
from app.services.exports import Purpose, check_purpose
from app.services.retention.places import CASES, Keeping
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.tasks import Progress
    from ui.widgets.page import PageContext

PDF = "PDF-document (*.pdf)"
_FIELDS = (
    Field("reason", "Waarvoor exporteert u de verklaring?", required=True, wide=True, hint="Dit staat in het logboek."),
    Field("recipient", "Voor wie?", wide=True, hint="Leeg als u het document zelf gebruikt."),
)


@dataclass(frozen=True, slots=True)
class PurposeInput:
    """What the form asks."""

    reason: str | None = "Archief van verklaringen van vernietiging"
    recipient: str | None = None


class CertificateExportDialog(ActDialog):
    """`made` is where the document was written."""

    doing = "Document maken"

    def __init__(
        self, context: PageContext, key: int, number: str, parent: QWidget | None = None, at: Keeping = CASES
    ) -> None:
        super().__init__(
            f"Verklaring van vernietiging van {number}",
            "Een document zonder inhoud: nummer, soort, grondslag, wie voorstelde en goedkeurde, en de dag.",
            "Bestand kiezen…",
            icon="download",
            tasks=context.tasks,
            parent=parent,
        )
        self._vault, self._key, self._number, self._at = context.vault, key, number, at
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setFixedHeight(210)
        self.form.show_draft(PurposeInput())
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Path]:
        """A reason and a place, or Invalid."""
        entered: PurposeInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        name = f"Verklaring van vernietiging {self._number}.pdf"
        out = dialogs.choose_target(self, "Verklaring opslaan", name, PDF)
        if out is None:
            raise Invalid({"": "Er is geen bestand gekozen."})
        target = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        vault, key, at = self._vault, self._key, self._at

        def work(_progress: Progress) -> Path:
            export_certificate(vault, key, target, purpose, at)
            return target

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)
