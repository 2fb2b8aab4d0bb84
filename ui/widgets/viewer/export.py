"""Letting an attachment out: why, for whom and where to, written on the worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from app.errors import Cancelled
from app.report.attachment_export import Exportable, export_attachment
from app.services.exports import Purpose, check_purpose
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.attachments.store import AttachmentFacts, Attachments
    from ui.tasks import Progress, Tasks

_FIELDS = (
    Field("reason", "Waarvoor", Kind.MULTILINE, required=True, rows=3),
    Field("recipient", "Voor wie", wide=True),
)


@dataclass(frozen=True, slots=True)
class PurposeInput:
    """What the form asks."""

    reason: str | None = None
    recipient: str | None = None


class ExportAttachmentDialog(ActDialog):
    """Asks for a reason, then for a place."""

    doing = "Exporteren"

    def __init__(
        self, attachments: Attachments, facts: AttachmentFacts, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Bijlage exporteren",
            f"‘{facts.name}’ verlaat de kluis en is daarna niet meer beveiligd door Bolwerk. De export komt met uw "
            "reden in het logboek.",
            "Plaats kiezen en exporteren…",
            icon="download",
            tasks=tasks,
            parent=parent,
        )
        self._attachments, self._facts = attachments, facts
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(PurposeInput())
        self.form.setMinimumHeight(240)
        self.body.addWidget(self.form)
        self.form.focus_first()
        self.out: Path | None = None

    def start(self) -> None:
        """The reason first: nobody chooses a place for what may not leave."""
        self.out = None
        super().start()

    def prepare(self) -> Callable[[Progress], Any]:
        """Ask where to, and write it there."""
        entered: PurposeInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        ending = PurePath(self._facts.name).suffix
        kinds = f"{self._facts.media.label} (*{ending})"
        out = dialogs.choose_target(self, "Bijlage exporteren", self._facts.name, kinds)
        if out is None:
            raise Cancelled("Er is geen plaats gekozen; er is niets geëxporteerd.")
        self.out = out
        exportable = cast("Exportable", self._attachments)
        return lambda _progress: export_attachment(exportable, self._facts.id, out, purpose)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)
