"""Taking a picture of a chart out of the vault: why and for whom first, then where to; logged with its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.saving import staged
from app.services.exports import Purpose, check_purpose
from app.services.network.charts.export import record_chart_export
from models.choices import Choice
from ui import dialogs
from ui.printing import print_pdf
from ui.widgets.chart.pictures import Form as PictureForm
from ui.widgets.chart.pictures import Plate, picture_of
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks


class Way(Choice):
    """How it leaves."""

    PDF = "pdf", "PDF-bestand"
    SVG = "svg", "SVG-bestand, om in een ander programma te bewerken"
    PNG = "png", "PNG-bestand, een plaatje"
    PRINT = "print", "Afdruk"


_KINDS = {
    Way.PDF: "PDF-document (*.pdf)",
    Way.SVG: "SVG-tekening (*.svg)",
    Way.PNG: "PNG-afbeelding (*.png)",
}
_FIELDS = (
    Field("reason", "Waarvoor", Kind.MULTILINE, required=True, rows=3, hint="Dit komt in het logboek."),
    Field("recipient", "Voor wie", wide=True),
    Field(
        "form",
        "Als",
        Kind.CHOICE,
        required=True,
        choices=Way,
        wide=True,
        hint="Van een afdruk kan de printer of dit systeem een kopie bewaren.",
    ),
)


@dataclass(frozen=True, slots=True)
class ExportInput:
    """What the form asks."""

    reason: str | None = None
    recipient: str | None = None
    form: Way = Way.PDF


class ExportChartDialog(ActDialog):
    """`made` is where the picture was written, or that it was sent to a printer, in words."""

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
            "Verder…",
            icon="download",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._plate, self._chart_id = vault, plate, chart_id
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setMinimumHeight(350)
        self.form.show_draft(ExportInput())
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], str]:
        """A reason and a place or printer, or Invalid; drawn here, logged and written on the worker thread."""
        entered: ExportInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        printed = entered.form is Way.PRINT
        content = picture_of(PictureForm.PDF if printed else PictureForm(entered.form.value), self._plate)
        what = f"Verbandenschema ‘{self._plate.caption.title}’, {'afdruk' if printed else entered.form.value.upper()}"
        log = partial(self._log, what, purpose, hashlib.sha256(content).hexdigest())
        return self._to_printer(content, log) if printed else self._to_file(entered.form, content, log)

    def _to_file(self, way: Way, content: bytes, log: Callable[[], None]) -> Callable[[Progress], str]:
        ending = f".{way.value}"
        name = f"Verbandenschema {self._plate.caption.title}".replace("/", "-").replace("\\", "-")
        out = dialogs.choose_target(self, "Schema exporteren", f"{name}{ending}", _KINDS[way])
        if out is None:
            raise Invalid({"": "Er is geen plaats gekozen; er is niets geëxporteerd."})
        target = out if out.suffix.lower() == ending else out.with_name(f"{out.name}{ending}")

        def work(_progress: Progress) -> str:
            with staged(content, target):
                log()
            return f"geëxporteerd naar {target}"

        return work

    def _to_printer(self, content: bytes, log: Callable[[], None]) -> Callable[[Progress], str]:
        printer = dialogs.choose_printer(self)
        if printer is None:
            raise Invalid({"": "Er is geen printer gekozen; er is niets afgedrukt."})
        log()  # before it is on paper, and on this thread, where the printer is
        print_pdf(content, printer)
        return lambda _progress: "naar de printer gestuurd"

    def _log(self, what: str, purpose: Purpose, sha256: str) -> None:
        record_chart_export(self._vault, what=what, purpose=purpose, sha256=sha256, chart_id=self._chart_id)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)
