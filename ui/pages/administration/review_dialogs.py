"""What the yearly review asks: a note at signing, and why the list leaves the vault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.report.papers.rights_review import export_review
from app.services.exports import Purpose, check_purpose
from app.services.keys import rights_review
from models.choices import ReviewVerdict
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.keys.rights_review import Held
    from ui.tasks import Progress
    from ui.widgets.page import PageContext

PDF = "PDF-document (*.pdf)"


@dataclass(frozen=True, slots=True)
class SignInput:
    """What the form asks."""

    note: str | None = None


class SignDialog(ActDialog):
    """Signing off, with a note."""

    doing = "Aftekenen"

    def __init__(
        self, context: PageContext, verdicts: Mapping[Held, ReviewVerdict], parent: QWidget | None = None
    ) -> None:
        ended = sum(1 for verdict in verdicts.values() if verdict is ReviewVerdict.END)
        super().__init__(
            "Beoordeling aftekenen",
            f"U behoudt {len(verdicts) - ended} en laat {ended} intrekken. Uw naam en de dag komen erbij te staan.",
            "Aftekenen",
            icon="clipboard-check",
            tasks=context.tasks,
            parent=parent,
        )
        self._vault, self._verdicts = context.vault, dict(verdicts)
        self.form = Form((FieldGroup("", (Field("note", "Opmerking", Kind.MULTILINE),)),), margin=0)
        self.form.setFixedHeight(150)
        self.form.show_draft(SignInput())
        self.body.addWidget(self.form)

    def prepare(self) -> Callable[[Progress], bool]:
        """The verdicts with the note."""
        entered: SignInput = self.form.draft()
        vault, verdicts = self._vault, self._verdicts

        def work(_progress: Progress) -> bool:
            rights_review.sign_off(vault, verdicts=verdicts, note=entered.note)
            return True

        return work


@dataclass(frozen=True, slots=True)
class PurposeInput:
    """What the form asks."""

    reason: str | None = "Jaarlijkse beoordeling van rechten"
    recipient: str | None = None


_PURPOSE = (
    Field(
        "reason", "Waarvoor exporteert u deze lijst?", required=True, wide=True, hint="Dit staat in het exportlogboek."
    ),
    Field("recipient", "Voor wie?", wide=True, hint="Leeg als u hem zelf gebruikt."),
)


class ReviewExportDialog(ActDialog):
    """Why and for whom; `made` is where the list was written."""

    doing = "Lijst maken"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "Lijst van rechten als PDF",
            "Om af te drukken en op papier te laten tekenen. De lijst noemt namen; de rubricering is vertrouwelijk.",
            "Bestand kiezen…",
            icon="download",
            tasks=context.tasks,
            parent=parent,
        )
        self._vault = context.vault
        self.form = Form((FieldGroup("", _PURPOSE),), margin=0)
        self.form.setFixedHeight(244)  # with a fault beside the first field
        self.form.show_draft(PurposeInput())
        self.body.addWidget(self.form)

    def prepare(self) -> Callable[[Progress], Path]:
        """A reason and a place, or Invalid."""
        entered: PurposeInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        out = dialogs.choose_target(self, "Lijst van rechten opslaan", "Beoordeling van rechten.pdf", PDF)
        if out is None:
            raise Invalid({"": "Er is geen bestand gekozen."})
        target = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        vault = self._vault

        def work(_progress: Progress) -> Path:
            export_review(vault, target, purpose)
            return target

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)
