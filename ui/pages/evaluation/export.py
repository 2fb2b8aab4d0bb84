"""Writing the document outside the vault: why and for whom is asked first, and logged with what was written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from app.errors import AppError, Cancelled, Invalid
from app.report.export import Copied, OfficeForm, export_copy, export_evaluation
from app.services.exports import Purpose, check_purpose
from models.choices import Choice, Classification, Edition
from ui import dialogs, errors
from ui.tokens import Space, Tone
from ui.widgets.forms.form import Form
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from app.report.evaluation_pdf import Rendered
    from app.services.evaluation.texts import EvaluationDraft
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Task, Tasks


class FileForm(Choice):
    """What kind of file is written."""

    PDF = "pdf", "PDF, om te publiceren en te bewaren"
    WORD = "docx", "Word, om in verder te werken"
    TABLES = "xlsx", "Excel, met elke tabel op een blad"


KINDS = {
    FileForm.PDF: "PDF-document (*.pdf)",
    FileForm.WORD: "Word-document (*.docx)",
    FileForm.TABLES: "Excel-werkmap (*.xlsx)",
}
_OFFICE = {FileForm.WORD: OfficeForm.WORD, FileForm.TABLES: OfficeForm.TABLES}


@dataclass(frozen=True, slots=True)
class PurposeInput:
    """What the form asks."""

    reason: str | None = None
    recipient: str | None = None
    form: FileForm = FileForm.PDF
    edition: Edition = Edition.CONFIDENTIAL


class ExportDialog(QDialog):
    """Asks, writes, can be stopped. `rendered` is what was written, None until then."""

    def __init__(
        self, vault: UnlockedVault, tasks: Tasks, control: EvaluationDraft, notes: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Evaluatie exporteren")
        self.resize(580, 520)
        self._vault, self._tasks, self._control = vault, tasks, control
        self._task: Task[Rendered | Copied] | None = None
        self.rendered: Rendered | Copied | None = None
        self.message = MessageBar()
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        public = control.classification is Classification.PUBLIC
        self.form.show_draft(PurposeInput(edition=Edition.PUBLIC if public else Edition.CONFIDENTIAL))
        self.bar = QProgressBar(maximum=1000, textVisible=False)
        self.bar.setAccessibleName("Voortgang")
        self.state = label("", "caption")
        self.go = button("Bestand kiezen en exporteren…", "download", "primary", self.start)
        self.go.setDefault(True)
        self.stop = button("Annuleren", act=self.reject)
        self._lay_out(notes)
        self.form.focus_first()
        self._show_busy()

    @property
    def busy(self) -> bool:
        """Whether the document is being written."""
        return self._task is not None

    def start(self) -> None:
        """Ask where to, then write on the worker thread."""
        purpose = self._purpose()
        if purpose is None:
            return
        entered: PurposeInput = self.form.draft()
        year, ending = self._control.year or 0, f".{entered.form.value}"
        name = f"Evaluatie ondermijning {year}, {entered.edition.label}{ending}"
        out = dialogs.choose_target(self, "Evaluatie exporteren", name, KINDS[entered.form])
        if out is None:
            return
        if out.suffix.lower() != ending:
            out = out.with_name(f"{out.name}{ending}")
        self.message.hide()
        self._task = self._tasks.run(
            self,
            partial(self._write, entered, out, purpose),
            done=self._on_written,
            failed=self._on_failed,
            progressed=self._on_progress,
            unwanted=self._on_written,  # stopped too late: it is written and logged, and the user has to know
        )
        self._show_busy()

    def reject(self) -> None:
        """Stop the writing; without any, close."""
        if self._task is not None:
            self._task.cancel()
            self.state.setText("Afbreken…")
            return
        super().reject()

    def _write(self, entered: PurposeInput, out: Path, purpose: Purpose, progress: Progress) -> Rendered | Copied:
        year = self._control.year or 0
        if entered.form in _OFFICE:
            return export_copy(
                self._vault,
                year,
                out,
                purpose,
                _OFFICE[entered.form],
                edition=entered.edition,
                cancelled=lambda: progress.stopped,
            )
        return export_evaluation(
            self._vault,
            year,
            out,
            purpose,
            edition=entered.edition,
            progress=lambda done, parts: progress("Document maken", done / parts if parts else None),
            cancelled=lambda: progress.stopped,
        )

    def _purpose(self) -> Purpose | None:
        entered: PurposeInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        try:
            check_purpose(purpose)
        except Invalid as refused:
            self.form.show_problems(refused.fields)
            return None
        return purpose

    def _on_written(self, rendered: Rendered | Copied) -> None:
        self._task = None
        self.rendered = rendered
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        if self.rendered is not None:  # stopped too late
            return
        self._task = None
        self._show_busy()
        if isinstance(error, Cancelled):
            self.message.say("Afgebroken. Er is niets geschreven.", Tone.NEUTRAL)
        elif isinstance(error, AppError):
            self.message.say(str(error), Tone.DANGER)
        else:
            errors.show(self, error)

    def _on_progress(self, text: str, fraction: float | None) -> None:
        self.state.setText(f"{text}…")
        self.bar.setValue(int(1000 * (fraction or 0)))

    def _show_busy(self) -> None:
        self.form.setEnabled(not self.busy)
        self.go.setEnabled(not self.busy)
        self.bar.setVisible(self.busy)
        self.state.setVisible(self.busy)
        if self.busy:
            self.bar.setValue(0)
            self.state.setText("Document maken…")

    def _lay_out(self, notes: int) -> None:
        layout = column(self, Space.MEDIUM)
        layout.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.LARGE)
        control = self._control
        status = control.status.label if control.status else ""
        classification = control.classification.label if control.classification else ""
        layout.addWidget(label(f"{control.title}", "section", wrap=True))
        layout.addWidget(
            label(f"Status {status}, rubricering {classification}. {_notes(notes)}", "muted", wrap=True),
        )
        layout.addWidget(self.message)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.state)
        layout.addWidget(self.bar)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(self.stop)
        buttons.addWidget(self.go)
        layout.addLayout(buttons)


_FIELDS = (
    Field("form", "Bestand", Kind.CHOICE, choices=FileForm, required=True, wide=True),
    Field(
        "edition",
        "Editie",
        Kind.CHOICE,
        choices=Edition,
        required=True,
        wide=True,
        hint="De openbare editie laat weg wat vertrouwelijk is en schermt kleine aantallen af.",
    ),
    Field(
        "reason",
        "Waarvoor exporteert u dit document?",
        required=True,
        wide=True,
        hint="Dit staat in het exportlogboek.",
    ),
    Field(
        "recipient", "Voor wie?", wide=True, hint="Bijvoorbeeld de portefeuillehouder; leeg als u het zelf gebruikt."
    ),
)


def _notes(count: int) -> str:
    if not count:
        return "Er zijn geen aandachtspunten."
    return "Er is nog één aandachtspunt." if count == 1 else f"Er zijn nog {count} aandachtspunten."
