"""Taking a picture of a chart out of the vault: why and for whom first, then where to; logged with its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.saving import staged
from app.services.exports import Purpose, check_purpose
from app.services.network.charts_export import record_chart_export
from ui import dialogs
from ui.widgets.chart.pictures import Form as PictureForm
from ui.widgets.chart.pictures import Plate, picture_of
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks

_KINDS = {
    PictureForm.PDF: "PDF-document (*.pdf)",
    PictureForm.SVG: "SVG-tekening (*.svg)",
    PictureForm.PNG: "PNG-afbeelding (*.png)",
}
_FIELDS = (
    Field("reason", "Waarvoor", Kind.MULTILINE, required=True, rows=3, hint="Dit komt in het logboek."),
    Field("recipient", "Voor wie", wide=True),
    Field("form", "Als", Kind.CHOICE, required=True, choices=PictureForm, wide=True),
)


@dataclass(frozen=True, slots=True)
class ExportInput:
    """What the form asks."""

    reason: str | None = None
    recipient: str | None = None
    form: PictureForm = PictureForm.PDF


class ExportChartDialog(ActDialog):
    """`made` is where the picture was written."""

    doing = "Exporteren"

    def __init__(
        self,
        vault: UnlockedVault,
        tasks: Tasks,
        plate: Plate,
        chart_id: int | None,
        parent: QWidget | None = None,
    ) -> None:
        nodes, lines = len(plate.drawing.nodes), len(plate.drawing.edges)
        super().__init__(
            "Schema exporteren",
            f"‘{plate.caption.title}’ met {nodes} knopen en {lines} lijnen verlaat de kluis en is daarna niet meer "
            f"beveiligd door Bolwerk. Rubricering: {plate.caption.classification}. De export komt met uw reden in het "
            "logboek.",
            "Plaats kiezen en exporteren…",
            icon="download",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._plate, self._chart_id = vault, plate, chart_id
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setMinimumHeight(320)
        self.form.show_draft(ExportInput())
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Path]:
        """A reason and a place, or Invalid; drawn here, written on the worker thread."""
        entered: ExportInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        ending = f".{entered.form.value}"
        content = picture_of(entered.form, self._plate)
        name = f"Verbandenschema {self._plate.caption.title}".replace("/", "-").replace("\\", "-")
        out = dialogs.choose_target(self, "Schema exporteren", f"{name}{ending}", _KINDS[entered.form])
        if out is None:
            raise Invalid({"": "Er is geen plaats gekozen; er is niets geëxporteerd."})
        target = out if out.suffix.lower() == ending else out.with_name(f"{out.name}{ending}")
        vault, chart_id = self._vault, self._chart_id
        what = f"Verbandenschema ‘{self._plate.caption.title}’, {entered.form.value.upper()}"

        def work(_progress: Progress) -> Path:
            with staged(content, target):
                record_chart_export(
                    vault,
                    what=what,
                    purpose=purpose,
                    sha256=hashlib.sha256(content).hexdigest(),
                    chart_id=chart_id,
                )
            return target

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)
