"""Looking at a letter that was made, and letting it out: why and for whom is asked first, and logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from app.errors import AppError, Invalid
from app.formats import format_date, format_short_date
from app.report.letters.making import export_letter
from app.services.exports import Purpose, check_purpose
from app.services.letters.source import title_of
from models.letter_choices import LetterForm
from ui import dialogs
from ui.tokens import Space, Tone
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.letters.pages import LetterPages
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from app.services.letters.desk import LetterDesk, LetterLine
    from ui.tasks import Progress, Tasks

FILTERS = {LetterForm.PDF: "PDF-document (*.pdf)", LetterForm.WORD: "Word-document (*.docx)"}


@dataclass(frozen=True, slots=True)
class ExportInput:
    """What the form asks."""

    form: LetterForm = LetterForm.PDF
    reason: str | None = None
    recipient: str | None = None


_FIELDS = (
    Field("form", "Bestand", Kind.CHOICE, choices=LetterForm, required=True, wide=True),
    Field("reason", "Waarvoor exporteert u deze brief?", required=True, wide=True, hint="Dit staat bij de brief."),
    Field("recipient", "Voor wie?", wide=True, hint="Leeg: de geadresseerde."),
)


class ExportLetterDialog(ActDialog):
    """Writes one form of a letter to a file; `made` is where."""

    doing = "Brief exporteren"

    def __init__(self, desk: LetterDesk, letter: LetterLine, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            "Brief exporteren",
            "De brief gaat als bestand buiten de kluis. Wie hem wanneer en waarvoor exporteerde, staat bij de brief.",
            "Bestand kiezen…",
            icon="download",
            tasks=tasks,
            parent=parent,
        )
        self._desk, self._letter = desk, letter
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.setFixedHeight(300)
        self.form.show_draft(ExportInput(reason=f"Verzending aan {letter.recipient}"[:300]))
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Path]:
        """A reason and a place, or Invalid."""
        entered: ExportInput = self.form.draft()
        purpose = Purpose(entered.reason or "", entered.recipient)
        check_purpose(purpose)
        ending = f".{entered.form.value}"
        name = f"{self._letter.number} {self._letter.kind.label}{ending}".replace(":", "").replace("/", "-")
        out = dialogs.choose_target(self, "Brief opslaan", name, FILTERS[entered.form])
        if out is None:
            raise Invalid({"": "Er is geen bestand gekozen."})
        target = out if out.suffix.lower() == ending else out.with_name(f"{out.name}{ending}")
        desk, letter_id = self._desk, self._letter.id

        def work(_progress: Progress) -> Path:
            export_letter(desk, letter_id, entered.form, target, purpose)
            return target

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)


class LetterDialog(QDialog):
    """The pages of a letter, what it was made with, and when it left the vault."""

    def __init__(self, desk: LetterDesk, letter: LetterLine, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._letter, self._tasks = desk, letter, tasks
        title = title_of(letter.kind, letter.number)
        self.setWindowTitle(title)
        self.resize(820, 760)
        self.message = MessageBar()
        self.pages = LetterPages(tasks)
        self.left_vault = label("", "muted", wrap=True)
        self.export_button = button("Exporteren…", "download", "primary", self.export)
        self.export_button.setVisible(desk.may_make())
        close = button("Sluiten", act=self.accept)
        layout = column(self, Space.MEDIUM, Space.WIDE)
        layout.addWidget(label(title, "section", wrap=True))
        layout.addWidget(label(_about(letter), "muted", wrap=True))
        layout.addWidget(self.left_vault)
        layout.addWidget(self.message)
        layout.addWidget(self.pages, 1)
        buttons = row()
        buttons.addStretch()
        buttons.addWidget(close)
        buttons.addWidget(self.export_button)
        layout.addLayout(buttons)
        self.finished.connect(lambda _result: self.pages.stop())
        self.pages.show_pdf(lambda: desk.content(letter.id, LetterForm.PDF))
        self._show_exports()

    def export(self) -> None:
        """Let it out, after the questions."""
        dialog = ExportLetterDialog(self._desk, self._letter, self._tasks, self)
        if dialogs.run(dialog):
            self._show_exports()
            self.message.say(f"De brief staat in {dialog.made}.", Tone.SUCCESS)

    def _show_exports(self) -> None:
        try:
            found = self._desk.exports(self._letter.id)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        told = [f"{each.made_on} door {each.made_by}, {each.form.value}, aan {each.recipient}" for each in found]
        self.left_vault.setText(f"Geëxporteerd: {'; '.join(told)}." if told else "Nog niet geëxporteerd.")


def _about(letter: LetterLine) -> str:
    return (
        f"Aan {letter.recipient}, {format_date(letter.dated)}. Grondslag: {letter.ground}. Gemaakt door "
        f"{letter.made_by} met het sjabloon ‘{letter.template}’."
    )


def short_day(letter: LetterLine) -> str:
    """The day of a letter, for a list."""
    return format_short_date(letter.dated)
