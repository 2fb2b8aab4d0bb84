"""Merging another case into the one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.casework.cases import Cases
from app.services.casework.merging import merge_cases
from app.services.records import Option, Query
from models.choices import CaseStatus
from ui import dialogs
from ui.pages.cases.closing import opened
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.record.description import Field, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.casework.cases import CaseDraft
    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from ui.tasks import Tasks
    from ui.widgets.record.description import ActContext

OFFERED = 200  # open cases that are proposed; any other number can be typed


@dataclass(frozen=True, slots=True)
class MergeInput:
    """What the form asks."""

    number: str | None = None
    reason: str | None = None


_FIELDS = (
    Field("number", "Nummer van de casus die hierin opgaat", Kind.SUGGESTION, required=True, wide=True),
    Field("reason", "Waarom zijn deze casussen één?", Kind.MULTILINE, required=True, rows=3),
)


def merging_dialog(
    vault: UnlockedVault, case: Record[CaseDraft], parent: QWidget | None = None, tasks: Tasks | None = None
) -> FormDialog:
    """Asks which one, and why; what hangs on a large case takes a while to move."""

    def merge(entered: MergeInput) -> object:
        number = (entered.number or "").partition(" ")[0]
        return merge_cases(vault, target=case.id, number=number, version=case.version, reason=entered.reason or "")

    return FormDialog(
        (
            "Casussen samenvoegen",
            f"Alles wat aan de andere casus hangt, komt bij {case.title}. Het oude nummer blijft hierheen leiden.",
            "Samenvoegen",
        ),
        _FIELDS,
        MergeInput(),
        merge,
        icon="split",
        height=240,
        offer=lambda _name, _draft: _others(vault, case.id),
        tasks=tasks,
        parent=parent,
    )


def ask(context: ActContext) -> None:
    """Let the user merge one into the open case."""
    case = opened(context)
    if case is not None and dialogs.run(merging_dialog(context.vault, case, context.parent, context.tasks)):
        context.refresh()
        context.tell("De casussen zijn samengevoegd. Bij Herkomst kunt u dat ongedaan maken.")


def _others(vault: UnlockedVault, own: int) -> tuple[Option, ...]:
    """The newest cases that are open, by number and title."""
    cases = Cases(vault)
    rows = cases.rows(list(cases.ids(Query()))[:OFFERED])
    place = {name: at for at, name in enumerate(cases.columns)}
    found = [
        f"{row.cells[place['number']]} {row.cells[place['title']]}"
        for row in rows
        if row.id != own and row.cells[place["status"]] is not CaseStatus.CLOSED
    ]
    return tuple(Option(text, text) for text in found)
