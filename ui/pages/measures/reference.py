"""Leaving a reference to a measure in a case: a number and a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.measures.references import refer_case
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
    text: str | None = None


_FIELDS = (
    Field("case_number", "Nummer van de casus", required=True, hint="Bijvoorbeeld W-2020-0001."),
    Field("text", "Tekst in de casus", Kind.MULTILINE, required=True, rows=3, hint="Zonder politiegegevens."),
)


class CaseReferenceDialog(ActDialog):
    """Sends number and text to the casework, once somebody has chosen to."""

    def __init__(self, vault: UnlockedVault, measure: Record[Any], parent: QWidget | None = None) -> None:
        super().__init__(
            "Verwijzing achterlaten in een casus",
            "Wie de casus behandelt, ziet het nummer van dit dossier en uw tekst, en niets anders. Of het casusnummer "
            "bestaat, krijgt u niet te zien.",
            "Verwijzing achterlaten",
            icon="send",
            parent=parent,
        )
        self._vault, self._measure = vault, measure
        self.form = Form((FieldGroup("", _FIELDS),), margin=0)
        self.form.show_draft(ReferenceInput())
        self.form.setMinimumHeight(270)
        self.body.addWidget(self.form)
        self.form.focus_first()

    def prepare(self) -> Callable[[Progress], Any]:
        """Leave it."""
        entered: ReferenceInput = self.form.draft()
        number, text = entered.case_number or "", entered.text or ""
        return lambda _progress: refer_case(self._vault, self._measure.id, case_number=number, text=text)

    def show_problems(self, fields: Mapping[str, str]) -> str:
        """Beside the fields."""
        return self.form.show_problems(fields)


def ask(context: ActContext) -> None:
    """Let the user leave one."""
    if context.record is not None and dialogs.run(CaseReferenceDialog(context.vault, context.record, context.parent)):
        context.tell("De verwijzing is achtergelaten.")
