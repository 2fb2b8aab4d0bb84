"""Asking for the next step of a carry-over: which, on what day, and what that step needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.formats import format_amount
from app.rules.carry_over import next_steps
from app.services.clock import today
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers, StepDraft
from app.services.records import Option
from models.choices import CarryOverCover, CarryOverStatus
from ui import dialogs
from ui.widgets.dialogs.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.record.description import Field, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from ui.widgets.record.description import ActContext

_FIELDS = (
    Field("to", "Stap", Kind.OPTION, required=True),
    Field("day", "Op", Kind.DATE),
    Field("cover", "Ten laste van", Kind.CHOICE, choices=CarryOverCover, hint="Nodig als de raad vaststelt."),
    Field("reason", "Reden", Kind.MULTILINE, rows=2, hint="Nodig bij afwijzen."),
)
_WORDS = {
    CarryOverStatus.DRAFT: "Terug naar concept",
    CarryOverStatus.SUBMITTED: "Ingediend",
    CarryOverStatus.COLLEGE: "College akkoord",
    CarryOverStatus.COUNCIL: "Raad vastgesteld",
    CarryOverStatus.REJECTED: "Afgewezen",
}


def step_dialog(vault: UnlockedVault, record: Record[CarryOverDraft], parent: QWidget | None = None) -> FormDialog:
    """Asks which step was taken, and on what day."""
    steps = next_steps(record.draft.status or CarryOverStatus.DRAFT)
    first = StepDraft(steps[0] if steps else None, today(), record.draft.cover)
    status = record.draft.status.label if record.draft.status else ""
    return FormDialog(
        (
            "Volgende stap",
            f"{record.title}, {format_amount(record.draft.amount)}. De status is nu ‘{status}’.",
            "Vastleggen",
        ),
        _FIELDS,
        first,
        lambda entered: CarryOvers(vault).take_step(record.id, entered, record.version),
        icon="check",
        height=260,
        offer=lambda _name, _draft: tuple(Option(each, _WORDS[each]) for each in steps),
        parent=parent,
    )


def ask_for_step(context: ActContext) -> None:
    """Let the user take the open request one step further."""
    if context.record is None or (isinstance(context.parent, Page) and not context.parent.may_leave()):
        return
    try:
        record = CarryOvers(context.vault).get(context.record.id)
    except AppError as gone:
        dialogs.warn(context.parent, "Overheveling", str(gone))
        return
    if record.draft.status is None or not next_steps(record.draft.status):
        dialogs.tell(context.parent, "Volgende stap", "De raad heeft dit vastgesteld; er volgt geen stap meer.")
        return
    if dialogs.run(step_dialog(context.vault, record, context.parent)):
        context.refresh()
        context.tell("De stap is vastgelegd.")
