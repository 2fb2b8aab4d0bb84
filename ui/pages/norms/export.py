"""Letting all norms out as a PDF for the lawyer: why and for whom is asked first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.papers.norms import export_norms
from app.services.exports import Purpose, check_purpose
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
    Field("reason", "Waarvoor exporteert u de normen?", required=True, wide=True, hint="Dit staat in het logboek."),
    Field("recipient", "Voor wie?", wide=True, hint="Leeg als u het document zelf gebruikt."),
)


@dataclass(frozen=True, slots=True)
class PurposeInput:
    """What the form asks."""

    reason: str | None = "Beoordeling door de jurist"
    recipient: str | None = None


class NormsExportDialog(ActDialog):
    """`made` is where the document was written."""

    doing = "Document maken"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "Alle normen als pdf",
            "Elke versie van elke norm met grondslag, bron en wie ervoor staat, om voor te leggen aan een jurist.",
            "Bestand kiezen…",
            icon="download",
            tasks=context.tasks,
            parent=parent,
        )
        self._vault = context.vault
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
        out = dialogs.choose_target(self, "Normen opslaan", "Normen.pdf", PDF)
        if out is None:
            raise Invalid({"": "Er is geen bestand gekozen."})
        target = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        vault = self._vault

        def work(_progress: Progress) -> Path:
            export_norms(vault, target, purpose)
            return target

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)
