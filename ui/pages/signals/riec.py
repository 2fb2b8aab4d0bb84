"""The form for the RIEC as a file: why it leaves the vault, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.papers.riec_form import export_riec_form
from app.services.exports import Purpose, check_purpose
from models.casework.choices import SignalOutcome
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.signals.course import Course
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks

PDF = "PDF-document (*.pdf)"


@dataclass(frozen=True, slots=True)
class PurposeInput:
    """What the form asks."""

    reason: str | None = "Overdracht aan het RIEC"
    recipient: str | None = None
    with_suspected: bool = True


_PURPOSE = (
    Field("reason", "Waarvoor exporteert u dit formulier?", required=True, wide=True, hint="Dit wordt gelogd."),
    Field("recipient", "Voor wie?", wide=True),
    Field(
        "with_suspected",
        "Ook wat wordt vermoed, en de interpretatie",
        Kind.BOOLEAN,
        wide=True,
        hint="Het formulier bevat niet meer dan u bij de overdracht hebt vastgelegd; laat weg wat daar niet bij hoort.",
    ),
)


class RiecFormDialog(ActDialog):
    """Why and for whom; `made` is where the form was written."""

    doing = "Formulier maken"

    def __init__(self, vault: UnlockedVault, course: Course, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            f"RIEC-formulier van {course.number}",
            "Wat u hebt overgedragen, als document. Wie het signaal inbracht staat er niet in.",
            "Bestand kiezen…",
            icon="download",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._course = vault, course
        to = next((each.recipient for each in course.hand_overs if each.outcome is SignalOutcome.RIEC), None)
        self.form = Form((FieldGroup("", _PURPOSE),), margin=0)
        self.form.setFixedHeight(300)
        self.form.show_draft(PurposeInput(recipient=to))
        self.body.addWidget(self.form)

    def prepare(self) -> Callable[[Progress], Path]:
        """A reason and a place, or Invalid."""
        entered: PurposeInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        name = f"Signaalformulier {self._course.number}.pdf"
        out = dialogs.choose_target(self, "Formulier opslaan", name, PDF)
        if out is None:
            raise Invalid({"": "Er is geen bestand gekozen."})
        target = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        vault, key, suspected = self._vault, self._course.signal, entered.with_suspected

        def work(_progress: Progress) -> Path:
            export_riec_form(vault, key, target, purpose, with_suspected=suspected)
            return target

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)
