"""Writing the minutes outside the vault: why, for whom, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import Invalid
from app.report.papers.minutes import export_minutes
from app.services.exports import Purpose, check_purpose
from app.services.meetings.sitting import sitting
from app.services.records import Option
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Tasks

PDF = "PDF-document (*.pdf)"


@dataclass(frozen=True, slots=True)
class MinutesInput:
    """What the form asks; `reader` is the id of a member, None for the whole minutes."""

    reason: str | None = "Verslag voor de deelnemers"
    reader: int | None = None
    recipient: str | None = None


_FIELDS = (
    Field("reason", "Waarvoor exporteert u dit verslag?", required=True, wide=True, hint="Dit komt in het logboek."),
    Field(
        "reader",
        "Exemplaar voor",
        Kind.OPTION,
        wide=True,
        hint="Leeg: het hele verslag. Anders zonder de punten waaraan deze deelnemer niet deelnam.",
    ),
    Field("recipient", "Voor wie anders?", wide=True, hint="Leeg als u het zelf bewaart."),
)


class MinutesDialog(ActDialog):
    """`made` is where the minutes were written."""

    doing = "Verslag maken"

    def __init__(self, vault: UnlockedVault, tasks: Tasks, meeting: Record[Any], parent: QWidget | None = None) -> None:
        super().__init__(
            "Verslag als PDF",
            f"Van {meeting.title}: wie er waren, elk besluit met actiehouder en termijn, en de acties. "
            "De rubricering is vertrouwelijk.",
            "Bestand kiezen…",
            icon="download",
            tasks=tasks,
            parent=parent,
        )
        self._vault, self._meeting = vault, meeting
        self._members = sitting(vault, meeting.id).attendants
        self.form = Form((FieldGroup("", _FIELDS),), self._offer, margin=0)
        self.form.setFixedHeight(310)
        self.form.show_draft(MinutesInput())
        self.body.addWidget(self.form)

    def prepare(self) -> Callable[[Progress], Path]:
        """A reason and a place, or Invalid."""
        entered: MinutesInput = self.form.draft()
        reader = next((each.name for each in self._members if each.member_id == entered.reader), None)
        purpose = Purpose(entered.reason or "", entered.recipient or reader)
        check_purpose(purpose)
        name = f"Verslag {self._meeting.title}{f' voor {reader}' if reader else ''}.pdf"
        out = dialogs.choose_target(self, "Verslag opslaan", name, PDF)
        if out is None:
            raise Invalid({"": "Er is geen bestand gekozen."})
        target = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        vault, key = self._vault, self._meeting.id

        def work(_progress: Progress) -> Path:
            export_minutes(vault, key, target, purpose, entered.reader)
            return target

        return work

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside their fields."""
        return self.form.show_problems(fields)

    def _offer(self, name: str, _draft: object) -> tuple[Option, ...]:
        if name != "reader":
            return ()
        return tuple(Option(each.member_id, f"{each.name} ({each.cluster.label})") for each in self._members)
