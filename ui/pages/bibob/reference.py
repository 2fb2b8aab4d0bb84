"""Leaving a reference in a case: a number and a text, under a letter of art. 28, and logged as a disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.bibob.references import leave_reference
from models.bibob.choices import DisclosureGround
from ui import dialogs
from ui.widgets.dialogs.act_dialog import ActDialog
from ui.widgets.forms.form import Form
from ui.widgets.record.description import Field, FieldGroup, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from ui.tasks import Progress
    from ui.widgets.record.description import ActContext


@dataclass(frozen=True, slots=True)
class ReferenceInput:
    """What the form asks."""

    case_number: str | None = None
    ground: DisclosureGround | None = None
    text: str | None = None


_FIELDS = (
    Field("case_number", "Nummer van de casus", required=True, hint="Bijvoorbeeld V-2020-0001."),
    Field("ground", "Rubriek van art. 28 lid 2", Kind.CHOICE, True, DisclosureGround, wide=True),
    Field("text", "Tekst in de casus", Kind.MULTILINE, required=True, rows=3, hint="Zonder namen en zonder uitkomst."),
)


class ReferenceDialog(ActDialog):
    """Sends number and text to the casework, once somebody has chosen to."""

    def __init__(self, vault: UnlockedVault, screening: Record[Any], parent: QWidget | None = None) -> None:
        super().__init__(
            "Verwijzing achterlaten in een casus",
            "Wie de casus behandelt, ziet het nummer van dit dossier en uw tekst, en niets anders. Dit is een "
            "verstrekking en komt in de lijst van verstrekkingen. Of het casusnummer bestaat, krijgt u niet te zien.",
            "Verwijzing achterlaten",
            icon="send",
            parent=parent,
        )
        self._vault, self._screening = vault, screening
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(ReferenceInput())
        self.form.setMinimumHeight(340)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """Leave it."""
        entered: ReferenceInput = self.form.draft()
        return lambda _progress: leave_reference(
            self._vault,
            self._screening.id,
            case_number=entered.case_number or "",
            text=entered.text or "",
            ground=entered.ground,
        )

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)


def ask(context: ActContext) -> None:
    """Let the user leave one."""
    if context.record is not None and dialogs.run(ReferenceDialog(context.vault, context.record, context.parent)):
        context.tell("De verwijzing is achtergelaten en als verstrekking vastgelegd.")
