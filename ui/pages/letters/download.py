"""Writing a template to a file, to change it in Word: why is asked first, and logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.letters.making import export_template
from app.services.exports import Purpose, check_purpose
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from models.letter_choices import LetterKind
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

_ENDING = ".docx"
_FIELDS = (
    Field("reason", "Waarvoor downloadt u dit sjabloon?", required=True, wide=True, hint="Dit staat in het logboek."),
)


@dataclass(frozen=True, slots=True)
class DownloadInput:
    """What the form asks."""

    reason: str | None = "Aanpassen in Word"


class DownloadDialog(ActDialog):
    """`made` is where the template was written."""

    doing = "Sjabloon opslaan"

    def __init__(self, context: PageContext, kind: LetterKind, parent: QWidget | None = None) -> None:
        super().__init__(
            "Sjabloon downloaden",
            "Een sjabloon bevat geen gegevens van een dossier.",
            "Bestand kiezen…",
            icon="download",
            tasks=context.tasks,
            parent=parent,
        )
        self._vault, self._kind = context.vault, kind
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setFixedHeight(130)
        self.form.show_draft(DownloadInput())
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Path]:
        """A reason and a place, or Invalid."""
        entered: DownloadInput = self.form.draft()
        purpose = Purpose(entered.reason or "")
        check_purpose(purpose)
        name = f"Sjabloon {self._kind.label}{_ENDING}".replace(":", "")
        out = dialogs.choose_target(self, "Sjabloon opslaan", name, f"Word-document (*{_ENDING})")
        if out is None:
            raise Invalid({"": "Er is geen bestand gekozen."})
        target = out if out.suffix.lower() == _ENDING else out.with_name(f"{out.name}{_ENDING}")
        vault, kind = self._vault, self._kind

        def work(_progress: Progress) -> Path:
            export_template(vault, kind, target, purpose)
            return target

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)
